"""The page of the month: ranking with rank intervals, best engineers, best cases, guards."""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from models.people.guards import Guard
from models.people.ranking import BestCase, Ranked
from models.text import Text
from scheduler.people.report.frame import people_page
from scheduler.people.report.team import TIERS
from scheduler.report.document import both, card, cards, pane, percent, picture, prose, said, table
from scheduler.report.svg import Scale, dot, drawing, line, text


def ranking_page(
    month: str,
    ranked: Sequence[Ranked],
    cases: Sequence[BestCase],
    found: Sequence[Guard],
    policy: str,
    chinese: bool = False,
) -> str:
    """The page of a month, tier by tier."""
    ranked = sorted(ranked, key=lambda known: list(TIERS).index(known.tier))
    best = [line for line in ranked if line.best]
    parts = [
        cards(card(Text(f"Best of {known.tier} {known.territory}".strip(), f"最佳{TIERS[known.tier]} {known.territory}".strip()),
                   escape(f"{known.engineer} {known.name}".strip()),
                   both(f"first with a chance of {known.first:.0%}", f"居首概率 {known.first:.0%}"), "good") for known in best),
        pane("ranks", Text("Ranks", "排名"), _pictures(ranked) + _table(ranked), Text(
            "A rank is an estimate too: bars hold the true one in 9 of 10 cases; people of one band are not apart.",
            "名次也是估计值：横条有九成机会包含真实名次；同一组内无法区分。")),
        pane("cases", Text("Best cases", "最佳案例"), _cases(cases), Text(
            "Urgent, fixed at the first visit, best grade; first those at which others had failed.", "紧急、首次上门修复、最高评分；他人未能修复者在前。")),
        pane("guards", Text("Worth a look", "值得一看"), _guards(found), Text(
            "Figures that somebody can steer, beside everybody else's. For a manager to look at; nothing is deducted.",
            "可被人为影响的指标与其他人的对照。供经理查看，不作扣分。")),
        pane("how", Text("How to read this", "如何阅读"), prose([
            Text("With some seventy ratings a quarter, the true worst three of thirty are found only about half the time: a low place is no proof of anything, and "
                 "nothing follows from it.", "每季约七十条评价时，三十人中真正最后三名只有约一半的机会被找出：名次靠后不证明任何事，也不产生任何后果。"),
            Text("Best = highest chance of being first among those with enough ratings and shifts who were active all month; chances within two points share it.",
                 "最佳＝在评价与班次足够且当月全程正常者中居首概率最高者；概率相差两个百分点以内并列。")])),
    ]  # fmt: skip
    return people_page(
        Text(f"The month {month}", f"{month} 月报"), Text(f"policy {policy}", f"策略 {policy}"), parts, chinese
    )


def _pictures(ranked: Sequence[Ranked]) -> str:
    keys = dict.fromkeys((line.tier, line.territory) for line in ranked)
    return "".join(
        picture(Text(f"{tier} {area}".strip(), f"{TIERS[tier]} {area}".strip()),
                _drawn([known for known in ranked if (known.tier, known.territory) == (tier, area)]))
        for tier, area in keys
    )  # fmt: skip


def _drawn(ranked: Sequence[Ranked]) -> str:
    scale = Scale(0.5, len(ranked) + 0.5, 180, 900)
    height = 20 * len(ranked) + 28
    parts = []
    for place in range(1, len(ranked) + 1):
        parts += [
            line(scale(place), 2, scale(place), height - 22, "grid"),
            text(scale(place), height - 8, str(place), "axis", "middle"),
        ]
    for k, known in enumerate(ranked):
        y = 20 * k + 12
        note = f"{known.engineer}: {known.low}–{known.high}"
        parts += [text(172, y + 4, f"{known.engineer} {known.name}", "label", "end"),
                  line(scale(known.low), y, scale(known.high), y, "interval"),
                  dot(scale(known.rank), y, 5, "#0b6b50" if known.best else "#0b5cad", note)]  # fmt: skip
    return drawing(920, height, "rank intervals", *parts)


def _table(ranked: Sequence[Ranked]) -> str:
    headings = [Text("Engineer", "工程师"), Text("Tier", "级别"), Text("Territory", "区域"), Text("Score", "评分"), Text("Rank", "名次"),
                Text("Rank interval", "名次区间"), Text("Band", "组"), Text("Chance of first", "居首概率"), Text("Ratings", "评价数"),
                Text("Cannot be named best because", "不能评为最佳的原因")]  # fmt: skip
    return table(headings, (
        [escape(f"{known.engineer} {known.name}".strip()), both(known.tier, TIERS[known.tier]), escape(known.territory) or "–", f"{known.score:g}",
         str(known.rank), f"{known.low} – {known.high}", str(known.band), percent(known.first, 0), str(known.ratings),
         both("; ", "；").join(said(bar) for bar in known.bars)]
        for known in ranked
    ))  # fmt: skip


def _cases(cases: Sequence[BestCase]) -> str:
    headings = [Text("Ticket", "工单"), Text("Engineer", "工程师"), Text("Day", "日期"), Text("Priority", "优先级"), Text("Kind of work", "工作类型"),
                Text("Others had failed", "他人未能修复")]  # fmt: skip
    rows = [[escape(case.ticket), escape(case.engineer), str(case.day), f"P{case.priority}", escape(case.work_type),
             both("yes", "是") if case.others_failed else both("no", "否")] for case in cases[:20]]  # fmt: skip
    return table(headings, rows) if rows else prose([Text("None this month.", "本月没有。")])


def _guards(found: Sequence[Guard]) -> str:
    alerts = [guard for guard in found if guard.alert]
    if not alerts:
        return prose(
            [Text("Nothing is so far off that chance would be a poor explanation.", "没有偏离到偶然难以解释的程度。")]
        )
    headings = [
        Text("Engineer", "工程师"),
        Text("Figure", "指标"),
        Text("Own", "本人"),
        Text("Others", "其他人"),
        Text("By chance alone", "纯属偶然的概率"),
    ]
    return table(headings, ([escape(guard.engineer), said(guard.what), f"{guard.hits} / {guard.of} ({percent(guard.hits / guard.of)})",
                             percent(guard.usual), f"{guard.chance:.1e}"] for guard in alerts), "left")  # fmt: skip

"""The page of one engineer: every rating, every term, what the work added, what one more satisfied customer would change."""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

from html import escape

from models.people.score import LABELS, ComponentScore, EngineerScore, RatingUse
from models.text import Text
from scheduler.people.report.frame import people_page
from scheduler.people.report.team import TIERS
from scheduler.people.score import ScoreReport
from scheduler.report.document import both, card, cards, kpi_card, pane, percent, picture, prose, said, table
from scheduler.report.svg import Scale, drawing, line, text

SOURCES = {
    "survey": Text("survey", "短信问卷"),
    "callback": Text("call", "电话回访"),
    "mystery": Text("mystery", "神秘顾客"),
}


def engineer_page(report: ScoreReport, engineer: str, extra: tuple[str, ...] = (), chinese: bool = False) -> str:
    """The page; ``extra`` are further sections, for instance standing and points."""
    score = report.score(engineer)
    assert score is not None, "asked before"
    name = f"{score.engineer} {score.name}".strip()
    about = Text(f"{score.tier} · {score.since} to {score.at} · policy {score.policy}",
                 f"{TIERS[score.tier]} · {score.since} 至 {score.at} · 策略 {score.policy}")  # fmt: skip
    parts = [
        cards([_main(score), *(kpi_card(kpi) for kpi in report.by_engineer.get(engineer, ()))]),
        pane("sum", Text("How the score adds up", "评分如何构成"), _picture(score) + _terms(score),
             Text("The lines add up to the score.", "各行相加即为评分。")),
        pane("rates", Text("From what was observed to what counts", "从观察到计入"), _components(score)),
        pane("ratings", Text("Every rating", "每条评价"), _ratings(report.ratings(engineer))),
        *extra,
        pane("contest", Text("If something is wrong", "如有不符"), prose([
            Text("Ask for a rating to be marked when its cause was a part, a price or the product. A second person decides, with a "
                 "reason and a date, and everything is computed again.",
                 "若评价的原因是备件、价格或产品，请要求标注。由另一人具名决定并写明理由与日期，随后全部重新计算。"),
            Text("Nothing about your standing is decided by a machine: there is a notice, a hearing, a decision by a named person, and an "
                 "appeal.", "任何关于您状态的决定都不由机器作出：须有通知、听取意见、具名决定与申诉。")])),
    ]  # fmt: skip
    return people_page(Text(f"Score of {name}", f"{name} 的绩效评分"), about, parts, chinese)


def _main(score: EngineerScore) -> str:
    if score.score is None or score.low is None or score.high is None:
        return card(Text("Score", "评分"), "–", both("nothing was observed", "没有观察"), "wide")
    below = both(f"true score {score.low:.1f} to {score.high:.1f} in 9 of 10 cases; {score.count} ratings",
                 f"真实评分九成在 {score.low:.1f} 至 {score.high:.1f} 之间；{score.count} 条评价")  # fmt: skip
    return card(Text("Score", "评分"), f"{score.score:g}", below, "wide")


def _picture(score: EngineerScore) -> str:
    if score.score is None:
        return ""
    return picture(
        Text("Points reached of points there are", "已得分与满分"), *(_drawn(score, zh) for zh in (False, True))
    )


def _drawn(score: EngineerScore, chinese: bool) -> str:
    scale, parts = Scale(0, 100, 190, 890), []
    height = 34 * len(score.components) + 28
    for tick in scale.ticks(10):
        parts += [line(scale(tick), 2, scale(tick), height - 24, "grid"),
                  text(scale(tick), height - 8, f"{tick:g}", "axis", "middle")]  # fmt: skip
    start = 0.0
    for k, part in enumerate(score.components):
        y, most = 34 * k + 6, 100 * part.weight
        label = LABELS[part.name].zh if chinese else str(LABELS[part.name])
        parts += [
            text(182, y + 16, label, "label", "end"),
            f'<rect x="{scale(start)}" y="{y}" width="{scale(start + most) - scale(start):.1f}" height="22" fill="#dce8f4"/>',
            f'<rect x="{scale(start)}" y="{y}" width="{scale(start + part.points) - scale(start):.1f}" height="22" fill="#2b6cb5"/>',
            text(scale(start + most) + 6, y + 16, f"{part.points:.1f} / {most:.0f}", "axis"),
        ]  # fmt: skip
        start += most
    return drawing(960, height, "得分构成" if chinese else "points by component", *parts)


def _terms(score: EngineerScore) -> str:
    rows = [[said(term.what), f"{term.points:+.2f}"] for term in score.terms]
    if score.score is None:
        return prose([Text("Nothing was observed in this period, so there is no score; the plan takes its usual figure for unknown.",
                           "本期没有任何观察，故无评分；排程使用“未知”的通常数值。")])  # fmt: skip
    made = table([Text("Line", "项"), Text("Points", "分")], rows)
    total = f'<tr class="total"><th>{both("Score", "评分")}</th><td>{score.score:.2f}</td></tr></tbody>'
    note = Text(
        f"One more satisfied customer would add {score.better:.2f} points.",
        f"再多一位满意客户将增加 {score.better:.2f} 分。",
    )
    return made.replace("</tbody>", total) + prose([note])


def _components(score: EngineerScore) -> str:
    headings = [Text("Component", "组成"), Text("Observations", "观察数"), Text("Worth", "有效数"), Text("Observed", "观察值"),
                Text("Work taken out", "剔除工作影响"), Text("Mean of the tier", "级别均值"), Text("It weighs", "其权重"),
                Text("Own part", "本人占比"), Text("Estimate", "估计值"), Text("From – to", "起点 – 目标"),
                Text("Points", "分")]  # fmt: skip
    return table(headings, map(_component, score.components))


def _component(part: ComponentScore) -> list[str]:
    return [
        said(LABELS[part.name]), str(part.count), f"{part.effective:.1f}", percent(part.raw if part.count else None),
        percent(part.adjusted if part.count else None), percent(part.prior.mean), f"{part.prior.strength:.0f}",
        percent(part.reliability, 0), percent(part.estimate), f"{part.floor:.0%} – {part.target:.0%}", f"{part.points:.2f}",
    ]  # fmt: skip


def _ratings(uses: tuple[RatingUse, ...]) -> str:
    headings = [Text("Rating", "评价"), Text("Day", "日期"), Text("Visit", "上门"), Text("Source", "来源"), Text("Grade", "评分"),
                Text("Satisfied", "满意"), Text("Weight", "权重"), Text("Counts", "是否计入"), Text("Said", "意见")]  # fmt: skip
    rows = [
        [escape(use.rating.id), str(use.day), escape(use.rating.visit), said(SOURCES[use.rating.source]),
         f"{use.rating.score:g} / {use.rating.high:g}", both("yes", "是") if use.rating.satisfied else both("no", "否"),
         f"{use.weight:.2f}" if use.counted else "–", said(use.why), escape(use.rating.comment)]
        for use in reversed(uses)
    ]  # fmt: skip
    return table(headings, rows) if rows else prose([Text("No ratings in this period.", "本期没有评价。")])

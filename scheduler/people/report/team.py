"""The page of the team: scores with their intervals, the company's figures, what they were corrected by."""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

from html import escape

from models.people.score import LABELS, EngineerScore, mix_audit
from models.text import Text
from scheduler.people.report.frame import people_page
from scheduler.people.score import ScoreReport
from scheduler.report.document import both, cards, kpi_card, pane, percent, picture, prose, table
from scheduler.report.svg import Scale, dot, drawing, line, text

ROW = 22
TIERS = {"junior": "初级", "intermediate": "中级", "senior": "高级"}


def team_page(report: ScoreReport, linked: bool = True, chinese: bool = False) -> str:
    """The page; ``linked`` = each name leads to the engineer's own page."""
    facts = report.facts
    about = Text(f"{facts.first} to {facts.at} · policy {facts.policy} · calibration {report.calibration.hash}",
                 f"{facts.first} 至 {facts.at} · 策略 {facts.policy} · 校准 {report.calibration.hash}")  # fmt: skip
    parts = [
        _warnings(report),
        cards(kpi_card(kpi) for kpi in report.company),
        pane("scores", Text("Scores", "绩效评分"), _picture(report.scores) + _table(report, linked), Text(
            "A score is an estimate: the bar holds the true one in 9 of 10 cases. Bars that overlap are not apart.",
            "评分是估计值：横条有九成机会包含真实值；横条重叠即无法区分。")),
        pane("answers", Text("Who answers", "谁在回复"), _levels(report)),
        pane("audit", Text("Does a good score bring harder work?", "高分是否带来更难的工作？"), _audit(report)),
        pane("how", Text("How to read this", "如何阅读"), _how()),
    ]  # fmt: skip
    return people_page(Text("Performance scores", "绩效评分"), about, parts, chinese)


def _warnings(report: ScoreReport) -> str:
    if not report.calibration.provisional:
        return ""
    return '<div class="alert">' + both(
        "Provisional: before this quarter there were too few visits, so corrections and tier means come from the period "
        "itself.", "暂定：本季度之前的上门太少，修正与级别均值来自本期数据。") + "</div>"  # fmt: skip


def _picture(scores: tuple[EngineerScore, ...]) -> str:
    known = sorted(
        (score for score in scores if score.score is not None), key=lambda score: (-(score.exact or 0), score.engineer)
    )
    if not known:
        return ""
    return picture(Text("Score with 90 % interval", "评分与 90% 区间"), _drawn(known, False), _drawn(known, True))


def _drawn(known: list[EngineerScore], chinese: bool) -> str:
    scale = Scale(min(score.low or 0 for score in known) - 2, 100, 254, 900)
    parts = []
    height = ROW * len(known) + 30
    for tick in scale.ticks(8):
        parts += [line(scale(tick), 4, scale(tick), height - 24, "grid"),
                  text(scale(tick), height - 8, f"{tick:g}", "axis", "middle")]  # fmt: skip
    for k, score in enumerate(known):
        y = ROW * k + 15
        assert score.low is not None and score.high is not None and score.exact is not None
        tier = TIERS[score.tier] if chinese else score.tier
        note = f"{score.engineer} {score.name}: {score.score:g} ({score.low:.1f}–{score.high:.1f}), n = {score.count}"
        parts += [text(246, y + 4, f"{score.engineer} {score.name} · {tier}", "label", "end"),
                  line(scale(score.low), y, scale(score.high), y, "interval"),
                  dot(scale(score.exact), y, 5, "#0b5cad", note)]  # fmt: skip
    return drawing(920, height, "评分与区间" if chinese else "scores with intervals", *parts)


def _table(report: ScoreReport, linked: bool) -> str:
    headings = [Text("Engineer", "工程师"), Text("Tier", "级别"), Text("Score", "评分"), Text("90 % interval", "90% 区间"),
                Text("Ratings", "评价数"), Text("Own part", "本人占比")]  # fmt: skip
    headings += [LABELS[name] for name in report.calibration.present]
    rows = []
    for score in sorted(report.scores, key=lambda known: (-(known.exact or -1), known.engineer)):
        name = escape(f"{score.engineer} {score.name}".strip())
        interval = "–" if score.low is None else f"{score.low:.1f} – {score.high:.1f}"
        rates = [f"{percent(part.estimate)} <small>({percent(part.raw)})</small>" for part in score.components]
        rates += ["–"] * (len(report.calibration.present) - len(rates))
        rows.append([
            f'<a href="engineers/{escape(score.engineer)}.html">{name}</a>' if linked else name,
            both(score.tier, TIERS[score.tier]), "–" if score.score is None else f"<b>{score.score:g}</b>", interval,
            str(score.count), percent(score.reliability, 0), *rates,
        ])  # fmt: skip
    return table(headings, rows)


def _levels(report: ScoreReport) -> str:
    fixed = report.calibration.corrections
    rows = [
        [escape(name) or both("company", "公司"), f"{level.visits:,}", f"{level.answered:,}",
         percent(level.answered / level.visits if level.visits else None), f"{level.called:,}",
         percent(level.respondents), percent(level.two_phase),
         f"{100 * level.bias:+.1f} <small>({100 * level.low:+.1f} … {100 * level.high:+.1f})</small>",
         f"{100 * fixed.kinder(name):+.1f} <small>({fixed.pairs.get(name, 0)})</small>"]
        for name, level in fixed.levels.items()
    ]  # fmt: skip
    headings = [Text("Territory", "区域"), Text("Visits", "上门"), Text("Answered", "已回复"), Text("Rate", "回复率"),
                Text("Called instead", "改为回访"), Text("Satisfied: answers", "满意：回复者"),
                Text("Satisfied: everybody", "满意：全体"), Text("Difference [points]", "差异 [百分点]"),
                Text("Calls kinder by (pairs)", "电话偏高（对数）")]  # fmt: skip
    note = Text("Unsatisfied customers answer more often. Calls to customers who had not answered say how far answers lie from all "
                "customers; the difference shifts everybody of a territory alike.",
                "不满意的客户更常回复。对未回复者的电话回访说明回复与全体客户相差多少；该差异对同区域所有人一致。")  # fmt: skip
    if not rows:
        note = Text(
            "No surveys were sent: how many answer is unknown, and nothing is corrected.",
            "没有问卷：回复率未知，未作修正。",
        )
    return (table(headings, rows) if rows else "") + prose([note])


def _audit(report: ScoreReport) -> str:
    known = {score.engineer: score.score for score in report.scores}
    (before, after), together = mix_audit(report.facts.records, report.facts.evaluation, report.calibration.quarter,
                                          report.facts.at, known)  # fmt: skip
    rows = []
    for name in sorted(set(before) | set(after)):
        cells = [escape(name), "–" if known.get(name) is None else f"{known[name]:g}"]
        for part in (before.get(name), after.get(name)):
            cells += ["–", "–", "0"] if part is None else [percent(part[0], 0), percent(part[1], 0), str(part[2])]
        rows.append(cells)
    when = report.calibration.quarter
    headings = [Text("Engineer", "工程师"), Text("Score", "评分"),
                *(Text(f"{what} {en} {when}", f"{when} {zh}{what_zh}") for en, zh in (("before", "之前"), ("since", "以来"))
                  for what, what_zh in (("Urgent", "紧急"), ("Hard", "高级别工作"), ("Visits", "上门数")))]  # fmt: skip
    value = "–" if together is None else f"{together:+.2f}"
    note = Text(f"Correlation of the score with the share of hard work since: {value}. The score takes out what hard work costs.",
                f"评分与此后高级别工作占比的相关系数：{value}。评分已剔除工作难度的影响。")  # fmt: skip
    return f'<details class="maps"><summary>{both("Mix of work by engineer", "各工程师的工作构成")}</summary>{table(headings, rows)}</details>{prose([note])}'


def _how() -> str:
    return prose([
        Text("Satisfied = one of the two best of five. Each rate is adjusted for the work somebody was given (comparing visits of the "
             "same person), then drawn towards the mean of the tier: the fewer ratings, the more.",
             "满意＝五级中的前两级。各比率先按所派工作调整（比较同一人的不同上门），再向级别均值收缩：评价越少，收缩越多。"),
        Text("Corrections, effects of the work and means of the tiers stand still for a quarter: a better rating never lowers a score, and "
             "no colleague's rating moves anybody else's.",
             "修正、工作影响与级别均值在一个季度内不变：评价变好绝不会降低评分，同事的评价也不会影响他人。"),
        Text("A score is no verdict. Steps against a person need entries, a hearing and a decision by a named person.",
             "评分不是结论。任何针对个人的措施都需要事项、听取意见和具名决定。"),
    ])  # fmt: skip

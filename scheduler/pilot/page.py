"""The page of a pilot: verdict, estimate, weekly means, checks, what the design could see."""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import expm1

from models.people.pilot import VERDICTS, PilotReport, PowerRow, least_p, smallest_seen
from models.text import Text
from scheduler.people.report.frame import people_page
from scheduler.pilot.data import WAITS
from scheduler.pilot.design import PilotDesign
from scheduler.report.document import both, card, cards, pane, percent, picture, prose, said, table
from scheduler.report.svg import Scale, around, drawing, line, text

OUTCOMES = {"wait": Text("hours until somebody comes", "等待上门的小时数"), "response": Text("promises kept", "守约"),
            "satisfied": Text("satisfied customers", "客户满意"), "reopen": Text("work that comes back", "返修")}  # fmt: skip
CHECKS = {"parallel": Text("Parallel before the start", "开始前平行"), "placebo": Text("Placebo in time", "时间安慰剂"),
          "leave-one-out": Text("Without any one control", "去掉任一对照"), "composition": Text("Mix of work", "工作构成")}  # fmt: skip


def pilot_page(design: PilotDesign, report: PilotReport | None, rows: Sequence[PowerRow], chinese: bool = False) -> str:
    """The page; without a report it is that of the design."""
    about = Text(f"{', '.join(design.drawn) or 'not drawn yet'} from {design.start}, {design.weeks_before} weeks before and {design.weeks_after} after, seed {design.seed}",
                 f"{'、'.join(design.drawn) or '尚未抽取'}，自 {design.start} 起，前 {design.weeks_before} 周、后 {design.weeks_after} 周，种子 {design.seed}")  # fmt: skip
    parts = [
        "" if report is None else _verdict(design, report),
        "" if report is None else pane("weeks", Text("Weekly means", "每周均值"), picture(OUTCOMES[design.outcome], _drawn(report, False, design.outcome in WAITS), _drawn(report, True, design.outcome in WAITS))),
        "" if report is None else pane("checks", Text("Checks", "检验"), _checks(report)),
        "" if report is None or not report.weights else pane("synthetic", Text("Second picture: synthetic control", "另一视角：合成对照"), _weights(report)),
        pane("power", Text("What this design can see", "该设计能看出什么"), _power(design, rows)),
        pane("how", Text("How to read this", "如何阅读"), _how()),
    ]  # fmt: skip
    return people_page(Text(f"Pilot {design.name}", f"试点 {design.name}"), about, parts, chinese)


def _verdict(design: PilotDesign, report: PilotReport) -> str:
    found = report.estimate
    colour = {"better": "good", "worse": "warn"}.get(report.verdict, "")
    return cards([
        card(Text("Verdict", "结论"), said(VERDICTS[report.verdict]), said(OUTCOMES[design.outcome]), colour),
        card(Text("Effect", "效应"), f"{found.percent:+.1f} %", both(f"95 % interval {found.low:+.1f} to {found.high:+.1f} %", f"95% 区间 {found.low:+.1f} 至 {found.high:+.1f} %"), "wide"),
        card(Text("By all assignments", "全部分配的随机化推断"), f"p = {found.random_p:.3f}", both(f"{found.assignments:,} that could have been drawn", f"可能抽取的 {found.assignments:,} 种")),
        card(Text("t-test over territories", "区域间 t 检验"), f"p = {found.t_p:.3f}"),
    ])  # fmt: skip


def _drawn(report: PilotReport, chinese: bool, logarithms: bool) -> str:
    """The weeks; waits are compared as logarithms and drawn as the hours they stand for."""
    weekly = {name: [expm1(value) if logarithms else value for value in means] for name, means in
              (report.weekly | {"synthetic": report.synthetic}).items()}  # fmt: skip
    lines = {
        "treated": ("chart", "试点" if chinese else "pilot"),
        "controls": ("chart control", "对照" if chinese else "controls"),
    }
    values = [value for means in weekly.values() for value in means if value == value]
    weeks = len(weekly["treated"])
    across, up = Scale(0, max(1, weeks - 1), 60, 800), around(values, 230, 14)
    parts = [
        line(60, up(tick), 800, up(tick), "grid") + text(54, up(tick) + 4, f"{tick:g}", "axis", "end")
        for tick in up.ticks(5)
    ]
    middle = across(report.weeks_before - 0.5)
    parts += [line(middle, 10, middle, 234, "zero"), text(middle + 5, 22, "开始" if chinese else "start", "axis")]
    series = [(name, weekly[name], *lines[name]) for name in lines]
    if report.synthetic:
        series.append(("synthetic", weekly["synthetic"], "limit two", "合成对照" if chinese else "synthetic"))
    for _, points, kind, label in series:
        drawn = " ".join(f"{across(k):g},{up(value):g}" for k, value in enumerate(points) if value == value)
        parts.append(f'<polyline class="{kind}" points="{drawn}"/>')
        parts.append(text(806, up(points[-1]) + 4, label, "label"))
    parts += [
        text(across(k), 250, str(k - report.weeks_before + (k >= report.weeks_before)), "axis", "middle")
        for k in range(0, weeks, 2)
    ]
    return drawing(920, 258, "weekly means", *parts)


def _checks(report: PilotReport) -> str:
    headings = [Text("Check", "检验"), Text("Result", "结果"), Text("What it says", "说明")]
    return table(headings, ([said(CHECKS[check.id]), f'<span class="badge {"good" if check.good else "open"}">{both("holds", "成立") if check.good else both("look", "需查看")}</span>',
                             said(check.said)] for check in report.checks), "left")  # fmt: skip


def _weights(report: PilotReport) -> str:
    return table(
        [Text("Control", "对照"), Text("Weight", "权重")],
        ([escape(name), percent(weight, 0)] for name, weight in report.weights.items()),
    )


def _power(design: PilotDesign, rows: Sequence[PowerRow]) -> str:
    least = least_p(len(design.territories), design.treated)
    lines = [Text(f"The smallest p that {design.treated} of {len(design.territories)} territories can give is {least:.3f}.",
                  f"{len(design.territories)} 选 {design.treated} 所能给出的最小 p 为 {least:.3f}。")]  # fmt: skip
    if not rows:
        return prose(lines)
    seen = smallest_seen([row for row in rows if row.factor != 1])
    lines.append(Text("No size tried is seen with 80 % power." if seen is None else f"A change of {seen:.0f} % is seen with 80 % power; the pilot is to find {design.target:g} %.",
                      "所试大小均达不到 80% 检验力。" if seen is None else f"80% 检验力可看出 {seen:.0f} % 的变化；本试点目标为 {design.target:g} %。"))  # fmt: skip
    if seen is None or seen > design.target:
        lines.append(Text("Better: more pilot territories; engineers instead of territories as units, where policies may differ by engineer; or one territory switched week by week "
                          "with a week between, for changes of dispatching alone.",
                          "更好的设计：增加试点区域；在策略可按工程师区分时以工程师为单位；或仅调度变化时在一个区域按周切换（间隔一周）。"))  # fmt: skip
    headings = [
        Text("True change", "真实变化"),
        Text("Seen (all assignments)", "看出（随机化推断）"),
        Text("Seen (t-test)", "看出（t 检验）"),
    ]
    body = table(headings, ([both("none (placebo)", "无（安慰剂）") if row.factor == 1 else f"{100 * (row.factor - 1):+.0f} %", percent(row.by_random, 0),
                             percent(row.by_t, 0)] for row in rows))  # fmt: skip
    return body + prose(lines)


def _how() -> str:
    return prose([
        Text("Each territory gives one number: after less before, the kinds of work taken out. The effect is the mean of the pilots less that of the controls. Chance is counted over all sets of "
             "territories that could have been drawn.",
             "每个区域只给出一个数：之后减之前，剔除工作类型影响。效应为试点均值减对照均值。偶然性按所有可能抽取的区域组合计算。"),
        Text("Tickets are never the units: those of a territory share its weather, its people and its weeks, and a test over tickets takes chance for an effect many times too often.",
             "绝不以工单为单位：同一区域的工单共享天气、人员与时间，以工单检验会远远过多地把偶然当作效应。"),
        Text("There is one look, at the end; before it only at harm (p below 0.001).", "只在结束时看一次；此前仅查看是否有害（p 小于 0.001）。"),
    ])  # fmt: skip

"""The page of early warning: alerts with their charts, funnels, levels of territories."""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from models.people.warning import ACTS, WATCHED, Alert, Chart, Funnel, Warnings, WeekLevel, band
from models.text import Text
from scheduler.people.report.frame import people_page
from scheduler.report.document import both, card, cards, pane, percent, picture, prose, table
from scheduler.report.svg import Scale, around, dot, drawing, line, text

UNITS = {"engineer": "工程师", "work type": "工作类型", "territory": "区域"}


def alerts_page(found: Warnings, chinese: bool = False) -> str:
    """The page."""
    about = Text(f"{found.since} to {found.at} · {len(found.charts)} charts · limit {found.limit:.2f}",
                 f"{found.since} 至 {found.at} · {len(found.charts)} 张控制图 · 界限 {found.limit:.2f}")  # fmt: skip
    parts = [
        cards([card(Text("Alerts", "预警"), str(len(found.alerts)), kind="warn" if found.alerts else "good"),
               card(Text("False alarms a month", "每月误报"), f"{found.budget:g}", both("by choice, all charts together", "按设定，所有图合计")),
               card(Text("Charts", "控制图"), str(len(found.charts)))]),
        pane("alerts", Text("What to look at", "需要查看"), _alerts(found)),
        *(pane(f"funnel-{k}", Text(f"Engineers side by side: {WATCHED[funnel.watched]}", f"工程师对比：{WATCHED[funnel.watched].zh}"), _funnel(funnel),
               Text("Constant differences show here, not in the charts.", "稳定的差异在此显示，不在控制图中。")) for k, funnel in enumerate(found.funnels)),
        pane("levels", Text("Level of the territories: wait until somebody comes", "区域水平：等待上门的时间"), _levels(found)) if found.levels else "",
        pane("how", Text("How to read this", "如何阅读"), _how(found)),
    ]  # fmt: skip
    return people_page(Text("Early warning", "早期预警"), about, parts, chinese)


def unit_of(alert: Alert | Chart) -> Text:
    """The unit of an alert in words."""
    return Text(f"{alert.kind} {alert.unit}", f"{UNITS[alert.kind]} {alert.unit}")


def told(alert: Alert) -> Text:
    """An alert in a sentence."""
    what = WATCHED[alert.watched]
    more = (
        Text("", "")
        if not alert.others
        else Text(f"; seen also in {', '.join(alert.others)}", f"；同时见于 {'、'.join(alert.others)}")
    )
    return Text(
        f"{unit_of(alert)}: {what} since {alert.since}: {alert.seen} in {alert.of} visits where {alert.usual:.1f} are usual ({alert.low:.1f} to {alert.high:.1f} times){more}",
        f"{unit_of(alert).zh}：自 {alert.since} 起{what.zh}：{alert.of} 次上门中 {alert.seen} 次，通常为 {alert.usual:.1f} 次（{alert.low:.1f} 至 {alert.high:.1f} 倍）{more.zh}",
    )


def _alerts(found: Warnings) -> str:
    if not found.alerts:
        return prose([Text("Nothing is beyond its limit.", "没有超出界限。")])
    charts = {(chart.watched, chart.kind, chart.unit): chart for chart in found.charts}
    parts = []
    for alert in found.alerts:
        chart = charts[alert.watched, alert.kind, alert.unit]
        lines = [
            told(alert),
            Text(f"Suggested: {ACTS[alert.watched]}.", f"建议：{ACTS[alert.watched].zh}。"),
            Text(f"By chance a chart like this alarms {alert.false_per_month:.3f} times a month. Visits: {', '.join(alert.visits)}",
                 f"此类图每月因偶然报警 {alert.false_per_month:.3f} 次。上门：{', '.join(alert.visits)}"),
        ]  # fmt: skip
        caption = Text(
            f"{WATCHED[alert.watched]}: {unit_of(alert)}", f"{WATCHED[alert.watched].zh}：{unit_of(alert).zh}"
        )
        parts.append(
            prose(lines) + picture(caption, _chart(chart, found.limit, False), _chart(chart, found.limit, True))
        )
    return "".join(parts)


def _chart(chart: Chart, limit: float, chinese: bool) -> str:
    """The course of a chart over its visits, with its limit; bad visits are marked."""
    across, up = Scale(0, max(1, len(chart.height) - 1), 50, 900), Scale(0, limit * 1.15, 190, 14)
    parts = [
        line(50, up(tick), 900, up(tick), "grid") + text(44, up(tick) + 4, f"{tick:g}", "axis", "end")
        for tick in up.ticks(4)
    ]
    parts += [
        line(50, up(limit), 900, up(limit), "limit"),
        text(905, up(limit) + 4, "界限" if chinese else "limit", "axis"),
    ]
    points = " ".join(f"{across(k):g},{up(min(value, limit * 1.14)):g}" for k, value in enumerate(chart.height))
    parts.append(f'<polyline class="chart" points="{points}"/>')
    for k, bad in enumerate(chart.bad):
        if bad:
            parts.append(
                dot(
                    across(k),
                    up(min(chart.height[k], limit * 1.14)),
                    3.2,
                    "#c14a00",
                    f"{chart.visits[k]} {chart.days[k]}",
                )
            )
    for k in sorted({0, len(chart.days) // 2, len(chart.days) - 1}):
        anchor = "start" if k == 0 else "end" if k == len(chart.days) - 1 else "middle"
        parts.append(text(across(k), 208, f"{chart.days[k]}", "axis", anchor))
    return drawing(940, 216, f"{chart.watched} {chart.unit}", *parts)


def _funnel(funnel: Funnel) -> str:
    most = max(point.count for point in funnel.points)
    across = Scale(0, most * 1.05, 60, 900)
    up = around([0.0, *(point.rate for point in funnel.points), funnel.mean * 2], 250, 12)
    parts = [
        line(60, up(tick), 900, up(tick), "grid") + text(54, up(tick) + 4, f"{tick:.0%}", "axis", "end")
        for tick in up.ticks(5)
        if tick >= 0
    ]
    parts.append(line(60, up(funnel.mean), 900, up(funnel.mean), "mean"))
    sizes = [*range(max(3, most // 60), most, max(1, most // 60)), most]
    for sigma, kind in ((2, "limit two"), (3, "limit")):
        for side in (0, 1):
            points = " ".join(
                f"{across(n):g},{up(max(0.0, band(n, funnel.mean, funnel.phi, sigma)[side])):g}" for n in sizes
            )
            parts.append(f'<polyline class="{kind}" points="{points}"/>')
    outside = [point for point in funnel.points if point.sigma]
    for point in funnel.points:
        colour = {0: "#0b5cad", 2: "#8a6d00", 3: "#c14a00"}[point.sigma]
        parts.append(
            dot(
                across(point.count), up(point.rate), 5, colour, f"{point.engineer}: {point.rate:.1%}, n = {point.count}"
            )
        )
        if point.sigma:
            crowded = any(
                0 <= across(other.count) - across(point.count) < 60 and abs(up(other.rate) - up(point.rate)) < 16
                for other in outside
                if other is not point
            )
            aside, anchor = (-7, "end") if crowded else (7, "start")
            parts.append(text(across(point.count) + aside, up(point.rate) + 4, point.engineer, "label", anchor))
    parts += [text(60, 270, "0", "axis", "middle"), text(900, 270, f"n = {most}", "axis", "end")]
    rows = [[escape(point.engineer), str(point.count), percent(point.rate), f"{point.sigma} σ"] for point in outside]
    headings = [
        Text("Engineer", "工程师"),
        Text("Visits", "上门数"),
        Text("Rate, work taken out", "剔除工作影响的比率"),
        Text("Outside", "超出"),
    ]
    caption = Text(f"{WATCHED[funnel.watched]}: rate by number of visits, limits of 2 and 3 sigma (exact, widened by {funnel.phi:.2f})",
                   f"{WATCHED[funnel.watched].zh}：按上门数的比率，2 与 3 倍标准差界限（精确，放宽 {funnel.phi:.2f}）")  # fmt: skip
    return picture(caption, drawing(920, 278, funnel.watched, *parts)) + (table(headings, rows) if rows else "")


def _levels(found: Warnings) -> str:
    return "".join(
        picture(Text(f"Hours from the request to the arrival {area}".strip(), f"从报修到上门的小时数 {area}".strip()), _level(weeks))
        for area, weeks in found.levels.items()
    )  # fmt: skip


def _level(weeks: Sequence[WeekLevel]) -> str:
    across = Scale(0, max(1, len(weeks) - 1), 60, 900)
    up = around([value for week in weeks for value in (week.value, week.low, week.high)], 180, 12)
    parts = [
        line(60, up(tick), 900, up(tick), "grid") + text(54, up(tick) + 4, f"{tick:g}", "axis", "end")
        for tick in up.ticks(4)
    ]
    for kind, name in (("limit", "low"), ("limit", "high"), ("chart", "smooth")):
        points = " ".join(f"{across(k):g},{up(getattr(week, name)):g}" for k, week in enumerate(weeks))
        parts.append(f'<polyline class="{kind}" points="{points}"/>')
    parts += [dot(across(k), up(week.value), 3.5, "#8595a5" if week.low <= week.smooth <= week.high else "#c14a00", f"{week.monday}: {week.value:.1f} h")
              for k, week in enumerate(weeks)]  # fmt: skip
    parts += [text(60, 200, str(weeks[0].monday), "axis"), text(900, 200, str(weeks[-1].monday), "axis", "end")]
    return drawing(920, 208, "level", *parts)


def _how(found: Warnings) -> str:
    return prose([
        Text(f"Each chart adds up, visit by visit, how much better what happened fits doubled odds than what is usual for this engineer and this work. Over the limit {found.limit:.2f} it alarms. "
             f"The limit is chosen so that all {len(found.charts)} charts together alarm about {found.budget:g} times a month by chance.",
             f"每张图逐次累加：实际情况更符合“几率翻倍”还是更符合该工程师与该类工作的通常水平。超过界限 {found.limit:.2f} 即报警。界限的选取使全部 {len(found.charts)} 张图合计每月约因偶然报警 {found.budget:g} 次。"),
        Text("What is usual was learned from the months before; somebody's constant level is no news here.", "通常水平由此前数月得出；某人的稳定水平在此不算新情况。"),
        Text("An alert is a reason to look, not a finding about a person.", "预警是查看的理由，不是对个人的结论。"),
    ])  # fmt: skip


__all__ = ["alerts_page", "told", "unit_of"]

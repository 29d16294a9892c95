"""The page of a forecast: what comes, how sure that is, and whether it was right before."""

from __future__ import annotations

from html import escape

import numpy as np

from models.text import Text
from scheduler.forecast.backtest import METHODS, MODEL, SPANS, Backtest
from scheduler.forecast.demand import LEVELS, Counts
from scheduler.forecast.prediction import Prediction
from scheduler.report.document import page, pane, said, table
from scheduler.report.svg import around, drawing, line, short, text

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 960, 240, 46, 46, 12, 26
STYLE = """figure.wide { margin: 0; padding: 4px 14px 10px; }
figure.wide svg { width: 100%; min-width: 640px; max-width: none; height: auto; direction: ltr; }
figure.wide .scroll { direction: rtl; }"""
"""A narrow screen begins at the right end, where the forecast is."""
PAST = 56
"""[days] of history that are drawn before the forecast."""
LEVEL_WORDS = {
    "company": Text("company", "全公司"),
    "territory": Text("territory", "区域"),
    "work-type": Text("kind of work", "工作类型"),
    "cell": Text("territory and kind", "区域与类型"),
}
METHOD_WORDS = {
    MODEL: Text("this forecast", "本预测"),
    "snaive": Text("last week's same day", "上周同日"),
    "snaive4": Text("mean of the last 4", "最近 4 个同日均值"),
    "snaive8": Text("mean of the last 8", "最近 8 个同日均值"),
}


def page_of(prediction: Prediction, chinese: bool = False) -> str:
    """The whole page; one file, no network, no script."""
    demand = prediction.demand
    days = prediction.forecast.days
    about = Text(
        f"{int(demand.counts.sum()):,} tickets from {demand.first} to {demand.end}, {len(demand.territories)} "
        f"territories, {len(demand.groups)} kinds of work; forecast until {days[-1]}",
        f"{demand.first} 至 {demand.end} 共 {int(demand.counts.sum()):,} 个工单，{len(demand.territories)} 个区域，"
        f"{len(demand.groups)} 类工作；预测至 {days[-1]}",
    )
    parts = [
        _notes(prediction),
        _pictures(prediction, "company"),
        _pictures(prediction, "work-type"),
        _pictures(prediction, "territory"),
        _tested(prediction.tested) if prediction.tested is not None else "",
    ]
    return page(Text("Demand to come", "需求预测"), about, parts, chinese, STYLE)


def _notes(prediction: Prediction) -> str:
    if not prediction.notes:
        return ""
    return '<div class="alert"><ul>' + "".join(f"<li>{said(note)}</li>" for note in prediction.notes) + "</ul></div>"


def _pictures(prediction: Prediction, level: str) -> str:
    """A picture for each name of a level, the busiest first; six at most."""
    named, sums = prediction.demand.level(level)
    means = sums @ prediction.forecast.means
    busiest = np.argsort(-means.sum(axis=1), kind="stable")[:6]
    drawn = []
    for row in busiest:
        past = (sums[row] @ prediction.demand.counts)[-PAST:]
        paths = np.tensordot(prediction.paths, sums[row], axes=([1], [0]))
        title = said(LEVEL_WORDS[level]) if level == "company" else escape(named[row])
        week = means[row, :7].sum()
        weeks = np.quantile(paths[:, :7].sum(axis=1), (0.1, 0.9))
        ahead = said(
            Text(
                f"next 7 days: {week:,.0f}, between {weeks[0]:,.0f} and {weeks[1]:,.0f} in 80 of 100 cases",
                f"未来 7 天：{week:,.0f}，八成情况在 {weeks[0]:,.0f} 与 {weeks[1]:,.0f} 之间",
            )
        )
        picture = _picture(named[row], past, means[row], np.quantile(paths, (0.1, 0.9), axis=0), prediction)
        drawn.append(
            f'<figure class="wide"><figcaption><b>{title}</b> · {ahead}</figcaption>'
            f'<div class="scroll">{picture}</div></figure>'
        )
    note = Text("Dark: what came. Line: expected. Band: 80 of 100 cases. Grey columns: days off.",
                "深色：实际。线：预期。带：八成情况。灰柱：休息日。")  # fmt: skip
    return pane(f"level-{level}", LEVEL_WORDS[level], "".join(drawn), note)


def _picture(name: str, past: Counts, mean: Counts, band: Counts, prediction: Prediction) -> str:
    count = len(past) + len(mean)
    step = (WIDTH - LEFT - RIGHT) / count

    def x(k: int) -> float:
        return round(LEFT + (k + 0.5) * step, 1)

    y = around([0.0, float(past.max(initial=1)), float(band.max())], HEIGHT - BOTTOM, TOP, zero=True, pad=0.02)
    days = [*prediction.demand.days[-len(past) :], *prediction.forecast.days]
    off = [k for k, day in enumerate(days) if prediction.calendar.is_off(day)]
    parts = [
        f'<rect x="{x(k) - step / 2:g}" y="{TOP}" width="{step:g}" height="{HEIGHT - TOP - BOTTOM}" fill="#eef1f4"/>'
        for k in off
    ]
    parts += [line(LEFT, y(tick), WIDTH - RIGHT, y(tick), "grid") for tick in y.ticks(4)]
    parts += [text(LEFT - 6, y(tick) + 4, short(tick), "axis", "end") for tick in y.ticks(4)]
    parts += [text(WIDTH - RIGHT + 6, y(tick) + 4, short(tick), "axis") for tick in y.ticks(4)]
    parts += [
        text(x(k), HEIGHT - 8, f"{day.month}-{day.day}", "axis", "middle")
        for k, day in enumerate(days)
        if day.weekday() == 0 and k % 14 < 7
    ]
    zero = y(0)
    parts += [
        f'<rect x="{x(k) - step * 0.36:g}" y="{y(value):g}" width="{step * 0.72:g}" '
        f'height="{max(0.0, zero - y(value)):g}" fill="#3d6a8f"><title>{days[k]}: {value:g}</title></rect>'
        for k, value in enumerate(past.tolist())
    ]
    start = len(past)
    upper = " ".join(f"{x(start + k):g},{y(float(value)):g}" for k, value in enumerate(band[1]))
    lower = " ".join(f"{x(start + k):g},{y(float(value)):g}" for k, value in reversed(list(enumerate(band[0]))))
    parts.append(f'<polygon points="{upper} {lower}" fill="#e69f00" fill-opacity="0.28"/>')
    middle = " ".join(f"{x(start + k):g},{y(float(value)):g}" for k, value in enumerate(mean))
    parts.append(f'<polyline points="{middle}" fill="none" stroke="#c14a00" stroke-width="2"/>')
    return drawing(WIDTH, HEIGHT, f"{name}: past and forecast", *parts)


def _tested(tested: Backtest) -> str:
    """How it would have done, beside the bar."""
    rows = []
    for level in LEVELS:
        for method in METHODS:
            row = tested.row(method, level, SPANS[0])
            rows.append(
                [
                    f"{said(LEVEL_WORDS[level])} · {said(METHOD_WORDS[method])}",
                    f"{row.mase:.2f}",
                    f"{100 * row.wape:.0f} %",
                    f"{100 * row.bias:+.0f} %",
                    f"{row.pinball:.3f}",
                    f"{100 * row.covered[1]:.0f} %",
                    f"{row.money:.3f}",
                    "" if row.p is None else "< 0.001" if row.p < 0.001 else f"{row.p:.3f}",
                ]
            )
    headings = [
        Text("1 to 7 days ahead", "提前 1 至 7 天"),
        Text("MASE", "MASE"),
        Text("error", "误差"),
        Text("bias", "偏差"),
        Text("pinball", "分位损失"),
        Text("80 % holds", "80 % 区间命中"),
        Text("staffing cost per ticket", "每单人力成本"),
        Text("p", "p"),
    ]
    note = Text(
        f"Made again from {tested.origins} past mornings with what was known then. Below 1, MASE is better than "
        "last week's same day; staffing cost: an hour short costs three idle ones, staffed to the "
        "80 % quantile; p: that the lead over "
        "the mean of the last eight same weekdays is luck, corrected for the number of comparisons.",
        f"以当时已知的数据在过去 {tested.origins} 个早晨重新预测。MASE 小于 1 即优于上周同日；"
        "人力成本：缺一小时等于闲三小时，按 80 % 分位配人；p：领先于最近八个同日均值纯属偶然的概率（已校正多重比较）。",
    )
    return pane("backtest", Text("Was it right before?", "过去是否准确？"), table(headings, rows), note)

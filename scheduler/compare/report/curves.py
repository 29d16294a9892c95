"""Trade-offs: what a better figure costs, one point per scenario, joined along the axes of a grid."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.compare.figures import Figure
from scheduler.compare.report.svg import COLOURS, around, clipped, dot, drawing, line, short, text
from scheduler.compare.report.words import number
from scheduler.compare.study import Study

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 560, 320, 62, 44, 14, 20
AGAINST = ("served", "sla-response", "sla-resolution", "travel-share", "overtime", "utilization")
"""Figures that are worth setting against cost."""


def curve(study: Study, figure: Figure) -> str:
    """Cost across, the figure upwards; empty when the figure is the same everywhere."""
    means = {name: (study.mean(name, "cost"), study.mean(name, figure.id)) for name in study.scenarios}
    points = {name: (x, y) for name, (x, y) in means.items() if x is not None and y is not None}
    if len({y for _, y in points.values()}) < 2:
        return ""
    x = around([x for x, _ in points.values()], LEFT, WIDTH - RIGHT, pad=0.12)
    y = around([y for _, y in points.values()], HEIGHT - BOTTOM, TOP, pad=0.12)
    unit = "" if figure.unit == "1" else figure.unit
    parts = [line(x(tick), TOP, x(tick), HEIGHT - BOTTOM, "grid") for tick in x.ticks()]
    parts += [line(LEFT, y(tick), WIDTH - RIGHT, y(tick), "grid") for tick in y.ticks()]
    parts += [text(x(tick), HEIGHT - BOTTOM + 16, short(tick), "axis", "middle") for tick in x.ticks()]
    parts += [text(LEFT - 6, y(tick) + 4, short(tick), "axis", "end") for tick in y.ticks()]
    parts.append(text((LEFT + WIDTH) / 2, HEIGHT - 8, f"{study.currency}", "axis", "middle"))
    for number_, names in enumerate(_lines(study)):
        path = " ".join(f"{x(points[name][0]):g},{y(points[name][1]):g}" for name in names if name in points)
        parts.append(f'<polyline class="along" points="{path}" stroke="{COLOURS[number_ % len(COLOURS)]}"/>')
    taken: list[tuple[float, float]] = []
    for index, (name, (cost, value)) in enumerate(points.items()):
        note = f"{name}: {number(cost, study.currency)}, {number(value, unit)}"
        colour = "#1a2530" if name == study.base else COLOURS[index % len(COLOURS)]
        parts.append(dot(x(cost), y(value), 6, colour, note))
        parts.append(_label(clipped(name, 26), x(cost), y(value), taken))
    return drawing(WIDTH, HEIGHT, f"{figure.title[0]} against cost", *parts)


def _label(words: str, x: float, y: float, taken: list[tuple[float, float]]) -> str:
    """A label beside its point, moved down until it covers no other."""
    end = x > WIDTH * 0.6
    at = y + 4
    while any(abs(at - other) < 13 and abs(x - beside) < 150 for beside, other in taken):
        at += 13
    taken.append((x, at))
    return text(x - 9 if end else x + 9, at, words, "label", "end" if end else "start")


def _lines(study: Study) -> list[Sequence[str]]:
    """Scenarios of a grid that differ in its first axis alone, in order."""
    lines: dict[tuple[object, ...], list[str]] = {}
    for name in study.scenarios:
        if at := study.points.get(name):
            lines.setdefault(tuple(list(at.values())[1:]), []).append(name)
    return [names for names in lines.values() if len(names) > 1]

"""Trade-offs: what a better figure costs, one point per scenario, joined along the axes of a grid."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.compare.figures import Figure
from scheduler.compare.report.words import number
from scheduler.compare.study import Study
from scheduler.report.svg import COLOURS, around, clipped, dot, drawing, line, short, text

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 560, 320, 62, 44, 14, 20
AGAINST = ("served", "sla-response", "sla-resolution", "travel-share", "overtime", "utilization")
"""Figures that are worth setting against cost."""


Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


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
    spots = {name: (x(cost), y(value)) for name, (cost, value) in points.items()}
    taken = [(at[0] - 7, at[1] - 7, at[0] + 7, at[1] + 7) for at in spots.values()]
    for index, (name, (cost, value)) in enumerate(points.items()):
        note = f"{name}: {number(cost, study.currency)}, {number(value, unit)}"
        colour = "#1a2530" if name == study.base else COLOURS[index % len(COLOURS)]
        parts.append(dot(*spots[name], 6, colour, note))
        parts.append(_label(clipped(name, 26), spots[name], colour, taken))
    return drawing(WIDTH, HEIGHT, f"{figure.title[0]} against cost", *parts)


def _label(words: str, spot: tuple[float, float], colour: str, taken: list[Box]) -> str:
    """A label beside its point, in its colour, where it covers nothing; none where there is no room."""
    width = 6.6 * sum(2 if ord(letter) > 0x2E80 else 1 for letter in words)
    for down in (0, -13, 13, -26, 26, -39, 39, -52, 52):
        for left in (spot[0] + 10, spot[0] - 10 - width):
            box = (left, spot[1] + down - 7, left + width, spot[1] + down + 6)
            inside = box[0] >= LEFT and box[2] <= WIDTH and box[1] >= 0 and box[3] <= HEIGHT - BOTTOM
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                end = left < spot[0]
                return text(
                    box[2] if end else left, spot[1] + down + 4, words, "label", "end" if end else "start", colour
                )
    return ""


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _lines(study: Study) -> list[Sequence[str]]:
    """Scenarios of a grid that differ in its first axis alone, in order."""
    lines: dict[tuple[object, ...], list[str]] = {}
    for name in study.scenarios:
        if at := study.points.get(name):
            lines.setdefault(tuple(list(at.values())[1:]), []).append(name)
    return [names for names in lines.values() if len(names) > 1]

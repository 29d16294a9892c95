"""Differences to the base with their intervals, one row per scenario."""

from __future__ import annotations

from scheduler.compare.figures import Figure
from scheduler.compare.report.words import number
from scheduler.compare.study import Study
from scheduler.report.svg import around, clipped, dot, drawing, line, short, text

LEFT, WIDTH, ROW, TOP = 190, 560, 26, 8
KIND = {"better": "good", "worse": "bad", "smaller than the proof": "unproved"}
COLOUR = {"good": "#0b6b50", "bad": "#c14a00", "unproved": "#8a6d00", "even": "#55636f"}


def forest(study: Study, figure: Figure) -> str:
    """The picture; empty when no scenario can be compared in this figure.

    A dot is the mean difference, the bar its interval, faint dots are days, the grey band what the solver left open.
    """
    found = {name: difference for name in study.others if (difference := study.difference(name, figure.id))}
    if not found:
        return ""
    days = {name: day_differences(study, name, figure.id) for name in found}
    ends = [
        end
        for estimate in found.values()
        for end in (estimate.low, estimate.high, estimate.unproved, -estimate.unproved)
    ]
    x = around([*ends, *(value for values in days.values() for value in values.values())], LEFT, WIDTH - 14, zero=True)
    bottom = TOP + ROW * len(found)
    parts = [line(x(tick), TOP, x(tick), bottom, "grid") for tick in x.ticks()]
    parts += [text(x(tick), bottom + 15, short(tick), "axis", "middle") for tick in x.ticks()]
    unit = study.currency if figure.unit == "money" else "" if figure.unit == "1" else figure.unit
    for row, (name, difference) in enumerate(found.items()):
        y = TOP + ROW * row + ROW / 2
        kind = KIND.get(study.verdict(name, figure), "even")
        least, most = number(difference.low, "", True), number(difference.high, unit, True)
        note = f"{name}: {number(difference.mean, unit, True)} ({least} to {most})"
        if difference.unproved:
            low, high = x(-difference.unproved), x(difference.unproved)
            parts.append(f'<rect class="open" x="{low:g}" y="{y - 10:g}" width="{high - low:g}" height="20"/>')
        parts.append(text(LEFT - 8, y + 4, clipped(name, 28), "label", "end"))
        parts += [dot(x(value), y, 2.5, "#9fb0c0", f"{day}: {number(value, unit, True)}", "day")
                  for day, value in days[name].items()]  # fmt: skip
        parts.append(line(x(difference.low), y, x(difference.high), y, f"bar {kind}"))
        parts += [line(x(end), y - 5, x(end), y + 5, f"bar {kind}") for end in (difference.low, difference.high)]
        parts.append(dot(x(difference.mean), y, 5, COLOUR[kind], note))
    parts.append(line(x(0), TOP - 4, x(0), bottom, "zero"))
    return drawing(WIDTH, bottom + 22, f"Differences in {figure.title[0]} to {study.base}", *parts)


def day_differences(study: Study, scenario: str, figure: str) -> dict[str, float]:
    """Day -> difference to the base, averaged over the seeds that both have."""
    base, other = study.values(study.base, figure), study.values(scenario, figure)
    found: dict[str, list[float]] = {}
    for day, seed in base.keys() & other.keys():
        found.setdefault(day, []).append(other[day, seed] - base[day, seed])
    return {day: sum(found[day]) / len(found[day]) for day in study.days if day in found}

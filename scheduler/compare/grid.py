"""Grids: every combination of a few settings, each a scenario.

name: staff and roads
grid:
  engineers: [+0, +1, +2]          # short axes: engineers, demand, travel
  hourly price: {step: {prices: {travel-cost: {per_hour: $}}}, values: [30, 60, 120]}
steps: []                          # what all of them have in common
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

from models.errors import InputError, Trouble, nearest
from scheduler.compare.scenario import Scenario, read_mapping

MOST_SCENARIOS = 500
"""Scenarios of one grid: each is planned on every day with every seed."""

HOLE = "$"
"""Stands for the value in a step of an axis."""


@dataclass(frozen=True)
class GridPoint:
    """A scenario of a grid, and where on the axes it lies."""

    scenario: Scenario
    at: Mapping[str, Any]


def _engineers(value: Any) -> dict[str, Any] | None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("engineers are counted in whole numbers, such as +1")
    if value == 0:
        return None
    return {"add-engineers": {"count": value}} if value > 0 else {"remove-engineers": {"where": {}, "count": -value}}


def _factor(kind: str) -> Callable[[Any], dict[str, Any] | None]:
    return lambda value: None if value == 1 else {kind: {"factor": value}}


SHORT: dict[str, Callable[[Any], dict[str, Any] | None]] = {
    "engineers": _engineers,
    "demand": _factor("scale-demand"),
    "travel": _factor("travel"),
}
"""Axes that need no step: value -> step, None where the value changes nothing."""


def read_grid(data: Mapping[str, Any], file: str = "", name: str = "grid") -> tuple[GridPoint, ...]:
    """All points of a grid, the last axis fastest.

    Raises
    ------
    InputError
        For an axis without values or without a step, and for whatever is wrong with the scenarios it makes.
    """
    axes = data.get("grid")
    if not isinstance(axes, Mapping) or not axes:
        raise InputError(_wrong("a grid maps axes to values, such as engineers: [+0, +1, +2]", file, "grid"))
    lines = [[(axis, value, step) for value, step in _axis(str(axis), spec, file)] for axis, spec in axes.items()]
    count = prod(map(len, lines))
    if count > MOST_SCENARIOS:
        message = f"makes {count:,} scenarios; the most are {MOST_SCENARIOS:,}"
        maybe = "take fewer values, or several grids one after the other."
        raise InputError(Trouble(message, file, field="grid", rule="grid-too-large", maybe=maybe))
    common = {key: value for key, value in data.items() if key != "grid"}
    read_mapping(common, file, name)
    points = []
    for combination in product(*lines):
        steps = [step for _, _, step in combination if step is not None]
        title = ", ".join(f"{axis} {_shown(axis, value)}" for axis, value, _ in combination)
        made = read_mapping({**common, "name": title, "steps": [*(common.get("steps") or []), *steps]}, file, name)
        points.append(GridPoint(made, {axis: value for axis, value, _ in combination}))
    return tuple(points)


def _axis(axis: str, spec: Any, file: str) -> list[tuple[Any, dict[str, Any] | None]]:
    if isinstance(spec, Mapping):
        for key in set(spec) - {"step", "values"}:
            known = nearest(str(key), ("step", "values"))
            raise InputError(Trouble("is not known here", file, None, f"grid.{axis}.{key}", "", "unknown-key", known))
        values, step = spec.get("values"), spec.get("step")
        if HOLE not in _leaves(step):
            raise InputError(_wrong(f"its step has no {HOLE} for the value to go", file, f"grid.{axis}.step"))
        make: Callable[[Any], dict[str, Any] | None] = lambda value: _filled(step, value)  # noqa: E731
    elif axis in SHORT:
        values, make = spec, SHORT[axis]
    else:
        trouble = _wrong("needs a step", file, f"grid.{axis}")
        maybe = nearest(axis, SHORT) + f" Or give step (with {HOLE}) and values."
        raise InputError(Trouble(trouble.message, trouble.file, None, trouble.field, "", trouble.rule, maybe))
    if not isinstance(values, list) or not values:
        raise InputError(_wrong("needs a list of values", file, f"grid.{axis}"))
    try:
        return [(value, make(value)) for value in values]
    except ValueError as error:
        raise InputError(_wrong(str(error), file, f"grid.{axis}")) from None


def _leaves(part: Any) -> list[Any]:
    if isinstance(part, Mapping):
        return [leaf for value in part.values() for leaf in _leaves(value)]
    if isinstance(part, list):
        return [leaf for value in part for leaf in _leaves(value)]
    return [part]


def _filled(part: Any, value: Any) -> Any:
    if isinstance(part, Mapping):
        return {key: _filled(item, value) for key, item in part.items()}
    if isinstance(part, list):
        return [_filled(item, value) for item in part]
    return value if part == HOLE else part


def _shown(axis: str, value: Any) -> str:
    return f"{value:+d}" if axis == "engineers" and isinstance(value, int) else str(value)


def _wrong(message: str, file: str, field: str) -> Trouble:
    return Trouble(message, file=file, field=field, rule="grid-shape")

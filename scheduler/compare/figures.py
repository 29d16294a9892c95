"""The figures that scenarios are compared by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """A figure that scenarios are compared by.

    Parameters
    ----------
    id
        ``cost``, ``cost.<rule>`` or the id of a key figure.
    unit
        ``money``, ``%``, ``h``, ``min`` or ``1``.
    lower_is_better
        None = neither.
    title
        What it is called, English and Chinese.
    """

    id: str
    unit: str
    lower_is_better: bool | None
    title: tuple[str, str]

    @property
    def part_of_cost(self) -> bool:
        """Is it the money of one rule?"""
        return self.id.startswith("cost.")


def figures_of(answers: Iterable[Mapping[str, Any]]) -> tuple[Figure, ...]:
    """Cost, key figures and the money of each rule, in the order in which people read them."""
    from scheduler.wording.words import rule_title

    answers = list(answers)
    found: dict[str, Figure] = {"cost": Figure("cost", "money", True, ("Cost of the plan", "方案总成本"))}
    for answer in answers:
        for kpi in answer["kpis"]:
            better = kpi["higher_is_better"]
            figure = Figure(kpi["id"], kpi["unit"], None if better is None else not better, tuple(kpi["title"]))
            found.setdefault(kpi["id"], figure)
    for answer in answers:
        for rule in answer["costs"]:
            found.setdefault(f"cost.{rule}", Figure(f"cost.{rule}", "money", True, rule_title(rule)))
    return tuple(found.values())


def value_of(answer: Mapping[str, Any], figure: str) -> float | None:
    """The figure in a cell's answer; money in the currency. None where there is nothing to measure."""
    if figure == "cost":
        return float(answer["cost"]) / 1000
    if figure.startswith("cost."):
        return float(answer["costs"].get(figure.removeprefix("cost."), 0)) / 1000
    return next((kpi["value"] for kpi in answer["kpis"] if kpi["id"] == figure), None)

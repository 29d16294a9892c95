"""A study: every scenario on every day with every seed, under common budgets and common chance."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import InputError, Trouble
from models.problem import Problem
from scheduler.compare.cells import Cell, Effort, work
from scheduler.compare.executors import Executor, Failure, Here
from scheduler.compare.statistics import Cells, Difference, difference

if TYPE_CHECKING:
    import pandas as pd

Days = Mapping[str, Problem]
"""Name of a day -> the day."""


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
    """

    id: str
    unit: str
    lower_is_better: bool | None


@dataclass(frozen=True)
class Study:
    """The answers of all cells and what follows from them.

    Parameters
    ----------
    base
        Name of the scenario that others are compared with.
    scenarios, days, seeds
        What was asked for, in order.
    answers
        (scenario, day, seed) -> what :func:`scheduler.compare.cells.work` returned.
    failures
        Cells that could not be worked on.
    problems
        (scenario, day) -> the day as it was planned; for pictures.
    """

    base: str
    scenarios: tuple[str, ...]
    days: tuple[str, ...]
    seeds: tuple[int, ...]
    effort: Effort
    currency: str
    answers: Mapping[tuple[str, str, int], dict[str, Any]]
    failures: Mapping[tuple[str, str, int], Failure] = field(default_factory=dict)
    problems: Mapping[tuple[str, str], Problem] = field(default_factory=dict, repr=False)

    def figures(self) -> tuple[Figure, ...]:
        """Cost, cost per rule and key figures, in the order in which people read them."""
        found: dict[str, Figure] = {"cost": Figure("cost", "money", True)}
        for answer in self.answers.values():
            for rule in answer["costs"]:
                found.setdefault(f"cost.{rule}", Figure(f"cost.{rule}", "money", True))
        for answer in self.answers.values():
            for kpi in answer["kpis"]:
                better = kpi["higher_is_better"]
                found.setdefault(kpi["id"], Figure(kpi["id"], kpi["unit"], None if better is None else not better))
        return tuple(found.values())

    def values(self, scenario: str, figure: str) -> Cells:
        """(day, seed) -> the figure under a scenario; cells without it are left out. Money in the currency."""
        found = {}
        for (name, day, seed), answer in self.answers.items():
            if name == scenario and (value := _value(answer, figure)) is not None:
                found[day, seed] = value
        return found

    def mean(self, scenario: str, figure: str) -> float | None:
        """Mean over all cells of a scenario."""
        values = self.values(scenario, figure)
        return sum(values.values()) / len(values) if values else None

    def against_base(self, scenario: str, figure: str, confidence: float = 0.95) -> Difference | None:
        """Paired difference to the base; None when there are fewer than two pairs."""
        base, other = self.values(self.base, figure), self.values(scenario, figure)
        if len(base.keys() & other.keys()) < 2:
            return None
        unproved = self.unproved(scenario) if figure == "cost" else 0.0
        return difference(base, other, confidence, unproved)

    def unproved(self, scenario: str) -> float:
        """How far the solver's gaps could shift the mean difference of cost to the base [currency].

        The true optimum of a cell lies between bound and cost, so the difference of optima lies within the larger of
        the two mean gaps of the difference of costs.
        """
        return max(self._open(self.base), self._open(scenario))

    def _open(self, scenario: str) -> float:
        gaps = [
            (answer["cost"] - answer["bound"]) / 1000 if answer["bound"] is not None else answer["cost"] / 1000
            for (name, _, _), answer in self.answers.items()
            if name == scenario
        ]
        return sum(gaps) / len(gaps) if gaps else 0.0

    def table(self, confidence: float = 0.95) -> pd.DataFrame:
        """One row per scenario and figure: mean, difference to the base with its interval, verdict, proof."""
        import pandas as pd

        rows = []
        for scenario in self.scenarios:
            for figure in self.figures():
                rows.append(self._row(scenario, figure, confidence))
        return pd.DataFrame(rows)

    def _row(self, scenario: str, figure: Figure, confidence: float) -> dict[str, Any]:
        row: dict[str, Any] = {
            "scenario": scenario,
            "figure": figure.id,
            "unit": self.currency if figure.unit == "money" else figure.unit,
            "mean": self.mean(scenario, figure.id),
            "cells": len(self.values(scenario, figure.id)),
        }
        found = None if scenario == self.base else self.against_base(scenario, figure.id, confidence)
        verdict = None
        if found is not None:
            verdict = found.verdict(figure.lower_is_better is not False)
            if figure.lower_is_better is None and verdict in ("better", "worse"):
                verdict = "lower" if found.mean < 0 else "higher"
        return row | {
            "difference": found and found.mean,
            "low": found and found.low,
            "high": found and found.high,
            "units": found and f"{found.units} {found.unit}",
            "seed_noise": found and found.noise,
            "unproved": found.unproved if found and figure.id == "cost" else None,
            "verdict": verdict,
        }

    def _repr_html_(self) -> str:
        """For notebooks: the table of costs."""
        table = self.table()
        html: str = table[table["figure"].isin(["cost", "served-share"])].to_html(index=False, float_format="%.2f")
        return html


def run_study(
    days: Days,
    scenarios: Mapping[str, Callable[[Problem, int], Problem]],
    *,
    base: str,
    seeds: int = 3,
    effort: Effort | None = None,
    executor: Executor | None = None,
    cache: Path | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> Study:
    """Work on all cells and collect the answers.

    Parameters
    ----------
    days
        Before any scenario.
    scenarios
        Name -> (day, seed) -> the day under the scenario. Chance depends on day and scenario, not on the solver's seed:
        the same tickets for every seed and, where steps agree, for every scenario.
    base
        The scenario the others are compared with.
    seeds
        Number of solver seeds, 1, 2, ...
    cache
        Folder with one file per finished cell; what stands there is not worked on again.
    progress
        Called with (finished, all, name of the cell).

    Raises
    ------
    InputError
        When there is no day, a day has no ticket, a scenario does not fit a day, or the base is unknown.
    """
    effort, executor = effort or Effort(), executor or Here()
    _check(days, scenarios, base, seeds)
    problems = {(name, day): make(days[day], 1) for name, make in scenarios.items() for day in days}
    cells = [
        Cell(name, day, seed, problems[name, day], effort)
        for day in days for seed in range(1, seeds + 1) for name in scenarios
    ]  # fmt: skip
    answers: dict[tuple[str, str, int], dict[str, Any]] = {}
    failures: dict[tuple[str, str, int], Failure] = {}
    todo = []
    for cell in cells:
        known = _cached(cache, cell)
        if known is None:
            todo.append(cell)
        else:
            answers[cell.scenario, cell.day, cell.seed] = known
    for count, (cell, answer) in enumerate(executor.run(todo, work), len(cells) - len(todo) + 1):
        where = (cell.scenario, cell.day, cell.seed)
        if isinstance(answer, Failure):
            failures[where] = answer
        else:
            answers[where] = answer
            _keep(cache, cell, answer)
        if progress is not None:
            progress(count, len(cells), cell.name)
    order = [(cell.scenario, cell.day, cell.seed) for cell in cells]
    return Study(
        base=base,
        scenarios=tuple(scenarios),
        days=tuple(days),
        seeds=tuple(range(1, seeds + 1)),
        effort=effort,
        currency=next(iter(problems.values())).policy.currency,
        answers={key: answers[key] for key in order if key in answers},
        failures={key: failures[key] for key in order if key in failures},
        problems=problems,
    )


def _check(days: Days, scenarios: Mapping[str, Any], base: str, seeds: int) -> None:
    troubles = [
        Trouble(f"day {name} has no open ticket", rule="no-tickets", maybe="leave the day out of the study.")
        for name, day in days.items()
        if not day.open_tickets
    ]
    if not days:
        troubles.append(Trouble("the study has no day", rule="no-days", maybe="name a folder of days."))
    if base not in scenarios:
        text = f"the base {base!r} is not among the scenarios"
        troubles.append(Trouble(text, rule="unknown-base", maybe=f"one of: {', '.join(scenarios)}."))
    if seeds < 1:
        troubles.append(Trouble(f"{seeds} seeds", rule="too-few-seeds", maybe="at least 1."))
    if len(days) * seeds < 2:
        text = "an interval cannot be had from one day and one seed"
        troubles.append(Trouble(text, rule="too-few-cells", maybe="add days, or seeds (--seeds 5)."))
    if troubles:
        raise InputError(troubles)


def _value(answer: Mapping[str, Any], figure: str) -> float | None:
    if figure == "cost":
        return float(answer["cost"]) / 1000
    if figure.startswith("cost."):
        return float(answer["costs"].get(figure.removeprefix("cost."), 0)) / 1000
    return next((kpi["value"] for kpi in answer["kpis"] if kpi["id"] == figure), None)


def _cached(cache: Path | None, cell: Cell) -> dict[str, Any] | None:
    if cache is None or not (file := cache / f"{cell.key}.json").exists():
        return None
    try:
        answer: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        return None  # cut short by a kill: worked on again
    return answer | {"scenario": cell.scenario, "day": cell.day, "seed": cell.seed}


def _keep(cache: Path | None, cell: Cell, answer: dict[str, Any]) -> None:
    if cache is None:
        return
    cache.mkdir(parents=True, exist_ok=True)
    aside = cache / f".{cell.key}.{os.getpid()}"
    aside.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    aside.replace(cache / f"{cell.key}.json")


def differences(study: Study, figures: Sequence[str]) -> dict[tuple[str, str], Difference | None]:
    """(scenario, figure) -> difference to the base."""
    others = [scenario for scenario in study.scenarios if scenario != study.base]
    return {(scenario, figure): study.against_base(scenario, figure) for scenario in others for figure in figures}

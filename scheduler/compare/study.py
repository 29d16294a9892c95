"""A study: what every scenario came to on every day with every seed, and what may be said about the differences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from models.problem import Problem
from scheduler.compare.cells import TIMING, Effort
from scheduler.compare.executors import Failure
from scheduler.compare.figures import Figure, figures_of, value_of
from scheduler.compare.scenario import Scenario
from scheduler.compare.statistics import Cells, Difference, difference

if TYPE_CHECKING:
    import pandas as pd

Place = tuple[str, str, int]
"""Scenario, day, seed."""


@dataclass(frozen=True)
class Study:
    """The answers of all cells and what follows from them.

    Parameters
    ----------
    base
        Name of the scenario that the others are compared with.
    scenarios, days, seeds
        What was asked for, in order.
    effort
        The common budget.
    currency
        Of all money.
    answers
        (scenario, day, seed) -> what :func:`scheduler.compare.cells.work` returned.
    failures
        Cells that could not be worked on.
    problems
        (scenario, day) -> the day as it was planned with the first seed.
    steps
        Scenario -> the overlay, where it was one.
    points
        Scenario -> axis -> value, for the scenarios of a grid.
    keys
        Names under which a cache keeps the cells.
    confidence
        Of every interval.
    """

    base: str
    scenarios: tuple[str, ...]
    days: tuple[str, ...]
    seeds: tuple[int, ...]
    effort: Effort
    currency: str
    answers: Mapping[Place, dict[str, Any]]
    failures: Mapping[Place, Failure] = field(default_factory=dict)
    problems: Mapping[tuple[str, str], Problem] = field(default_factory=dict, repr=False)
    steps: Mapping[str, Scenario] = field(default_factory=dict, repr=False)
    points: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, repr=False)
    keys: Mapping[Place, str] = field(default_factory=dict, repr=False)
    confidence: float = 0.95

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Cost, key figures and the cost of each rule."""
        return figures_of(self.answers.values())

    @property
    def others(self) -> tuple[str, ...]:
        """All scenarios but the base."""
        return tuple(name for name in self.scenarios if name != self.base)

    def values(self, scenario: str, figure: str) -> Cells:
        """(day, seed) -> the figure under a scenario; cells without it are left out. Money in the currency."""
        return {
            (day, seed): value
            for (name, day, seed), answer in self.answers.items()
            if name == scenario and (value := value_of(answer, figure)) is not None
        }

    def mean(self, scenario: str, figure: str) -> float | None:
        """Mean over all cells of a scenario."""
        values = self.values(scenario, figure).values()
        return sum(values) / len(values) if values else None

    def difference(self, scenario: str, figure: str = "cost") -> Difference | None:
        """Paired difference to the base; None when there are fewer than two pairs, or no pair has the figure."""
        base, other = self.values(self.base, figure), self.values(scenario, figure)
        if len(base.keys() & other.keys()) < 2:
            return None
        return difference(base, other, self.confidence, self.unproved(scenario) if figure == "cost" else 0.0)

    def verdict(self, scenario: str, figure: Figure) -> str:
        """What may be said, in words; empty when nothing can be compared."""
        found = self.difference(scenario, figure.id)
        if found is None or scenario == self.base:
            return ""
        if found.low == found.high == 0:
            return "the same"
        said = found.verdict(figure.lower_is_better is not False)
        if figure.lower_is_better is None and said in ("better", "worse"):
            return "lower" if found.mean < 0 else "higher"
        return said

    def unproved(self, scenario: str) -> float:
        """How far the solver's gaps could shift the mean difference of cost to the base [currency].

        The true optimum of a cell lies between bound and cost, so the difference of the optima lies within the larger
        of the two mean gaps of the difference of the costs.
        """
        return max(self.open(self.base), self.open(scenario))

    def open(self, scenario: str) -> float:
        """Mean distance between cost and bound over the cells of a scenario [currency]; all of it without a bound."""
        gaps = [
            (answer["cost"] - (answer["bound"] or 0)) / 1000
            for (name, _, _), answer in self.answers.items()
            if name == scenario
        ]
        return sum(gaps) / len(gaps) if gaps else 0.0

    def gap(self, scenario: str) -> float | None:
        """Mean proven gap as a share of the cost that a plan can influence; None when nothing was proved."""
        gaps = [answer["gap"] for (name, _, _), answer in self.answers.items() if name == scenario]
        return None if not gaps or None in gaps else sum(gaps) / len(gaps)

    def table(self) -> pd.DataFrame:
        """One row per scenario and figure: mean, difference to the base with its interval, verdict, proof."""
        import pandas as pd

        return pd.DataFrame(self.rows())

    def rows(self) -> list[dict[str, Any]]:
        """The rows of :meth:`table` as plain data."""
        return [self._row(scenario, figure) for scenario in self.scenarios for figure in self.figures]

    def _row(self, scenario: str, figure: Figure) -> dict[str, Any]:
        found = None if scenario == self.base else self.difference(scenario, figure.id)
        return {
            "scenario": scenario,
            "figure": figure.id,
            "unit": self.currency if figure.unit == "money" else figure.unit,
            "mean": self.mean(scenario, figure.id),
            "cells": len(self.values(scenario, figure.id)),
            "difference": found.mean if found else None,
            "low": found.low if found else None,
            "high": found.high if found else None,
            "units": f"{found.units} {found.unit}" if found else None,
            "seed_noise": found.noise if found else None,
            "unproved": found.unproved if found and figure.id == "cost" else None,
            "verdict": self.verdict(scenario, figure) or None,
        }

    def cells(self) -> pd.DataFrame:
        """One row per cell: cost, bound, gap and every figure."""
        import pandas as pd

        return pd.DataFrame(self.cell_rows())

    def cell_rows(self) -> list[dict[str, Any]]:
        """The rows of :meth:`cells` as plain data."""
        return [
            {"scenario": scenario, "day": day, "seed": seed}
            | {"bound": None if answer["bound"] is None else answer["bound"] / 1000, "gap": answer["gap"]}
            | {"ended": answer["ended"]}
            | {figure.id: value_of(answer, figure.id) for figure in self.figures}
            for (scenario, day, seed), answer in self.answers.items()
        ]

    def as_dict(self) -> dict[str, Any]:
        """Plain data, the same for the same study wherever it was worked on."""
        return {
            "format": "paigong-study-1",
            "base": self.base,
            "scenarios": [
                {"name": name}
                | (self.steps[name].to_mapping() if name in self.steps else {})
                | ({"point": dict(self.points[name])} if name in self.points else {})
                for name in self.scenarios
            ],
            "days": list(self.days),
            "seeds": list(self.seeds),
            "budget": {"iterations": self.effort.iterations, "gap": self.effort.gap, "solver": self.effort.solver},
            "currency": self.currency,
            "confidence": self.confidence,
            "figures": self.rows(),
            "cells": [
                {"scenario": scenario, "day": day, "seed": seed}
                | {key: value for key, value in answer.items() if key not in ("plan", *TIMING)}
                for (scenario, day, seed), answer in self.answers.items()
            ],
            "failures": [
                {"scenario": scenario, "day": day, "seed": seed, "message": failure.message}
                for (scenario, day, seed), failure in self.failures.items()
            ],
        }

    def summary(self) -> str:
        """A few lines for people: cost and what may be said about it, by scenario."""
        cost = self.figures[0]
        lines = [
            f"{len(self.scenarios)} scenarios x {len(self.days)} days x {len(self.seeds)} seeds, "
            f"{self.effort.iterations} iterations each; differences to {self.base!r} per day, "
            f"{self.confidence:.0%} intervals."
        ]
        width = max(len(name) for name in self.scenarios)
        for name in self.scenarios:
            mean, gap = self.mean(name, "cost"), self.gap(name)
            proof = "nothing proved" if gap is None else f"gap {gap:.1%}"
            head = f"  {name:<{width}}  " + ("no cell finished" if mean is None else f"{mean:12,.2f} {self.currency}")
            found = self.difference(name) if name != self.base else None
            if found is not None:
                head += f"  {found.mean:+,.2f} ({found.low:+,.2f} to {found.high:+,.2f})  {self.verdict(name, cost)}"
            lines.append(f"{head}  [{proof}]" if mean is not None else head)
        lines += [f"  FAILED {' / '.join(map(str, place))}: {one.message}" for place, one in self.failures.items()]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """For notebooks: cost and service by scenario."""
        table = self.table()
        shown = table[table["figure"].isin(["cost", "served", "sla-response", "travel-share"])]
        return str(shown.drop(columns=["cells", "seed_noise"]).to_html(index=False, float_format="{:,.2f}".format))

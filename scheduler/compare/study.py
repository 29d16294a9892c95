"""A study: what every scenario came to on every day with every seed, and what may be said about the differences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from models.problem import Problem
from scheduler.budget import Budget
from scheduler.compare.added_shifts import AddedShifts
from scheduler.compare.cells import TIMING
from scheduler.compare.executors import Failure
from scheduler.compare.figures import Figure, figures_of, value_of
from scheduler.compare.scenario import Scenario
from scheduler.compare.statistics import Cells, Difference, difference
from scheduler.compare.wording import VERDICTS, beside
from scheduler.wording.language import Language

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
    budget, solver
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
    budget: Budget
    solver: str
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

    def pooled(self, scenario: str, figure: str) -> dict[str, float | None]:
        """Sum of numerators, of denominators, and their ratio in the figure's unit, over all cells of a scenario.

        The pooled rate gives each ticket the same weight; ``mean`` gives each day the same. None for money.
        """
        found = [
            kpi
            for (name, _, _), answer in self.answers.items() if name == scenario
            for kpi in answer["kpis"] if kpi["id"] == figure and kpi["value"] is not None
        ]  # fmt: skip
        if not found:
            return {"numerator": None, "denominator": None, "pooled": None}
        above, below = sum(kpi["numerator"] for kpi in found), sum(kpi["denominator"] for kpi in found)
        rate = above / below * (100 if found[0]["unit"] == "%" else 1) if below else None
        return {"numerator": above, "denominator": below, "pooled": rate}

    def tickets(self, scenario: str) -> int:
        """Open tickets over all days of a scenario, each day once."""
        return sum(len(self.problems[name, day].open_tickets) for name, day in self.problems if name == scenario)

    def added_shifts(self, scenario: str) -> AddedShifts | None:
        """What added or removed shifts mean for the difference in cost; None when there are as many as in the base."""
        more = [
            len(self.problems[scenario, day].shifts) - len(self.problems[self.base, day].shifts)
            for day in self.days
            if (scenario, day) in self.problems and (self.base, day) in self.problems
        ]
        shifts = sum(more) / len(more) if more else 0.0
        cost, pay = self.difference(scenario), self.difference(scenario, "cost.pay")
        if not shifts or cost is None:
            return None
        return AddedShifts(shifts, pay.mean if pay is not None else 0.0, -cost.mean)

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
            **self.pooled(scenario, figure.id),
            "difference": found.mean if found else None,
            "low": found.low if found else None,
            "high": found.high if found else None,
            "units": f"{found.units} {found.unit}" if found else None,
            "lower_on": found.lower if found else None,
            "higher_on": found.higher if found else None,
            "typical": found.typical.middle if found and found.typical else None,
            "typical_low": found.typical.low if found and found.typical else None,
            "typical_high": found.typical.high if found and found.typical else None,
            "typical_confidence": found.typical.confidence if found and found.typical else None,
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
            "budget": {"iterations": self.budget.iterations, "gap": self.budget.gap, "solver": self.solver},
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

    def summary(self, language: Language | str = "en") -> str:
        """A few lines for people: cost and what may be said about it, by scenario."""
        language = Language(language)
        cost = self.figures[0]
        counts = len(self.scenarios), len(self.days), len(self.seeds)
        lines = [
            language.of(
                f"{counts[0]} scenarios x {counts[1]} days x {counts[2]} seeds, {self.budget.iterations} iterations "
                f"each; {self.tickets(self.base)} tickets; differences to {self.base!r} per day, "
                f"{self.confidence:.0%} intervals.",
                f"{counts[0]} 个情景 × {counts[1]} 天 × {counts[2]} 个种子，各 {self.budget.iterations} 次迭代；"
                f"{self.tickets(self.base)} 个工单；与 {self.base!r} 的每日差，{self.confidence:.0%} 区间。",
            )
        ]
        width = max(len(name) for name in self.scenarios)
        for name in self.scenarios:
            mean, gap = self.mean(name, "cost"), self.gap(name)
            proof = language.of("nothing proved", "未证明")
            if gap is not None:
                proof = language.of(f"gap {gap:.1%}", f"差距 {gap:.1%}")
            none = language.of("no cell finished", "没有完成的单元")
            head = f"  {name:<{width}}  " + (none if mean is None else f"{mean:12,.2f} {self.currency}")
            found = self.difference(name) if name != self.base else None
            if found is not None:
                word = language.of(self.verdict(name, cost), VERDICTS.get(self.verdict(name, cost), ""))
                head += f"  {found.mean:+,.2f} ({found.low:+,.2f} to {found.high:+,.2f})  {word}"
            lines.append(f"{head}  [{proof}]" if mean is not None else head)
            if found is not None:
                lines.append(f"  {'':<{width}}    {language.text(beside(found))}")
            if found is not None and (added := self.added_shifts(name)) is not None:
                lines.append(f"  {'':<{width}}    {language.text(added.text(self.currency))}")
        failed = language.of("FAILED", "失败")
        lines += [
            f"  {failed} {' / '.join(map(str, place))}: {failure.message}" for place, failure in self.failures.items()
        ]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """For notebooks: cost and service by scenario."""
        table = self.table()
        shown = table[table["figure"].isin(["cost", "served", "sla-response", "travel-share"])]
        return str(shown.drop(columns=["cells", "seed_noise"]).to_html(index=False, float_format="{:,.2f}".format))

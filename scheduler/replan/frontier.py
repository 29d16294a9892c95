"""The frontier: what the rest of the day costs for every number of customers to be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Unpack

from models.events import Situation
from models.plan import Plan
from models.problem import Problem
from scheduler.budget import Budget, BudgetOptions
from scheduler.replan.basis import ReplanBasis
from scheduler.replan.customers import Customers
from scheduler.replan.effort import Judged, ReplanEffort
from scheduler.replan.engineers import touched
from scheduler.replan.pins import Pins
from scheduler.replan.replan import ground_of

POINTS = 12
"""Most budgets that are tried; larger ones are left out between the last of them and *any number*."""


@dataclass(frozen=True)
class FrontierPoint:
    """One budget.

    Parameters
    ----------
    changes
        Customers that may be told; None = any number.
    told
        Customers that would be told.
    engineers
        Engineers whose list would change.
    cost
        [thousandths] of the rest of the day.
    unserved
        Tickets that nobody would serve.
    """

    changes: int | None
    told: int
    engineers: int
    cost: int
    unserved: int
    plan: Plan

    def as_dict(self) -> dict[str, Any]:
        """Plain data; the cost in the currency."""
        return {"changes": self.changes, "told": self.told, "engineers": self.engineers, "cost": self.cost / 1000,
                "unserved": self.unserved}  # fmt: skip


def frontier(
    day: Situation | Problem,
    budget: Budget | None = None,
    *,
    pins: Pins | None = None,
    **options: Unpack[BudgetOptions],
) -> tuple[FrontierPoint, ...]:
    """Cost against the number of customers to be told, from the least that is feasible to any number.

    Every budget begins with the plan of the one before it, so a larger budget never costs more. Budgets below the
    first point are not feasible.

    Parameters
    ----------
    budget, options
        How long to work in all, 5 s when nothing is said; or ``iterations`` for each number of customers. See
        :class:`scheduler.budget.Budget`.
    """
    situation = Situation.of(day) if isinstance(day, Problem) else day
    ground = ground_of(situation, pins or Pins())
    effort = ReplanEffort(Budget.of(budget, options).or_seconds(5.0))
    free = Customers(ground, None)
    late = len(ground.late)
    open_end = free.search(effort, ground.plan, ground.displaced, share=0.3).plan
    fewest = min((ground.plan, free.fewest()), key=lambda plan: len(free.told(plan)))
    least, most = len(free.told(fewest)), len(free.told(open_end))
    budgets = list(range(least, max(least, most) + 1))[:POINTS]
    points: list[FrontierPoint] = []
    plan = fewest
    for k, most in enumerate(budgets):
        customers = Customers(ground, most)
        found = customers.search(effort, plan, ground.displaced, share=0.8 / (len(budgets) - k))
        plan = found.plan if not points or found.cost <= points[-1].cost else points[-1].plan
        points.append(_point(ground, plan, most + late, free))
    last = min((open_end, plan), key=lambda candidate: Judged.of(ground.problem, candidate).cost)
    return (*points, _point(ground, last, None, free))


def _point(ground: ReplanBasis, plan: Plan, budget: int | None, free: Customers) -> FrontierPoint:
    cost = Judged.of(ground.problem, plan).cost
    told = len(free.told(plan)) + len(ground.late)
    return FrontierPoint(budget, told, len(touched(ground, plan)), cost, len(plan.unserved), plan)

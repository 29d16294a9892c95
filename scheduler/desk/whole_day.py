"""From routes chosen by hand to the plan of the whole day that is published."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from models.events import PlanPublished
from models.plan import Plan
from scheduler.compile import assemble
from scheduler.engine import schedules
from scheduler.replan.basis import ReplanBasis
from scheduler.replan.customers import Customers
from scheduler.replan.effort import Judged
from scheduler.replan.expected import held, undecided
from scheduler.replan.proposal import Proposal
from scheduler.replan.writer import Limits, Writer, ledger


def decided(ground: ReplanBasis, proposal: Proposal, at: int, **fields: Any) -> PlanPublished:
    """The event of a decision by hand: what it says, and all else as people know it."""
    plan = undecided(ground, proposal.plan)
    return PlanPublished(at=at, plan=plan, spots=proposal.spots, **fields)


def whole_day(ground: ReplanBasis, routes: Sequence[Sequence[int]], meant: Plan, chosen: Collection[str]) -> Proposal:
    """The proposal of these routes; visits that nobody meant keep the times people know, where that is possible.

    Parameters
    ----------
    routes
        Ticket indices, one list per shift.
    meant
        A plan in which the ``chosen`` tickets have the times they are to have.

    Raises
    ------
    NoAcceptablePlan
        The judge finds a broken rule.
    """
    compiled = held(ground, meant, chosen)
    if not all(schedule.feasible for schedule in schedules(compiled.day, routes)):
        compiled = ground.compiled
    plan = assemble(ground.problem, compiled, routes)
    customers = Customers.of(ground, None)
    before = ledger(ground.problem, ground.plan, ground.report)
    found = Judged.of(customers.problem(plan), plan)
    return Writer(ground, customers, Limits(), before, 1).proposal(found)

"""A part of a problem: some engineers and the tickets that the others do not have; the others' routes stay."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from models.facts import Facts
from models.judge.counts import count
from models.judge.tours import tours_of
from models.plan import Plan
from models.policy import Policy
from models.problem import Problem
from models.shapes import PlanLimit, PlanRow


class Remainder(PlanLimit):
    """What the routes that stay leave of a rule's plan limits."""

    id: ClassVar[str] = "remainder"
    title: ClassVar[tuple[str, str]] = ("what is left of a plan limit", "剩余限额")

    left: tuple[PlanRow, ...] = ()

    def rows(self, facts: Facts) -> tuple[PlanRow, ...]:
        return self.left


def part_of(problem: Problem, base: Plan, engineers: Iterable[str]) -> Problem:
    """The problem of these engineers, when everybody else keeps the route of ``base``."""
    mine = set(engineers)
    others = tuple(route for route in base.routes if route.engineer not in mine)
    theirs = {id for route in others for id in route.tickets}
    return problem.replace(
        engineers=tuple(one for one in problem.engineers if one.id in mine),
        tickets=tuple(one for one in problem.tickets if one.id not in theirs),
        policy=_policy(problem, base.but(routes=others, unserved=()), theirs),
        published=_published(problem, mine, theirs),
    )


def inside(plan: Plan, part: Problem) -> Plan:
    """The routes of a plan that belong to a part."""
    routes = tuple(route for route in plan.routes if route.shift in part.shift)
    return plan.but(routes=routes, unserved=tuple(id for id in plan.unserved if id in part.ticket))


def joined(problem: Problem, base: Plan, part: Problem, plan: Plan) -> Plan:
    """The plan of everybody: the part's routes, and the others' as in ``base``."""
    mine = {route.shift: route for route in plan.routes}
    mine |= {route.shift: route for route in base.routes if route.shift not in part.shift}
    routes = tuple(mine[shift.id] for _, shift in problem.shifts if shift.id in mine)
    left = set(plan.unserved)
    return plan.but(routes=routes, unserved=tuple(one.id for one in problem.open_tickets if one.id in left))


def _published(problem: Problem, mine: set[str], theirs: set[str]) -> Plan | None:
    """What the part's customers know; a promise given in another engineer's name stays one."""
    if problem.published is None:
        return None
    routes = (
        route.but(visits=tuple(visit for visit in route.visits if visit.ticket not in theirs))
        for route in problem.published.routes
    )
    return problem.published.but(routes=tuple(route for route in routes if route.visits), unserved=())


def _policy(problem: Problem, others: Plan, theirs: set[str]) -> Policy:
    """The same rules, with the plan limits as the others leave them."""
    tours = tours_of(problem, others)
    left = []
    for rule in problem.policy.of(PlanLimit):
        for row in rule.rows(problem):
            used = count(problem, tours, _of_visits(row, theirs))
            left.append(PlanRow(row.name, max(0, row.cap - used), row.price, row.pair, row.used,
                                {id: n for id, n in row.unserved.items() if id not in theirs},
                                {id: due for id, due in row.late.items() if id not in theirs}))  # fmt: skip
    kept = tuple(rule for rule in problem.policy.rules if not isinstance(rule, PlanLimit))
    return problem.policy.but(rules=(*kept, Remainder(left=tuple(left))))


def _of_visits(row: PlanRow, theirs: set[str]) -> PlanRow:
    """The row without what it counts of tickets that are not the others'."""
    return PlanRow(row.name, row.cap, row.price, row.pair, row.used,
                   {id: n for id, n in row.unserved.items() if id in theirs}, row.late)  # fmt: skip

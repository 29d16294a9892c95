"""A part of a problem: some engineers and the tickets that the others do not have; the others' routes stand."""

from __future__ import annotations

from collections.abc import Iterable

from models.homeward import standing
from models.plan import Plan
from models.problem import Problem


def part_of(problem: Problem, base: Plan, engineers: Iterable[str]) -> Problem:
    """The problem of these engineers, when everybody else keeps the route of ``base``."""
    mine, routes = set(engineers), {route.shift: route for route in base.routes}
    others = [shift.id for engineer, shift in problem.shifts if engineer.id not in mine]
    stands = dict(problem.stands)
    for shift in others:
        if (route := routes.get(shift)) is not None and route.visits:
            before = problem.stands.get(shift)
            stands[shift] = standing(problem, route, known=before.known if before is not None else None)
    return problem.replace(decided=tuple(stands.values()), closed=problem.closed | set(others))

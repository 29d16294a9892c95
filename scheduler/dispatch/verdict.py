"""What the judge says of single routes: the same judge, asked about the routes that a move changes only."""

from __future__ import annotations

from collections.abc import Sequence

from models.finding import Finding
from models.judge.breaches import breaches
from models.judge.clockwork import clockwork
from models.judge.person import person
from models.judge.prices import of_tours
from models.judge.tours import tours_of
from models.plan import Plan, Route
from models.problem import Problem


def breaches_of(problem: Problem, routes: Sequence[Route]) -> tuple[Finding, ...]:
    """Hard rules that these routes break."""
    tours = tours_of(problem, Plan(routes=tuple(routes)))
    return (*(finding for tour in tours for finding in clockwork(problem, tour)), *breaches(problem, tours))


def overlaps_of(problem: Problem, routes: Sequence[Route]) -> tuple[Finding, ...]:
    """Routes of one person, all of them given, that overlap."""
    return tuple(person(problem, tours_of(problem, Plan(routes=tuple(routes)))))


def costs_of(problem: Problem, routes: Sequence[Route]) -> tuple[Finding, ...]:
    """What these routes cost, finding by finding; unserved tickets are left out."""
    tours = tours_of(problem, Plan(routes=tuple(routes)))
    return tuple(of_tours(problem, tours))

"""What stands already breaks and costs: facts, which no plan of the rest can change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from models.finding import Finding
from models.judge.breaches import breaches
from models.judge.clockwork import breaks, clockwork
from models.judge.counts import facts as counted
from models.judge.person import person
from models.judge.prices import of_tours
from models.judge.tours import Tour, idle_tours
from models.problem import Problem

KEPT = "facts of the judge"


def facts(problem: Problem) -> tuple[Finding, ...]:
    """Findings about what is decided, by the rules as they were before the day began.

    No plan changes them: they are found once and kept with the problem, as its own cached properties are.
    """
    known = vars(problem)
    if (found := known.get(KEPT)) is None:
        found = known[KEPT] = tuple(_facts(problem))
    return tuple(found)


def _facts(problem: Problem) -> Iterator[Finding]:
    """Findings about what is decided.

    Times of what is only planned are checked as those of any plan. What is under way or reported is as it is: that a
    visit took longer than it should breaks no rule.
    """
    if not problem.decided:
        return
    dawn, tours = problem.at_dawn, idle_tours(problem)
    for tour in tours:
        yield from clockwork(dawn, replace(tour, decided=None)) if _planned(tour) else breaks(dawn, tour)
    yield from person(dawn, tours)
    yield from breaches(dawn, tours)
    yield from of_tours(dawn, tuple(before for tour in tours if (before := replace(tour, idle=tour).before)))
    yield from counted(problem)


def _planned(tour: Tour) -> bool:
    decided = tour.decided
    return decided is not None and all(decided.known.get(id, "planned") == "planned" for id in decided.route.tickets)

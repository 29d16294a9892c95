"""What a plan amounts to, gathered once: who worked how long at what, and until when tickets were promised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from models.engineer import Engineer, Shift
from models.finding import Report
from models.interval import Spans, merge, without
from models.plan import Plan, Route, Visit
from models.problem import Problem
from models.ticket import Ticket


@dataclass(frozen=True)
class WorkedTime:
    """One engineer's day with visits; all lengths in seconds."""

    engineer: Engineer
    shift: Shift
    visits: int
    travel: int
    service: int
    overtime: int


@dataclass(frozen=True)
class KpiFacts:
    """A problem and a plan for it, with what the key figures count.

    Visits of tickets or shifts that the problem does not know count for nothing here; the judge names them.
    """

    problem: Problem
    plan: Plan
    report: Report

    @cached_property
    def routes(self) -> tuple[Route, ...]:
        """Routes of known shifts that serve something."""
        return tuple(route for route in self.plan.routes if route.shift in self.problem.shift and route.visits)

    @cached_property
    def served(self) -> dict[str, tuple[Engineer, Visit]]:
        """Known tickets that wanted a visit and have one: ticket id -> (engineer, visit)."""
        wanted = {ticket.id for ticket in self.problem.wanted}
        return {
            visit.ticket: (self.problem.shift[route.shift][0], visit)
            for route in self.routes
            for visit in route.visits
            if visit.ticket in wanted
        }

    @cached_property
    def worked(self) -> tuple[WorkedTime, ...]:
        """Days with visits."""
        return tuple(self._worked(route) for route in self.routes)

    def _worked(self, route: Route) -> WorkedTime:
        engineer, shift = self.problem.shift[route.shift]
        visits = [visit for visit in route.visits if visit.ticket in self.problem.ticket]
        travel = sum(seconds for seconds, _ in legs(self.problem, route))
        service = sum(visit.finish - visit.start for visit in visits)
        return WorkedTime(engineer, shift, len(visits), travel, service, max(0, route.end - shift.end))

    @cached_property
    def available(self) -> dict[str, int]:
        """Engineer id -> [s] shift time without absences, trainings and breaks taken; only who may be dispatched."""
        rests = {route.shift: route.rest for route in self.plan.routes}
        found: dict[str, int] = {}
        for engineer, shift in self.problem.shifts:
            if engineer.standing in ("suspended", "dismissed"):
                continue
            rest = rests.get(shift.id)
            spans = without(working(engineer, shift), [(rest.start, rest.end)] if rest else [])
            found[engineer.id] = found.get(engineer.id, 0) + sum(end - start for start, end in spans)
        return found

    @cached_property
    def horizon_end(self) -> int:
        """[s] end of the last shift: what is due later cannot be missed by this plan."""
        return max((shift.end for _, shift in self.problem.shifts), default=0)

    def open_by_priority(self) -> Iterator[tuple[int, list[Ticket]]]:
        """Each priority, most urgent first, with its tickets."""
        for priority in (1, 2, 3, 4):
            yield priority, [ticket for ticket in self.problem.wanted if ticket.priority == priority]


def working(engineer: Engineer, shift: Shift) -> Spans:
    """Spans of a shift in which the engineer can drive or serve."""
    away = merge((span.start, span.end) for span in (*engineer.absences, *engineer.trainings))
    return without(((shift.start, shift.end),), away)


def legs(problem: Problem, route: Route) -> tuple[tuple[int, int], ...]:
    """Driving of a route: (seconds, metres) of each leg, the one to the end place last.

    A leg to a place whose travel is not known counts as nothing; the judge names it.
    """
    engineer, shift = problem.shift[route.shift]
    stops = [problem.ticket[visit.ticket].place for visit in route.visits if visit.ticket in problem.ticket]
    places = [shift.start_place or engineer.start, *stops, shift.end_place or engineer.end_place]
    known = problem.travel.index
    return tuple(problem.travel.leg(a, b) if a.key in known and b.key in known else (0, 0) for a, b in pairwise(places))

"""What of a plan can be judged: routes on known shifts, with their visits to known tickets."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from models.engineer import Engineer, Shift
from models.interval import Spans, merge
from models.place import Place
from models.plan import Plan, Route, Visit
from models.problem import Problem
from models.shapes import ShiftBlock
from models.ticket import Ticket


@dataclass(frozen=True)
class Tour:
    """A route with the entities it speaks of.

    Parameters
    ----------
    stops
        Visits with their tickets, in the order of the plan; visits to unknown tickets are left out.
    blocks
        Time in which the engineer neither drives nor serves, by all rules of the policy.
    """

    route: Route
    engineer: Engineer
    shift: Shift
    stops: tuple[tuple[Visit, Ticket], ...]
    blocks: Spans

    @property
    def places(self) -> tuple[Place, ...]:
        """Start place, customers, end place."""
        first = self.shift.start_place or self.engineer.start
        last = self.shift.end_place or self.engineer.end_place
        return (first, *(ticket.place for _, ticket in self.stops), last)

    def legs(self, problem: Problem) -> tuple[tuple[int, int], ...]:
        """Seconds and metres of each leg; a leg to a place without known travel counts as nothing (it is a finding)."""
        known = [place for place in self.places if place.key in problem.travel.index]
        return tuple(problem.travel.leg(a, b) for a, b in pairwise(known))


def tours_of(problem: Problem, plan: Plan) -> tuple[Tour, ...]:
    """The routes that can be judged; routes without a visit cost nothing and are left out."""
    tours = []
    for route in plan.routes:
        if route.shift not in problem.shift:
            continue
        engineer, shift = problem.shift[route.shift]
        stops = tuple((visit, problem.ticket[visit.ticket]) for visit in route.visits if visit.ticket in problem.ticket)
        if stops:
            tours.append(Tour(route, engineer, shift, stops, blocks_of(problem, engineer, shift)))
    return tuple(tours)


def blocks_of(problem: Problem, engineer: Engineer, shift: Shift) -> Spans:
    """Absences and training of a shift, by the policy's rules, sorted and disjoint."""
    return merge(span for rule in problem.policy.of(ShiftBlock) for span in rule.blocks(engineer, shift, problem))

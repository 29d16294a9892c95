"""What of a plan can be judged: routes on known shifts, with their visits to known tickets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from models.decided import Decided
from models.engineer import Engineer, Shift
from models.interval import Spans, merge
from models.place import Place
from models.plan import BreakTaken, Plan, Route, Visit
from models.problem import Problem
from models.shapes import ShiftBlock
from models.ticket import Ticket

Stops = tuple[tuple[Visit, Ticket], ...]


@dataclass(frozen=True)
class Tour:
    """A route with the entities it speaks of.

    Parameters
    ----------
    stops
        Visits with their tickets, in the order of the plan; visits to unknown tickets are left out.
    blocks
        Time in which the engineer neither drives nor serves, by all rules of the policy.
    decided
        What of it stands.
    idle
        The same shift if nothing were added to what stands; None = nothing stands, or this is that tour itself.
    spent
        Does it end where and when the engineer goes on from, not at the end place?
    """

    route: Route
    engineer: Engineer
    shift: Shift
    stops: Stops
    blocks: Spans
    decided: Decided | None = None
    idle: Tour | None = None
    spent: bool = False

    @property
    def before(self) -> Tour | None:
        """What of the shift is paid for, whatever is added; None = nothing. Who is out has yet to pay the way home."""
        if self.idle is None or self.decided is None or not self.decided.in_progress:
            return self.idle
        route = self.idle.route
        return replace(self.idle, route=route.but(end=min(self.decided.free, route.end)), spent=True)

    @property
    def ahead(self) -> Stops:
        """The stops that somebody could still decide about; all of them where nothing stands."""
        return self.stops[len(self.idle.stops) :] if self.idle is not None else self.stops

    @property
    def decided_rest(self) -> BreakTaken | None:
        """The break, when that stands."""
        return self.decided.rest if self.decided is not None else None

    @property
    def places(self) -> tuple[Place, ...]:
        """Start place, customers, end place; between what stands and what is added, where the engineer goes on from."""
        first = self.shift.start_place or self.engineer.start
        last = self.shift.end_place or self.engineer.end_place
        stops = [ticket.place for _, ticket in self.stops]
        if self.decided is not None:
            stops.insert(len(self.decided.route.visits), self.decided.place)
        return (first, *stops) if self.spent else (first, *stops, last)

    def legs(self, problem: Problem) -> tuple[tuple[int, int], ...]:
        """Seconds and metres of each leg; a leg to a place without known travel counts as nothing (it is a finding)."""
        known = [place for place in self.places if place.key in problem.travel.index]
        return tuple(problem.travel.leg(a, b) for a, b in pairwise(known))

    def driven(self, problem: Problem) -> int:
        """[s] of driving; up to where the engineer goes on from as it was, detours included."""
        if self.decided is None:
            return sum(seconds for seconds, _ in self.legs(problem))
        known = [
            place for place in self.places[len(self.decided.route.visits) + 1 :] if place.key in problem.travel.index
        ]
        return self.decided.driven + sum(problem.travel.leg(a, b)[0] for a, b in pairwise(known))


def tours_of(problem: Problem, plan: Plan) -> tuple[Tour, ...]:
    """The routes that can be judged; routes without a visit cost nothing and are left out."""
    return tuple(tour for route in plan.routes if (tour := _tour(problem, route)) is not None and tour.stops)


def idle_tours(problem: Problem) -> tuple[Tour, ...]:
    """What stands of each shift, as if nothing were added."""
    return tuple(_idle(problem, decided) for decided in problem.decided if decided.shift in problem.shift)


def with_idle(problem: Problem, tours: tuple[Tour, ...]) -> Iterator[Tour]:
    """The tours of a plan, and those of shifts that are out with nothing more to do."""
    yield from tours
    seen = {tour.shift.id for tour in tours}
    yield from (replace(tour, idle=tour) for tour in idle_tours(problem) if tour.shift.id not in seen)


def _tour(problem: Problem, route: Route) -> Tour | None:
    if route.shift not in problem.shift:
        return None
    engineer, shift = problem.shift[route.shift]
    decided = problem.stands.get(route.shift)
    stops = tuple((visit, problem.ticket[visit.ticket]) for visit in route.visits if visit.ticket in problem.ticket)
    idle = _idle(problem, decided) if decided is not None else None
    return Tour(route, engineer, shift, stops, blocks_of(problem, engineer, shift), decided, idle)


def _idle(problem: Problem, decided: Decided) -> Tour:
    engineer, shift = problem.shift[decided.shift]
    visits = decided.route.visits
    stops = tuple((visit, problem.ticket[visit.ticket]) for visit in visits if visit.ticket in problem.ticket)
    return Tour(decided.route, engineer, shift, stops, blocks_of(problem, engineer, shift), decided)


def blocks_of(problem: Problem, engineer: Engineer, shift: Shift) -> Spans:
    """Absences and training of a shift, by the policy's rules, sorted and disjoint."""
    return merge(span for rule in problem.policy.of(ShiftBlock) for span in rule.blocks(engineer, shift, problem))

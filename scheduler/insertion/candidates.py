"""Candidates: every shift that could serve a ticket, with its best place in the present route, or what forbids it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from models.problem import Problem
from models.text import Text, in_chinese
from scheduler.compile import Compiled
from scheduler.insertion.faults import fault_of, faults
from scheduler.insertion.obstacle import Obstacle
from scheduler.insertion.obstacles import obstacles
from scheduler.insertion.parts import Parts, difference, parts
from scheduler.insertion.places import InsertionPlace, best_place
from scheduler.insertion.route_state import RouteState


@dataclass(frozen=True)
class Candidate:
    """One shift and one ticket.

    Parameters
    ----------
    engineer, shift
        Ids.
    price
        [thousandths] what serving the ticket here adds to the cost of all routes and plan limits; None = impossible.
    parts
        The price by rule.
    position
        Place in the present route, 0 = first; None = impossible.
    arrive, start, finish
        [s] of the visit there.
    moved
        Ticket id -> seconds by which that visit of the route starts later.
    obstacles
        What makes it impossible: rules of the pair, or of every place in the route. Empty when it is possible.
    forbidden
        True when the pair is forbidden whatever the route; False when it is only the route that has no room.
    """

    engineer: str
    shift: str
    price: int | None = None
    parts: Parts = field(default_factory=dict)
    position: int | None = None
    arrive: int = 0
    start: int = 0
    finish: int = 0
    moved: dict[str, int] = field(default_factory=dict)
    obstacles: tuple[Obstacle, ...] = ()
    forbidden: bool = False


def candidates(
    problem: Problem, compiled: Compiled, routes: Sequence[Sequence[int]], ticket: str
) -> tuple[Candidate, ...]:
    """All shifts, possible ones first, cheapest first; a ticket that is served is taken out of its route before.

    Parameters
    ----------
    routes
        Ticket indices in order, one list per shift.
    ticket
        Id of an open ticket.
    """
    return candidates_of(RouteState.of(problem, compiled, routes), compiled.ticket_index[ticket])


def candidates_of(case: RouteState, i: int) -> tuple[Candidate, ...]:
    """The same for a ticket by its index, on a case that may answer more questions."""
    rest = case.without(i)
    return tuple(sorted((candidate(rest, e, i) for e in range(len(rest.routes))), key=_rank))


def _rank(candidate: Candidate) -> tuple[bool, int, bool, int]:
    """Possible and cheap first; then those without room, then those forbidden by few rules."""
    return candidate.price is None, candidate.price or 0, candidate.forbidden, len(candidate.obstacles)


def candidate(case: RouteState, e: int, i: int, positions: Iterable[int] | None = None) -> Candidate:
    """Shift ``e`` for ticket ``i``, which must be in no route of the case.

    Parameters
    ----------
    positions
        Places in the route to try; None = all.
    """
    who, shift = case.compiled.shifts[e]
    if not case.compiled.day.allowed[e, i]:
        found = obstacles(case.book, *case.shift(e), case.ticket(i))
        return Candidate(who, shift, obstacles=found, forbidden=True)
    if (fault := case.schedules[e].fault) is not None:
        behind = fault_of(case, e, case.routes[e], fault)
        message = Text(
            f"the present route of {shift} breaks a rule itself: {behind.message}",
            f"{shift} 的现有路线本身违反规则：{in_chinese(behind.message)}",
        )
        return Candidate(who, shift, obstacles=(Obstacle("plan", message),))
    place = best_place(case, e, i, positions)
    if place.schedule is None:
        against = dict.fromkeys([*faults(case, e, i, place.faults), *place.limits])
        return Candidate(who, shift, obstacles=tuple(against))
    return _possible(case, e, i, place)


def _possible(case: RouteState, e: int, i: int, place: InsertionPlace) -> Candidate:
    """What the best place means for money and times."""
    route, before, after, k = case.routes[e], case.schedules[e], place.schedule, place.position
    assert after is not None
    limits = difference(case.used.serving(i, before.usage, after.usage).money(), case.used.money())
    order = (*route[:k], i, *route[k:])
    price = difference(parts(case, e, order, after), parts(case, e, route, before))
    later = {
        case.compiled.tickets[j]: after.starts[q + (q >= k)] - begin
        for q, (j, begin) in enumerate(zip(route, before.starts, strict=True))
    }
    return Candidate(
        *case.compiled.shifts[e],
        price=place.price,
        parts=price | limits,
        position=k,
        arrive=after.arrivals[k],
        start=after.starts[k],
        finish=after.finishes[k],
        moved={id: seconds for id, seconds in later.items() if seconds},
    )

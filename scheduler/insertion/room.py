"""Room: the cheapest way to fit a ticket into a route by sending one of its visits elsewhere, or leaving that one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from scheduler.engine import Schedule
from scheduler.insertion.places import best_place
from scheduler.insertion.route_state import RouteState

LOOKED_AT = 2
"""Visits of a route whose places elsewhere are priced."""


@dataclass(frozen=True, eq=False)
class Room:
    """A ticket in a route that some visits leave.

    Parameters
    ----------
    price
        [thousandths] estimate: the change of the route, and what the visits that leave cost elsewhere or unserved.
    shift
        Index.
    order
        Ticket indices of the route then.
    """

    price: int
    shift: int
    order: tuple[int, ...]
    schedule: Schedule


@dataclass(frozen=True, eq=False)
class Rooms:
    """Answers for many shifts of one case, which does not serve the ticket."""

    case: RouteState
    ticket: int
    _elsewhere: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def on(self, e: int) -> Room | None:
        """The cheapest on shift ``e``; None where taking one visit out is not enough."""
        day, route = self.case.compiled.day, self.case.routes[e]
        if not day.allowed[e, self.ticket] or not self.case.schedules[e].feasible:
            return None
        found = [room for j in route if (room := self._without(e, j)) is not None]
        found.sort(key=lambda place: place[:2])
        priced = [
            Room(delta + self._price_elsewhere(e, j), e, order, schedule)
            for delta, j, order, schedule in found[:LOOKED_AT]
        ]
        return min(priced, key=lambda room: (room.price, room.order), default=None)

    def cheapest(self, shifts: Iterable[int]) -> list[Room]:
        """On each of these shifts, the cheapest first."""
        found = (room for e in shifts if (room := self.on(e)) is not None)
        return sorted(found, key=lambda room: (room.price, room.shift))

    def _without(self, e: int, j: int) -> tuple[int, int, tuple[int, ...], Schedule] | None:
        """The route with the ticket and without one visit, at its cheapest place; priced as if that visit were free."""
        rest = tuple(t for t in self.case.routes[e] if t != j)
        orders = [(*rest[:k], self.ticket, *rest[k:]) for k in range(len(rest) + 1)]
        timed = [(s.cost, k, s) for k, order in enumerate(orders) if (s := self.case.timed(e, order)).feasible]
        if not timed:
            return None
        cost, k, schedule = min(timed, key=lambda place: place[:2])
        return cost - self.case.schedules[e].cost, j, orders[k], schedule

    def _price_elsewhere(self, e: int, j: int) -> int:
        """What the visit costs on the best other shift, or unserved."""
        if j not in self._elsewhere:
            day = self.case.compiled.day
            places = ((best_place(self.case, f, j), f) for f in range(day.m) if day.allowed[f, j])
            fits = sorted((place.price, f) for place, f in places if place.schedule is not None)
            self._elsewhere[j] = [*fits[:2], (int(day.unserved_cost[j]), -1)]
        return min(price for price, f in self._elsewhere[j] if f != e)


def cleared(case: RouteState, e: int, i: int) -> Room | None:
    """The ticket alone on a shift, and as many visits of its route as fit around it, those dearest to leave first."""
    schedule = case.timed(e, [i])
    kept: tuple[int, ...] = (i,)
    if not schedule.feasible:
        return None
    unserved = case.compiled.day.unserved_cost
    left = 0
    for j in sorted(case.routes[e], key=lambda j: (-int(unserved[j]), j)):
        orders = [(*kept[:k], j, *kept[k:]) for k in range(len(kept) + 1)]
        fits = [(made.cost, k, made) for k, order in enumerate(orders) if (made := case.timed(e, order)).feasible]
        if fits:
            _, k, schedule = min(fits, key=lambda place: place[:2])
            kept = orders[k]
        else:
            left += int(unserved[j])
    return Room(schedule.cost - case.schedules[e].cost + left, e, kept, schedule)

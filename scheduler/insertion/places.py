"""Places: where in a route a ticket fits best."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from scheduler.engine import Fault, Schedule
from scheduler.insertion.obstacle import Obstacle
from scheduler.insertion.route_state import RouteState


@dataclass
class InsertionPlace:
    """The best place of a ticket in a route.

    Parameters
    ----------
    price
        [thousandths] what the ticket adds to the route and to the plan limits.
    position
        0 = first.
    schedule
        The route with the ticket at ``position``; None when no place is possible.
    faults
        Position -> what is wrong with the route then.
    limits
        Plan limits that keep the ticket from places that the shift itself has room for.
    """

    price: int = 0
    position: int = 0
    schedule: Schedule | None = None
    faults: dict[int, Fault] = field(default_factory=dict)
    limits: tuple[Obstacle, ...] = ()


def best_place(case: RouteState, e: int, i: int, positions: Iterable[int] | None = None) -> InsertionPlace:
    """The cheapest position for ticket ``i``, which nobody serves, on shift ``e``; the first of equals.

    Parameters
    ----------
    positions
        Places in the route to try; None = all.
    """
    place, route, before, used = InsertionPlace(), case.routes[e], case.schedules[e], case.used
    paid = sum(used.money().values())
    for k in range(len(route) + 1) if positions is None else positions:
        after = case.timed(e, (*route[:k], i, *route[k:]))
        if after.fault is not None:
            place.faults[k] = after.fault
            continue
        price = after.cost - before.cost
        if used.counts:
            then = used.serving(i, before.usage, after.usage)
            if broken := then.broken_since(used):
                place.limits = broken
                continue
            price += sum(then.money().values()) - paid
        if place.schedule is None or price < place.price:
            place.price, place.position, place.schedule = price, k, after
    return place

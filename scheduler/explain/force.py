"""Forcing: the best plan in which one engineer serves a ticket."""

from __future__ import annotations

from scheduler.day import Day
from scheduler.insertion.places import best_place
from scheduler.insertion.question import PlanQuestion, SearchAnswer
from scheduler.insertion.room import Rooms, cleared
from scheduler.insertion.route_state import RouteState
from scheduler.insertion.warm_search import Routes, WarmSearch, confined


def forced(question: PlanQuestion, engineer: str) -> SearchAnswer | None:
    """The plan found, judged; None when the ticket does not even fit alone, or a hard plan limit is in the way."""
    shifts = question.shifts_of(engineer)
    routes = forced_routes(question.again, question.case, question.i, shifts, question.near(shifts))
    return None if routes is None else question.judged(question.tied(routes))


def forced_routes(again: WarmSearch, case: RouteState, i: int, shifts: list[int], near: list[int]) -> Routes | None:
    """The best routes found in which one of these shifts serves ticket ``i``."""
    day = confined(case.compiled.day, i, shifts)
    start = with_room(case.without(i), day, i, shifts)
    found = None if start is None else again.search(day, start, near)
    return found if found is not None and any(i in found[e] for e in shifts) else None


def with_room(case: RouteState, day: Day, i: int, shifts: list[int]) -> Routes | None:
    """The routes with the ticket at its cheapest place on one of these shifts; visits make way where there is no room.

    Parameters
    ----------
    case
        Routes without the ticket.
    day
        The day that decides who may serve it.
    """
    places = [(best_place(case, e, i), e) for e in shifts if day.allowed[e, i]]
    fits = [(place.price, e, place.position) for place, e in places if place.schedule is not None]
    routes = [list(route) for route in case.routes]
    if fits:
        _, e, k = min(fits)
        routes[e].insert(k, i)
        return routes
    if rooms := Rooms(case, i).cheapest(e for _, e in places):
        routes[rooms[0].shift] = list(rooms[0].order)
        return routes
    emptied = [room for _, e in places if (room := cleared(case, e, i)) is not None]
    if not emptied:
        return None
    best = min(emptied, key=lambda room: (room.price, room.shift))
    routes[best.shift] = list(best.order)
    return routes

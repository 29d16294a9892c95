"""Mending: from the routes people know to routes that are feasible today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.day import Day


def mended(day: Day, routes: Sequence[Sequence[int]]) -> list[list[int]]:
    """Every route with as many of its tickets as fit in the order they have, the dearest to leave first.

    Parameters
    ----------
    routes
        Ticket indices in order, one list per shift; a ticket occurs once at most.
    """
    from scheduler.engine import Ties

    ties, kept = Ties.of(day), dict[int, list[int]]()
    ends: dict[int, int] = {}
    for e in ties.order:
        begin = ties.begin(day, e, ends.get)
        kept[e] = list(routes[e]) if _end(day, e, routes[e], begin) is not None else _mended(day, e, routes[e], begin)
        if kept[e] and (end := _end(day, e, kept[e], begin)) is not None:
            ends[e] = end
    return [kept[e] for e in range(day.m)]


def _mended(day: Day, e: int, route: Sequence[int], begin: int) -> list[int]:
    kept: list[int] = []
    for ticket in sorted(route, key=lambda i: -int(day.unserved_cost[i])):
        trial = sorted([*kept, ticket], key=list(route).index)
        if _end(day, e, trial, begin) is not None:
            kept = trial
    return kept


def _end(day: Day, e: int, route: Sequence[int], begin: int) -> int | None:
    """When the route ends, None where it cannot be served."""
    from scheduler.engine import evaluate

    schedule = evaluate(day, e, list(route), begin)
    return schedule.end if schedule.feasible else None

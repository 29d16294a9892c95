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
    return [list(route) if _fits(day, e, route) else _mended(day, e, route) for e, route in enumerate(routes)]


def _mended(day: Day, e: int, route: Sequence[int]) -> list[int]:
    kept: list[int] = []
    for ticket in sorted(route, key=lambda i: -int(day.unserved_cost[i])):
        trial = sorted([*kept, ticket], key=list(route).index)
        if _fits(day, e, trial):
            kept = trial
    return kept


def _fits(day: Day, e: int, route: Sequence[int]) -> bool:
    from scheduler.engine import _core
    from scheduler.engine.native import native

    return not len(route) or bool(_core.evaluate(native(day), e, list(route)).feasible)

"""Of equally good plans the one a person expects: nobody waits behind another who could as well come later.

A search looks at money only, and many orders of a route cost the same: forwards and backwards around a block, the short
jobs before the urgent one where nothing is late. What the plan costs stays as it is, and with it every proof.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.compile import Compiled
    from scheduler.engine import Schedule

PASSES = 8
"""So many pieces of a route are moved at most; nearly all are done after two."""

LONGEST = 30
"""Longer routes keep their order: they belong to days of parcels, where nobody looks at one visit."""

Route = tuple[int, ...]


def polished(compiled: Compiled, routes: Sequence[Sequence[int]]) -> list[list[int]]:
    """The same routes, each in the best order that costs the same, uses plan limits the same and ends no later.

    Best is the order with the least sum of starts, each weighed by what leaving the ticket would cost: the urgent come
    first, and idle hours come last. Routes of people with two shifts in use keep their order: when the first ends says
    when the second may begin.
    """
    used = Counter(engineer for (engineer, _), route in zip(compiled.shifts, routes, strict=True) if len(route))
    return [
        list(_polished(compiled, e, tuple(route)))
        if 2 <= len(route) <= LONGEST and used[compiled.shifts[e][0]] == 1
        else list(route)
        for e, route in enumerate(routes)
    ]


def _polished(compiled: Compiled, e: int, route: Route) -> Route:
    from scheduler.engine import evaluate

    day = compiled.day
    money = compiled.day.unserved_cost.tolist()
    schedule = evaluate(day, e, route)
    if not schedule.feasible:
        return route
    for _ in range(PASSES):
        found = [(route, schedule)]
        for other in _orders(route):
            new = evaluate(day, e, other)
            if _same(new, schedule):
                found.append((other, new))
        best = min(found, key=lambda pair: _wait(pair[0], pair[1], money))
        if best[0] == route:
            break
        route, schedule = best
    return route


def _orders(route: Route) -> Iterator[Route]:
    """The route with one piece turned round, or one visit elsewhere."""
    size = len(route)
    for a in range(size):
        for b in range(a + 2, size + 1):
            yield (*route[:a], *reversed(route[a:b]), *route[b:])
    for a in range(size):
        rest = (*route[:a], *route[a + 1 :])
        for b in range(size):
            if b not in (a, a - 1):
                yield (*rest[:b], route[a], *rest[b:])


def _same(new: Schedule, old: Schedule) -> bool:
    """Does it cost the same, part by part, count the same in every plan limit, and neither end later nor drive more?"""
    parts = ("cost", "travel", "pair", "late", "overtime", "work", "fixed")
    return (
        new.feasible
        and all(getattr(new, part) == getattr(old, part) for part in parts)
        and list(new.usage) == list(old.usage)
        and new.end <= old.end
        and new.driving <= old.driving
    )


def _wait(route: Route, schedule: Schedule, money: list[int]) -> tuple[int, int]:
    """How long customers wait, weighed by what they are worth; then the end."""
    return sum(max(1, money[i]) * start for i, start in zip(route, schedule.starts, strict=True)), schedule.end

"""Shifts of one person: what one of them leaves for the others (item 8 of the contract in :mod:`scheduler.day`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from weakref import WeakKeyDictionary

import numpy as np

import scheduler.engine._core as _core
from scheduler.day import NEVER, Day
from scheduler.engine.native import native

Tied = tuple[int, int]
"""The other shift, and the least seconds between."""

_known: WeakKeyDictionary[Day, Ties] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class Ties:
    """The ties of a day by shift; most days have none."""

    into: tuple[tuple[Tied, ...], ...]
    """(m) earlier shifts that the shift must wait for."""
    out_of: tuple[tuple[Tied, ...], ...]
    """(m) later shifts that wait for it."""
    person: tuple[tuple[int, ...], ...]
    """(m) all shifts that ties join with the shift, itself included, in order of time; empty where it has no tie."""
    order: tuple[int, ...]
    """All shifts, earlier ones of a person before later ones."""

    @classmethod
    def of(cls, day: Day) -> Ties:
        """The ties of a day; the same object for the same Day."""
        found = _known.get(day)
        if found is None:
            found = _known[day] = _sorted_out(day)
        return found

    def begin(self, day: Day, shift: int, end: Callable[[int], int | None]) -> int:
        """When the shift can be left for, given the ``end`` of each earlier one (None: it serves nobody)."""
        free = [e + gap for first, gap in self.into[shift] if (e := end(first)) is not None]
        return max([int(day.start[shift]), *free])


def _sorted_out(day: Day) -> Ties:
    into: list[list[Tied]] = [[] for _ in range(day.m)]
    out_of: list[list[Tied]] = [[] for _ in range(day.m)]
    group = [[e] for e in range(day.m)]
    rank = [0] * day.m
    ties = list(zip(day.tie_first.tolist(), day.tie_second.tolist(), day.tie_gap.tolist(), strict=True))
    for first, second, gap in ties:
        into[second].append((first, gap))
        out_of[first].append((second, gap))
        if group[first] is not group[second]:
            group[first] += group[second]
            for e in group[second]:
                group[e] = group[first]
    for _ in ties:
        for first, second, _ in ties:
            rank[second] = max(rank[second], rank[first] + 1)
    order = tuple(sorted(range(day.m), key=lambda e: rank[e]))
    return Ties(
        into=tuple(map(tuple, into)),
        out_of=tuple(map(tuple, out_of)),
        person=tuple(tuple(sorted(e, key=lambda e: (rank[e], e))) if len(e) > 1 else () for e in group),
        order=order,
    )


def schedules(day: Day, routes: Sequence[Sequence[int]]) -> list[_core.Schedule]:
    """Times and money of a whole plan, (m); a later shift of a person waits for the earlier ones."""
    core = native(day)
    if not len(day.tie_first):
        return [_core.evaluate(core, e, list(route)) for e, route in enumerate(routes)]
    ties, found = Ties.of(day), dict[int, _core.Schedule]()
    for e in ties.order:
        begin = ties.begin(day, e, lambda first: found[first].end if len(routes[first]) else None)
        found[e] = _core.evaluate(core, e, list(routes[e]), begin)
    return [found[e] for e in range(day.m)]


def room(day: Day, routes: Sequence[Sequence[int]], shift: int) -> tuple[int, int]:
    """Earliest departure and latest end of a shift, where the person's other shifts keep their tickets in their order.

    The later ones may begin later as long as that costs nothing.
    """
    ties = Ties.of(day)
    if not ties.person[shift]:
        return int(day.start[shift]), NEVER
    planned = schedules(day, routes)
    begin = ties.begin(day, shift, lambda first: planned[first].end if len(routes[first]) else None)
    return begin, _latest_end(day, routes, planned, shift)


def _latest_end(day: Day, routes: Sequence[Sequence[int]], planned: Sequence[_core.Schedule], shift: int) -> int:
    last = NEVER
    for second, gap in Ties.of(day).out_of[shift]:
        if len(routes[second]) and planned[second].feasible:
            end = _latest_end(day, routes, planned, second)
            last = min(last, calm_begin(day, second, routes[second], planned[second].cost, end) - gap)
    return last


def timed(day: Day, routes: Sequence[Sequence[int]], shift: int, route: Sequence[int]) -> _core.Schedule:
    """Times and money of a shift with another ``route``, where everything else of a plan stays as it is."""
    if not len(day.tie_first):
        return _core.evaluate(native(day), shift, list(route))
    return _core.evaluate(native(day), shift, list(route), *room(day, routes, shift))


def alone(day: Day, routes: Sequence[Sequence[int]], shift: int) -> Day:
    """The day in which a shift keeps within what the person's other shifts leave, and has nothing to do with them."""
    if not len(day.tie_first):
        return day
    begin, last = room(day, routes, shift)
    start, end, none = day.start.copy(), day.last.copy(), np.zeros(0, np.int32)
    start[shift], end[shift] = begin, min(last, end[shift])
    return replace(day, start=start, last=end, tie_first=none, tie_second=none, tie_gap=none)


def calm_begin(day: Day, shift: int, route: Sequence[int], cost: int, last: int = NEVER) -> int:
    """Latest departure at which a route costs no more than this and has ended by ``last``."""
    return _latest(day, shift, route, lambda later: later.cost <= cost and later.end <= last)


ORDERS = 3
"""Tickets of which all orders are looked at."""


def end_of(day: Day, shift: int, route: Sequence[int]) -> int:
    """When a route ends at the earliest."""
    return _core.evaluate(native(day), shift, list(route)).end


def soonest_end(day: Day, shift: int, tickets: Sequence[int]) -> int:
    """A time before which no route of these tickets ends, in whatever order; its shift's start where there are many.

    On a shift that has to wait for another one a later departure may move the break and end the route sooner.
    """
    if len(tickets) > ORDERS or (day.break_length[shift] > 0 and Ties.of(day).into[shift]):
        return int(day.start[shift])
    core = native(day)
    found = (_core.evaluate(core, shift, list(order)) for order in permutations(tickets))
    return min((schedule.end for schedule in found if schedule.feasible), default=NEVER)


def latest_begin_of(day: Day, shift: int, route: Sequence[int]) -> int:
    """Latest departure from which a route that is feasible can still be served."""
    return _latest(day, shift, route, lambda later: True)


def latest_begin(day: Day, shift: int, tickets: Sequence[int]) -> int:
    """A time after which no route of these tickets can begin, in whatever order; the end where there are many."""
    if len(tickets) > ORDERS:
        return int(day.last[shift])
    return max(latest_begin_of(day, shift, order) for order in permutations(tickets))


def _latest(day: Day, shift: int, route: Sequence[int], good: Callable[[_core.Schedule], bool]) -> int:
    core, tickets = native(day), list(route)

    def holds(begin: int) -> bool:
        later = _core.evaluate(core, shift, tickets, begin)
        return later.feasible and good(later)

    low, high = int(day.start[shift]) - 1, int(day.last[shift]) + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def alone_is_cheapest(day: Day) -> bool:
    """Whether every route costs least, and is feasible, when its person has done nothing before.

    Not where a later departure may shorten the time worked: then what a route costs alone bounds nothing.
    """
    second = day.tie_second
    return not len(second) or bool(np.all((day.work_rate[second] == 0) & (day.max_work[second] >= NEVER)))

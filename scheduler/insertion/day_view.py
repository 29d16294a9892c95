"""Parts of a Day with windows or limits of their own.

Questions of a dispatcher are about a route or two. Cutting these out gives a Day so small that it is made anew for
every question, and changed freely: a start that somebody wishes, a rule that is to be ignored for once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from models.interval import Spans, without
from scheduler.compile.shifts import LATEST
from scheduler.day import NEVER, Day

Starts = tuple[tuple[int, int], ...]
"""Closed intervals of permitted starts, sorted and disjoint."""


def starts_of(day: Day, e: int, i: int) -> Starts:
    """Permitted starts of ticket ``i`` on shift ``e``; () for a pair that is not allowed."""
    if not day.allowed[e, i]:
        return ()
    span = slice(int(day.window_offset[day.window_set[e, i]]), int(day.window_offset[day.window_set[e, i] + 1]))
    return tuple(zip(day.window_first[span].tolist(), day.window_last[span].tolist(), strict=True))


def between(starts: Starts, first: int, last: int) -> Starts:
    """The starts from ``first`` to ``last``, both included.

    >>> between(((0, 10), (20, 30)), 5, 20)
    ((5, 10), (20, 20))
    """
    return tuple((max(u, first), min(v, last)) for u, v in starts if u <= last and v >= first and first <= last)


def with_starts(day: Day, starts: Mapping[tuple[int, int], Starts]) -> Day:
    """The Day with other permitted starts for some pairs; a pair with none is not allowed, one with some is."""
    allowed, number = day.allowed.copy(), day.window_set.copy()
    offset, first, last = day.window_offset.tolist(), day.window_first.tolist(), day.window_last.tolist()
    known: dict[Starts, int] = {}
    for (e, i), spans in starts.items():
        if spans not in known:
            known[spans] = len(offset) - 1
            first += [u for u, _ in spans]
            last += [v for _, v in spans]
            offset.append(len(first))
        allowed[e, i], number[e, i] = bool(spans), known[spans]
    return replace(
        day,
        allowed=allowed,
        window_set=number,
        window_offset=np.array(offset, np.int32),
        window_first=np.array(first, np.int32),
        window_last=np.array(last, np.int32),
    )


def blocks_of(day: Day, e: int) -> Spans:
    """Time off of a shift."""
    span = slice(int(day.block_offset[e]), int(day.block_offset[e + 1]))
    return tuple(zip(day.block_from[span].tolist(), day.block_to[span].tolist(), strict=True))


def any_start(day: Day, e: int, i: int, first: int) -> Starts:
    """Starts from ``first`` on that do not touch time off, whatever other rules say."""
    if day.block_offset[e] == day.block_offset[e + 1]:
        return ((first, LATEST - 1),) if first < LATEST else ()
    lasts = int(day.duration[e, i])
    away = ((u - lasts + 1, v) for u, v in blocks_of(day, e))
    return tuple((u, v - 1) for u, v in without(((first, LATEST),), away) if u < v)


def unlimited(day: Day) -> Day:
    """The Day in which every visit may also start after its last window, and no limit of a shift counts."""
    late = {
        (e, i): (*own, *any_start(day, e, i, own[-1][1] + 1 if own else int(day.start[e])))
        for e in range(day.m)
        for i in range(day.n)
        for own in (starts_of(day, e, i),)
    }
    free = np.full(day.m, NEVER, np.int32)
    freed = replace(
        day,
        max_visits=free,
        max_travel=free,
        max_work=free,
        last=np.full(day.m, LATEST, np.int32),
        capacity=np.full_like(day.capacity, NEVER),
    )
    return with_starts(freed, late)


def without_break(day: Day) -> Day:
    """The Day in which nobody takes a break."""
    return replace(day, break_length=np.zeros(day.m, np.int32))

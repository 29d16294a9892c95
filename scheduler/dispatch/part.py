"""Parts of a Day: some shifts and tickets cut out of it, with windows or limits of their own.

Questions of a dispatcher are about a route or two. Cutting these out gives a Day so small that it is made anew for
every question, and changed freely: a start that somebody wishes, a rule that is to be ignored for once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from models.interval import Spans, without
from scheduler.compile.shifts import LATEST
from scheduler.day import NEVER, Day, Ints

Starts = tuple[tuple[int, int], ...]
"""Closed intervals of permitted starts, sorted and disjoint."""


def part(day: Day, shifts: Sequence[int], tickets: Sequence[int]) -> Day:
    """The Day of these shifts and tickets, in this order; a ticket may come more than once."""
    e, i = np.asarray(shifts, np.intp), np.asarray(tickets, np.intp)
    pairs = (e[:, None], i[None, :])
    places, where = _distinct([*day.start_place[e].tolist(), *day.end_place[e].tolist(), *day.place[i].tolist()])
    profiles, profile = _distinct(day.profile[e].tolist())
    sets, number = _distinct(day.window_set[pairs].ravel().tolist())
    blocks, block_offset = _ragged(day.block_offset, shifts)
    terms, term_offset = _ragged(day.term_offset, tickets)
    windows, window_offset = _ragged(day.window_offset, sets)
    legs = np.ix_(profiles, places, places)
    return Day(
        seconds=day.seconds[legs],
        leg_cost=day.leg_cost[legs],
        profile=profile,
        start_place=where[: len(e)],
        end_place=where[len(e) : 2 * len(e)],
        place=where[2 * len(e) :],
        **{name: getattr(day, name)[e] for name in OF_SHIFTS},
        block_offset=block_offset,
        block_from=day.block_from[blocks],
        block_to=day.block_to[blocks],
        unserved_cost=day.unserved_cost[i],
        demand=day.demand[i],
        term_offset=term_offset,
        **{name: getattr(day, name)[terms] for name in OF_TERMS},
        **{name: getattr(day, name)[pairs] for name in ("allowed", "duration", "pair_cost")},
        window_set=number.reshape(len(e), len(i)),
        window_offset=window_offset,
        window_first=day.window_first[windows],
        window_last=day.window_last[windows],
        row_cap=day.row_cap,
        row_price=day.row_price,
        row_pair=day.row_pair[:, pairs[0], pairs[1]],
        row_used=day.row_used[:, e],
        row_unserved=day.row_unserved[:, i],
    )


OF_SHIFTS = (
    "start", "end", "last", "overtime_rate", "fixed_cost", "work_rate", "max_visits", "max_travel", "max_work",
    "break_length", "break_earliest", "break_latest", "capacity",
)  # fmt: skip
OF_TERMS = ("term_due", "term_step", "term_rate", "term_on_finish", "term_row")


def _distinct(values: list[int]) -> tuple[list[int], Ints]:
    """The values, each once, and for every one of the list which it is; quicker than numpy for a route."""
    index: dict[int, int] = {}
    number = [index.setdefault(value, len(index)) for value in values]
    return list(index), np.array(number, np.int32)


def _ragged(offset: Ints, rows: Sequence[int]) -> tuple[list[int], Ints]:
    """Indices of everything that belongs to some rows, row after row, and the new offsets."""
    found: list[int] = []
    offsets = [0]
    for row in rows:
        found += range(int(offset[row]), int(offset[row + 1]))
        offsets.append(len(found))
    return found, np.array(offsets, np.int32)


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

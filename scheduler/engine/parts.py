"""A part of a day: some of its shifts and tickets as a day of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scheduler.day import Day, Ints

OF_SHIFTS = (
    "start", "end", "last", "overtime_rate", "fixed_cost", "work_rate", "max_visits", "max_travel", "max_work",
    "break_length", "break_earliest", "break_latest", "capacity", "paid_rate", "paid_from",
)  # fmt: skip
_OF_TERMS = ("term_due", "term_step", "term_rate", "term_on_finish", "term_row")


def part(day: Day, shifts: Sequence[int], tickets: Sequence[int]) -> Day:
    """The Day of these shifts and tickets, in this order; a ticket may come more than once.

    Ties to shifts that are not in it are left out: see :func:`scheduler.engine.ties.alone`.
    """
    e, i = np.asarray(shifts, np.intp), np.asarray(tickets, np.intp)
    pairs = (e[:, None], i[None, :])
    places, where = _distinct([*day.start_place[e].tolist(), *day.end_place[e].tolist(), *day.place[i].tolist()])
    profiles, profile = _distinct(day.profile[e].tolist())
    sets, number = _distinct(day.window_set[pairs].ravel().tolist())
    blocks, block_offset = _ragged(day.block_offset, shifts)
    terms, term_offset = _ragged(day.term_offset, tickets)
    windows, window_offset = _ragged(day.window_offset, sets)
    first, second, gap = _ties(day, shifts)
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
        **{name: getattr(day, name)[terms] for name in _OF_TERMS},
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
        tie_first=first,
        tie_second=second,
        tie_gap=gap,
    )


def _ties(day: Day, shifts: Sequence[int]) -> tuple[Ints, Ints, Ints]:
    """The ties within some shifts."""
    number = {e: k for k, e in enumerate(shifts)}
    ties = zip(day.tie_first.tolist(), day.tie_second.tolist(), day.tie_gap.tolist(), strict=True)
    kept = [(number[a], number[b], gap) for a, b, gap in ties if a in number and b in number]
    first, second, gap = np.array(kept, np.int32).reshape(-1, 3).T.copy()
    return first, second, gap


@dataclass(frozen=True, eq=False)
class Part:
    """A part and what its numbers stand for: ``shifts[e]`` and ``tickets[i]`` are those of the whole day."""

    day: Day
    shifts: tuple[int, ...]
    tickets: tuple[int, ...]

    @classmethod
    def of(cls, whole: Day, shifts: Sequence[int], tickets: Sequence[int]) -> Part:
        """The part with these shifts and tickets, in this order."""
        return cls(part(whole, shifts, tickets), tuple(shifts), tuple(tickets))

    def inside(self, routes: Sequence[Sequence[int]]) -> list[list[int]]:
        """Routes of the whole as routes of the part; they must stay within it."""
        number = {i: k for k, i in enumerate(self.tickets)}
        return [[number[i] for i in routes[e]] for e in self.shifts]

    def outside(self, routes: Sequence[Sequence[int]], into: list[list[int]]) -> None:
        """Write routes of the part back ``into`` those of the whole."""
        for e, route in zip(self.shifts, routes, strict=True):
            into[e] = [self.tickets[i] for i in route]


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

"""A part of a day: some of its shifts and tickets as a day of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.day import Day

Numbers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Part:
    """A day made of shifts and tickets of a larger one; plan limits are left out.

    ``shifts[e]`` and ``tickets[i]`` are the numbers that shift ``e`` and ticket ``i`` of ``day`` have in the whole.
    """

    day: Day
    shifts: Numbers
    tickets: Numbers

    @classmethod
    def of(cls, whole: Day, shifts: Sequence[int], tickets: Sequence[int]) -> Part:
        """The part with these shifts and tickets, in this order."""
        e, i = np.array(shifts, np.int64), np.array(tickets, np.int64)
        ends = [whole.start_place[e], whole.end_place[e], whole.place[i]]
        places, at = np.unique(np.concatenate(ends), return_inverse=True)
        profiles, profile = np.unique(whole.profile[e], return_inverse=True)
        start, end, place = np.split(at.astype(np.int32), [len(e), 2 * len(e)])
        legs = np.ix_(profiles, places, places)
        blocks, block_offset = _rows(whole.block_offset, e)
        terms, term_offset = _rows(whole.term_offset, i)
        pair = np.ix_(e, i)
        day = Day(
            seconds=whole.seconds[legs],
            leg_cost=whole.leg_cost[legs],
            profile=profile.astype(np.int32),
            start_place=start,
            end_place=end,
            **{name: getattr(whole, name)[e] for name in _OF_SHIFTS},
            block_offset=block_offset,
            block_from=whole.block_from[blocks],
            block_to=whole.block_to[blocks],
            place=place,
            unserved_cost=whole.unserved_cost[i],
            demand=whole.demand[i],
            term_offset=term_offset,
            **{name: getattr(whole, name)[terms] for name in _OF_TERMS},
            term_row=np.full(len(terms), -1, np.int32),
            **{name: getattr(whole, name)[pair] for name in _OF_PAIRS},
            window_offset=whole.window_offset,
            window_first=whole.window_first,
            window_last=whole.window_last,
        )
        return cls(day, e, i)

    def inside(self, routes: Sequence[Sequence[int]]) -> list[list[int]]:
        """Routes of the whole as routes of the part; they must stay within it."""
        number = {int(i): k for k, i in enumerate(self.tickets)}
        return [[number[i] for i in routes[e]] for e in self.shifts.tolist()]

    def outside(self, routes: Sequence[Sequence[int]], into: list[list[int]]) -> None:
        """Write routes of the part back ``into`` those of the whole."""
        for e, route in zip(self.shifts.tolist(), routes, strict=True):
            into[e] = self.tickets[list(route)].tolist()


_OF_SHIFTS = (
    "start", "end", "last", "overtime_rate", "fixed_cost", "work_rate", "max_visits", "max_travel", "max_work",
    "break_length", "break_earliest", "break_latest", "capacity",
)  # fmt: skip
_OF_TERMS = ("term_due", "term_step", "term_rate", "term_on_finish")
_OF_PAIRS = ("allowed", "duration", "pair_cost", "window_set")


def _rows(offset: NDArray[np.int32], rows: Numbers) -> tuple[Numbers, NDArray[np.int32]]:
    """Indices of the entries of some rows of a ragged array, and the offsets of these rows alone."""
    spans = [np.arange(offset[k], offset[k + 1]) for k in rows.tolist()]
    entries = np.concatenate([*spans, np.zeros(0, np.int64)]).astype(np.int64)
    return entries, np.cumsum([0, *map(len, spans)]).astype(np.int32)

"""Shifts that differ in nothing: one of them stands for all in prices and columns.

A company whose engineers leave one depot with the same skills has a dozen; pricing each alone finds the same routes a
dozen times, and the LP would share every route out among them (Desaulniers, Desrosiers and Solomon 2005 aggregate
identical vehicles in the same way). Plans, and all that leaves the engine, name the shifts themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from scheduler.day import Day
from scheduler.engine.parts import OF_SHIFTS

_known: WeakKeyDictionary[Day, IdenticalShifts] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class IdenticalShifts:
    """The kinds of shifts of a day, each called by the first shift of that kind."""

    kind: NDArray[np.int64]
    """(m,) first shift that differs in nothing from this one."""
    members: dict[int, tuple[int, ...]]
    """Kind -> its shifts."""

    @classmethod
    def of(cls, day: Day) -> IdenticalShifts:
        """The kinds of a day; the same object for the same Day."""
        found = _known.get(day)
        if found is None:
            found = _known[day] = _sorted_out(day)
        return found

    def count(self, shift: int) -> int:
        """Shifts of this kind; 1 for those that another one stands for, whose kind has no columns of theirs."""
        return len(self.members.get(shift, (shift,)))


def _sorted_out(day: Day) -> IdenticalShifts:
    first: dict[tuple[bytes, ...], int] = {}
    members: dict[int, tuple[int, ...]] = {}
    kind = np.zeros(day.m, np.int64)
    for e in range(day.m):
        kind[e] = k = first.setdefault(_features(day, e), e)
        members[k] = (*members.get(k, ()), e)
    return IdenticalShifts(kind, members)


def _features(day: Day, e: int) -> tuple[bytes, ...]:
    """All that says something about the shift; of pairs that are not allowed nothing does."""
    may = day.allowed[e].astype(bool)
    blocks = slice(day.block_offset[e], day.block_offset[e + 1])
    own = [getattr(day, name)[e] for name in ("profile", "start_place", "end_place", *OF_SHIFTS)]
    pairs = [np.where(may, table[e], 0) for table in (day.duration, day.pair_cost, day.window_set)]
    rows = [np.where(may, day.row_pair[:, e], 0), day.row_used[:, e]] if len(day.row_cap) else []
    if e in day.tie_first or e in day.tie_second:  # what the person does before or after is nobody else's affair
        own.append(np.array([e]))
    return tuple(a.tobytes() for a in (may, *own, day.block_from[blocks], day.block_to[blocks], *pairs, *rows))

"""The master problem of large days: prices by climbing the smoothed dual, where a simplex would take minutes.

Takes the place of :class:`scheduler.engine.master.Master` in column generation. It knows no cuts and no plan limits;
any prices give a valid bound, so nothing depends on how far it has climbed.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

import scheduler.engine._core as _core
from scheduler.day import Day
from scheduler.engine.columns import Columns
from scheduler.engine.duals import Duals, Floats, Triple
from scheduler.engine.identical_shifts import IdenticalShifts
from scheduler.engine.master import Relaxed

TEMPERATURES = (3e-2, 1e-2, 3e-3)
"""Temperatures of the first climb, as shares of what a shift costs on average."""

TEMPERATURE = 1e-3
"""Temperature of every later one: the smoothed optimum is about so much off."""

STEPS = 200


class Ascent:
    """Those columns of a store that were added, and the prices that the last climb reached."""

    def __init__(self, day: Day, columns: Columns, cost: int, stop: _core.Stop) -> None:
        """``cost`` of a plan [money]: the scale of the temperatures."""
        self.day, self.columns = day, columns
        self.triples: tuple[Triple, ...] = ()
        self.banned: frozenset[int] = frozenset()
        self._scale = max(1.0, cost / max(1, day.m))
        self._stop = stop
        twins = IdenticalShifts.of(day)
        count = np.array([twins.count(e) for e in range(day.m)], np.int32)
        self._core = _core.Ascent(count, day.unserved_cost)
        self._place: dict[int, int] = {}
        self._pi: Floats = day.unserved_cost / 2
        self._settled = False

    program: None = None
    """There is no linear program that takes cuts and fixed routes."""

    def interrupt(self) -> None:
        """Nothing to do: climbing looks at the run's flag itself."""

    def trim(self, keep: int, duals: Duals) -> None:
        """Nothing to do: a column costs climbing little."""

    def remembering(self, most: int, duals: Duals) -> Ascent:
        """Itself, or where the store holds more than ``most`` routes, its like over the better half of ``most``.

        A large day finds a hundred thousand routes in a minute.
        """
        return self if len(self.columns) <= most else self.over(self.columns.nearest(duals, most // 2))

    def over(self, columns: Columns) -> Ascent:
        """The same prices over another store, all of it."""
        other = Ascent(self.day, columns, 0, self._stop)
        other._scale, other._pi, other._settled = self._scale, self._pi, self._settled
        other.add(range(len(columns)))
        return other

    def __len__(self) -> int:
        return len(self._core)

    def add(self, numbers: Iterable[int]) -> int:
        """Take columns of the store in; how many were not in yet."""
        new = [k for k in dict.fromkeys(numbers) if k not in self._place]
        orders = [self.columns.tickets[k] for k in new]
        offset = np.cumsum([0, *(len(order) for order in orders)]).astype(np.int32)
        self._core.add(
            np.array([self.columns.shift[k] for k in new], np.int32),
            offset,
            np.array([i for order in orders for i in order], np.int32),
            np.array([self.columns.cost[k] for k in new], np.int64),
        )
        for number in new:
            self._place[number] = len(self._place)
        return len(new)

    def solve(self) -> Relaxed:
        """Climb on from the prices of before. ``cost`` is the dual's value: below that of the linear program."""
        for number in self.columns.cheaper:
            if number in self._place:
                self._core.reprice(self._place[number], self.columns.cost[number])
        self.columns.cheaper.clear()
        for share in () if self._settled else TEMPERATURES:
            _, self._pi, _ = self._core.climb(self._pi, share * self._scale, 2 * STEPS, self._stop)
        value, self._pi, shares = self._core.climb(self._pi, TEMPERATURE * self._scale, STEPS, self._stop)
        self._settled = True
        x = np.zeros(len(self.columns))
        x[list(self._place)] = shares
        duals = Duals(self._pi, np.zeros(self.day.m), np.zeros(0)).rounded(self.day)
        return Relaxed(value, duals, x, pivots=STEPS)

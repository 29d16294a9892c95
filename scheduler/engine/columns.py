"""The routes found so far: each is a column of the master problem and a candidate of every choice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from scheduler.day import Day
from scheduler.engine.duals import Duals, Triple
from scheduler.engine.identical_shifts import IdenticalShifts

Usage = tuple[int, ...]
UsageOf = Callable[[int, Sequence[int]], Usage]


class Columns:
    """A growing store of routes, the cheapest order kept for every shift, set of tickets and usage of plan limits.

    A column keeps its number for ever; a cheaper order of the same tickets only lowers its cost. Its shift stands for
    all that differ in nothing from it (:mod:`scheduler.engine.identical_shifts`).
    """

    def __init__(self, day: Day, usage_of: UsageOf) -> None:
        self.day = day
        self.shift: list[int] = []
        self.tickets: list[tuple[int, ...]] = []
        self.cost: list[int] = []
        self.usage: list[Usage] = []
        self.cheaper: list[int] = []
        """Columns whose cost fell since the master last asked."""
        self._usage_of = usage_of
        self._kind: list[int] = IdenticalShifts.of(day).kind.tolist()
        self._number: dict[tuple[int, tuple[int, ...], Usage], int] = {}
        self._arrays: _Arrays | None = None

    def __len__(self) -> int:
        return len(self.cost)

    def add(self, shift: int, tickets: Sequence[int], cost: int) -> int | None:
        """Number of the column, or None when it is not news.

        Parameters
        ----------
        cost : true cost of the route in the order given [money].
        """
        if not len(tickets):
            return None
        order, shift = tuple(tickets), self._kind[shift]
        usage = self._usage_of(shift, order) if len(self.day.row_cap) else ()
        key = (shift, tuple(sorted(order)), usage)
        known = self._number.get(key)
        if known is None:
            self._number[key] = number = len(self.cost)
            self.shift.append(shift)
            self.tickets.append(order)
            self.cost.append(cost)
            self.usage.append(usage)
            return number
        if cost >= self.cost[known]:
            return None
        self.tickets[known], self.cost[known] = order, cost
        self.cheaper.append(known)
        self._arrays = None
        return known

    def find(self, shift: int, tickets: Sequence[int]) -> int | None:
        """Number of the column with these tickets, if it is known."""
        shift = self._kind[shift]
        usage = self._usage_of(shift, tickets) if len(self.day.row_cap) else ()
        return self._number.get((shift, tuple(sorted(tickets)), usage))

    def add_all(self, routes: Iterable[tuple[int, Sequence[int], int]]) -> list[int]:
        """Numbers of those routes (shift, tickets, cost) that are news."""
        return [k for r in routes if (k := self.add(*r)) is not None]

    def put(self, routes: Sequence[tuple[int, tuple[int, ...], int]]) -> list[int]:
        """Numbers of routes (shift, tickets, cost), which are put here unless they are here already."""
        self.add_all(routes)
        return [k for e, r, _ in routes if (k := self.find(e, r)) is not None]

    def nearest(self, duals: Duals, count: int) -> Columns:
        """A store of the ``count`` routes of least reduced cost, in the order they have here."""
        kept = Columns(self.day, self._usage_of)
        nearest = np.argsort(self.reduced(duals), kind="stable")[:count]
        kept.add_all((self.shift[k], self.tickets[k], self.cost[k]) for k in np.sort(nearest).tolist())
        return kept

    def simple(self, column: int) -> bool:
        """Whether no ticket occurs twice: pricing may return routes with distant repetitions."""
        return len(set(self.tickets[column])) == len(self.tickets[column])

    def reduced(self, duals: Duals) -> NDArray[np.float64]:
        """(len,) reduced cost of every column [money]."""
        a = self._current()
        if not len(self):
            return np.zeros(0)
        worth = np.add.reduceat(duals.pi[a.flat], a.offset) + duals.sigma[a.shift]
        if len(duals.mu):
            worth += a.usage @ duals.mu
        for triple, dual in zip(duals.triples, duals.cut.tolist(), strict=True):
            if dual:
                hit, times = self.in_cut(triple)
                worth[hit] += dual * times
        return np.asarray(a.cost - worth)

    def in_cut(self, triple: Triple) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Columns with a coefficient in the subset-row cut of three tickets, and the coefficients."""
        a = self._current()
        holding = np.concatenate([a.where[a.first[i] : a.first[i + 1]] for i in triple])
        hit, count = np.unique(holding, return_counts=True)
        cut_by = count >= 2
        return hit[cut_by], count[cut_by] // 2

    def _current(self) -> _Arrays:
        if self._arrays is None or len(self._arrays.cost) < len(self):
            self._arrays = _Arrays(self)
        return self._arrays


class _Arrays:
    """The columns as flat arrays, and for every ticket the columns it is in."""

    def __init__(self, c: Columns) -> None:
        sizes = np.fromiter((len(t) for t in c.tickets), np.int64, len(c))
        self.offset = np.concatenate([[0], np.cumsum(sizes)[:-1]]) if len(c) else np.zeros(0, np.int64)
        self.flat = np.fromiter((i for t in c.tickets for i in t), np.int64, int(sizes.sum()))
        self.shift = np.array(c.shift, np.int64)
        self.cost = np.array(c.cost, np.int64)
        self.usage = np.array(c.usage, np.int64).reshape(len(c), len(c.day.row_cap))
        owner = np.repeat(np.arange(len(c)), sizes)
        by_ticket = np.argsort(self.flat, kind="stable")
        self.where = owner[by_ticket]
        self.first = np.searchsorted(self.flat[by_ticket], np.arange(c.day.n + 1))

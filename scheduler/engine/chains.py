"""The search as a fixed number of independent chains, so that the result does not depend on the number of threads."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

from scheduler.day import Day
from scheduler.engine import _core
from scheduler.engine.columns import Columns
from scheduler.engine.native import native
from scheduler.engine.pace import Pace
from scheduler.engine.plan import Priced, priced

SLICE = 0.1
"""Seconds between readings of the clock: a run ends at most about that much early."""

TASTE = 0.1
"""Share of a slice that is done before the speed on this day has been measured: some days are ten times slower."""

ITERATION = 3e-8
"""Seconds of an iteration on the standard machine, per ticket of the day."""

SMALL = 100
"""Smaller days count as if they had so many tickets: there an iteration costs little and the proof the rest."""


class Chains:
    """Several searches that start from the same plan with different seeds; pools are merged in order of chain."""

    def __init__(self, day: Day, seed: int, count: int, threads: int, stop: _core.Stop, pace: Pace) -> None:
        self._day, self._stop, self._pace, self._threads = day, stop, pace, threads
        settings = {"pool_every": 200, "pool_gap": 0.03}
        self._chains = [_core.Search(native(day), seed * 1009 + k, **settings) for k in range(count)]
        self._rate = 1.0 / (ITERATION * max(day.n, SMALL)) / max(1.0, count / threads)
        if pace.measured:
            self._rate *= TASTE
        self.iterations = 0

    def load(self, routes: Sequence[Sequence[int]]) -> None:
        for chain in self._chains:
            chain.load([list(r) for r in routes])

    def greedy(self) -> None:
        for chain in self._chains:
            chain.greedy()

    def focus(self, tickets: Sequence[int]) -> None:
        """Ruin near these tickets first."""
        for chain in self._chains:
            chain.focus(list(tickets), 0.5)

    def run(self, seconds: float, warm: float = 0.0) -> Priced:
        """Anneal for so many seconds, from the share ``warm`` of the temperature range down to its end.

        Returns the best plan of those slices that were done in time.
        """
        best = self.best()
        began = now = self._pace.now()
        end, at = min(began + seconds, self._pace.seconds), warm
        while now < end:
            slice_ = min(SLICE, max(0.02, 0.5 * (end - now)), end - now)
            to = at + (1.0 - at) * min(1.0, slice_ / (end - now))
            self._slice(max(1, int(slice_ * self._rate)), at, to)
            at, before, now = to, now, self._pace.now()
            self._learn(slice_, now - before)
            if now <= self._pace.seconds:
                best = self.best()
            if self._stop.is_set:
                break
        return best

    def _slice(self, iterations: int, start: float, to: float) -> None:
        def job(chain: _core.Search) -> None:
            chain.run(iterations, start, to, self._stop)

        with ThreadPoolExecutor(self._threads) as threads:
            list(threads.map(job, self._chains))
        self.iterations += iterations * len(self._chains)
        self._pace.spend(iterations * ITERATION * max(self._day.n, SMALL))

    def _learn(self, planned: float, took: float) -> None:
        """Follow the speed of the machine and the day: fast at first, and as the plan cools iterations get cheaper."""
        if self._pace.measured:
            self._rate *= min(3.0, max(0.2, planned / max(took, 0.005)))

    def best(self) -> Priced:
        """The best plan of all chains, priced anew."""
        return min(priced(self._day, chain.best()) for chain in self._chains)

    def harvest(self, columns: Columns) -> list[int]:
        """Move the routes of good plans into the store; numbers of those that are news."""
        new = []
        for chain in self._chains:
            shift, offset, tickets, cost = (a.tolist() for a in chain.pool())
            orders = (tickets[a:b] for a, b in pairwise(offset))
            new += columns.add_all(zip(shift, orders, cost, strict=True))
            chain.clear_pool()
        return new

"""The search as a fixed number of independent chains, so that the result does not depend on the number of threads.

On large days the chains search the whole day while it is hot; once it is cool, where a change is felt near by only, the
best plan is searched region by region: a small day fits the processor's cache and runs four times as fast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TypeVar

import scheduler.engine._core as _core
from scheduler.day import Day
from scheduler.engine.columns import Columns
from scheduler.engine.native import native
from scheduler.engine.parts import Part
from scheduler.engine.plan import PricedPlan, priced
from scheduler.engine.regions import regions
from scheduler.engine.run_clock import Pace

SLICE = 0.1
"""Seconds between readings of the clock: a run ends at most about that much early."""

TASTE = 0.1
"""Share of a slice that is done before the speed on this day has been measured: some days are ten times slower."""

ITERATION = 3e-8
"""Seconds of an iteration on the standard machine, per ticket of the day."""

SMALL = 100
"""Smaller days count as if they had so many tickets: there an iteration costs little and the proof the rest."""

REGIONAL_FROM = 500
"""Tickets of a day that is searched region by region when it is cool."""

REGION = 250
"""Tickets of a region, about."""

COOL = 0.45
"""Share of the temperature range from which on regions are searched."""

TURNS = 24
"""Times that the borders are drawn anew in a run."""

HOTTER = 0.2
"""Where the first chain goes on from a share of the temperature range, the others begin at so much of that share."""

POOL = {"pool_every": 200, "pool_gap": 0.03}
"""What of a search is kept for the proof."""

SPARSE_POOL = {"pool_every": 2000, "pool_gap": 0.01}
"""The same on days with regions, where every look keeps hundreds of routes."""

T = TypeVar("T")


class Chains:
    """Several searches that start from the same plan with different seeds; pools are merged in order of chain."""

    def __init__(self, day: Day, seed: int, count: int, threads: int, stop: _core.Stop, pace: Pace) -> None:
        self._day, self._stop, self._pace, self._threads = day, stop, pace, threads
        self._pool = POOL if day.n < REGIONAL_FROM else SPARSE_POOL
        self._chains = [_core.Search(native(day), seed * 1009 + k, **self._pool) for k in range(count)]
        # by the clock chains share the threads; by the recorded clock of a budget the plan knows of none
        shared = max(1.0, count / threads) if pace.measured else 1.0
        self._rate = 1.0 / (ITERATION * max(day.n, SMALL)) / shared
        self._regional = day.n >= REGIONAL_FROM and not len(day.row_cap)
        self._regional_rate = 1.0 / (ITERATION * REGION) / shared
        if pace.measured:
            self._rate *= TASTE
            self._regional_rate *= TASTE
        self._seed, self._turn = seed, 0
        self._focused = False
        self._found: list[tuple[int, tuple[int, ...], int]] = []
        self.iterations = 0

    def load(self, routes: Sequence[Sequence[int]]) -> None:
        for chain in self._chains:
            chain.load([list(r) for r in routes])

    def greedy(self) -> None:
        for chain in self._chains:
            chain.greedy()

    def focus(self, tickets: Sequence[int]) -> None:
        """Ruin near these tickets first; then no chain leaves the neighbourhood for hotter regions."""
        self._focused = bool(len(tickets))
        for chain in self._chains:
            chain.focus(list(tickets), 0.5)

    def run(
        self, seconds: float, warm: float = 0.0, heard: Callable[[PricedPlan], None] = lambda plan: None
    ) -> PricedPlan:
        """Anneal for so many seconds, from the share ``warm`` of the temperature range down to its end.

        Returns the best plan of those slices that were done in time; ``heard`` is told of each that is better.
        """
        best = self.best()
        began = now = self._pace.now()
        end, done = min(began + seconds, self._pace.seconds), 0.0
        while now < end:
            at = _share(warm, done)
            regional = self._regional and at >= COOL
            usual = max(SLICE, (end - began) / TURNS) if regional else SLICE
            slice_ = min(usual, max(0.02, 0.5 * (end - now)), end - now)
            then = done + (1.0 - done) * min(1.0, slice_ / (end - now))
            if regional:
                self._patch(slice_, at, _share(warm, then))
            else:
                self._slice(slice_, warm, done, then)
            done, before, now = then, now, self._pace.now()
            self._learn(regional, slice_, now - before)
            if now <= self._pace.seconds and (found := self.best()) < best:
                best = found
                heard(best)
            if self._stop.is_set:
                break
        return best

    def _slice(self, seconds: float, warm: float, done: float, then: float) -> None:
        """All chains go on for so many seconds; the first from ``warm``, the others from hotter."""
        iterations = min(2**30, max(1, int(seconds * self._rate)))  # a day with nothing to do has no end of them

        def job(pair: tuple[int, _core.Search]) -> None:
            start = warm if pair[0] == 0 or self._focused else HOTTER * warm
            pair[1].run(iterations, _share(start, done), _share(start, then), self._stop)

        self._each(job, list(enumerate(self._chains)))
        self.iterations += iterations * len(self._chains)
        self._pace.spend(iterations * ITERATION * max(self._day.n, SMALL))

    def _patch(self, seconds: float, start: float, to: float) -> None:
        """The regions of the best plan are searched side by side; then every chain goes on from the whole."""
        self._turn += 1
        plan = [list(route) for route in self.best().routes]
        parts = regions(self._day, plan, max(2, round(self._day.n / REGION)), self._turn)
        share = seconds * self._regional_rate * len(self._chains) / self._day.n
        searches = [self._search(part.day, hot=self._chains[0].hot, cold=self._chains[0].cold) for part in parts]

        def job(pair: tuple[Part, _core.Search]) -> None:
            part, search = pair
            search.load(part.inside(plan))
            search.run(max(1, int(share * part.day.n)), start, to, self._stop)

        self._each(job, list(zip(parts, searches, strict=True)))
        for part, search in zip(parts, searches, strict=True):
            part.outside(search.best(), plan)
            self._found += [
                (part.shifts[e], tuple(part.tickets[i] for i in order), cost) for e, order, cost in _pool(search)
            ]
            self.iterations += search.iterations
            self._pace.spend(search.iterations * ITERATION * max(part.day.n, SMALL) / len(self._chains))
        self.load(plan)

    def _search(self, day: Day, **settings: float) -> _core.Search:
        return _core.Search(native(day), self._seed * 1009 + 31 * self._turn, **self._pool, **settings)

    def _each(self, job: Callable[[T], object], things: Sequence[T]) -> None:
        with ThreadPoolExecutor(self._threads) as threads:
            list(threads.map(job, things))

    def _learn(self, regional: bool, planned: float, took: float) -> None:
        """Follow the speed of the machine and the day: fast at first, and as the plan cools iterations get cheaper."""
        if not self._pace.measured:
            return
        change = min(3.0, max(0.2, planned / max(took, 0.005)))
        if regional:
            self._regional_rate *= change
        else:
            self._rate *= change

    def best(self) -> PricedPlan:
        """The best plan of all chains, priced anew."""
        return min(priced(self._day, chain.best()) for chain in self._chains)

    def harvest(self, columns: Columns) -> list[int]:
        """Move the routes of good plans into the store; numbers of those that are news."""
        new = columns.add_all(self._found)
        self._found.clear()
        for chain in self._chains:
            new += columns.add_all(_pool(chain))
            chain.clear_pool()
        return new


def _share(warm: float, done: float) -> float:
    """Share of the temperature range after ``done`` of the way from ``warm`` to the end."""
    return warm + (1.0 - warm) * done


def _pool(search: _core.Search) -> Iterator[tuple[int, list[int], int]]:
    """Shift, tickets and cost of the good routes that a search has seen."""
    shift, offset, tickets, cost = (a.tolist() for a in search.pool())
    return zip(shift, (tickets[a:b] for a, b in pairwise(offset)), cost, strict=True)

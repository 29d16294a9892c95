"""The state of one run of the engine: best plan, best bound, routes and prices so far, and what is told of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np

import scheduler.engine._core as _core
from scheduler.day import Day
from scheduler.engine.chains import REGIONAL_FROM, Chains
from scheduler.engine.columns import Columns, Usage
from scheduler.engine.effort import Effort
from scheduler.engine.master import Relaxed
from scheduler.engine.money import NO_BOUND
from scheduler.engine.native import native
from scheduler.engine.plan import PricedPlan, priced, repaired, unavoidable
from scheduler.engine.pricing import Generator
from scheduler.engine.result import Ended, Outcome, TracePoint, relative_gap
from scheduler.engine.run_clock import Pace

Progress = Callable[[TracePoint], None]

S = TypeVar("S")
T = TypeVar("T")

RESTART = 0.5
"""Share of the temperature range at which the search goes on from a given plan."""


class Run:
    """Best plan, best bound, routes and prices so far; every step may improve them and none makes them worse."""

    def __init__(
        self,
        day: Day,
        pace: Pace,
        stop: _core.Stop,
        *,
        seed: int,
        threads: int,
        chains: int,
        gap: float,
        progress: Progress | None,
        effort: Effort | None = None,
    ) -> None:
        self.day, self.pace, self.stop, self.seed, self.threads = day, pace, stop, seed, threads
        self.effort = effort or Effort.of(day)
        self.columns = Columns(day, self.usage)
        self.chains = Chains(day, seed, chains, threads, stop, pace)
        self.base = unavoidable(day)
        self.best = priced(day, [[] for _ in range(day.m)])
        self.generator: Generator | None = None
        """Prices and the bound they prove; None before there are any."""
        self.relaxed: Relaxed | None = None
        """The last solution of the linear program."""
        self._chain_count, self._goal, self._progress = chains, gap, progress
        self._proved_below = NO_BOUND
        self._trace: list[TracePoint] = []

    # What is known ---------------------------------------------------------------------------------------------------

    @property
    def bound(self) -> int:
        """Proven lower bound on the cost of every plan."""
        known = self.generator.bound if self.generator else NO_BOUND
        bound = max(known, self._proved_below, self.floor)
        return min(bound, self.best.cost) if self.best.excess == 0 else bound

    @property
    def floor(self) -> int:
        """A bound that needs no work: no route earns more than the negative costs of its pairs and of the shift."""
        pairs = np.minimum(self.day.pair_cost, 0).min(axis=0).sum() if self.day.pair_cost.size else 0
        return self.base + int(pairs) + int(np.minimum(self.day.fixed_cost, 0).sum())

    @property
    def gap(self) -> float:
        if self.best.excess:
            return 1.0
        return relative_gap(self.best.cost - self.base, self.bound - self.base)

    @property
    def proved(self) -> bool:
        return self.best.excess == 0 and self.bound >= self.best.cost

    def open(self) -> bool:
        """Whether there is something left to do and time to do it."""
        if self.proved or self.gap <= self._goal or self.stop.is_set:
            return False
        return self.pace.now() < self.pace.seconds

    def in_time(self, until: float) -> bool:
        """Whether the run is open and this second has not passed."""
        return self.open() and self.pace.now() <= until

    def usage(self, shift: int, tickets: Sequence[int]) -> Usage:
        """What a route uses of each plan limit."""
        return tuple(_core.evaluate(native(self.day), shift, list(tickets)).usage)

    def routes(self, plan: PricedPlan) -> list[tuple[int, tuple[int, ...], int]]:
        """Shift, tickets and what it costs alone of every route, but for those that only fit after an earlier shift."""
        core = native(self.day)
        alone = [(e, r, _core.evaluate(core, e, list(r))) for e, r in enumerate(plan.routes) if r]
        return [(e, r, schedule.cost) for e, r, schedule in alone if schedule.feasible]

    # Steps -----------------------------------------------------------------------------------------------------------

    def start(self, routes: Sequence[Sequence[int]] | None, focus: Sequence[int]) -> None:
        """Begin with a given plan, or a quick one; what it leaves is put where it fits."""
        if routes is not None:
            self.chains.load(routes)
        self.chains.greedy()
        if len(focus):
            self.chains.focus(focus)
        self.take(self.chains.best(), "start")

    def search(self, seconds: float, warm: float = 0.0) -> None:
        """Let the chains search; their good routes become columns."""
        self.take(self.chains.run(seconds, warm, lambda plan: self.take(plan, "search")), "search")
        self.chains.harvest(self.columns)

    def halt(self) -> None:
        """The flag was raised: also end what does not look at it. May be called from another thread."""
        if self.generator is not None:
            self.generator.master.interrupt()

    # What the other steps change -------------------------------------------------------------------------------------

    def take(self, plan: PricedPlan, phase: str) -> None:
        """Keep a plan if it is the best."""
        if (plan.excess, plan.cost) < (self.best.excess, self.best.cost) or not self._trace:
            self.best = plan
        self.report(phase)

    def adopt(self, chosen: Sequence[tuple[int, tuple[int, ...]]], phase: str) -> None:
        """Make a plan of routes (shift, tickets), and let the chains go on from the best."""
        self.take(priced(self.day, repaired(self.day, chosen)), phase)
        self.chains.load(self.best.routes)

    def raise_bound(self, bound: int) -> None:
        """It was proved that every plan costs so much at least."""
        self._proved_below = max(self._proved_below, bound)

    def worked(self, labels: int, pivots: int) -> float:
        """Count a round of column generation; what it was worth in seconds."""
        seconds = self.effort.seconds_of_round(labels, pivots)
        self.pace.spend(seconds)
        return seconds

    def side_by_side(self, search: Callable[[], S], other: Callable[[], T]) -> tuple[S, T]:
        """Both results; neither may depend on the other."""
        if self.threads == 1:
            return search(), other()
        with ThreadPoolExecutor(1) as beside:
            job = beside.submit(other)
            return search(), job.result()

    # What is told ----------------------------------------------------------------------------------------------------

    def report(self, phase: str) -> None:
        """Add to the trace what is new and tell the caller."""
        point = TracePoint(self.pace.now(), phase, self.best.cost, self.bound, self.gap)
        last = self._trace[-1] if self._trace else None
        if last is None or (last.cost, last.bound) != (point.cost, point.bound):
            self._trace.append(point)
        if self._progress is not None:
            self._progress(point)

    def outcome(self, out_of: Ended) -> Outcome:
        """The result; ``out_of`` says what ran out if nothing better ended the run."""
        ended: Ended = out_of
        if self.proved:
            ended = "optimal"
        elif self.gap <= self._goal:
            ended = "gap"
        return Outcome(
            routes=self.best.routes,
            cost=self.best.cost,
            bound=self.bound,
            base=self.base,
            ended=ended,
            trace=tuple(self._trace),
            work=self.pace.work(self._chain_count),
            duals=self.generator.duals if self.generator else None,
            broken=self.best.broken,
            notes=self._notes(),
        )

    def _notes(self) -> tuple[str, ...]:
        """A plan limit ties all regions, and climbing knows no price for it: large days do without both."""
        if not len(self.day.row_cap):
            return ()
        said = {"no-regions": self.day.n >= REGIONAL_FROM, "no-climbing": self.effort.profile.climbs}
        return tuple(note for note, true in said.items() if true)

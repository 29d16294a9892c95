"""The state of one run of the engine and the steps that :mod:`scheduler.engine.loop` puts in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import TypeVar

import numpy as np

import scheduler.engine._core as _core
from scheduler.day import Day
from scheduler.engine import prove
from scheduler.engine.ascent import Ascent
from scheduler.engine.chains import REGIONAL_FROM, Chains
from scheduler.engine.choose import Chosen, choose
from scheduler.engine.columns import Columns, Usage
from scheduler.engine.cuts import separate
from scheduler.engine.dive import Dive
from scheduler.engine.duals import Duals, Triple, modest
from scheduler.engine.effort import Effort
from scheduler.engine.identical_shifts import IdenticalShifts
from scheduler.engine.master import Master, Relaxed
from scheduler.engine.money import NO_BOUND
from scheduler.engine.native import native
from scheduler.engine.nativepricer import NativePricer
from scheduler.engine.plan import PricedPlan, priced, repaired, unavoidable
from scheduler.engine.pricing import Generator
from scheduler.engine.prove import Near
from scheduler.engine.result import Ended, Outcome, TracePoint, relative_gap
from scheduler.engine.run_clock import Pace
from scheduler.engine.settle import settle
from scheduler.engine.ties import alone_is_cheapest

Progress = Callable[[TracePoint], None]

S = TypeVar("S")
T = TypeVar("T")

RESTART = 0.5
"""Share of the temperature range at which the search goes on from a given plan."""

IDLE = 0.003
"""After a round of cuts that closes less than this no more are tried."""

FAR = 16
"""Where nothing is known of a good plan, routes are looked for so many times everything's cost above the bound."""

FEW = 50
"""In the time of so many rounds of column generation the search does more."""

WORTH = 0.03
"""A round of cuts that closes less than this share of the gap is the last for now."""


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
        self.day, self.pace, self.stop, self.seed = day, pace, stop, seed
        self.effort = effort or Effort.of(day)
        self.columns = Columns(day, self._usage)
        self.chains = Chains(day, seed, chains, threads, stop, pace)
        self.base = unavoidable(day)
        self.best = priced(day, [[] for _ in range(day.m)])
        self.relaxed: Relaxed | None = None
        self._threads, self._chain_count, self._goal, self._progress = threads, chains, gap, progress
        self._listed_prove = alone_is_cheapest(day)
        self._pricer = NativePricer(day, threads, stop)
        self._generator: Generator | None = None
        self._proved_below = NO_BOUND
        self._trace: list[TracePoint] = []
        self._listed_at = 2.0
        self._most_cuts = self.effort.most_cuts
        self._most_near = self.effort.choice
        self._choices = self._dives = 0
        self._round = 0.0
        self._cuts_closed = 1.0
        self._listing: Duals | None = None
        self._unlistable = False
        self._fruitless, self._most_settled = False, 2 * self.effort.choice

    # What is known ---------------------------------------------------------------------------------------------------

    @property
    def bound(self) -> int:
        """Proven lower bound on the cost of every plan."""
        known = self._generator.bound if self._generator else NO_BOUND
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

    def time_for_prices(self) -> bool:
        """Whether there is time for more than a few rounds of column generation and what follows from them."""
        return self.open() and (self.effort.profile.climbs or self.pace.left() > FEW * self._round)

    def _usage(self, shift: int, tickets: Sequence[int]) -> Usage:
        return tuple(_core.evaluate(native(self.day), shift, list(tickets)).usage)

    def halt(self) -> None:
        """The flag was raised: also end what does not look at it. May be called from another thread."""
        master = self._generator.master if self._generator is not None else None
        if isinstance(master, Master):
            master.interrupt()

    # Steps -----------------------------------------------------------------------------------------------------------

    def start(self, routes: Sequence[Sequence[int]] | None, focus: Sequence[int]) -> None:
        """Begin with a given plan, or a quick one; what it leaves is put where it fits."""
        if routes is not None:
            self.chains.load(routes)
        self.chains.greedy()
        if len(focus):
            self.chains.focus(focus)
        self._take(self.chains.best(), "start")

    def search(self, seconds: float, warm: float = 0.0) -> None:
        """Let the chains search; their good routes become columns."""
        self._take(self.chains.run(seconds, warm, lambda plan: self._take(plan, "search")), "search")
        self.chains.harvest(self.columns)

    def generate(self) -> None:
        """Column generation to convergence, or for half of the time left; then cuts, as long as they help.

        The first time a day that dives is content with rough prices.
        """
        g = self._generator = self._generator or self._new_generator()
        g.master.add(self._numbers(self.best))
        until, cutting = self.effort.generation(self.pace), self.effort.cutting(self.pace)
        tolerance = self.effort.profile.first_tolerance if self.relaxed is None else self.effort.profile.tolerance
        cuts = False
        while True:
            before = self.bound
            self._converge(g, tolerance, until)
            rough = tolerance > self.effort.profile.tolerance
            if self.effort.profile.climbs or rough or not g.converged or not self._in_time(cutting):
                return
            if not cuts and self.effort.profile.chooses and self._listing is None:
                self._listing = g.duals
            if cuts:
                self._cuts_closed = (self.bound - before) / max(1, self.best.cost - before)
                if self._cuts_closed < WORTH:
                    return
            if not self.cut():
                return
            cuts = True

    def _converge(self, g: Generator, tolerance: float, until: float) -> None:
        for relaxed in g.rounds(tolerance, lambda: not self._in_time(until)):
            self.relaxed = relaxed
            self._round = self._worked(g.labels, relaxed.pivots)
            self.report("bound")
            if isinstance(g.master, Ascent) and len(self.columns) > self.effort.most_columns:
                self._forget(g, relaxed.duals)
        if isinstance(g.master, Master) and not self.effort.profile.chooses:
            g.master.trim(self.columns.reduced(relaxed.duals), self.effort.lean)

    def _forget(self, g: Generator, duals: Duals) -> None:
        """Keep the better half of the routes: a large day finds a hundred thousand in a minute."""
        assert isinstance(g.master, Ascent)
        old, kept = self.columns, Columns(self.day, self._usage)
        nearest = np.argsort(old.reduced(duals), kind="stable")[: self.effort.most_columns // 2]
        kept.add_all((old.shift[k], old.tickets[k], old.cost[k]) for k in np.sort(nearest).tolist())
        self.columns = g.columns = kept
        g.master = g.master.over(kept)

    def _in_time(self, until: float) -> bool:
        return self.open() and self.pace.now() <= until

    def warm(self, duals: Duals) -> None:
        """A bound from the prices of an earlier run: one pricing round."""
        g = self._generator = self._generator or self._new_generator()
        duals = replace(duals, sigma=duals.sigma[IdenticalShifts.of(self.day).kind])
        g.note(duals, g.price(duals).bound)
        self._worked(g.labels, 0)
        self.report("bound")

    def dive(self) -> None:
        """Make plans of the LP's routes and search on from each."""
        master = self._generator.master if self._generator is not None else None
        if self.relaxed is None or not isinstance(master, Master):
            return
        for _ in range(self.effort.profile.dives):
            if self.open():
                self._dive_beside(master, self.relaxed)

    def choose(self) -> None:
        """Choose among the routes nearest to the bound on small days; those too large for a dive search on."""
        if self.relaxed is None or self._generator is None or not self.open():
            return
        if self.effort.profile.chooses:
            self._choose_beside()
        elif isinstance(self._generator.master, Ascent):
            self.search(self.effort.burst(self.pace), warm=RESTART)

    def cut(self) -> bool:
        """Cut the fractional solution off; pricing learns which tickets it must remember. False: nothing was found."""
        if self.relaxed is None or self._generator is None or not self.open() or self._cuts_closed < IDLE:
            return False
        master, x = self._generator.master, self.relaxed.x
        if not isinstance(master, Master):
            return False
        repeated = [k for k in np.nonzero(x > 1e-6)[0].tolist() if not self.columns.simple(k)]
        for k in repeated:
            self._generator.pricer.remember(self.columns.shift[k], self.columns.tickets[k])
        master.ban(repeated)
        if not self._generator.exact:
            self._most_cuts = len(master.triples) // 2
        master.uncut(self._weak_cuts(self.relaxed.duals))
        triples = separate(self.columns, self.relaxed, master.triples, self.effort.cuts)
        triples = triples[: max(0, self._most_cuts - len(master.triples))]
        master.cut(triples)
        if not triples and not repeated:
            self._listed_at = 2.0  # nothing else is left to try
            return False
        return True

    def _weak_cuts(self, duals: Duals) -> list[Triple]:
        """Cuts that do nothing, and the weakest of those too many for pricing to carry."""
        assert self._generator is not None
        there = set(self._generator.master.triples)  # since the duals were found some may have gone
        strength = sorted((d, t) for d, t in zip(duals.cut.tolist(), duals.triples, strict=True) if t in there)
        return [t for k, (dual, t) in enumerate(strength) if dual == 0.0 or k >= self._most_cuts]

    def prove(self) -> None:
        """Where few enough routes are left: list them and choose exactly."""
        g = self._generator
        if g is None or g.duals is None or not self.open() or self.best.excess:
            return
        if self.gap > self.effort.listable:
            return
        if self.gap <= 0.8 * self._listed_at:
            self._listed_at = self.gap
            listed = self._list(g)
            if listed is not None:
                self._settle(listed, self.best.cost)
        if self._fruitless and self.open():
            self._advance()

    def _advance(self) -> None:
        """Raise the bound by settling the routes nearest to it, twice as many every time."""
        self._fruitless = False
        near = self._near(self._most_settled)
        if near is not None and near.below > self.bound and self.open():
            listed = Columns(self.day, self._usage)
            c = near.columns
            listed.add_all((c.shift[k], c.tickets[k], c.cost[k]) for k in near.numbers)
            self._most_settled *= 2
            self._settle(listed, near.below)

    # Parts of steps --------------------------------------------------------------------------------------------------

    def _new_generator(self) -> Generator:
        master: Master | Ascent
        if self.effort.profile.climbs and not len(self.day.row_cap):
            master = Ascent(self.day, self.columns, self.best.cost, self.stop)
        else:
            master = Master(self.day, self.columns)
        master.add(range(len(self.columns)))
        profile = self.effort.profile
        g = Generator(
            self.day,
            self.columns,
            master,
            self._pricer,
            most_routes=profile.most_routes,
            limits=profile.labels,
            adaptive=profile.chooses,
            patience=profile.patience,
        )
        if isinstance(master, Master):  # climbing starts from a calm place by itself
            g.note(*modest(self.day))
        return g

    def _numbers(self, plan: PricedPlan) -> list[int]:
        """Columns of a plan's routes."""
        return self._into(self.columns, self._routes(plan))

    def _routes(self, plan: PricedPlan) -> list[tuple[int, tuple[int, ...], int]]:
        """Shift, tickets and what it costs alone of every route, but for those that only fit after an earlier shift."""
        core = native(self.day)
        alone = [(e, r, _core.evaluate(core, e, list(r))) for e, r in enumerate(plan.routes) if r]
        return [(e, r, schedule.cost) for e, r, schedule in alone if schedule.feasible]

    def _choose_beside(self) -> None:
        """Choose among the routes nearest to the bound while the chains search on: neither waits for the other."""
        near, before = self._near(self._most_near), self.best.cost
        effort, burst = self.effort.choosing(self.pace), self.effort.burst(self.pace)
        search = partial(self.search, burst, RESTART)
        if near is None:
            near = Near(Columns(self.day, self._usage), [], NO_BOUND)  # the LP's own routes are left
        _, found = self._side_by_side(search, self._choice(near, effort))
        self._choices += 1
        self.pace.spend(max(0.0, effort / 2 - burst))
        if found.columns is not None:
            self._adopt([(near.columns.shift[k], near.columns.tickets[k]) for k in found.columns], "choose")
        if self._listed_prove:
            self._proved_below = max(self._proved_below, min(near.below, found.bound))
        if found.proved and near.numbers:
            self._most_near *= 2
        self._fruitless = self.best.cost == before
        self.report("choose")

    def _side_by_side(self, search: Callable[[], S], other: Callable[[], T]) -> tuple[S, T]:
        """Both results; neither may depend on the other."""
        if self._threads == 1:
            return search(), other()
        with ThreadPoolExecutor(1) as beside:
            job = beside.submit(other)
            return search(), job.result()

    def _near(self, most: int) -> Near | None:
        """The routes to choose among, in a store of their own; None before there are prices."""
        g = self._generator
        if g is None or g.duals is None:
            return None
        below = self.best.cost
        if self.best.excess:  # a plan that breaks a hard limit says nothing of how far from the bound to look
            below = max(below, g.bound) + FAR * max(abs(below), int(self.day.unserved_cost.sum()))
        # Prices of many cuts may leave more to list than those of before: labels learn late what the cuts cost.
        if self._listing is None or not self._unlistable:
            found = self._near_at(g, g.duals, below, most)
            if found is not None or self._listing is None:
                return found
            self._unlistable = True
        return self._near_at(g, self._listing, below, most)

    def _near_at(self, g: Generator, duals: Duals, below: int, most: int) -> Near | None:
        cheapest = g.price(duals).bound
        self._worked(g.labels, 0)
        store, labels = Columns(self.day, self._usage), self.effort.near_labels
        near = prove.nearest(self.day, self._pricer, duals, cheapest, below, most, labels, store)
        self.pace.spend(self.effort.listing)
        if near is not None:
            self._listing = duals
        return near

    def _choice(self, near: Near, effort: float) -> Callable[[], Chosen]:
        """The choice among the nearest routes, the plan's and the LP's, as they are now: the search changes them."""
        assert self._generator is not None and self.relaxed is not None
        c, used = self.columns, np.nonzero(self.relaxed.x > 0)[0].tolist()
        hint = [] if self.best.excess else self._into(near.columns, self._routes(self.best))
        in_lp = self._into(near.columns, [(c.shift[k], c.tickets[k], c.cost[k]) for k in used])
        return partial(
            choose,
            self.day,
            near.columns,
            sorted({*near.numbers, *hint, *in_lp}),
            hint=hint,
            cuts=self._generator.master.triples,
            effort=effort,
            seed=self.seed + self._choices,
            stopped=lambda: self.stop.is_set,
        )

    @staticmethod
    def _into(store: Columns, routes: Sequence[tuple[int, tuple[int, ...], int]]) -> list[int]:
        """Numbers in a store of routes that are put there unless they are there already."""
        store.add_all(routes)
        return [k for e, r, _ in routes if (k := store.find(e, r)) is not None]

    def _dive_beside(self, master: Master, relaxed: Relaxed) -> None:
        """Dive while the chains search on; then they go on from the plan of the dive."""
        dive = Dive(
            self.day,
            self.columns,
            master,
            self._pricer,
            lambda: self.stop.is_set,
            least=self.effort.profile.dive_step,
            turn=self._dives,
            budget=self.effort.dive_worth(self.pace),
            worth=self.effort.seconds_of_round,
        )
        burst = self.effort.dive_burst(self.pace)
        search = partial(self.chains.run, burst, RESTART, lambda plan: self._take(plan, "search"))
        found, (plan, work) = self._side_by_side(search, partial(dive.plan, relaxed))
        self._dives += 1
        self._take(found, "search")
        self.chains.harvest(self.columns)
        self.pace.spend(sum(self.effort.seconds_of_round(*w) for w in work))
        if not self.stop.is_set:
            self.chains.load(plan)
            self._take(priced(self.day, plan), "dive")

    def _adopt(self, chosen: Sequence[tuple[int, tuple[int, ...]]], phase: str) -> None:
        plan = priced(self.day, repaired(self.day, chosen))
        self._take(plan, phase)
        self.chains.load(self.best.routes)

    def _list(self, g: Generator) -> Columns | None:
        assert g.duals is not None
        cheapest = g.price(g.duals).bound
        g.note(g.duals, cheapest)
        found = prove.listing(self.day, self._pricer, g.duals, cheapest, self.best.cost, self.effort.list_labels)
        self.pace.spend(self.effort.listing)
        if not found.complete or len(found.routes) > prove.MOST_ROUTES:
            return None
        listed = Columns(self.day, self._usage)
        listed.add_all(found.routes)
        self.report("list")
        return listed

    def _settle(self, listed: Columns, below: int) -> None:
        known = (listed.find(self.columns.shift[k], self.columns.tickets[k]) for k in range(len(self.columns)))
        until = self.effort.generation(self.pace)
        found = settle(
            self.day,
            listed,
            below=below,
            start=sorted({k for k in known if k is not None}),
            seed=self.seed,
            enough=lambda: not self._in_time(until),
            stopped=lambda: self.stop.is_set,
            worked=self.pace.spend,
        )
        if found.columns is not None:
            self._adopt([(listed.shift[k], listed.tickets[k]) for k in found.columns], "prove")
        if self._listed_prove:
            self._proved_below = max(self._proved_below, found.bound)
        self.report("prove")

    def _worked(self, labels: int, pivots: int) -> float:
        seconds = self.effort.seconds_of_round(labels, pivots)
        self.pace.spend(seconds)
        return seconds

    def _take(self, plan: PricedPlan, phase: str) -> None:
        if (plan.excess, plan.cost) < (self.best.excess, self.best.cost) or not self._trace:
            self.best = plan
        self.report(phase)

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
            duals=self._generator.duals if self._generator else None,
            broken=self.best.broken,
            notes=self._notes(),
        )

    def _notes(self) -> tuple[str, ...]:
        """A plan limit ties all regions, and climbing knows no price for it: large days do without both."""
        if not len(self.day.row_cap):
            return ()
        said = {"no-regions": self.day.n >= REGIONAL_FROM, "no-climbing": self.effort.profile.climbs}
        return tuple(note for note, true in said.items() if true)

"""The linear program's part of a run: prices and the bound they prove, cuts, and plans dived for in its solutions."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from scheduler.engine.ascent import Ascent
from scheduler.engine.cuts import separate
from scheduler.engine.dive import Dive
from scheduler.engine.duals import Duals, Triple, modest
from scheduler.engine.identical_shifts import IdenticalShifts
from scheduler.engine.master import Master, Relaxed
from scheduler.engine.nativepricer import NativePricer
from scheduler.engine.plan import priced
from scheduler.engine.pricing import Generator, MasterProblem
from scheduler.engine.run import RESTART, Run

IDLE = 0.003
"""After a round of cuts that closes less than this no more are tried."""

FEW = 50
"""In the time of so many rounds of column generation the search does more."""

WORTH = 0.03
"""A round of cuts that closes less than this share of the gap is the last for now."""


class RunProof:
    """Column generation with cuts, and dives: raises the bound of a run and finds plans in the linear program."""

    def __init__(self, run: Run) -> None:
        self.pricer = NativePricer(run.day, run.threads, run.stop)
        self.uncut: Duals | None = None
        """Prices before any cut: labels learn late what cuts cost, so that more can be listed at these."""
        self.cutless = 0
        """How many times no cut was found."""
        self._run = run
        self._most_cuts = run.effort.most_cuts
        self._cuts_closed = 1.0
        self._round = 0.0
        self._dives = 0

    def has_time(self) -> bool:
        """Whether there is time for more than a few rounds of column generation and what follows from them."""
        run = self._run
        return run.open() and (run.effort.profile.climbs or run.pace.left() > FEW * self._round)

    # Prices ----------------------------------------------------------------------------------------------------------

    def warm(self, duals: Duals) -> None:
        """A bound from the prices of an earlier run: one pricing round."""
        g = self._generator()
        duals = replace(duals, sigma=duals.sigma[IdenticalShifts.of(self._run.day).kind])
        g.note(duals, g.price(duals).bound)
        self._run.worked(g.labels, 0)
        self._run.report("bound")

    def generate(self) -> None:
        """Column generation to convergence, or for half of the time left; then cuts, as long as they help.

        The first time a day that dives is content with rough prices.
        """
        run, profile = self._run, self._run.effort.profile
        g = self._generator()
        g.master.add(run.columns.put(run.routes(run.best)))
        until, cutting = run.effort.generation(run.pace), run.effort.cutting(run.pace)
        tolerance = profile.first_tolerance if run.relaxed is None else profile.tolerance
        cuts = False
        while True:
            before = run.bound
            self._converge(g, tolerance, until)
            if profile.climbs or tolerance > profile.tolerance or not g.converged or not run.in_time(cutting):
                return
            if not cuts and profile.chooses and self.uncut is None:
                self.uncut = g.duals
            if cuts:
                self._cuts_closed = (run.bound - before) / max(1, run.best.cost - before)
                if self._cuts_closed < WORTH:
                    return
            if not self.cut():
                return
            cuts = True

    def _generator(self) -> Generator:
        if self._run.generator is None:
            self._run.generator = self._new_generator()
        return self._run.generator

    def _new_generator(self) -> Generator:
        run, profile = self._run, self._run.effort.profile
        master: MasterProblem
        if profile.climbs and not len(run.day.row_cap):
            master = Ascent(run.day, run.columns, run.best.cost, run.stop)
        else:
            master = Master(run.day, run.columns)
        master.add(range(len(run.columns)))
        g = Generator(
            run.day,
            run.columns,
            master,
            self.pricer,
            most_routes=profile.most_routes,
            limits=profile.labels,
            adaptive=profile.chooses,
            patience=profile.patience,
        )
        if master.program is not None:  # climbing starts from a calm place by itself
            g.note(*modest(run.day))
        return g

    def _converge(self, g: Generator, tolerance: float, until: float) -> None:
        run, effort = self._run, self._run.effort
        for relaxed in g.rounds(tolerance, lambda: not run.in_time(until)):
            run.relaxed = relaxed
            self._round = run.worked(g.labels, relaxed.pivots)
            run.report("bound")
            g.master = g.master.remembering(effort.most_columns, relaxed.duals)
            run.columns = g.columns = g.master.columns
        if not effort.profile.chooses:
            g.master.trim(effort.lean, relaxed.duals)

    # Cuts ------------------------------------------------------------------------------------------------------------

    def cut(self) -> bool:
        """Cut the fractional solution off; pricing learns which tickets it must remember. False: nothing was found."""
        run, g = self._run, self._run.generator
        master = g.master.program if g is not None else None
        if g is None or master is None or run.relaxed is None or not run.open() or self._cuts_closed < IDLE:
            return False
        used = np.nonzero(run.relaxed.x > 1e-6)[0].tolist()
        repeated = [k for k in used if not run.columns.simple(k)]
        for k in repeated:
            g.pricer.remember(run.columns.shift[k], run.columns.tickets[k])
        master.ban(repeated)
        if not g.exact:
            self._most_cuts = len(master.triples) // 2
        master.uncut(self._weak_cuts(master, run.relaxed.duals))
        triples = separate(run.columns, run.relaxed, master.triples, run.effort.cuts)
        triples = triples[: max(0, self._most_cuts - len(master.triples))]
        master.cut(triples)
        if not triples and not repeated:
            self.cutless += 1
            return False
        return True

    def _weak_cuts(self, master: Master, duals: Duals) -> list[Triple]:
        """Cuts that do nothing, and the weakest of those too many for pricing to carry."""
        there = set(master.triples)  # since the duals were found some may have gone
        strength = sorted((d, t) for d, t in zip(duals.cut.tolist(), duals.triples, strict=True) if t in there)
        return [t for k, (dual, t) in enumerate(strength) if dual == 0.0 or k >= self._most_cuts]

    # Dives -----------------------------------------------------------------------------------------------------------

    def dive(self) -> None:
        """Make plans of the LP's routes and search on from each."""
        run = self._run
        master = run.generator.master.program if run.generator is not None else None
        if run.relaxed is None or master is None:
            return
        for _ in range(run.effort.profile.dives):
            if run.open():
                self._dive(master, run.relaxed)

    def _dive(self, master: Master, relaxed: Relaxed) -> None:
        """Dive while the chains search on; then they go on from the plan of the dive."""
        run, effort = self._run, self._run.effort
        dive = Dive(
            run.day,
            run.columns,
            master,
            self.pricer,
            lambda: run.stop.is_set,
            least=effort.profile.dive_step,
            turn=self._dives,
            budget=effort.dive_worth(run.pace),
            worth=effort.seconds_of_round,
        )
        burst = effort.dive_burst(run.pace)
        search = partial(run.chains.run, burst, RESTART, lambda plan: run.take(plan, "search"))
        found, (plan, work) = run.side_by_side(search, partial(dive.plan, relaxed))
        self._dives += 1
        run.take(found, "search")
        run.chains.harvest(run.columns)
        run.pace.spend(sum(effort.seconds_of_round(*w) for w in work))
        if not run.stop.is_set:
            run.chains.load(plan)
            run.take(priced(run.day, plan), "dive")

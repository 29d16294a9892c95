"""A run's lists of routes: a choice among those nearest to the bound, and the settling of short lists."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from scheduler.engine.choose import Chosen, choose
from scheduler.engine.columns import Columns
from scheduler.engine.duals import Duals
from scheduler.engine.listing import MOST_ROUTES, Near, listing, nearest
from scheduler.engine.master import Relaxed
from scheduler.engine.money import NO_BOUND
from scheduler.engine.pricing import Generator
from scheduler.engine.proof import RunProof
from scheduler.engine.run import RESTART, Run
from scheduler.engine.settle import settle
from scheduler.engine.ties import alone_is_cheapest

FAR = 16
"""Where nothing is known of a good plan, routes are looked for so many times everything's cost above the bound."""

CLOSER = 0.8
"""Routes are listed again when the gap has come down to this share of what it was the last time."""


class Shortlist:
    """Routes that a better plan could hold: listed at the prices of the proof, chosen among, settled."""

    def __init__(self, run: Run, proof: RunProof) -> None:
        self._run, self._proof = run, proof
        self._proves = alone_is_cheapest(run.day)
        self._listed_at: float | None = None
        """Gap at which all routes were last listed; None = they may be, whatever the gap."""
        self._cutless = 0
        """How often the proof had found no cut then."""
        self._prices: Duals | None = None
        """Prices at which the nearest could be listed last."""
        self._latest_unlistable = False
        """Whether at the latest prices even the nearest are too many."""
        self._most_near, self._most_settled = run.effort.choice, 2 * run.effort.choice
        self._choices = 0
        self._fruitless = False

    # All routes ------------------------------------------------------------------------------------------------------

    def prove(self) -> None:
        """Where few enough routes are left: list them and choose exactly."""
        run, g = self._run, self._run.generator
        if g is None or g.duals is None or not run.open() or run.best.excess:
            return
        if run.gap > run.effort.listable:
            return
        if self._proof.cutless > self._cutless:
            self._cutless, self._listed_at = self._proof.cutless, None  # nothing else is left to try
        if self._listed_at is None or run.gap <= CLOSER * self._listed_at:
            self._listed_at = run.gap
            listed = self._all(g, g.duals)
            if listed is not None:
                self._settle(listed, run.best.cost)
        if self._fruitless and run.open():
            self._advance()

    def _all(self, g: Generator, duals: Duals) -> Columns | None:
        """All routes that a better plan can hold; None where they are too many."""
        run = self._run
        cheapest = g.price(duals).bound
        g.note(duals, cheapest)
        found = listing(run.day, self._proof.pricer, duals, cheapest, run.best.cost, run.effort.list_labels)
        run.pace.spend(run.effort.listing)
        if not found.complete or len(found.routes) > MOST_ROUTES:
            return None
        listed = Columns(run.day, run.usage)
        listed.add_all(found.routes)
        run.report("list")
        return listed

    def _advance(self) -> None:
        """Raise the bound by settling the routes nearest to it, twice as many every time."""
        run = self._run
        self._fruitless = False
        near = self._near(self._most_settled)
        if near is not None and near.below > run.bound and run.open():
            listed = Columns(run.day, run.usage)
            c = near.columns
            listed.add_all((c.shift[k], c.tickets[k], c.cost[k]) for k in near.numbers)
            self._most_settled *= 2
            self._settle(listed, near.below)

    def _settle(self, listed: Columns, below: int) -> None:
        run = self._run
        known = (listed.find(run.columns.shift[k], run.columns.tickets[k]) for k in range(len(run.columns)))
        until = run.effort.generation(run.pace)
        found = settle(
            run.day,
            listed,
            below=below,
            start=sorted({k for k in known if k is not None}),
            seed=run.seed,
            enough=lambda: not run.in_time(until),
            stopped=lambda: run.stop.is_set,
            worked=run.pace.spend,
        )
        if found.columns is not None:
            run.adopt([(listed.shift[k], listed.tickets[k]) for k in found.columns], "prove")
        if self._proves:
            run.raise_bound(found.bound)
        run.report("prove")

    # The nearest -----------------------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Choose among the routes nearest to the bound on small days; those too large for a dive search on."""
        run = self._run
        if run.relaxed is None or run.generator is None or not run.open():
            return
        if run.effort.profile.chooses:
            self._choose(run.generator, run.relaxed)
        elif run.generator.master.program is None:
            run.search(run.effort.burst(run.pace), warm=RESTART)

    def _choose(self, g: Generator, relaxed: Relaxed) -> None:
        """Choose among the routes nearest to the bound while the chains search on: neither waits for the other."""
        run = self._run
        near, before = self._near(self._most_near), run.best.cost
        effort, burst = run.effort.choosing(run.pace), run.effort.burst(run.pace)
        search = partial(run.search, burst, RESTART)
        if near is None:
            near = Near(Columns(run.day, run.usage), [], NO_BOUND)  # the LP's own routes are left
        _, found = run.side_by_side(search, self._choice(g, relaxed, near, effort))
        self._choices += 1
        run.pace.spend(max(0.0, effort / 2 - burst))
        if found.columns is not None:
            run.adopt([(near.columns.shift[k], near.columns.tickets[k]) for k in found.columns], "choose")
        if self._proves:
            run.raise_bound(min(near.below, found.bound))
        if found.proved and near.numbers:
            self._most_near *= 2
        self._fruitless = run.best.cost == before
        run.report("choose")

    def _choice(self, g: Generator, relaxed: Relaxed, near: Near, effort: float) -> Callable[[], Chosen]:
        """The choice among the nearest routes, the plan's and the LP's, as they are now: the search changes them."""
        run, c = self._run, self._run.columns
        used = np.nonzero(relaxed.x > 0)[0].tolist()
        hint = [] if run.best.excess else near.columns.put(run.routes(run.best))
        in_lp = near.columns.put([(c.shift[k], c.tickets[k], c.cost[k]) for k in used])
        return partial(
            choose,
            run.day,
            near.columns,
            sorted({*near.numbers, *hint, *in_lp}),
            hint=hint,
            cuts=g.master.triples,
            effort=effort,
            seed=run.seed + self._choices,
            stopped=lambda: run.stop.is_set,
        )

    def _near(self, most: int) -> Near | None:
        """The routes to choose among, in a store of their own; None before there are prices."""
        run, g = self._run, self._run.generator
        if g is None or g.duals is None:
            return None
        below = run.best.cost
        if run.best.excess:  # a plan that breaks a hard limit says nothing of how far from the bound to look
            below = max(below, g.bound) + FAR * max(abs(below), int(run.day.unserved_cost.sum()))
        # Prices of many cuts may leave more to list than those of before: labels learn late what the cuts cost.
        earlier = self._proof.uncut if self._prices is None else self._prices
        if earlier is None or not self._latest_unlistable:
            found = self._near_at(g, g.duals, below, most)
            if found is not None or earlier is None:
                return found
            self._latest_unlistable = True
        return self._near_at(g, earlier, below, most)

    def _near_at(self, g: Generator, duals: Duals, below: int, most: int) -> Near | None:
        run = self._run
        cheapest = g.price(duals).bound
        run.worked(g.labels, 0)
        store, labels = Columns(run.day, run.usage), run.effort.near_labels
        near = nearest(run.day, self._proof.pricer, duals, cheapest, below, most, labels, store)
        run.pace.spend(run.effort.listing)
        if near is not None:
            self._prices = duals
        return near

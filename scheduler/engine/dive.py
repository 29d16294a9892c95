"""Diving: turn a fractional solution into a plan by choosing its clearest routes, pricing again, and so on.

Each step fixes the routes chosen to at least 0.9 (one at least) and lets the shifts that are still free find routes for
what is left (Joncour et al. 2010). The first steps try several routes and keep the one that costs least. The first step
of every dive leaves other routes out, so that dives differ. The plan is rough: always hand it to the search afterwards.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace

import numpy as np

from scheduler.day import Day
from scheduler.engine.columns import Columns
from scheduler.engine.identical_shifts import IdenticalShifts
from scheduler.engine.master import Master, Relaxed
from scheduler.engine.plan import repaired
from scheduler.engine.pricing import Pricer

CLEAR = 0.9
ROUNDS = 6
"""Pricing rounds after each step."""

OTHERS = 4
"""Dives until the first step takes the clearest route again."""

TRIED = 4
"""Routes that a careful step tries; the first steps of a dive are careful, one for every so many shifts:"""

CAREFUL = 4

Plan = list[list[int]]
Work = list[tuple[int, int]]
"""Labels and pivots of every round."""


@dataclass(frozen=True)
class Dive:
    """What a dive works with."""

    day: Day
    columns: Columns
    master: Master
    pricer: Pricer
    enough: Callable[[], bool]
    """Asked between steps; a dive that is cut short hands over what is clear so far."""
    least: int = 1
    """Routes fixed in a step, where the budget allows it."""
    turn: int = 0
    """How many dives there were before."""
    budget: float = math.inf
    """Seconds that rounds may be worth; the less is left the larger the steps."""
    worth: Callable[[int, int], float] = lambda labels, pivots: 0.0
    """Seconds of a round of so many labels and pivots."""
    work: Work = field(default_factory=list)

    def plan(self, relaxed: Relaxed) -> tuple[Plan, Work]:
        """A feasible plan near the LP's solution; the master is left as it was, with some columns more."""
        fixed: set[int] = set()
        steps = 0
        try:
            while not self.enough():
                most = self.turn % OTHERS + 1 if not fixed else 1
                least = self._least(steps, len(fixed))
                step = _clearest(self.columns, relaxed, fixed, max(least, most))[most - 1 :]
                if least == 1 and steps < self.day.m // CAREFUL and step and relaxed.x[step[0]] < CLEAR:
                    step = self._least_loss(
                        _clearest(self.columns, relaxed, fixed, most + TRIED, alone=True)[most - 1 :]
                    )
                if not step:
                    break
                self.master.fix(step)
                fixed.update(step)
                relaxed = self._complete(fixed)
                steps += 1
        finally:
            self.master.unfix()
        order = np.argsort(-relaxed.x, kind="stable")
        chosen = [(self.columns.shift[k], self.columns.tickets[k]) for k in order.tolist() if relaxed.x[k] > 0.3]
        return repaired(self.day, chosen), self.work

    def _least(self, steps: int, fixed: int) -> int:
        """Routes to fix next, so that the rest of the budget does for the rest of the shifts."""
        spent = sum(self.worth(*w) for w in self.work)
        if spent == 0.0:
            return self.least
        affordable = max(1.0, (self.budget - spent) / spent * steps)
        return max(self.least, math.ceil((self.day.m - fixed) / affordable))

    def _least_loss(self, candidates: list[int]) -> list[int]:
        """The route whose choice raises the LP least, before any pricing (strong diving: Sadykov et al. 2019)."""
        losses = []
        for k in candidates:
            self.master.fix([k])
            relaxed = self.master.solve(bounds_changed=True)
            self.master.unfix([k])
            self.work.append((0, relaxed.pivots))
            losses.append((relaxed.cost, k))
        return [min(losses)[1]] if losses else []

    def _complete(self, fixed: set[int]) -> Relaxed:
        """Let the free shifts find routes for the tickets that are not taken yet."""
        columns = self.columns
        taken = [i for k in fixed for i in columns.tickets[k]]
        used = _used(columns, fixed)
        free = [e for e in IdenticalShifts.of(self.day).members if e not in used]
        relaxed = self.master.solve(bounds_changed=True)
        self.work.append((0, relaxed.pivots))
        for _ in range(ROUNDS):
            if not free or self.enough():
                break
            pi = relaxed.duals.pi.copy()
            pi[taken] = 0.0
            duals = replace(relaxed.duals, pi=pi)
            priced = self.pricer.price(duals, free, 10, 20_000)
            columns.add_all(priced.routes)
            good = np.nonzero(columns.reduced(duals) < -1e-3)[0].tolist()
            new = self.master.add(k for k in good if columns.shift[k] not in used)
            relaxed = self.master.solve()
            self.work.append((priced.labels, relaxed.pivots))
            if new <= 0.2 * len(free):
                break
        return relaxed


def _clearest(columns: Columns, relaxed: Relaxed, fixed: set[int], least: int, alone: bool = False) -> list[int]:
    """Routes to fix next, the clearest first: ``least`` and all that are clear, compatible with what is fixed.

    Parameters
    ----------
    alone : only one of them will be fixed, so they need not be compatible with one another.
    """
    shifts = _used(columns, fixed)
    tickets = {i for k in fixed for i in columns.tickets[k]}
    step: list[int] = []
    for k in np.argsort(-relaxed.x, kind="stable").tolist():
        if relaxed.x[k] < 0.05 or (len(step) >= least and (alone or relaxed.x[k] < CLEAR)):
            break
        own = columns.tickets[k]
        if k in fixed or columns.shift[k] in shifts or not columns.simple(k) or not tickets.isdisjoint(own):
            continue
        step.append(k)
        if not alone:
            tickets.update(own)
            shifts = _used(columns, [*fixed, *step])
    return step


def _used(columns: Columns, fixed: Collection[int]) -> set[int]:
    """Shifts, or kinds of them, all of which have a route."""
    times = Counter(columns.shift[k] for k in fixed)
    return {e for e, count in times.items() if count >= IdenticalShifts.of(columns.day).count(e)}

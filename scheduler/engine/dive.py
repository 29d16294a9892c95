"""Diving: turn a fractional solution into a plan by choosing its clearest routes, pricing again, and so on.

Each step fixes the routes chosen to at least 0.7 (a twelfth of all at least) and lets the shifts that are still free
find routes for what is left (Joncour et al. 2010). The plan is rough: always hand it to the search afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from scheduler.day import Day
from scheduler.engine.columns import Columns
from scheduler.engine.master import Master, Relaxed
from scheduler.engine.plan import repaired
from scheduler.engine.pricing import Pricer

CLEAR = 0.7
ROUNDS = 2
"""Pricing rounds after each step."""


@dataclass(frozen=True)
class Dive:
    """What a dive works with."""

    day: Day
    columns: Columns
    master: Master
    pricer: Pricer
    enough: Callable[[], bool]
    """Asked between steps; a dive that is cut short hands over what is clear so far."""
    worked: Callable[[int, int], None]
    """Told of the labels and pivots of every round."""

    def plan(self, relaxed: Relaxed) -> list[list[int]]:
        """A feasible plan near the LP's solution; the master is left as it was, with some columns more."""
        least = max(3, self.day.m // 12)
        fixed: set[int] = set()
        try:
            while not self.enough():
                step = _clearest(self.columns, relaxed, fixed, least)
                if not step:
                    break
                self.master.fix(step)
                fixed.update(step)
                relaxed = self._complete(fixed)
        finally:
            self.master.unfix()
        order = np.argsort(-relaxed.x, kind="stable")
        chosen = [(self.columns.shift[k], self.columns.tickets[k]) for k in order.tolist() if relaxed.x[k] > 0.3]
        return repaired(self.day, chosen)

    def _complete(self, fixed: set[int]) -> Relaxed:
        """Let the free shifts find routes for the tickets that are not taken yet."""
        columns = self.columns
        taken = [i for k in fixed for i in columns.tickets[k]]
        used = {columns.shift[k] for k in fixed}
        free = [e for e in range(self.day.m) if e not in used]
        relaxed = self.master.solve(bounds_changed=True)
        self.worked(0, relaxed.pivots)
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
            self.worked(priced.labels, relaxed.pivots)
            if new <= 0.2 * len(free):
                break
        return relaxed


def _clearest(columns: Columns, relaxed: Relaxed, fixed: set[int], least: int) -> list[int]:
    """Routes to fix next: compatible with one another, the clearest first."""
    shifts = {columns.shift[k] for k in fixed}
    tickets = {i for k in fixed for i in columns.tickets[k]}
    step: list[int] = []
    for k in np.argsort(-relaxed.x, kind="stable").tolist():
        if relaxed.x[k] < 0.05 or (len(step) >= least and relaxed.x[k] < CLEAR):
            break
        own = columns.tickets[k]
        if columns.shift[k] in shifts or not columns.simple(k) or not tickets.isdisjoint(own):
            continue
        step.append(k)
        shifts.add(columns.shift[k])
        tickets.update(own)
    return step

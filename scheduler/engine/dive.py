"""Diving: turn a fractional solution into a plan by choosing its clearest routes, pricing again, and so on.

Each step fixes the routes chosen to at least 0.7 (a twelfth of all at least) and lets the shifts that are still free
find routes for what is left (Joncour et al. 2010). The plan is rough: always hand it to the search afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from scheduler.day import Day
from scheduler.engine.columns import Columns
from scheduler.engine.master import Master, Relaxed
from scheduler.engine.plan import repaired
from scheduler.engine.pricing import Pricer

CLEAR = 0.7
ROUNDS = 2
"""Pricing rounds after each step."""


def dive(
    day: Day, columns: Columns, master: Master, pricer: Pricer, relaxed: Relaxed, enough: Callable[[], bool]
) -> list[list[int]]:
    """A feasible plan near the LP's solution; the master is left as it was, with some columns more."""
    least = max(3, day.m // 12)
    fixed: set[int] = set()
    try:
        while not enough():
            step = _clearest(columns, relaxed, fixed, least)
            if not step:
                break
            master.fix(step)
            fixed.update(step)
            relaxed = _complete(day, columns, master, pricer, fixed, enough)
    finally:
        master.unfix()
    order = np.argsort(-relaxed.x, kind="stable")
    chosen = [(columns.shift[k], columns.tickets[k]) for k in order.tolist() if relaxed.x[k] > 0.3]
    return repaired(day, chosen)


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


def _complete(
    day: Day, columns: Columns, master: Master, pricer: Pricer, fixed: set[int], enough: Callable[[], bool]
) -> Relaxed:
    """Let the free shifts find routes for the tickets that are not taken yet."""
    taken = [i for k in fixed for i in columns.tickets[k]]
    used = {columns.shift[k] for k in fixed}
    free = [e for e in range(day.m) if e not in used]
    relaxed = master.solve(bounds_changed=True)
    for _ in range(ROUNDS):
        if not free or enough():
            break
        pi = relaxed.duals.pi.copy()
        pi[taken] = 0.0
        priced = pricer.price(replace(relaxed.duals, pi=pi), free, 10, 20_000)
        new = master.add(columns.add_all(priced.routes))
        relaxed = master.solve()
        if new <= 0.2 * len(free):
            break
    return relaxed

"""What a change is worth by the prices of the LP, without planning again.

The engine's proof leaves prices behind: of serving each ticket (pi), of using each shift (sigma), of each plan limit
(mu). Any such prices give a lower bound on the cost of any day with the same tickets (Lagrangian bound, as in the
engine's proof). So the same prices give a bound for the day as it is and for the day with one more engineer or skill;
their difference ranks offers in milliseconds. It is an estimate: the prices were best for the day as it is, so the
bound of the changed day may be too low, and what the change is worth too high.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.problem import Problem
from scheduler.compare.cells import Effort
from scheduler.compile import compile
from scheduler.compile.compiled import Compiled
from scheduler.day import Day
from scheduler.engine.duals import Duals

LABELS = 400_000
"""Labels per shift; where a day needs more, the bound is weaker, never wrong."""

ROUNDS = 150
"""Rounds of column generation at most."""


@dataclass(frozen=True, eq=False)
class Priced:
    """A day with the prices of its proof.

    Parameters
    ----------
    bound
        [thousandths] at these prices.
    """

    compiled: Compiled
    duals: Duals
    bound: int

    def worth(self, changed: Problem) -> float:
        """How much less the bound is on the changed day [currency]; its tickets are the same."""
        other = compile(changed)
        return (self.bound - bound_at(other, carried(self, other))) / 1000


def priced(problem: Problem, effort: Effort, seed: int = 1) -> Priced:
    """Solve a day, then bring the prices of the LP to rest: a run that proves its plan early stops with rough ones."""
    from scheduler.engine.budget import Budget
    from scheduler.engine.solve import solve

    compiled = compile(problem)
    budget = Budget(iterations=effort.iterations, gap=effort.gap)
    outcome = solve(compiled.day, budget=budget, seed=seed, threads=effort.threads)
    duals = lp_prices(compiled.day, outcome.routes)
    return Priced(compiled, duals, bound_at(compiled, duals))


def lp_prices(day: Day, routes: Sequence[Sequence[int]]) -> Duals:
    """Prices of the master problem by column generation from a plan's routes, at most so many rounds."""
    from scheduler.engine import _core
    from scheduler.engine.columns import Columns
    from scheduler.engine.master import Master
    from scheduler.engine.native import native
    from scheduler.engine.nativepricer import NativePricer
    from scheduler.engine.pricing import Generator

    def timed(shift: int, order: Sequence[int]) -> _core.Schedule:
        return _core.evaluate(native(day), shift, list(order))

    columns = Columns(day, lambda shift, order: tuple(timed(shift, order).usage))
    columns.add_all([(e, tuple(order), timed(e, order).cost) for e, order in enumerate(routes) if order])
    master = Master(day, columns)
    master.add(range(len(columns)))
    pricer = NativePricer(day, 1, _core.Stop())
    generator = Generator(day, columns, master, pricer, limits=(LABELS,))
    rounds = generator.rounds(1e-6, enough=lambda: False)
    latest = [relaxed.duals for relaxed, _ in zip(rounds, range(ROUNDS), strict=False)]
    return generator.duals or latest[-1]


def bound_at(compiled: Compiled, duals: Duals) -> int:
    """Lower bound on every plan of the day at these prices [thousandths]."""
    from scheduler.engine import _core
    from scheduler.engine.money import grain
    from scheduler.engine.nativepricer import NativePricer

    day = compiled.day
    rounded = duals.rounded(day)
    found = NativePricer(day, 1, _core.Stop()).price(rounded, range(day.m), 1, LABELS)
    whole = grain(day)  # every plan costs a whole multiple of it, so the bound may be rounded up to one
    return -(-rounded.bound(day, found.bound) // whole) * whole


def carried(old: Priced, new: Compiled) -> Duals:
    """The prices on another day: by ticket and shift; what is new has the price 0."""
    pi = dict(zip(old.compiled.tickets, old.duals.pi.tolist(), strict=True))
    sigma = {shift: price for (_, shift), price in zip(old.compiled.shifts, old.duals.sigma.tolist(), strict=True)}
    same = old.compiled.tickets == new.tickets
    rows = len(new.day.row_cap) == len(old.duals.mu)
    return Duals(
        np.array([pi.get(ticket, 0.0) for ticket in new.tickets]),
        np.array([sigma.get(shift, 0.0) for _, shift in new.shifts]),
        old.duals.mu if rows else np.zeros(len(new.day.row_cap)),
        old.duals.cut if same else np.zeros(0),
        old.duals.triples if same else (),
    )

"""What a change is worth by the prices of the LP, without planning again.

The engine's proof leaves prices behind: of serving each ticket (pi), of using each shift (sigma), of each plan limit
(mu). Any such prices give a lower bound on the cost of any day with the same tickets (Lagrangian bound, as in the
engine's proof). So the same prices give a bound for the day as it is and for the day with one more engineer or skill;
their difference ranks offers in milliseconds. It is an estimate: the prices were best for the day as it is, so the
bound of the changed day may be too low, and what the change is worth too high.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.problem import Problem
from scheduler.budget import Budget
from scheduler.compile import compile
from scheduler.compile.compiled import Compiled
from scheduler.engine import Duals, bound_at


@dataclass(frozen=True, eq=False)
class PricedDay:
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
        return (self.bound - bound_at(other.day, carried(self, other))) / 1000


def priced(problem: Problem, budget: Budget) -> PricedDay:
    """Solve a day, then bring the prices of the LP to rest: a run that proves its plan early stops with rough ones."""
    from scheduler.engine import lp_prices, solve

    compiled = compile(problem)
    outcome = solve(compiled.day, budget=budget)
    duals = lp_prices(compiled.day, outcome.routes)
    return PricedDay(compiled, duals, bound_at(compiled.day, duals))


def carried(old: PricedDay, new: Compiled) -> Duals:
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

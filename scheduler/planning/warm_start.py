"""What is known of a day that has changed a little: a plan to begin with, where to look first, prices of a proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.plan import Plan

if TYPE_CHECKING:
    from scheduler.compile import Compiled
    from scheduler.engine import Duals


@dataclass(frozen=True)
class Prices:
    """Duals by id [thousandths]; any prices give a valid bound, good ones a good bound after one pricing round.

    Parameters
    ----------
    ticket
        Ticket id -> worth of serving it.
    shift
        Shift id -> worth of one more such shift, not positive.
    """

    ticket: dict[str, float]
    shift: dict[str, float]

    @classmethod
    def of(cls, compiled: Compiled, duals: Duals) -> Prices:
        """The prices behind a bound."""
        shifts = (shift for _, shift in compiled.shifts)
        return cls(
            dict(zip(compiled.tickets, duals.pi.tolist(), strict=True)),
            dict(zip(shifts, duals.sigma.tolist(), strict=True)),
        )

    def duals(self, compiled: Compiled) -> Duals:
        """For a changed day: a ticket nobody knew is worth what leaving it costs, an unknown shift nothing."""
        import numpy as np

        from scheduler.engine import Duals

        day = compiled.day
        unserved = day.unserved_cost.astype(float)
        pi = [min(self.ticket.get(id, unserved[i]), unserved[i]) for i, id in enumerate(compiled.tickets)]
        sigma = [self.shift.get(shift, 0.0) for _, shift in compiled.shifts]
        return Duals(np.array(pi, float), np.array(sigma, float), np.zeros(len(day.row_cap))).rounded(day)


@dataclass(frozen=True)
class WarmStart:
    """Where a search begins.

    Parameters
    ----------
    plan
        To begin with; what of it is not feasible any more is left out. None = the published plan, if there is one.
    focus
        Ids of tickets near which to search first, for instance those an event touched.
    prices
        :attr:`scheduler.planning.result.Result.prices` of a similar problem: a bound after one round.
    """

    plan: Plan | None = None
    focus: Sequence[str] = ()
    prices: Prices | None = None

"""What a run of the engine hands back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from scheduler.engine.duals import Duals
from scheduler.engine.run_clock import Work

Ended = Literal["optimal", "gap", "time", "iterations", "stopped"]


@dataclass(frozen=True)
class TracePoint:
    """One point of the anytime trace."""

    seconds: float
    """Since the start of the run; work counted in seconds where the budget is in iterations."""
    phase: str
    cost: int
    bound: int
    gap: float


@dataclass(frozen=True)
class Outcome:
    """A plan and the proof of how good it is.

    ``bound <= cost of every feasible plan``, at any moment of the run. Money is in thousandths of the currency.
    """

    routes: tuple[tuple[int, ...], ...]
    """Tickets of each shift in order of visit, (m,)."""
    cost: int
    bound: int
    base: int
    """Money that no plan can avoid, in both ``cost`` and ``bound``: the tickets that no shift can serve."""
    ended: Ended
    trace: tuple[TracePoint, ...] = ()
    work: Work = field(default_factory=Work)
    """What was done: ``solve(day, budget=budget, repeat=outcome.work)`` does it again."""
    duals: Duals | None = None
    """Prices behind the bound, to start from after a small change of the day."""
    broken: tuple[int, ...] = ()
    """Hard plan limits that the plan exceeds: no plan that keeps them was found."""

    notes: tuple[str, ...] = ()
    """What the engine could not do on this day: ``no-regions``, ``no-climbing``, both on account of plan limits."""

    @property
    def gap(self) -> float:
        """Proven distance from the best possible plan, as a share of the cost that a plan can influence.

        >>> Outcome(((0,),), cost=1100, bound=1050, base=100, ended="time").gap
        0.05
        """
        return relative_gap(self.cost - self.base, self.bound - self.base)


def relative_gap(cost: int, bound: int) -> float:
    """``(cost - bound) / cost``, 0 where they meet and at most 1.

    >>> relative_gap(200, 150), relative_gap(0, 0), relative_gap(10, -5)
    (0.25, 0.0, 1.0)
    """
    if cost <= bound:
        return 0.0
    return min(1.0, (cost - bound) / cost) if cost > 0 else 1.0

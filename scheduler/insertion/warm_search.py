"""Searching again: short searches from one plan, all with the same effort, so that their costs may be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from scheduler.budget import Budget
from scheduler.day import Day
from scheduler.engine import search

Routes = list[list[int]]
"""Ticket indices in order, one list per shift."""

MUST = 2**39
"""[thousandths] what leaving a ticket costs when it has to be served: more than anything else can."""

TOO_LATE = 2**37
"""[thousandths] what being late costs when a ticket should be on time: more than anything but leaving it."""

WARM = 0.75
"""Share of the temperature range at which a search goes on: cool enough to change little far away from the ticket."""


@dataclass
class WarmSearch:
    """A searcher for one problem; the first search finds the temperatures that all others use.

    Parameters
    ----------
    budget
        ``iterations`` of each search, and the seed: the same answer on every machine.
    """

    budget: Budget
    _temperatures: dict[str, float] = field(default_factory=dict, repr=False)

    def search(self, day: Day, routes: Sequence[Sequence[int]], near: Sequence[int], seed: int = 0) -> Routes | None:
        """The best plan found from these routes, ruined near some tickets; None when it exceeds a hard plan limit.

        Parameters
        ----------
        routes
            Feasible ones; what they leave is put where it fits first.
        seed
            Added to the searcher's own: another search.
        """
        found = search(
            day,
            routes,
            near,
            iterations=self.budget.iterations or 1,
            warm=WARM,
            seed=self.budget.seed + seed,
            **self._temperatures,
        )
        if not self._temperatures and found.hot > 0:
            self._temperatures = {"hot": found.hot, "cold": found.cold}
        return None if found.excess else found.routes


def confined(day: Day, ticket: int, shifts: Sequence[int] | None = None, *, on_time: bool = False) -> Day:
    """The day on which a ticket has to be served: at any price, by some shifts only, on time if that is possible.

    Parameters
    ----------
    shifts
        Indices; None = all that may serve it.
    """
    unserved = day.unserved_cost.copy()
    unserved[ticket] = MUST
    day = replace(day, unserved_cost=unserved)
    if shifts is not None:
        allowed = day.allowed.copy()
        allowed[:, ticket] = 0
        allowed[shifts, ticket] = day.allowed[shifts, ticket]
        day = replace(day, allowed=allowed)
    return punctual(day, (ticket,)) if on_time else day


def punctual(day: Day, tickets: Sequence[int]) -> Day:
    """The day on which nothing is dearer than these tickets being late."""
    step = day.term_step.copy()
    for i in tickets:
        step[int(day.term_offset[i]) : int(day.term_offset[i + 1])] += TOO_LATE
    return replace(day, term_step=step)

"""What compile gives: the Day, and what its numbers stand for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.shapes import PlanRow
from scheduler.day import Day, Money


@dataclass(frozen=True, eq=False)
class Compiled:
    """A Day with the names of its rows and columns.

    Parameters
    ----------
    day
        The arrays.
    shifts
        Engineer id and shift id of each shift.
    tickets
        Id of each ticket.
    rows
        Rule id and row of each plan limit.
    resources
        Rule id and name of each resource of the vans that can run out.
    closed
        Tickets that are finished, cancelled or decided: known, but not in the Day.
    others
        Shifts that are somebody else's business: known, but not in the Day.
    home
        (m) money of driving home from where the engineers are, which the Day has taken off; 0 = has not left.
    due
        (m) what is still to be spent on a shift if nothing is added; the Day has taken that off, too.
    """

    day: Day
    shifts: tuple[tuple[str, str], ...]
    tickets: tuple[str, ...]
    rows: tuple[tuple[str, PlanRow], ...] = ()
    resources: tuple[tuple[str, str], ...] = ()
    closed: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    home: Money | None = None
    due: Money | None = None

    @cached_property
    def shift_index(self) -> dict[str, int]:
        """Shift id -> index in the Day."""
        return {shift: e for e, (_, shift) in enumerate(self.shifts)}

    @cached_property
    def ticket_index(self) -> dict[str, int]:
        """Ticket id -> index in the Day."""
        return {ticket: i for i, ticket in enumerate(self.tickets)}

    @property
    def constant(self) -> int:
        """[thousandths] what every plan costs beyond what it costs by the Day."""
        return 0 if self.due is None else int(self.due.sum())

    @property
    def unplannable(self) -> tuple[str, ...]:
        """Tickets that no shift may serve at any time."""
        served = self.day.allowed.sum(axis=0, dtype=np.int64)
        return tuple(self.tickets[i] for i in np.flatnonzero(served == 0))

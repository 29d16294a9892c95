"""The frame: who is in the Day, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.engineer import Engineer, Shift
from models.place import Place
from models.problem import Problem
from models.ticket import Ticket
from scheduler.compile.decided import begin, open_shifts
from scheduler.day import Ints

Table = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Axes:
    """A problem with the order of its engineers (E), shifts (m) and open tickets (n) in the arrays.

    Tickets that are finished or cancelled are not in the Day.
    """

    problem: Problem

    @cached_property
    def engineers(self) -> tuple[Engineer, ...]:
        """All engineers, also those without a shift (so that tables of rules keep their rows)."""
        return self.problem.engineers

    @cached_property
    def shifts(self) -> tuple[tuple[Engineer, Shift], ...]:
        """All shifts with their engineers, but for those that are somebody else's business."""
        return open_shifts(self.problem)

    @cached_property
    def tickets(self) -> tuple[Ticket, ...]:
        """Open tickets."""
        return self.problem.open_tickets

    @cached_property
    def owner(self) -> Ints:
        """(m) row of the engineer of each shift."""
        row = {engineer.id: i for i, engineer in enumerate(self.engineers)}
        return np.array([row[engineer.id] for engineer, _ in self.shifts], np.int32)

    @cached_property
    def row(self) -> dict[str, int]:
        """Ticket id -> index in the Day."""
        return {ticket.id: i for i, ticket in enumerate(self.tickets)}

    @cached_property
    def start(self) -> Ints:
        """(m) earliest departure: nothing starts before now, nor before who is out is free."""
        return np.array([begin(self.problem, engineer, shift) for engineer, shift in self.shifts], np.int32)

    @cached_property
    def _open(self) -> NDArray[np.intp]:
        """Columns of the open tickets among all tickets."""
        return np.array([i for i, ticket in enumerate(self.problem.tickets) if ticket.id in self.row], np.intp)

    def ends(self, engineer: Engineer, shift: Shift) -> tuple[Place, Place]:
        """Where a shift starts, or goes on, and ends."""
        decided = self.problem.stands.get(shift.id)
        start = shift.start_place or engineer.start if decided is None else decided.place
        return start, shift.end_place or engineer.end_place

    def of_open(self, table: Table | None, rule: str) -> Table | None:
        """The columns of open tickets of a rule's own table over all engineers and all tickets of the problem.

        Raises
        ------
        ValueError
            The table has another shape: a mistake in the rule.
        """
        if table is None:
            return None
        wanted = (len(self.engineers), len(self.problem.tickets))
        if table.shape != wanted:
            raise ValueError(f"the table of rule {rule} is {table.shape}, not (engineers, tickets) = {wanted}")
        return table if len(self.tickets) == wanted[1] else table[:, self._open]

    def per_shift(self, table: Table) -> Table:
        """From a row per engineer to a row per shift."""
        if len(self.shifts) == len(self.engineers) and bool(np.all(self.owner == np.arange(len(self.owner)))):
            return table
        return table[self.owner]

    def any_shift(self, table: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """From a row per shift to a row per engineer: true for any of the engineer's shifts."""
        found = np.zeros((len(self.engineers), table.shape[1]), np.bool_)
        np.logical_or.at(found, self.owner, table)
        return found

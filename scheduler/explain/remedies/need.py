"""A visit that a rule does not permit, and the change of the day that would let it be."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from models.concession import Need
from models.problem import Problem
from scheduler.engine import Schedule


@dataclass(frozen=True, eq=False)
class Obstructed:
    """A ticket in a route that some rule does not permit.

    Parameters
    ----------
    problem
        The day as it has been changed so far.
    rule
        Id of the rule that has to give way.
    shift
        Id.
    tickets
        Ids of the route, in order.
    schedule
        Its times.
    """

    problem: Problem
    rule: str
    shift: str
    ticket: str
    tickets: tuple[str, ...]
    schedule: Schedule

    @cached_property
    def need(self) -> Need:
        """The same as rules look at it."""
        times, position = self.schedule, self.tickets.index(self.ticket)
        engineer, shift = self.problem.shift[self.shift]
        return Need(
            facts=self.problem,
            engineer=engineer,
            shift=shift,
            ticket=self.problem.ticket[self.ticket],
            route=tuple(self.problem.ticket[id] for id in self.tickets),
            start=times.starts[position],
            finish=times.finishes[position],
            depart=times.depart,
            end=times.end,
            driving=times.driving,
            rest=None if times.break_leg < 0 else times.break_start,
        )


@dataclass(frozen=True, eq=False)
class RemedyChange:
    """One thing that gives way: a small change of the problem.

    Parameters
    ----------
    code
        Stable code, see :data:`scheduler.wording.codes.REMEDIES`.
    rule
        Id of the rule that gives way; empty for a change of the plan alone.
    data
        Ids and numbers; times [s].
    problem
        The day with the change.
    """

    code: str
    rule: str
    problem: Problem
    data: dict[str, Any] = field(default_factory=dict)

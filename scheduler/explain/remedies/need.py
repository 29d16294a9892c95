"""What a visit needs that the rules do not give."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from models.engineer import Engineer, Shift
from models.problem import Problem
from models.ticket import Ticket
from scheduler.engine import _core


@dataclass(frozen=True, eq=False)
class Need:
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
    schedule: _core.Schedule

    @property
    def engineer(self) -> Engineer:
        """Whose route it is."""
        return self.problem.shift[self.shift][0]

    @property
    def hours(self) -> Shift:
        """The shift itself."""
        return self.problem.shift[self.shift][1]

    @property
    def it(self) -> Ticket:
        """The ticket itself."""
        return self.problem.ticket[self.ticket]

    @property
    def start(self) -> int:
        """[s] of the visit."""
        return self.schedule.starts[self.tickets.index(self.ticket)]

    @property
    def finish(self) -> int:
        """[s] of the visit."""
        return self.schedule.finishes[self.tickets.index(self.ticket)]


@dataclass(frozen=True, eq=False)
class Change:
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


def with_ticket(problem: Problem, ticket: Ticket) -> Problem:
    """The problem with this ticket instead of its namesake."""
    return problem.replace(tickets=tuple(ticket if one.id == ticket.id else one for one in problem.tickets))


def with_engineer(problem: Problem, engineer: Engineer) -> Problem:
    """The problem with this engineer instead of the namesake."""
    return problem.replace(engineers=tuple(engineer if one.id == engineer.id else one for one in problem.engineers))

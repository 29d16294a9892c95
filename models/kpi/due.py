"""Until when something was promised, as the policy reads it."""

from __future__ import annotations

from typing import Literal

from models.problem import Problem
from models.shapes import ServiceLevel
from models.ticket import Ticket

ClockName = Literal["response", "resolution"]


def due(problem: Problem, ticket: Ticket, clock: ClockName) -> int | None:
    """Last second that keeps a ticket's promise: of its start (response) or its finish (resolution).

    The policy's rules decide, so promises that follow from a priority count like those written on the ticket; of
    several the earliest. Where all are off, the ticket's own time counts.

    Returns
    -------
    int or None
        [s], or None where nothing was promised.
    """
    rules = [rule for rule in problem.policy.of(ServiceLevel) if rule.measures == clock]
    if not rules:
        return ticket.respond_by if clock == "response" else ticket.resolve_by
    return min((due for rule in rules if (due := rule.due(ticket)) is not None), default=None)

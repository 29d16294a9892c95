"""Until when something was promised, as the policy reads it."""

from __future__ import annotations

from typing import Literal

from models.problem import Problem
from models.ticket import Ticket

ClockName = Literal["response", "resolution"]

RULE: dict[ClockName, str] = {"response": "response-sla", "resolution": "resolution-sla"}
"""The rule that owns each clock."""


def due(problem: Problem, ticket: Ticket, clock: ClockName) -> int | None:
    """Last second that keeps a ticket's promise: of its start (response) or its finish (resolution).

    The policy's rule decides, so promises that follow from a priority count like those written on the ticket. Where the
    rule is off, the ticket's own time counts.

    Returns
    -------
    int or None
        [s], or None where nothing was promised.
    """
    rule = problem.policy.rule(RULE[clock])
    if rule is not None:
        found: int | None = rule.due(ticket)
        return found
    return ticket.respond_by if clock == "response" else ticket.resolve_by

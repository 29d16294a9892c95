"""Checks of what is asked."""

from __future__ import annotations

from models.errors import InputError, Trouble, nearest
from models.problem import Problem
from scheduler.compile import Compiled


def check_ticket(problem: Problem, compiled: Compiled, ticket: str) -> None:
    """Refuse a ticket that does not exist or has nothing left to plan.

    Raises
    ------
    InputError
        Likewise.
    """
    if ticket in compiled.closed:
        message = f"ticket {ticket} is {problem.ticket[ticket].status}; there is nothing left to plan"
        raise InputError(Trouble(message, field="ticket", value=ticket, rule="closed-ticket"))
    if ticket not in compiled.ticket_index:
        maybe = nearest(ticket, compiled.ticket_index)
        raise InputError(Trouble("there is no such ticket", "", None, "ticket", ticket, "unknown-ticket", maybe))

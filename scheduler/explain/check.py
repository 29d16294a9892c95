"""Checks of what is asked."""

from __future__ import annotations

from models.errors import InputError, Trouble, nearest
from models.problem import Problem
from scheduler.compile import Compiled


def check_effort(**numbers: int) -> None:
    """Refuse numbers of searches, answers and the like that make no sense.

    Raises
    ------
    InputError
        With every number that is less than 1.
    """
    troubles = [
        Trouble("must be at least 1", field=name, value=str(number), rule="effort", maybe="leave it out.")
        for name, number in numbers.items()
        if number < 1
    ]
    if troubles:
        raise InputError(troubles)


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

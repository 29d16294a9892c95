"""Link rules: tickets that need others (a crew, a predecessor) are refused by name until the engine models them."""

from __future__ import annotations

from models.errors import InputError, Trouble
from models.shapes import Link
from scheduler.compile.frame import Frame

MAYBE = "split the ticket into one visit per engineer or plan it by hand, and cancel it here."


def refuse_linked(frame: Frame) -> None:
    """Refuse tickets that no route of its own can serve.

    Raises
    ------
    InputError
        With every such ticket.
    """
    troubles = [
        Trouble(f"ticket {ticket.id}: {why}", field="ticket", value=ticket.id, rule=rule.id, maybe=MAYBE)
        for rule in frame.problem.policy.of(Link)
        for ticket in frame.tickets
        if (why := rule.unsupported(ticket)) is not None
    ]
    if troubles:
        raise InputError(troubles)

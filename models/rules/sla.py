"""What the two SLA clocks share: when something is due, what being late still costs, and being given more time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.clock import HOUR, MINUTE, minutes_up
from models.concession import Concession, Need
from models.shapes import Late
from models.ticket import Ticket

if TYPE_CHECKING:
    from models.facts import Facts


def due_after(ticket: Ticket, own: int | None, hours: dict[int, float]) -> int | None:
    """The ticket's own due time, else so many calendar hours after the request; None where neither is known [s]."""
    if own is not None:
        return own
    if ticket.created is None or ticket.priority not in hours:
        return None
    return ticket.created + round(hours[ticket.priority] * HOUR)


def lateness(
    ticket: Ticket, due: int | None, breach: dict[int, int], per_hour: dict[int, int], facts: Facts
) -> tuple[Late, ...]:
    """The price of being late.

    Lateness before the moment of planning is the same in every plan. Charging it would only make the oldest tickets the
    dearest to serve, so it is not charged: a ticket that is overdue already has paid its breach and costs by the hour
    from now.
    """
    if due is None:
        return ()
    step, slope = breach.get(ticket.priority, 0), per_hour.get(ticket.priority, 0)
    if due < facts.now:
        step, due = 0, facts.now
    return (Late(due, step, slope),) if step or slope else ()


def due_later(need: Need, due: int | None, field: str, moment: int) -> Concession:
    """The customer agrees that it is due at ``moment`` [s], to a whole minute: the ticket's own ``field`` says so."""
    until = minutes_up(moment) * MINUTE
    return Concession("later-due", {"until": until, "was_due": due}, ticket=need.ticket.but(**{field: until}))

"""Rule ``crew-and-order``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from models.rules import days
from models.shapes import Link
from models.text import Text
from models.ticket import Ticket

if TYPE_CHECKING:
    from models.example import Example


class CrewAndOrder(Link):
    """Tickets that need several engineers at once, or another ticket before them, are not planned automatically.

    Why
    ---
    Half a crew is no crew, and the second step before the first is no help. The planner serves each ticket with one
    visit; what it cannot do rightly it leaves, by name, rather than doing half of it. The other tickets are planned.

    Example
    -------
    T1 needs a crew of 2: it stays unserved with that reason until it is split. A ticket with a crew of 1 is planned
    like any other. In somebody's plan that serves T1 with one engineer the judge finds a breach.

    Fix
    ---
    Split the work into one ticket per engineer, pinned to the same time; plan the later step when the first is done,
    without its predecessor; or cancel the ticket here and plan it by hand.
    """

    id: ClassVar[str] = "crew-and-order"
    title: ClassVar[tuple[str, str]] = ("crews and sequences are planned by hand", "多人与先后工单")

    def unsupported(self, ticket: Ticket) -> str | None:
        if ticket.crew_size > 1:
            return Text(
                f"{ticket.id} needs {ticket.crew_size} engineers at the same time; crews are planned by hand",
                f"{ticket.id} 需要 {ticket.crew_size} 名工程师同时到场；多人工单人工安排",
            )
        if ticket.predecessors:
            first = ", ".join(before.ticket for before in ticket.predecessors)
            return Text(
                f"{ticket.id} must come after {first}; sequences are planned by hand",
                f"{ticket.id} 须在 {first} 之后；先后工单人工安排",
            )
        return None

    @classmethod
    def keeps(cls) -> Example:
        return days.day(cls(), days.engineer(), days.ticket(crew_size=1))

    @classmethod
    def breaks(cls) -> Example:
        return days.day(cls(), days.engineer(), days.ticket(crew_size=2))

"""Rule ``set-aside``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from models.rules import days
from models.shapes import Link
from models.text import Text
from models.ticket import Ticket

if TYPE_CHECKING:
    from models.example import Example


class SetAside(Link):
    """Tickets whose row cannot be read whole, or that say nowhere where they are, are planned by hand.

    Why
    ---
    A row that cannot be read may hold the one thing that matters: the window, the engineer the customer refuses. Half
    of it is not planned. The ticket does not vanish either: it stands among the unserved ones with what is wrong with
    its row, and is counted.

    Example
    -------
    The row of T1 has no coordinates: T1 is unserved, and the reason names the row. T2 is planned like any other.

    Fix
    ---
    Mend the row that the reason names and plan again, or plan the ticket by hand.
    """

    id: ClassVar[str] = "set-aside"
    title: ClassVar[tuple[str, str]] = ("rows that cannot be read are planned by hand", "无法读懂的工单人工安排")

    def unsupported(self, ticket: Ticket) -> str | None:
        if not ticket.set_aside:
            return None
        return Text(f"{ticket.id} is set aside: {ticket.set_aside}", f"{ticket.id} 已搁置：{ticket.set_aside}")

    @classmethod
    def keeps(cls) -> Example:
        return days.day(cls(), days.engineer(), days.ticket())

    @classmethod
    def breaks(cls) -> Example:
        return days.day(cls(), days.engineer(), days.ticket(set_aside="row 2 of tickets.csv has no coordinates"))

"""Rule ``not-before-asked``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from models.engineer import Engineer
from models.interval import FOREVER, Spans
from models.rules import days
from models.shapes import ServeWhen
from models.text import Text
from models.ticket import Ticket

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class NotBeforeAsked(ServeWhen):
    """The visit does not start before the customer asked for it, unless it is booked: has a window or a pin.

    Why
    ---
    A day that is planned with what was known later (a replay, an export of a day that is over) would send people to
    calls that nobody had made yet. Booked work, such as maintenance under a contract, may be entered after its time was
    agreed.

    Example
    -------
    T1 was asked for at 10:00 and has no window. A start at 10:00 is permitted, a start at 09:30 is not.

    Fix
    ---
    Start later; or correct created_at; or give booked work the window or pin that was agreed.
    """

    id: ClassVar[str] = "not-before-asked"
    title: ClassVar[tuple[str, str]] = ("asked for before it starts", "先有请求后上门")

    def starts(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> Spans | None:
        booked = bool(ticket.windows) or ticket.pin is not None
        if ticket.created is None or booked or ticket.created <= facts.now:
            return None
        return ((ticket.created, FOREVER),)

    def concerns(self, facts: Facts) -> tuple[bool, bool]:
        return False, True

    def why(self, engineer: Engineer, ticket: Ticket, start: int, facts: Facts) -> str:
        text = facts.clock.text
        asked = text(ticket.created) if ticket.created is not None else ""
        return Text(
            f"{ticket.id} starts {text(start)}; it was asked for {asked or 'later'}",
            f"{ticket.id} 于 {text(start)} 开始；{asked or '之后'} 才有人请求",
        )

    @classmethod
    def keeps(cls) -> Example:
        return days.day(cls(), days.engineer(), days.ticket(created=days.at("10:00")), starts={"T1": "10:00"})

    @classmethod
    def breaks(cls) -> Example:
        return days.day(cls(), days.engineer(), days.ticket(created=days.at("10:00")), starts={"T1": "09:30"})

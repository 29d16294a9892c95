"""Rule ``pinned-time``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from models.concession import Concession, Need
from models.engineer import Engineer
from models.interval import Spans
from models.rules import days
from models.shapes import ServeWhen
from models.text import Text
from models.ticket import Pin, Ticket

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class PinnedTime(ServeWhen):
    """A ticket whose start the dispatcher has pinned starts exactly then or not at all.

    Why
    ---
    The customer was told "ten o'clock sharp", a crane is ordered, a line is stopped for the repair.

    Example
    -------
    T1 is pinned to 10:00. An engineer who arrives at 09:30 waits and starts at 10:00; a start at 10:15 is not
    permitted.

    Fix
    ---
    Start at the pinned time, or take the pin off.
    """

    id: ClassVar[str] = "pinned-time"
    title: ClassVar[tuple[str, str]] = ("start fixed by the dispatcher", "固定时间")
    waivable: ClassVar[bool] = True
    pins: ClassVar[bool] = True

    def starts(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> Spans | None:
        if ticket.pin is None or ticket.pin.start is None:
            return None
        return ((ticket.pin.start, ticket.pin.start + 1),)

    def concerns(self, facts: Facts) -> tuple[bool, bool]:
        return False, True

    def why(self, engineer: Engineer, ticket: Ticket, start: int, facts: Facts) -> str:
        text = facts.clock.text
        pinned = text(ticket.pin.start) if ticket.pin and ticket.pin.start is not None else ""
        return Text(
            f"{ticket.id} starts {text(start)}; it is pinned to {pinned or 'no time'}",
            f"{ticket.id} 于 {text(start)} 开始；其时间固定为 {pinned or '无'}",
        )

    def remedy(self, need: Need) -> Concession | None:
        """No pinned time; a pinned engineer stays."""
        pin = need.ticket.pin
        kept = None if pin is None or pin.engineer is None else pin.but(start=None)
        return Concession("lift-pin", ticket=need.ticket.but(pin=kept))

    @classmethod
    def keeps(cls) -> Example:
        return days.day(cls(), days.engineer(), days.ticket(pin=Pin(start=days.at("10:00"))), starts={"T1": "10:00"})

    @classmethod
    def breaks(cls) -> Example:
        return days.day(cls(), days.engineer(), days.ticket(pin=Pin(start=days.at("10:00"))), starts={"T1": "10:15"})

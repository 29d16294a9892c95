"""Rule ``parts-ready``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from models.concession import Concession, Need
from models.engineer import Engineer
from models.interval import FOREVER, Spans
from models.rules import days
from models.shapes import ServeWhen
from models.text import Text
from models.ticket import Ticket

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class PartsReady(ServeWhen):
    """The visit does not start before the parts that were ordered for it have arrived.

    Why
    ---
    An engineer without the part can only say sorry and come again.

    Example
    -------
    The parts of T1 arrive at 10:00. A start at 10:00 is permitted, a start at 09:30 is not.

    Fix
    ---
    Start later, or have the parts delivered earlier and enter the new time.
    """

    id: ClassVar[str] = "parts-ready"
    title: ClassVar[tuple[str, str]] = ("parts have arrived", "配件到货")
    waivable: ClassVar[bool] = True

    def starts(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> Spans | None:
        return None if ticket.parts_ready is None else ((ticket.parts_ready, FOREVER),)

    def concerns(self, facts: Facts) -> tuple[bool, bool]:
        return False, True

    def why(self, engineer: Engineer, ticket: Ticket, start: int, facts: Facts) -> str:
        text = facts.clock.text
        ready = text(ticket.parts_ready) if ticket.parts_ready is not None else ""
        return Text(
            f"{ticket.id} starts {text(start)}; its parts arrive {ready or 'later'}",
            f"{ticket.id} 于 {text(start)} 开始；其配件 {ready or '之后'} 才到货",
        )

    def remedy(self, need: Need) -> Concession | None:
        """The parts arrive when the visit starts."""
        ready = need.ticket.parts_ready
        if ready is None or ready <= need.start:
            return None
        data = {"until": need.start, "before": ready}
        return Concession("parts-earlier", data, ticket=need.ticket.but(parts_ready=need.start))

    @classmethod
    def keeps(cls) -> Example:
        return days.day(cls(), days.engineer(), days.ticket(parts_ready=days.at("10:00")), starts={"T1": "10:00"})

    @classmethod
    def breaks(cls) -> Example:
        return days.day(cls(), days.engineer(), days.ticket(parts_ready=days.at("10:00")), starts={"T1": "09:30"})

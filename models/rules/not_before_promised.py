"""Rule ``not-before-promised``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from models.clock import MINUTE, span
from models.engineer import Engineer
from models.interval import FOREVER, Spans
from models.rules import days
from models.shapes import Promise, ServeWhen
from models.text import Text, span_zh
from models.ticket import Ticket

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts
    from models.plan import Visit


class NotBeforePromised(ServeWhen, Promise):
    """In a re-plan, a visit does not start much earlier than the published plan promised.

    Why
    ---
    Nobody is at the door an hour early. Some minutes do not matter; whoever can come at any earlier time should be
    asked first, and the answer entered as a window. A promise that lies outside the ticket's windows no longer
    holds. Without a published plan the rule does nothing.

    Example
    -------
    15 min earlier is permitted. T1 was promised for 10:00: a start at 09:45 is permitted, a start at 09:30 is not.

    Fix
    ---
    Wait, do something else before, or agree on an earlier time with the customer and enter it as the window.
    """

    id: ClassVar[str] = "not-before-promised"
    title: ClassVar[tuple[str, str]] = ("not earlier than promised", "不早于承诺时间")
    waivable: ClassVar[bool] = True

    asked: tuple[str, ...] = Field((), description="tickets whose customers are asked before they are visited earlier")
    tolerance_minutes: int = Field(15, ge=0, description="[min] earlier than promised that is permitted")

    def starts(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> Spans | None:
        promised = facts.promised.get(ticket.id)
        if promised is None or ticket.id in self.asked:
            return None
        agreed = ticket.agreed
        if agreed is not None and not any(u <= promised[1].start < v for u, v in agreed):
            return None
        return ((self.earliest(promised[1]), FOREVER),)

    def concerns(self, facts: Facts) -> tuple[bool, bool]:
        return False, True

    def why(self, engineer: Engineer, ticket: Ticket, start: int, facts: Facts) -> str:
        promised = facts.promised[ticket.id][1].start
        text = facts.clock.text
        return Text(
            f"{ticket.id} starts {text(start)}, {span(promised - start)} before the promised {text(promised)}",
            f"{ticket.id} 于 {text(start)} 开始，比承诺的 {text(promised)} 早 {span_zh(promised - start)}",
        )

    def earliest(self, promised: Visit) -> int:
        return promised.start - self.tolerance_minutes * MINUTE

    @classmethod
    def keeps(cls) -> Example:
        return cls._example(start="09:45")

    @classmethod
    def breaks(cls) -> Example:
        return cls._example(start="09:30")

    @classmethod
    def _example(cls, start: str) -> Example:
        published = days.day(cls(), days.engineer(), days.ticket(), starts={"T1": "10:00"}).plan
        return days.day(cls(), days.engineer(), days.ticket(), starts={"T1": start}, published=published)

"""Rule ``promised-time``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from models.clock import MINUTE, span
from models.money import Price, money
from models.rules import days
from models.shapes import Late, StartCost
from models.text import Text, span_zh
from models.ticket import Ticket

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class PromisedTime(StartCost):
    """In a re-plan, a visit that starts later than the published plan promised costs money.

    Why
    ---
    The customer is waiting for the time that was announced. Some minutes do not matter; beyond them there is a call to
    make, and every further hour makes it a worse one. Without a published plan the rule does nothing.

    Example
    -------
    15 min are free, then 30 CNY and 40 CNY per hour. T1 was promised for 09:00 and starts at 10:15, that is 60 min
    beyond the free ones: 30 + 40 = 70.00 CNY. A start at 09:15 costs nothing.

    Fix
    ---
    Keep the order of the visits, send somebody else in time, or agree on a new time and publish it.
    """

    id: ClassVar[str] = "promised-time"
    title: ClassVar[tuple[str, str]] = ("later than promised", "晚于承诺时间")

    free_minutes: int = Field(15, ge=0, description="[min] later than promised that cost nothing")
    step: Price = Field(money(30), description="[currency] once when later than that")
    per_hour: Price = Field(money(40), description="[currency/h] for every further hour")

    def terms(self, ticket: Ticket, facts: Facts) -> tuple[Late, ...]:
        promised = facts.promised.get(ticket.id)
        if promised is None:
            return ()
        return (Late(promised[1].start + self.free_minutes * MINUTE, self.step, self.per_hour),)

    def message(self, ticket: Ticket, start: int, facts: Facts) -> str:
        promised = facts.promised[ticket.id][1].start
        text = facts.clock.text
        return Text(
            f"{ticket.id} starts {text(start)}, {span(start - promised)} after the promised {text(promised)}",
            f"{ticket.id} 于 {text(start)} 开始，比承诺的 {text(promised)} 晚 {span_zh(start - promised)}",
        )

    @classmethod
    def keeps(cls) -> Example:
        return cls._example(start="09:15")

    @classmethod
    def breaks(cls) -> Example:
        return cls._example(start="10:15")

    @classmethod
    def _example(cls, start: str) -> Example:
        published = days.day(cls(), days.engineer(), days.ticket(), starts={"T1": "09:00"}).plan
        return days.day(cls(), days.engineer(), days.ticket(), starts={"T1": start}, published=published)

"""Rule ``broken-promise``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from models.money import Price, money
from models.rules import days
from models.shapes import UnservedCost
from models.text import Text
from models.ticket import Ticket

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class BrokenPromise(UnservedCost):
    """In a re-plan, leaving a ticket that the published plan serves costs money on top of leaving it at all.

    Why
    ---
    A customer who was promised a visit took the day off for it. Without a published plan the rule does nothing.

    Example
    -------
    500 CNY. The published plan serves T1; a plan that leaves T1 costs 500.00 CNY.

    Fix
    ---
    Serve it, later or by somebody else; both are cheaper than not coming.
    """

    id: ClassVar[str] = "broken-promise"
    title: ClassVar[tuple[str, str]] = ("unserved though promised", "已承诺未安排")

    price: Price = Field(money(500), description="[currency] per promised ticket that is left")

    def cost(self, ticket: Ticket, facts: Facts) -> int:
        return self.price if ticket.id in facts.promised else 0

    def message(self, ticket: Ticket, facts: Facts) -> str:
        promised = facts.promised[ticket.id]
        start = facts.clock.text(promised[1].start)
        return Text(
            f"{ticket.id} was promised for {start} and is not served", f"{ticket.id} 已承诺 {start} 上门，但未安排"
        )

    @classmethod
    def keeps(cls) -> Example:
        return cls._example({"E1": ["T1"]})

    @classmethod
    def breaks(cls) -> Example:
        return cls._example({})

    @classmethod
    def _example(cls, routes: dict[str, list[str]]) -> Example:
        published = days.day(cls(), days.engineer(), days.ticket()).plan
        return days.day(cls(), days.engineer(), days.ticket(), routes=routes, published=published)

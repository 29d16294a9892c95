"""Rule ``unserved-cost``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from models.clock import DAY
from models.money import Price, money
from models.rules import days
from models.rules.priorities import PriceByPriority
from models.shapes import FinishCost, StartCost, UnservedCost
from models.text import Text
from models.ticket import Ticket
from models.tradeoff import Tradeoff, by_priority

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class UnservedCostRule(UnservedCost):
    """A ticket that nobody serves costs money by priority, and more for every day it has been waiting.

    Why
    ---
    This price decides what is worth doing: a ticket is served when that costs less than leaving it. Whoever is left
    waits past the end of the last shift, so what the SLA rules charge for a visit at that moment is added: nothing is
    left only because it would be late. The part by age keeps old tickets from waiting for ever; it counts whole days
    from the request to the moment of planning.

    Example
    -------
    T1 has priority 2, worth 5000 CNY, and was requested 3 days ago at 100 CNY a day: leaving it costs 5300.00 CNY.

    Fix
    ---
    See why it is unserved (``explain``): too few people with the skill, too narrow a window, or dearer than it is
    worth.
    """

    id: ClassVar[str] = "unserved-cost"
    title: ClassVar[tuple[str, str]] = ("tickets left unserved", "未安排工单")
    tradeoffs: ClassVar[tuple[Tradeoff, ...]] = by_priority(
        "unserved", "price", "not leaving a P{p} for another day", "当天多完成一张 P{p} 工单", (1, 2, 3, 4)
    )

    price: PriceByPriority = Field(
        {1: money(12_000), 2: money(5000), 3: money(2000), 4: money(800)}, description="[currency] priority -> price"
    )
    per_day: Price = Field(money(100), description="[currency/day] for every whole day since the request")
    most_days: int = Field(30, ge=0, description="[days] age that counts at most")

    lateness: bool = Field(True, description="add the price of a visit at the end of the last shift being late?")

    def age(self, ticket: Ticket, facts: Facts) -> int:
        """Whole days that count [days]."""
        waited = 0 if ticket.created is None else max(0, facts.now - ticket.created) // DAY
        return min(waited, self.most_days)

    def cost(self, ticket: Ticket, facts: Facts) -> int:
        return self.price.get(ticket.priority, 0) + self.per_day * self.age(ticket, facts) + self._late(ticket, facts)

    def _late(self, ticket: Ticket, facts: Facts) -> int:
        """What starting and finishing at the end of the last shift costs for being late."""
        if not self.lateness:
            return 0
        terms = [term for rule in facts.policy.of(StartCost) for term in rule.terms(ticket, facts)]
        terms += [term for rule in facts.policy.of(FinishCost) for term in rule.terms(ticket, facts)]
        return sum(term.cost(facts.last_end) for term in terms)

    def message(self, ticket: Ticket, facts: Facts) -> str:
        age = self.age(ticket, facts)
        waited, waited_zh = (f", waiting {age} days", f"，已等 {age} 天") if age else ("", "")
        late = bool(self._late(ticket, facts))
        return Text(
            f"{ticket.id} (priority {ticket.priority}{waited}) is not served"
            + (" and is late at the end of the last shift" if late else ""),
            f"{ticket.id}（优先级 {ticket.priority}{waited_zh}）未安排"
            + ("，到最后一个班次结束时已超时" if late else ""),
        )

    @classmethod
    def keeps(cls) -> Example:
        return days.day(cls(), days.engineer(), days.ticket(priority=2))

    @classmethod
    def breaks(cls) -> Example:
        return days.day(cls(), days.engineer(), days.ticket(priority=2, created=-3 * DAY), routes={})

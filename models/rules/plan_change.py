"""Rule ``plan-change``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from models.engineer import Engineer
from models.money import Price, money
from models.rules import days
from models.shapes import PairCost
from models.text import Text
from models.ticket import Ticket
from models.tradeoff import Tradeoff

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class PlanChange(PairCost):
    """In a re-plan, giving a ticket to another engineer than the published plan costs money.

    Why
    ---
    The engineer has read the ticket and the customer knows the name. A better plan has to be better by more than the
    trouble of changing it. Without a published plan the rule does nothing.

    Example
    -------
    50 CNY. The published plan gave T1 to E2. E2 costs nothing, E1 costs 50.00 CNY.

    Fix
    ---
    Leave the ticket with its engineer; pin it there if it must not move at all.
    """

    id: ClassVar[str] = "plan-change"
    title: ClassVar[tuple[str, str]] = ("another engineer than published", "更换人员")
    tradeoffs: ClassVar[tuple[Tradeoff, ...]] = (
        Tradeoff("change", "price", "not changing the engineer a customer was told", "不更换已通知客户的工程师"),
    )

    price: Price = Field(money(50), description="[currency] per ticket that goes to another engineer")

    def cost(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> int:
        promised = facts.promised.get(ticket.id)
        return self.price if promised is not None and promised[0].engineer != engineer.id else 0

    def cost_all(self, facts: Facts) -> NDArray[np.int64]:
        table = np.zeros((len(facts.engineers), len(facts.tickets)), np.int64)
        for t, ticket in enumerate(facts.tickets):
            if (promised := facts.promised.get(ticket.id)) is not None:
                table[:, t] = [0 if engineer.id == promised[0].engineer else self.price for engineer in facts.engineers]
        return table

    def message(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> str:
        before = facts.promised[ticket.id][0].engineer
        return Text(
            f"{ticket.id} goes to {engineer.id}; published with {before}",
            f"{ticket.id} 改由 {engineer.id} 服务；已公布的是 {before}",
        )

    @classmethod
    def keeps(cls) -> Example:
        return cls._example(serves="E2")

    @classmethod
    def breaks(cls) -> Example:
        return cls._example(serves="E1")

    @classmethod
    def _example(cls, serves: str) -> Example:
        engineers = (days.engineer("E1"), days.engineer("E2"))
        published = days.day(cls(), engineers, days.ticket(), routes={"E2": ["T1"]}).plan
        return days.day(cls(), engineers, days.ticket(), routes={serves: ["T1"]}, published=published)

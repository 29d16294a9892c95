"""Rule ``continuity``."""

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


class Continuity(PairCost):
    """Sending somebody new to a customer whom others have served before costs money.

    Why
    ---
    Who has been there knows the plant, the history and the people. The list on the ticket says who; a customer without
    history costs nothing, whoever goes.

    Example
    -------
    30 CNY. T1's customer has been served by E2. E2 costs nothing, E1 costs 30.00 CNY.

    Fix
    ---
    Send somebody from the list; correct the list when its people have left.
    """

    id: ClassVar[str] = "continuity"
    title: ClassVar[tuple[str, str]] = ("somebody new to this customer", "服务连续性")
    tradeoffs: ClassVar[tuple[Tradeoff, ...]] = (
        Tradeoff("continuity", "price", "sending somebody who knows the plant", "派熟悉现场的工程师"),
    )

    price: Price = Field(money(30), description="[currency] per visit by somebody new to the customer")

    def cost(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> int:
        return self.price if ticket.served_before and engineer.id not in ticket.served_before else 0

    def cost_all(self, facts: Facts) -> NDArray[np.int64]:
        table = np.zeros((len(facts.engineers), len(facts.tickets)), np.int64)
        row = {engineer.id: e for e, engineer in enumerate(facts.engineers)}
        for t, ticket in enumerate(facts.tickets):
            if ticket.served_before:
                table[:, t] = self.price
                table[[row[name] for name in ticket.served_before if name in row], t] = 0
        return table

    def message(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> str:
        customer, known = ticket.customer or ticket.id, ticket.served_before
        return Text(
            f"{engineer.id} is new to {customer}; known: {', '.join(known)}",
            f"{engineer.id} 未服务过 {customer}；服务过的有：{'、'.join(known)}",
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
        return days.day(cls(), engineers, days.ticket(served_before=("E2",)), routes={serves: ["T1"]})

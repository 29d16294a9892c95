"""Rule ``preferred-engineer``."""

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
from models.ticket import Named, Ticket
from models.tradeoff import Tradeoff

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


def wished(ticket: Ticket, facts: Facts) -> set[str]:
    """Engineers whose preference counts at the moment of planning."""
    return {wish.engineer for wish in ticket.preferred if wish.until is None or wish.until > facts.now}


class PreferredEngineer(PairCost):
    """Sending somebody who is not one of the ticket's preferred engineers costs money.

    Why
    ---
    The customer wished for somebody. A wish is not a demand (that is ``named-engineers``), so it has a price: the plan
    grants it when that costs less than the price. A wish may end at a date; what counts is the moment of planning.

    Example
    -------
    60 CNY. T1 prefers E2. E2 costs nothing, E1 costs 60.00 CNY.

    Fix
    ---
    Send one of the preferred, or take the wish off the ticket.
    """

    id: ClassVar[str] = "preferred-engineer"
    title: ClassVar[tuple[str, str]] = ("not the engineer the customer prefers", "客户偏好")
    tradeoffs: ClassVar[tuple[Tradeoff, ...]] = (
        Tradeoff("wish", "price", "fulfilling a customer's wish for an engineer", "满足客户指定的工程师"),
    )

    price: Price = Field(money(60), description="[currency] per visit by somebody else")

    def cost(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> int:
        names = wished(ticket, facts)
        return self.price if names and engineer.id not in names else 0

    def cost_all(self, facts: Facts) -> NDArray[np.int64]:
        table = np.zeros((len(facts.engineers), len(facts.tickets)), np.int64)
        row = {engineer.id: e for e, engineer in enumerate(facts.engineers)}
        for t, ticket in enumerate(facts.tickets):
            if names := wished(ticket, facts):
                table[:, t] = self.price
                table[[row[name] for name in names & row.keys()], t] = 0
        return table

    def message(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> str:
        names = sorted(wished(ticket, facts))
        return Text(
            f"{ticket.id} prefers {', '.join(names)}, not {engineer.id}",
            f"{ticket.id} 希望由 {'、'.join(names)} 服务，而非 {engineer.id}",
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
        return days.day(cls(), engineers, days.ticket(preferred=(Named(engineer="E2"),)), routes={serves: ["T1"]})

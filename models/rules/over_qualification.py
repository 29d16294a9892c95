"""Rule ``over-qualification``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from models.engineer import Engineer, TierLevel
from models.money import Price, money
from models.rules import days
from models.shapes import PairCost
from models.text import Text
from models.ticket import Ticket
from models.tradeoff import Tradeoff

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class OverQualification(PairCost):
    """Sending somebody of a higher tier than the ticket needs costs money per tier.

    Why
    ---
    Seniors are few. A senior who replaces filters is missing when the hard case comes in at eleven, and juniors learn
    nothing.

    Example
    -------
    40 CNY per tier. T1 needs a junior. A junior costs nothing, an intermediate 40 CNY, a senior 80.00 CNY.

    Fix
    ---
    Give the ticket to somebody of the tier it needs.
    """

    id: ClassVar[str] = "over-qualification"
    title: ClassVar[tuple[str, str]] = ("higher tier than needed", "大材小用")
    tradeoffs: ClassVar[tuple[Tradeoff, ...]] = (
        Tradeoff("tier", "per_tier", "sparing somebody one tier above the job", "让低一级的工程师完成工作"),
    )

    per_tier: Price = Field(money(40), description="[currency] per tier above the ticket's least tier")

    def cost(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> int:
        return self.per_tier * max(0, int(engineer.tier) - int(ticket.tier))

    def cost_all(self, facts: Facts) -> NDArray[np.int64]:
        have = np.array([int(engineer.tier) for engineer in facts.engineers], np.int64)
        need = np.array([int(ticket.tier) for ticket in facts.tickets], np.int64)
        return np.asarray(self.per_tier * np.maximum(0, have[:, None] - need[None, :]))

    def message(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> str:
        return Text(
            f"{engineer.id} is {engineer.tier.label}; {ticket.id} needs only {ticket.tier.label}",
            f"{engineer.id} 为{engineer.tier.label_zh}；{ticket.id} 只需{ticket.tier.label_zh}",
        )

    @classmethod
    def keeps(cls) -> Example:
        return days.day(cls(), days.engineer(tier=TierLevel.JUNIOR), days.ticket())

    @classmethod
    def breaks(cls) -> Example:
        return days.day(cls(), days.engineer(tier=TierLevel.SENIOR), days.ticket())

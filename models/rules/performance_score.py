"""Rule ``performance-score``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from models.engineer import Engineer
from models.money import Price, money
from models.rules import days
from models.rules.priorities import PercentByPriority
from models.shapes import PairCost
from models.text import Text
from models.ticket import Ticket

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class PerformanceScore(PairCost):
    """A visit costs money for every point that the engineer's performance score is below 100, more on urgent tickets.

    Why
    ---
    Customers' ratings should change the next plan: the best people go where it matters most. The score weighs fully on
    urgent tickets and little on routine ones, so that everybody keeps work. An engineer without a score counts as
    ``unknown``: neither rewarded nor punished.

    Example
    -------
    0.50 CNY per point, 400 % on priority 1. E1 has a score of 80, that is 20 points short: a ticket of priority 1 costs
    20 x 0.50 x 4 = 40.00 CNY. An engineer with 100 costs nothing.

    Fix
    ---
    Send somebody with a better score to the important ticket.
    """

    id: ClassVar[str] = "performance-score"
    title: ClassVar[tuple[str, str]] = ("performance score on important tickets", "绩效评分")
    warns: ClassVar[bool] = False  # a grade shades the choice between people

    per_point: Price = Field(money("0.5"), description="[currency] per point missing to 100")
    weight: PercentByPriority = Field(
        {1: 400, 2: 200, 3: 100, 4: 50}, description="[%] priority -> how much the score matters"
    )
    unknown: float = Field(80, ge=0, le=100, description="[points] score of engineers who have none yet")

    def missing(self, engineer: Engineer) -> int:
        """Hundredths of points missing to 100."""
        score = self.unknown if engineer.performance is None else engineer.performance
        return 10_000 - round(score * 100)

    def cost(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> int:
        return self.per_point * self.missing(engineer) * self.weight.get(ticket.priority, 0) // 10_000

    def cost_all(self, facts: Facts) -> NDArray[np.int64]:
        missing = np.array([self.missing(engineer) for engineer in facts.engineers], np.int64)
        weight = np.array([self.weight.get(ticket.priority, 0) for ticket in facts.tickets], np.int64)
        return np.asarray(self.per_point * missing[:, None] * weight[None, :] // 10_000)

    def message(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> str:
        score, basis = engineer.performance, engineer.basis
        why, why_zh = ("", "") if basis is None or score is None else (f" ({basis.said})", f"（{basis.said.zh}）")
        return Text(
            f"{engineer.id} has {'no score yet' if score is None else f'a score of {score:g}'}{why}; "
            f"{ticket.id} has priority {ticket.priority}",
            f"{engineer.id} {'尚无评分' if score is None else f'评分为 {score:g}'}{why_zh}；"
            f"{ticket.id} 优先级为 {ticket.priority}",
        )

    @classmethod
    def keeps(cls) -> Example:
        return days.day(cls(), days.engineer(performance=100), days.ticket(priority=1))

    @classmethod
    def breaks(cls) -> Example:
        return days.day(cls(), days.engineer(performance=80), days.ticket(priority=1))

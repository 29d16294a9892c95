"""Rule ``certification-points``."""

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

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class CertificationPoints(PairCost):
    """A visit costs a little for every certification point that the engineer is below the full number.

    Why
    ---
    Courses and exams earn points, and points earn priority in dispatch: among people who may serve a ticket, those with
    more points get it unless something else is worth more. Points above the full number change nothing.

    Example
    -------
    0.20 CNY per point, full at 100 points. E1 has 40 points: 60 x 0.20 = 12.00 CNY. Somebody with 100 or 150 points
    costs nothing.

    Fix
    ---
    Send somebody with more points, or send this one to a course.
    """

    id: ClassVar[str] = "certification-points"
    title: ClassVar[tuple[str, str]] = ("certification points give priority", "认证积分")
    warns: ClassVar[bool] = False  # a grade shades the choice between people

    per_point: Price = Field(money("0.2"), description="[currency] per point below the full number")
    full: int = Field(100, ge=0, description="[points] from here on a visit costs nothing")

    def cost(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> int:
        return self.per_point * max(0, self.full - engineer.points)

    def cost_all(self, facts: Facts) -> NDArray[np.int64]:
        column = np.array(
            [self.per_point * max(0, self.full - engineer.points) for engineer in facts.engineers], np.int64
        )
        return np.repeat(column[:, None], len(facts.tickets), axis=1)

    def message(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> str:
        return Text(
            f"{engineer.id} has {engineer.points} of {self.full} certification points",
            f"{engineer.id} 的认证积分为 {engineer.points}（满分 {self.full}）",
        )

    @classmethod
    def keeps(cls) -> Example:
        return days.day(cls(), days.engineer(points=150), days.ticket())

    @classmethod
    def breaks(cls) -> Example:
        return days.day(cls(), days.engineer(points=40), days.ticket())

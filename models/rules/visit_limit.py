"""Rule ``visit-limit``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from models.concession import Concession, Need
from models.engineer import Engineer, Shift
from models.rules import days
from models.shapes import Measure, ShiftLimit

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class VisitLimit(ShiftLimit):
    """Nobody makes more visits in a shift than the limit.

    Why
    ---
    Every visit brings paperwork, photographs and a conversation; beyond some number a day the quality goes. An
    engineer's own limit goes before the policy's; without either there is no limit.

    Example
    -------
    E1's limit is 1 visit. A route with T1 is permitted; a route with T1 and T2 has 1 visit too many.

    Fix
    ---
    Give a visit to somebody else, or raise the limit.
    """

    id: ClassVar[str] = "visit-limit"
    title: ClassVar[tuple[str, str]] = ("most visits of a shift", "每日工单上限")
    waivable: ClassVar[bool] = True
    measure: ClassVar[Measure] = Measure.VISITS

    visits: int | None = Field(None, ge=0, description="most visits of engineers without a limit of their own")

    def most(self, engineer: Engineer, shift: Shift, facts: Facts) -> int | None:
        return self.visits if engineer.max_visits is None else engineer.max_visits

    def remedy(self, need: Need) -> Concession | None:
        """As many visits as the route has, for this engineer."""
        most, visits = self.most(need.engineer, need.shift, need.facts), len(need.route)
        if most is None or visits <= most:
            return None
        return Concession(
            "more-visits", {"visits": visits, "most": most}, engineer=need.engineer.but(max_visits=visits)
        )

    @classmethod
    def keeps(cls) -> Example:
        return days.day(cls(), days.engineer(max_visits=1), days.ticket())

    @classmethod
    def breaks(cls) -> Example:
        return days.day(cls(), days.engineer(max_visits=1), (days.ticket("T1"), days.ticket("T2")))

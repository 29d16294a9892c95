"""Rule ``work-limit``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from models.clock import MINUTE, minutes_up
from models.concession import Concession, Need
from models.engineer import Engineer, Shift
from models.rules import days
from models.shapes import Measure, ShiftLimit

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class WorkLimit(ShiftLimit):
    """Nobody works longer in a shift than the limit, from departure to return, waiting and breaks included.

    Why
    ---
    Labour law bounds the working day; with flexible hours the day may begin late but must not become longer. An
    engineer's own limit goes before the policy's; without either there is no limit.

    Example
    -------
    E1 departs at 08:00, works 60 min at T1 and is back at 10:00: 120 min. With a limit of 120 min the route is
    permitted; with a limit of 90 min it is 30 min too long.

    Fix
    ---
    Take a visit out, depart later when the day begins with waiting, or raise the limit.
    """

    id: ClassVar[str] = "work-limit"
    title: ClassVar[tuple[str, str]] = ("longest working day", "每日工时上限")
    waivable: ClassVar[bool] = True
    measure: ClassVar[Measure] = Measure.WORK

    minutes: int | None = Field(
        None, ge=0, description="[min] departure to return, for engineers without a limit of their own"
    )

    def most(self, engineer: Engineer, shift: Shift, facts: Facts) -> int | None:
        if engineer.max_work is not None:
            return engineer.max_work
        return None if self.minutes is None else self.minutes * MINUTE

    def remedy(self, need: Need) -> Concession | None:
        """A longer day for this engineer, to whole minutes."""
        most = self.most(need.engineer, need.shift, need.facts)
        if most is None or (over := minutes_up(need.end - need.depart - most)) <= 0:
            return None
        data = {"minutes": over, "total": minutes_up(most) + over}
        return Concession("longer-day", data, engineer=need.engineer.but(max_work=most + over * MINUTE))

    @classmethod
    def keeps(cls) -> Example:
        return days.day(cls(minutes=120), days.engineer(), days.ticket())

    @classmethod
    def breaks(cls) -> Example:
        return days.day(cls(minutes=90), days.engineer(), days.ticket())

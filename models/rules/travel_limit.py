"""Rule ``travel-limit``."""

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


class TravelLimit(ShiftLimit):
    """Nobody drives longer in a shift than the limit, the way out and the way home included.

    Why
    ---
    Long driving tires, and tired people have accidents. An engineer's own limit goes before the policy's; without
    either there is no limit.

    Example
    -------
    T1 lies 30 min from the depot: 60 min there and back. With a limit of 60 min the route is permitted; with a limit of
    45 min it is 15 min too long.

    Fix
    ---
    Take the far visit out, give it to somebody who lives closer, or raise the limit.
    """

    id: ClassVar[str] = "travel-limit"
    title: ClassVar[tuple[str, str]] = ("most driving of a shift", "每日车程上限")
    waivable: ClassVar[bool] = True
    measure: ClassVar[Measure] = Measure.TRAVEL

    minutes: int | None = Field(None, ge=0, description="[min] most driving of engineers without a limit of their own")

    def most(self, engineer: Engineer, shift: Shift, facts: Facts) -> int | None:
        if engineer.max_travel is not None:
            return engineer.max_travel
        return None if self.minutes is None else self.minutes * MINUTE

    def remedy(self, need: Need) -> Concession | None:
        """Longer driving for this engineer, to whole minutes."""
        most = self.most(need.engineer, need.shift, need.facts)
        if most is None or (over := minutes_up(need.driving - most)) <= 0:
            return None
        data = {"minutes": over, "total": minutes_up(most) + over}
        return Concession("more-driving", data, engineer=need.engineer.but(max_travel=most + over * MINUTE))

    @classmethod
    def keeps(cls) -> Example:
        return days.day(cls(minutes=60), days.engineer(), days.ticket())

    @classmethod
    def breaks(cls) -> Example:
        return days.day(cls(minutes=45), days.engineer(), days.ticket())

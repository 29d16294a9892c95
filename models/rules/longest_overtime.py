"""Rule ``longest-overtime``."""

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


class LongestOvertime(ShiftLimit):
    """Everybody is back at the end place no later than the end of the shift plus the longest overtime.

    Why
    ---
    Labour law and the people themselves bound overtime, whatever it would earn. What overtime costs is another rule,
    ``overtime-cost``. An engineer's own figure goes before the policy's.

    Example
    -------
    E1's shift ends at 17:00 and the longest overtime is 120 min. Back at 19:00 is permitted; back at 19:30 breaks the
    rule by 30 min.

    Fix
    ---
    Take the last visit out of the route, serve it earlier, or allow this engineer more overtime.
    """

    id: ClassVar[str] = "longest-overtime"
    title: ClassVar[tuple[str, str]] = ("overtime is bounded", "最长加班")
    waivable: ClassVar[bool] = True
    measure: ClassVar[Measure] = Measure.RETURN

    minutes: int = Field(120, ge=0, description="[min] longest overtime of engineers without a figure of their own")

    def most(self, engineer: Engineer, shift: Shift, facts: Facts) -> int | None:
        return shift.end + (self.minutes * MINUTE if engineer.overtime is None else engineer.overtime)

    def remedy(self, need: Need) -> Concession | None:
        """Longer overtime for this engineer, to whole minutes."""
        most = self.most(need.engineer, need.shift, need.facts)
        if most is None or (over := minutes_up(need.end - most)) <= 0:
            return None
        longest = most - need.shift.end + over * MINUTE
        data = {"minutes": over, "total": minutes_up(longest)}
        return Concession("more-overtime", data, engineer=need.engineer.but(overtime=longest))

    @classmethod
    def keeps(cls) -> Example:
        return days.day(cls(), days.engineer(), days.ticket(), starts={"T1": "17:30"})

    @classmethod
    def breaks(cls) -> Example:
        return days.day(cls(), days.engineer(), days.ticket(), starts={"T1": "18:00"})

"""Rule ``rest-between-shifts``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from models.clock import DAY, HOUR, MINUTE
from models.engineer import Engineer, Shift
from models.rules import days
from models.shapes import ShiftRest

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class RestBetweenShifts(ShiftRest):
    """Between two shifts of one person lies a rest, counted from when the earlier one has really ended.

    Why
    ---
    Labour law and sense: who comes home at eleven at night does not leave again at six. The rest runs from the return
    of the earlier shift, overtime included, to the departure for the later one; a way between the end of one and the
    start of the other comes on top. Shifts that begin on different days have one rest, the two halves of a split day
    another. A shift that serves nobody needs no rest. The rest before the first shift of a plan is in nobody's plan:
    the rule knows only the shifts of the day at hand.

    Example
    -------
    The policy asks for 660 min (11 h) between shifts of different days. E1 is back at 22:00; the next shift begins at
    08:00 and may be left for from 09:00 on. Leaving at 08:00 is 1 h too early.

    Fix
    ---
    Begin the later shift later, or take the last visits off the earlier one.
    """

    id: ClassVar[str] = "rest-between-shifts"
    title: ClassVar[tuple[str, str]] = ("rest between two shifts", "班次间休息")

    minutes: int = Field(0, ge=0, description="[min] least rest between shifts that begin on different days; 0 = none")
    same_day: int = Field(0, ge=0, description="[min] least rest between shifts that begin on the same day; 0 = none")

    def least(self, engineer: Engineer, before: Shift, after: Shift, facts: Facts) -> int:
        first, second = (facts.clock.moment(shift.start).date() for shift in (before, after))
        return (self.same_day if first == second else self.minutes) * MINUTE

    @classmethod
    def keeps(cls) -> Example:
        return cls._two_days(first="13:00", second="09:30")

    @classmethod
    def breaks(cls) -> Example:
        return cls._two_days(first="20:30", second="08:30")

    @classmethod
    def _two_days(cls, first: str, second: str) -> Example:
        """A late shift with T1 and an early one with T2: back two hours after the start of T1, away half an hour
        before that of T2."""
        late = Shift(id="E1@24", start=days.at("12:00"), end=days.at("22:00"))
        early = Shift(id="E1@25", start=DAY + days.at("08:00"), end=DAY + days.at("17:00"))
        hours = {"T1": days.at(first), "T2": DAY + days.at(second)}
        return days.two_shifts(cls(minutes=11 * 60), (late, early), hours, lead=HOUR // 2)

"""Rule ``absence``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from models.engineer import Absence, Engineer, Shift
from models.interval import Spans, merge
from models.rules import days
from models.shapes import ShiftBlock

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class AbsenceRule(ShiftBlock):
    """While an engineer is away nobody is driven to and nothing is served; a drive that has begun goes on afterwards.

    Why
    ---
    Leave, a doctor's appointment, an afternoon off: the time is not the planner's. Driving stands still during an
    absence, so an absence in the middle of the day may be spent on the way.

    Example
    -------
    E1 is away 10:00-12:00. A visit of 60 min that starts at 13:00 is permitted; one that starts at 09:30 would last
    until 10:30 and is not.

    Fix
    ---
    Move the visit out of the absence, give it to somebody else, or correct the absence.
    """

    id: ClassVar[str] = "absence"
    title: ClassVar[tuple[str, str]] = ("absences are kept free", "请假不派工")

    def blocks(self, engineer: Engineer, shift: Shift, facts: Facts) -> Spans:
        return merge((absence.start, absence.end) for absence in engineer.absences)

    @classmethod
    def keeps(cls) -> Example:
        return cls._example(start="13:00")

    @classmethod
    def breaks(cls) -> Example:
        return cls._example(start="09:30")

    @classmethod
    def _example(cls, start: str) -> Example:
        engineer = days.engineer(absences=(Absence(start=days.at("10:00"), end=days.at("12:00")),))
        return days.day(cls(), engineer, days.ticket(), starts={"T1": start})

"""Roster rule ``day-off-a-week``."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from models.roster import days
from models.roster.entities import Duty
from models.roster.shapes import Case, MostDays


class DayOffAWeek(MostDays):
    """In any seven days in a row at most six are worked; the days before the roster count.

    Why
    ---
    At least one day off a week (in China, Labour Law art. 38).

    Example
    -------
    Six duties, a day off, six duties are permitted; seven in a row are not.
    """

    id: ClassVar[str] = "day-off-a-week"
    title: ClassVar[tuple[str, str]] = ("a day off in seven", "七天至少休一天")

    most: int = Field(6, ge=1, le=7, description="[days] worked in any seven")

    def window(self) -> tuple[int, int]:
        return 7, self.most

    def counts(self, duty: Duty) -> bool:
        return True

    @classmethod
    def keeps(cls) -> Case:
        return days.case(cls(), "eeeeee.e")

    @classmethod
    def breaks(cls) -> Case:
        return days.case(cls(), "eeeeeee.")

"""Roster rule ``fair-share``."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from models.money import Price, money
from models.roster import days
from models.roster.entities import Duty, RosterProblem
from models.roster.shapes import Case, Fairness


class FairShare(Fairness):
    """Weekends, nights, standby and holidays are shared: the further from the fair share, the dearer, by the square.

    Why
    ---
    Nobody minds a Sunday; everybody minds the fourth when a colleague had none. The last 26 weeks count, and
    part-timers have their proportion.

    Example
    -------
    Two people, two weekend days: one each costs nothing. Both for one: each is one day from the share, 2 x 20 = 40 CNY.
    """

    id: ClassVar[str] = "fair-share"
    title: ClassVar[tuple[str, str]] = (
        "weekends, nights, standby and holidays are shared",
        "周末、夜班、备班与节假日均摊",
    )

    square: Price = Field(money(20), description="[currency] times the square of the distance in days")

    def figures(self) -> tuple[str, ...]:
        return "weekends", "nights", "standbys", "holidays"

    def counted(self, figure: str, day: date, duty: Duty, problem: RosterProblem) -> bool:
        if figure == "weekends":
            return day.weekday() >= 5
        if figure == "holidays":
            return day in problem.holidays
        return duty.night if figure == "nights" else duty.standby

    def price(self) -> int:
        return self.square

    @classmethod
    def keeps(cls) -> Case:
        return days.case(cls(), ".....e.", "......e")

    @classmethod
    def breaks(cls) -> Case:
        return days.case(cls(), ".....ee", ".......")

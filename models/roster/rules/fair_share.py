"""Roster rule ``fair-share``."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from models.money import Price, money
from models.roster import days
from models.roster.entities import Duty, Person, RosterProblem
from models.roster.shapes import Case, Fairness


class FairShare(Fairness):
    """Weekends, nights, standby and holidays are shared: each further one of the same person is dearer.

    Why
    ---
    Nobody minds a Sunday; everybody minds the fourth when a colleague had none. What counts is how many somebody has
    more than the colleague with the fewest over the last 26 weeks; part-timers are compared in proportion.

    Example
    -------
    Two people without a history and two weekend days: one each costs nothing, both for one cost 2 x 20 = 40.00 CNY, a
    third for the same person 80.00 CNY more.
    """

    id: ClassVar[str] = "fair-share"
    title: ClassVar[tuple[str, str]] = (
        "weekends, nights, standby and holidays are shared",
        "周末、夜班、备班与节假日均摊",
    )

    step: Price = Field(money(40), description="[currency] for the second more, twice that for the third, and so on")

    def figures(self) -> tuple[str, ...]:
        return "weekends", "nights", "standbys", "holidays"

    def counted(self, figure: str, day: date, duty: Duty, problem: RosterProblem) -> bool:
        if figure == "weekends":
            return day.weekday() >= 5
        if figure == "holidays":
            return day in problem.holidays
        return duty.night if figure == "nights" else duty.standby

    def price_of(self, more: float, person: Person, problem: RosterProblem) -> int:
        mean = sum(other.weekly for other in problem.people) / len(problem.people)
        counts = more * mean / person.weekly  # as a full-timer would count them
        return round(self.step * max(0.0, counts * (counts - 1)) / 2)

    @classmethod
    def keeps(cls) -> Case:
        return days.case(cls(), ".....e.", "......e")

    @classmethod
    def breaks(cls) -> Case:
        return days.case(cls(), ".....ee", ".......")

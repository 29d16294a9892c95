"""Roster rule ``monthly-overtime``."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from models.roster import days
from models.roster.entities import Person, RosterProblem
from models.roster.shapes import Case, MostTime


class MonthlyOvertime(MostTime):
    """In every four weeks of the roster nobody works more than so much beyond the contract.

    Why
    ---
    Thirty-six hours of overtime a month are the most the law allows in China (Labour Law art. 41).

    Example
    -------
    A contract of 16 hours a week, and at most 4 hours beyond it in two weeks: four duties of eight hours are permitted,
    five are not.
    """

    id: ClassVar[str] = "monthly-overtime"
    title: ClassVar[tuple[str, str]] = ("overtime of a month", "每月加班时间")

    hours: float = Field(36, ge=0, le=200, description="[h] beyond the contract in four weeks, in proportion for less")

    def blocks(self, problem: RosterProblem) -> tuple[tuple[int, int], ...]:
        return tuple((k, min(k + 28, problem.days)) for k in range(0, problem.days, 28))

    def most(self, person: Person, days: int) -> int:
        return round(person.weekly * days / 7 + self.hours * 60 * days / 28)

    @classmethod
    def keeps(cls) -> Case:
        return days.case(cls(hours=8), "ee.....ee.....", people=(days.person(weekly=960),))

    @classmethod
    def breaks(cls) -> Case:
        return days.case(cls(hours=8), "ee.....eee....", people=(days.person(weekly=960),))

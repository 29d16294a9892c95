"""Roster rule ``weekly-time``."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from models.roster import days
from models.roster.entities import Person, RosterProblem
from models.roster.shapes import Case, MostTime


class WeeklyTime(MostTime):
    """In each week from Monday to Sunday nobody works more than the contract and so much overtime.

    Why
    ---
    Forty hours are the standard week in China, forty-four the most on average (Labour Law art. 36).

    Example
    -------
    With 40 hours by contract and 4 of overtime, five duties of eight hours are permitted, six are not.
    """

    id: ClassVar[str] = "weekly-time"
    title: ClassVar[tuple[str, str]] = ("working time of a week", "每周工作时间")

    overtime_hours: float = Field(4, ge=0, le=40, description="[h] beyond the contract in a week")

    def blocks(self, problem: RosterProblem) -> tuple[tuple[int, int], ...]:
        first = -problem.first.weekday()
        return tuple((max(0, k), min(k + 7, problem.days)) for k in range(first, problem.days, 7))

    def most(self, person: Person, days: int) -> int:
        return round(person.weekly + self.overtime_hours * 60)

    @classmethod
    def keeps(cls) -> Case:
        return days.case(cls(), "eeeee..")

    @classmethod
    def breaks(cls) -> Case:
        return days.case(cls(), "eeeeee.")

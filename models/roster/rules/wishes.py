"""Roster rule ``wishes``."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from models.money import Price, money
from models.roster import days
from models.roster.entities import OFF, Person, RosterProblem, RosterWish
from models.roster.shapes import Case, PairPrice


class Wishes(PairPrice):
    """A wish that is not granted costs money for each of its points.

    Why
    ---
    Everybody has the same points a quarter, so a point is worth the same to all.

    Example
    -------
    E1 wishes Tuesday off with 2 points; at 50 CNY a point a duty on Tuesday costs 100.00 CNY.
    """

    id: ClassVar[str] = "wishes"
    title: ClassVar[tuple[str, str]] = ("wishes not granted", "未满足的意愿")

    point: Price = Field(money(50), description="[currency] for each point")

    def price(self, person: Person, day: date, duty: str, problem: RosterProblem) -> int:
        missed = (wish for wish in problem.wishes if (wish.person, wish.day) == (person.id, day) and wish.duty != duty)
        return sum(self.point * wish.points for wish in missed)

    @classmethod
    def keeps(cls) -> Case:
        return days.case(cls(), "e.e", wishes=(RosterWish("E1", date(2026, 12, 1), OFF, 2),))

    @classmethod
    def breaks(cls) -> Case:
        return days.case(cls(), "eee", wishes=(RosterWish("E1", date(2026, 12, 1), OFF, 2),))

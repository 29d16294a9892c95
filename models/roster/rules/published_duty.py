"""Roster rule ``published-duty``."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from models.money import Price, money
from models.roster import days
from models.roster.entities import OFF, Person, RosterProblem
from models.roster.shapes import Case, PairPrice


class PublishedDuty(PairPrice):
    """A duty other than the published one costs money, the more the nearer the day.

    Why
    ---
    People have made plans. Two weeks ahead a change is a nuisance, tomorrow it is a broken promise.

    Example
    -------
    Published: off on Wednesday, the third day. A change costs 200 CNY on the first day and half as much from the
    fifteenth: 200 x (1 - 2 / 28) = 185.71 CNY on the third.
    """

    id: ClassVar[str] = "published-duty"
    title: ClassVar[tuple[str, str]] = ("change of a published duty", "更改已公布的班次")

    change: Price = Field(money(200), description="[currency] for a change on the first day; half from two weeks on")

    def price(self, person: Person, day: date, duty: str, problem: RosterProblem) -> int:
        told = problem.published.get(person.id, {}).get(day)
        if told is None or told == duty:
            return 0
        ahead = min(14, (day - problem.first).days)
        return self.change * (28 - ahead) // 28

    @classmethod
    def keeps(cls) -> Case:
        return days.case(cls(), "ee.", published={"E1": {date(2026, 12, 2): OFF}})

    @classmethod
    def breaks(cls) -> Case:
        return days.case(cls(), "eee", published={"E1": {date(2026, 12, 2): OFF}})

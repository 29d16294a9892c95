"""Roster rule ``smooth-weeks``."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from models.money import Price, money
from models.roster import days
from models.roster.shapes import Case, FollowPrice


class SmoothWeeks(FollowPrice):
    """A single day off between duties, and a sixth working day in a row, cost money.

    Why
    ---
    One day off is hardly a rest, and after five days people are tired.

    Example
    -------
    Work, off, work costs 30 CNY; six working days in a row cost 60 CNY, seven twice that.
    """

    id: ClassVar[str] = "smooth-weeks"
    title: ClassVar[tuple[str, str]] = ("single days off and long runs of work", "单日休息与连续上班")

    single: Price = Field(money(30), description="[currency] for a single day off")
    sixth: Price = Field(money(60), description="[currency] for each working day after five in a row")

    def patterns(self) -> tuple[tuple[tuple[str, ...], int], ...]:
        return (("work", "off", "work"), self.single), (("work",) * 6, self.sixth)

    @classmethod
    def keeps(cls) -> Case:
        return days.case(cls(), "eee..ee")

    @classmethod
    def breaks(cls) -> Case:
        return days.case(cls(), "eee.eee")

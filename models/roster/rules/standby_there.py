"""Roster rule ``standby-there``."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from models.roster import days
from models.roster.entities import Duty, Person
from models.roster.shapes import Case, LeastThere


class StandbyThere(LeastThere):
    """In every territory on every day at least so many people stand by.

    Why
    ---
    When demand passes what the day can do, or somebody is ill, there is one who comes.

    Example
    -------
    One standby in the north on each day: permitted; nobody on Tuesday: not.
    """

    id: ClassVar[str] = "standby-there"
    title: ClassVar[tuple[str, str]] = ("somebody on standby in every territory", "每个区域有人备班")

    number: int = Field(1, ge=0, le=100, description="people on standby a day and territory")

    def least(self, territory: str, day: date) -> int:
        return self.number

    def fits(self, person: Person, duty: Duty) -> bool:
        return duty.standby

    @classmethod
    def keeps(cls) -> Case:
        return days.case(cls(), "es", "se")

    @classmethod
    def breaks(cls) -> Case:
        return days.case(cls(), "ee", "se")

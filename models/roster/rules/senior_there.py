"""Roster rule ``senior-there``."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from models.engineer import TierLevel
from models.roster import days
from models.roster.entities import Duty, Person
from models.roster.shapes import Case, LeastThere


class SeniorThere(LeastThere):
    """In every territory on every day at least so many seniors work.

    Why
    ---
    Somebody has to be asked, and has to be sent when a junior is stuck.

    Example
    -------
    Of a senior and a junior in the north, the senior works: permitted. Only the junior works: not.
    """

    id: ClassVar[str] = "senior-there"
    title: ClassVar[tuple[str, str]] = ("a senior in every territory", "每个区域有高级工程师在岗")

    number: int = Field(1, ge=0, le=100, description="seniors a day and territory")

    def least(self, territory: str, day: date) -> int:
        return self.number

    def fits(self, person: Person, duty: Duty) -> bool:
        return person.tier is TierLevel.SENIOR and not duty.standby

    @classmethod
    def keeps(cls) -> Case:
        return days.case(cls(), "ee", "e.", people=(days.person("E1", tier=TierLevel.SENIOR), days.person("E2")))

    @classmethod
    def breaks(cls) -> Case:
        return days.case(cls(), "e.", "ee", people=(days.person("E1", tier=TierLevel.SENIOR), days.person("E2")))

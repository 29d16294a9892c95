"""Roster rule ``shielded``."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from models.roster import days
from models.roster.entities import Duty, Person, RosterProblem
from models.roster.shapes import Case, MayWork


class Shielded(MayWork):
    """Minors and pregnant staff have neither nights nor standby.

    Why
    ---
    The law protects them (in China, Labour Law art. 61 and 65), and nobody has to ask for it.

    Example
    -------
    E1 is shielded: early and late duties are permitted, the night is not.
    """

    id: ClassVar[str] = "shielded"
    title: ClassVar[tuple[str, str]] = ("no nights or standby for shielded staff", "受保护员工不排夜班与备班")

    def allows(self, person: Person, day: date, duty: Duty, problem: RosterProblem) -> bool:
        return not (person.shielded and (duty.night or duty.standby))

    @classmethod
    def keeps(cls) -> Case:
        return days.case(cls(), "el.", people=(days.person(shielded=True),))

    @classmethod
    def breaks(cls) -> Case:
        return days.case(cls(), "en.", people=(days.person(shielded=True),))

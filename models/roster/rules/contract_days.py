"""Roster rule ``contract-days``."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from models.roster import days
from models.roster.entities import Duty, Person, RosterProblem
from models.roster.shapes import Case, MayWork


class ContractDays(MayWork):
    """Nobody has a duty before the first or after the last day of the contract, on given leave or at a training.

    Why
    ---
    Leave that was given stands, and so does a training that was booked; who has resigned is not there any more.

    Example
    -------
    E1's contract ends on Wednesday: no duty on Wednesday or later.
    """

    id: ClassVar[str] = "contract-days"
    title: ClassVar[tuple[str, str]] = ("contract, leave and training", "合同期、休假与培训")

    def allows(self, person: Person, day: date, duty: Duty, problem: RosterProblem) -> bool:
        if person.from_day is not None and day < person.from_day:
            return False
        if person.until_day is not None and day >= person.until_day:
            return False
        return person.fixed.get(day, duty.id) == duty.id

    @classmethod
    def keeps(cls) -> Case:
        return days.case(cls(), "ee...", people=(days.person(until_day=date(2026, 12, 2)),))

    @classmethod
    def breaks(cls) -> Case:
        return days.case(cls(), "eee..", people=(days.person(until_day=date(2026, 12, 2)),))

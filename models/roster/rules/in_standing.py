"""Roster rule ``in-standing``."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from models.roster import days
from models.roster.entities import Duty, Person, RosterProblem
from models.roster.shapes import Case, MayWork


class InStanding(MayWork):
    """Who is suspended or dismissed has no duty; a suspended engineer's training is in the roster.

    Why
    ---
    A confirmed suspension is a training, not a punishment by schedule: the days of training stand, duties do not.

    Example
    -------
    E1 is suspended and has a training on Tuesday: off on all other days.
    """

    id: ClassVar[str] = "in-standing"
    title: ClassVar[tuple[str, str]] = ("suspended or dismissed staff have no duty", "停派与解约人员不排班")

    def allows(self, person: Person, day: date, duty: Duty, problem: RosterProblem) -> bool:
        return person.standing not in ("suspended", "dismissed")

    @classmethod
    def keeps(cls) -> Case:
        return days.case(cls(), ".t.", people=(days.person(standing="suspended"),))

    @classmethod
    def breaks(cls) -> Case:
        return days.case(cls(), ".te", people=(days.person(standing="suspended"),))

"""Small rosters for the rules' examples."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.engineer import TierLevel
from models.roster.entities import Duty, Person, Roster, RosterProblem

EARLY = Duty("early", 8 * 60, 17 * 60, 480)
LATE = Duty("late", 13 * 60, 22 * 60, 480)
NIGHT = Duty("night", 22 * 60, 30 * 60, 480)
STANDBY = Duty("standby", 17 * 60, 32 * 60, 120, serves=0.0)
MONDAY = date(2026, 11, 30)


def person(id: str = "E1", **fields: Any) -> Person:
    """A junior with 40 hours a week in the north."""
    return Person(id, **{"territory": "north", "tier": TierLevel.JUNIOR, **fields})


def case(rule: Any, *rows: str, people: tuple[Person, ...] = (), **fields: Any) -> tuple[RosterProblem, Roster]:
    """A problem under one rule, and a roster written in letters: e l n s for duties, . for off, v leave, t training."""
    letters = {"e": "early", "l": "late", "n": "night", "s": "standby", ".": "off", "v": "leave", "t": "training"}
    who = people or tuple(person(f"E{number + 1}") for number in range(len(rows)))
    problem = RosterProblem(MONDAY, len(rows[0]), who, (EARLY, LATE, NIGHT, STANDBY), (rule,), **fields)
    duties = {member.id: tuple(letters[letter] for letter in row) for member, row in zip(who, rows, strict=True)}
    return problem, Roster(duties)

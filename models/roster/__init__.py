"""Who works on which day: duties, the rules that they keep, and a judge of rosters."""

from __future__ import annotations

from models.roster.entities import Duty, Lent, Person, Roster, RosterProblem, RosterWish
from models.roster.judge import RosterFinding, RosterReport, judge_roster

__all__ = [
    "Duty", "Lent", "Person", "Roster", "RosterFinding", "RosterProblem", "RosterReport", "RosterWish", "judge_roster",
]  # fmt: skip

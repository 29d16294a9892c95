"""Questions about a roster: why somebody works on a day, and what a swap of two duties would cost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from models.errors import InputError, Trouble, nearest
from models.roster import Roster, RosterProblem, judge_roster
from models.roster.entities import OFF
from models.text import Text
from scheduler.roster.solve import RosterResult, roster


@dataclass(frozen=True)
class DutyReason:
    """Why somebody has a duty: what the cheapest roster costs in which that day is off.

    Parameters
    ----------
    extra
        [thousandths] more; None = there is none.
    conflict
        Which rules cannot be kept then.
    """

    person: str
    day: date
    duty: str
    extra: int | None
    conflict: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> Text:
        """The answer."""
        if self.duty == OFF:
            return Text(f"{self.person} is off on {self.day}.", f"{self.person} 在 {self.day} 休息。")
        if self.extra is None:
            rules = ", ".join(f"{rule} ({whom})" for rule, whom in self.conflict)
            return Text(
                f"{self.person} has {self.duty} on {self.day}: without it no roster keeps all rules: {rules}.",
                f"{self.person} 在 {self.day} 上 {self.duty}，否则无法同时满足：{rules}。",
            )
        money = f"{self.extra / 1000:,.2f}"
        return Text(
            f"{self.person} has {self.duty} on {self.day}; with that day off the roster costs {money} more.",
            f"{self.person} 在 {self.day} 上 {self.duty}；若当天休息，排班表贵 {money}。",
        )


def why(problem: RosterProblem, found: RosterResult, person: str, day: date, *, effort: float = 20.0) -> DutyReason:
    """Solve again with the day off; what others do may change.

    Raises
    ------
    InputError
        For an unknown person, a day outside the roster, or a problem without a roster.
    """
    number = _number(problem, found, person, day)
    assert found.roster is not None
    assert found.cost is not None
    duty = found.roster.duties[person][number]
    if duty == OFF:
        return DutyReason(person, day, duty, 0)
    people = tuple(
        replace(member, fixed={**member.fixed, day: OFF}) if member.id == person else member
        for member in problem.people
    )
    other = roster(problem.replace(people=people), effort=effort)
    if other.cost is None:
        return DutyReason(person, day, duty, None, other.conflict)
    return DutyReason(person, day, duty, max(0, other.cost - found.cost))


def swap(problem: RosterProblem, found: Roster, person: str, other: str, day: date) -> tuple[int, tuple[str, ...]]:
    """The price of two people swapping their duties of a day [thousandths], and the rules that it would break."""
    number = (day - problem.first).days
    before = judge_roster(problem, found)
    duties = {id: list(row) for id, row in found.duties.items()}
    duties[person][number], duties[other][number] = duties[other][number], duties[person][number]
    lent = {key: territory for key, territory in found.lent.items() if key not in ((person, number), (other, number))}
    after = judge_roster(problem, Roster({id: tuple(row) for id, row in duties.items()}, lent))
    known = {finding.message for finding in before.broken}
    return after.cost - before.cost, tuple(str(f.message) for f in after.broken if f.message not in known)


def _number(problem: RosterProblem, found: RosterResult, person: str, day: date) -> int:
    if found.roster is None or found.cost is None:
        raise InputError(Trouble(Text("there is no roster to ask about", "没有可查询的排班表"), rule="no-roster"))
    if person not in problem.person:
        message = Text("there is no such person", "没有此人")
        raise InputError(
            Trouble(
                message, field="--why", value=person, rule="unknown-engineer", maybe=nearest(person, problem.person)
            )
        )
    number = (day - problem.first).days
    if not 0 <= number < problem.days:
        message = Text("is not a day of this roster", "不在排班期内")
        raise InputError(Trouble(message, field="--why", value=day.isoformat(), rule="outside-roster"))
    return number

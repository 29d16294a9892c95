"""The judge of rosters: what a roster breaks and costs, in plain Python; it shares no code with the model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from models.roster.entities import LEAVE, OFF, TRAINING, Person, Roster, RosterProblem
from models.roster.shapes import (
    Fairness,
    FollowPrice,
    LeastThere,
    MayWork,
    MostDays,
    MostTime,
    NotAfter,
    PairPrice,
    RosterRule,
)
from models.text import Text

AWAY = frozenset({OFF, LEAVE, TRAINING})


@dataclass(frozen=True)
class RosterFinding:
    """A broken rule, or a cost [thousandths] of a priced one."""

    rule: str
    hard: bool
    message: str
    person: str = ""
    day: int | None = None
    cost: int = 0


@dataclass(frozen=True)
class RosterReport:
    """The verdict on a roster: everything that breaks a rule or costs money."""

    findings: tuple[RosterFinding, ...]

    @property
    def broken(self) -> tuple[RosterFinding, ...]:
        """Breaches of hard rules."""
        return tuple(finding for finding in self.findings if finding.hard)

    @property
    def cost(self) -> int:
        """[thousandths] in all."""
        return sum(finding.cost for finding in self.findings)

    @property
    def costs(self) -> dict[str, int]:
        """By rule."""
        found: dict[str, int] = {}
        for finding in self.findings:
            if not finding.hard:
                found[finding.rule] = found.get(finding.rule, 0) + finding.cost
        return found


def judge_roster(problem: RosterProblem, roster: Roster) -> RosterReport:
    """Everything a roster breaks, and what it costs: rules, shortage, loans."""
    found = list(_structure(problem, roster))
    if not found:
        for rule in problem.rules:
            found += _judged(rule, problem, roster)
        found += _shortage(problem, roster)
        found += _loans(problem, roster)
    return RosterReport(tuple(found))


def _structure(problem: RosterProblem, roster: Roster) -> Iterator[RosterFinding]:
    """One known duty for everybody on every day; what stands already stands."""
    for person in problem.people:
        row = roster.duties.get(person.id, ())
        if len(row) != problem.days:
            yield RosterFinding("one-duty", True, f"{person.id} has {len(row)} days of {problem.days}", person.id)
            continue
        for number, (day, duty) in enumerate(zip(problem.dates, row, strict=True)):
            if duty not in problem.duty and duty not in AWAY:
                yield RosterFinding(
                    "one-duty", True, f"{person.id} has the unknown duty {duty} on {day}", person.id, number
                )
            stands = person.fixed.get(day)
            if stands is not None and stands != duty:
                yield RosterFinding(
                    "one-duty", True, f"{person.id} has {stands} on {day}, not {duty}", person.id, number
                )


def _judged(rule: RosterRule, problem: RosterProblem, roster: Roster) -> Iterator[RosterFinding]:
    if isinstance(rule, MayWork):
        yield from _may(rule, problem, roster)
    elif isinstance(rule, NotAfter):
        yield from _after(rule, problem, roster)
    elif isinstance(rule, MostDays):
        yield from _days(rule, problem, roster)
    elif isinstance(rule, MostTime):
        yield from _time(rule, problem, roster)
    elif isinstance(rule, LeastThere):
        yield from _least(rule, problem, roster)
    elif isinstance(rule, PairPrice):
        yield from _pairs(rule, problem, roster)
    elif isinstance(rule, FollowPrice):
        yield from _patterns(rule, problem, roster)
    elif isinstance(rule, Fairness):
        yield from _fair(rule, problem, roster)
    else:
        raise TypeError(f"the judge of rosters does not understand the shape of {rule.id}")


def _may(rule: MayWork, problem: RosterProblem, roster: Roster) -> Iterator[RosterFinding]:
    for person in problem.people:
        for number, (day, name) in enumerate(zip(problem.dates, roster.duties[person.id], strict=True)):
            if name in problem.duty and not rule.allows(person, day, problem.duty[name], problem):
                message = Text(f"{person.id} may not have {name} on {day}", f"{person.id} 在 {day} 不可排 {name}")
                yield RosterFinding(rule.id, True, message, person.id, number)


def _after(rule: NotAfter, problem: RosterProblem, roster: Roster) -> Iterator[RosterFinding]:
    for person in problem.people:
        row = (*person.before[-1:], *roster.duties[person.id])
        shift = len(row) - problem.days
        for number, (earlier, later) in enumerate(pairwise(row)):
            known = earlier in problem.duty and later in problem.duty
            if known and not rule.allows_after(problem.duty[earlier], problem.duty[later]):
                day = problem.first + timedelta(days=number + 1 - shift)
                message = Text(f"{person.id} has {later} on {day} too soon after {earlier}",
                               f"{person.id} 在 {day} 的 {later} 距前一个 {earlier} 太近")  # fmt: skip
                yield RosterFinding(rule.id, True, message, person.id, number + 1 - shift)


def _days(rule: MostDays, problem: RosterProblem, roster: Roster) -> Iterator[RosterFinding]:
    length, most = rule.window()
    for person in problem.people:
        row = (*person.before[-(length - 1) :], *roster.duties[person.id])
        counts = [name in problem.duty and rule.counts(problem.duty[name]) for name in row]
        shift = len(row) - problem.days
        for start in range(len(row) - length + 1):
            worked = sum(counts[start : start + length])
            if worked > most and start + length > shift:
                last = problem.first + timedelta(days=start + length - 1 - shift)
                message = Text(f"{person.id} works {worked} of the {length} days to {last}",
                               f"{person.id} 截至 {last} 的 {length} 天内上班 {worked} 天")  # fmt: skip
                yield RosterFinding(rule.id, True, message, person.id, start + length - 1 - shift)


def _time(rule: MostTime, problem: RosterProblem, roster: Roster) -> Iterator[RosterFinding]:
    for person in problem.people:
        for start, end in rule.blocks(problem):
            names = roster.duties[person.id][start:end]
            minutes = sum(problem.duty[name].minutes for name in names if name in problem.duty)
            most = rule.most(person, end - start)
            if minutes > most:
                day, worked, limit = problem.first + timedelta(days=start), f"{minutes / 60:g}", f"{most / 60:g}"
                message = Text(
                    f"{person.id} works {worked} h in the {end - start} days from {day}; {limit} are the most",
                    f"{person.id} 自 {day} 起 {end - start} 天工作 {worked} 小时，上限 {limit}",
                )
                yield RosterFinding(rule.id, True, message, person.id, start)


def _least(rule: LeastThere, problem: RosterProblem, roster: Roster) -> Iterator[RosterFinding]:
    for territory in sorted({person.territory for person in problem.people}):
        for number, day in enumerate(problem.dates):
            there = sum(
                rule.fits(person, problem.duty[name])
                for person in problem.people
                if person.territory == territory
                and (name := roster.duties[person.id][number]) in problem.duty
                and (person.id, number) not in roster.lent
            )
            if there < rule.least(territory, day):
                message = Text(f"{territory}: {there} of {rule.least(territory, day)} on {day}",
                               f"{territory}：{day} 只有 {there} 人，需 {rule.least(territory, day)} 人")  # fmt: skip
                yield RosterFinding(rule.id, True, message, "", number)


def _pairs(rule: PairPrice, problem: RosterProblem, roster: Roster) -> Iterator[RosterFinding]:
    for person in problem.people:
        for number, (day, name) in enumerate(zip(problem.dates, roster.duties[person.id], strict=True)):
            cost = rule.price(person, day, name, problem)
            if cost:
                yield RosterFinding(rule.id, False, f"{person.id}: {name} on {day}", person.id, number, cost)


def _patterns(rule: FollowPrice, problem: RosterProblem, roster: Roster) -> Iterator[RosterFinding]:
    for person in problem.people:
        row = ["work" if name in problem.duty else "off" for name in roster.duties[person.id]]
        for pattern, price in rule.patterns():
            for start in range(len(row) - len(pattern) + 1):
                if tuple(row[start : start + len(pattern)]) == pattern:
                    day = problem.first + timedelta(days=start)
                    yield RosterFinding(
                        rule.id, False, f"{person.id}: {' '.join(pattern)} from {day}", person.id, start, price
                    )


def _fair(rule: Fairness, problem: RosterProblem, roster: Roster) -> Iterator[RosterFinding]:
    for figure in rule.figures():
        people = [person for person in problem.people if person.weekly]
        least = min((person.history.get(figure, 0.0) / person.weekly for person in people), default=0.0)
        for person in people:
            had = person.history.get(figure, 0.0) - least * person.weekly
            has = had + _count(rule, figure, person, problem, roster)
            cost = rule.price_of(has, person, problem) - rule.price_of(had, person, problem)
            if cost:
                message = Text(f"{person.id}: {has:g} {figure} more than who has had the fewest",
                               f"{person.id}：{figure} 比最少的同事多 {has:g} 次")  # fmt: skip
                yield RosterFinding(rule.id, False, message, person.id, None, cost)


def _count(rule: Fairness, figure: str, person: Person, problem: RosterProblem, roster: Roster) -> int:
    row = zip(problem.dates, roster.duties[person.id], strict=True)
    return sum(rule.counted(figure, day, problem.duty[name], problem) for day, name in row if name in problem.duty)


def _shortage(problem: RosterProblem, roster: Roster) -> Iterator[RosterFinding]:
    """What too few people cost, by territory and day."""
    for territory, table in problem.shortage.items():
        for number, costs in enumerate(table):
            there = int(roster.there(problem, territory, number))
            cost = costs[min(there, len(costs) - 1)]
            if cost:
                message = f"{territory} on {problem.dates[number]}: {there} people"
                yield RosterFinding("shortage", False, message, "", number, cost)


def _loans(problem: RosterProblem, roster: Roster) -> Iterator[RosterFinding]:
    """Who helps elsewhere may, is on duty, and is paid for."""
    price = {(loan.person, loan.territory): loan.price for loan in problem.loans}
    for (person, number), territory in roster.lent.items():
        known = (person, territory) in price and roster.duties[person][number] in problem.duty
        if not known:
            yield RosterFinding("loan", True, f"{person} cannot help in {territory} on day {number}", person, number)
        else:
            yield RosterFinding(
                "loan", False, f"{person} helps in {territory}", person, number, price[person, territory]
            )

"""Certification points, certificates and who meets the criteria of the next tier. Nothing here decides anything."""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.engineer import TierLevel
from models.people.ladder import EngineerStanding
from models.people.score import EngineerScore
from models.records import Course, Records, StaffMember
from models.sections.development import Development, Promotion
from models.text import Text


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day.

    >>> months_later(date(2024, 2, 29), 24), months_later(date(2026, 8, 31), 1)
    (datetime.date(2026, 2, 28), datetime.date(2026, 9, 30))
    """
    count = day.year * 12 + day.month - 1 + months
    first = date(count // 12, count % 12 + 1, 1)
    last = date((count + 1) // 12, (count + 1) % 12 + 1, 1) - timedelta(days=1)
    return min(first + timedelta(days=day.day - 1), last)


def last_day(course: Course, development: Development) -> date:
    """Last day on which the points of a course count."""
    return course.valid_until or months_later(course.passed, development.points_months)


def points_on(courses: Iterable[Course], at: date, development: Development) -> int:
    """The points of one engineer that count on a day: a sum of a ledger, corrections with their sign."""
    return sum(course.points for course in courses
               if course.passed <= at <= last_day(course, development) and course.result == "passed")  # fmt: skip


@dataclass(frozen=True)
class LedgerLine:
    """One line of somebody's points: since when, until when, how many, why."""

    course: Course
    until: date
    counts: bool


@dataclass(frozen=True)
class PointsLedger:
    """Somebody's points on a day, with every line."""

    engineer: str
    at: date
    points: int
    lines: tuple[LedgerLine, ...]

    @property
    def lapses(self) -> tuple[tuple[date, int], ...]:
        """What lapses next: (last day, points), in order."""
        found = sorted((line.until, line.course.points) for line in self.lines if line.counts)
        return tuple(found)


def ledgers(records: Records, at: date, development: Development) -> tuple[PointsLedger, ...]:
    """Everybody's points on a day, by engineer id."""
    made = []
    for member in records.engineers:
        mine = sorted((course for course in records.courses if course.engineer == member.id and course.passed <= at),
                      key=lambda course: (course.passed, course.course))  # fmt: skip
        lines = tuple(LedgerLine(course, last_day(course, development),
                                 at <= last_day(course, development) and course.result == "passed") for course in mine)  # fmt: skip
        made.append(PointsLedger(member.id, at, points_on(mine, at, development), lines))
    return tuple(made)


@dataclass(frozen=True)
class PromotionCheck:
    """Whether somebody meets what the next tier asks for.

    Parameters
    ----------
    into
        The next tier.
    misses
        One sentence per criterion that is missed, with by how much; empty = all are met.
    """

    engineer: str
    name: str
    into: str
    misses: tuple[Text, ...]

    @property
    def meets(self) -> bool:
        """Are all criteria met?"""
        return not self.misses


def promotions(
    records: Records, at: date, development: Development, scores: Sequence[EngineerScore],
    standing: Sequence[EngineerStanding], certificates: dict[str, frozenset[str]],
) -> tuple[PromotionCheck, ...]:  # fmt: skip
    """The list of promotions: who meets the criteria, and by what others miss them.

    Parameters
    ----------
    certificates
        Engineer -> certificates valid on the day.
    """
    score = {known.engineer: known for known in scores}
    stands = {known.engineer: known for known in standing}
    points = {ledger.engineer: ledger.points for ledger in ledgers(records, at, development)}
    made = []
    for member in records.engineers:
        if member.tier < TierLevel.SENIOR:
            into = TierLevel(member.tier + 1).label
            asked = development.promotion.get(into)
            if asked is not None:
                found = tuple(_misses(member, at, asked, points.get(member.id, 0), score.get(member.id),
                                      stands.get(member.id), certificates.get(member.id, frozenset())))  # fmt: skip
                made.append(PromotionCheck(member.id, member.name, into, found))
    return tuple(sorted(made, key=lambda check: (len(check.misses), check.engineer)))


def _misses(
    member: StaffMember, at: date, asked: Promotion, points: int, score: EngineerScore | None,
    standing: EngineerStanding | None, certificates: frozenset[str],
) -> list[Text]:  # fmt: skip
    found = []
    if points < asked.points:
        found.append(
            Text(
                f"{asked.points - points} points short of {asked.points}",
                f"积分 {points}，差 {asked.points - points} 分",
            )
        )
    for name in asked.certificates:
        if name not in certificates:
            found.append(Text(f"certificate {name} is missing", f"缺证书 {name}"))
    if member.since is None:
        found.append(Text("nobody says since when in this tier", "未知任现级别的起始日"))
    elif (ready := months_later(member.since, asked.months_in_tier)) > at:
        found.append(
            Text(
                f"{asked.months_in_tier} months in the tier are over on {ready}",
                f"{ready} 满 {asked.months_in_tier} 个月",
            )
        )
    low = None if score is None else score.low
    if low is None or low < asked.score_low:
        said = "unknown" if low is None else f"{low:.1f}"
        zh = "未知" if low is None else f"{low:.1f}"
        found.append(
            Text(
                f"lower end of the score is {said}, {asked.score_low:g} is asked",
                f"评分区间下限为 {zh}，要求 {asked.score_low:g}",
            )
        )
    since = months_later(at, -asked.months_without_entry)
    recent = [state for state in (standing.entries if standing else ()) if state.effective and state.effective > since]
    if recent:
        found.append(Text(f"an entry of {recent[-1].entry.day} is on the ladder", f"{recent[-1].entry.day} 有阶梯事项"))
    return found

"""The monthly ranking: ranks as intervals, bands of people who are not apart, the chance of being first."""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from models.people.ladder import EngineerStanding
from models.people.score import EngineerScore, ScoreFacts, score_draws
from models.records import Records
from models.sections.incentives import Incentives
from models.text import Text


@dataclass(frozen=True)
class Ranked:
    """Somebody's place among the engineers of a tier and territory.

    Parameters
    ----------
    low, high
        Rank interval: 5 % and 95 % of the draws.
    band
        People of one band are not apart.
    first
        Chance of being first.
    bars
        Why somebody cannot be named best; empty = can.
    """

    engineer: str
    name: str
    tier: str
    territory: str
    score: float
    ratings: int
    rank: int
    low: int
    high: int
    band: int
    first: float
    bars: tuple[Text, ...]
    best: bool = False


def ranking(
    facts: ScoreFacts, scores: Sequence[EngineerScore], standing: Sequence[EngineerStanding], incentives: Incentives
) -> tuple[Ranked, ...]:
    """Everybody with a score, by tier and territory, then by rank.

    Parameters
    ----------
    facts, scores
        Of the last day of the month.
    standing
        At its end, with its history: to be named best somebody was active all month.
    """
    stands = {known.engineer: known for known in standing}
    area = {member.id: member.territory for member in facts.records.engineers}
    groups: dict[tuple[str, str], list[EngineerScore]] = defaultdict(list)
    for score in scores:
        if score.score is not None:
            groups[score.tier, area.get(score.engineer, "")].append(score)
    return tuple(line for key in sorted(groups) for line in _group(facts, groups[key], key, stands, incentives))


def _group(
    facts: ScoreFacts, scores: list[EngineerScore], key: tuple[str, str], standing: dict[str, EngineerStanding],
    incentives: Incentives,
) -> list[Ranked]:  # fmt: skip
    order = sorted(scores, key=lambda score: (-(score.exact or 0.0), score.engineer))
    draws = np.array([score_draws(facts, score.engineer, score.components, incentives.draws) for score in order])
    places = (-draws).argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") + 1
    low, high = np.quantile(places, [0.05, 0.95], axis=1, method="nearest").astype(int)
    bars = [tuple(_bars(facts, score, standing.get(score.engineer), incentives)) for score in order]
    eligible = np.array([not bar for bar in bars])
    first = np.zeros(len(order))
    if eligible.any():  # among those who can be named, so that the chances add up to one
        ahead = np.where(eligible[:, None], draws, -np.inf).argmax(axis=0)
        first = np.bincount(ahead, minlength=len(order)) / draws.shape[1]
    best = first.max() if eligible.any() else 1.1
    lines, band, head = [], 0, 0
    for k, score in enumerate(order):
        if k == 0 or low[k] > head:
            band, head = band + 1, int(high[k])
        lines.append(
            Ranked(score.engineer, score.name, *key, float(score.score or 0), score.count, k + 1, int(low[k]), int(high[k]),
                   band, float(first[k]), bars[k], bool(eligible[k] and best - first[k] <= incentives.tie))
        )  # fmt: skip
    return lines


def _bars(
    facts: ScoreFacts, score: EngineerScore, standing: EngineerStanding | None, incentives: Incentives
) -> list[Text]:
    """Why somebody cannot be named best."""
    found = []
    month = facts.at.replace(day=1)
    if score.count < incentives.least_ratings:
        found.append(
            Text(
                f"{score.count} ratings of {incentives.least_ratings}",
                f"评价 {score.count} 条，需 {incentives.least_ratings} 条",
            )
        )
    shifts = sum(row.engineer == score.engineer and month <= row.day <= facts.at and row.kind != "absent"
                 and row.kind != "excused" for row in facts.records.attendance)  # fmt: skip
    if shifts < incentives.least_shifts:
        found.append(
            Text(f"{shifts} shifts of {incentives.least_shifts}", f"班次 {shifts} 个，需 {incentives.least_shifts} 个")
        )
    if standing is not None and not active_all(standing, month, facts.at):
        found.append(Text("not active all month", "当月并非全程正常状态"))
    return found


def active_all(standing: EngineerStanding, first: date, last: date) -> bool:
    """Was somebody active on every day of a span?"""
    if standing.standing != "active":
        return False
    words = [word for day, word in standing.history if day <= first][-1:] or ["active"]
    words += [word for day, word in standing.history if first < day <= last]
    return all(word == "active" for word in words)


@dataclass(frozen=True)
class BestCase:
    """A visit worth telling: urgent, fixed at once, five stars."""

    ticket: str
    visit: str
    engineer: str
    day: date
    priority: int
    work_type: str
    others_failed: bool


def best_cases(records: Records, first: date, last: date) -> tuple[BestCase, ...]:
    """Urgent tickets fixed by somebody's first visit with the best grade; those at which others had failed come first."""
    start, end = records.start_of(first), records.end_of(last)
    before: dict[str, list[str]] = defaultdict(list)
    found = []
    back = {reopen.visit for reopen in records.reopens if reopen.cause == "same"}
    for visit in sorted(records.visits, key=lambda known: (known.arrived, known.id)):
        others = [who for who in before[visit.ticket] if who != visit.engineer]
        mine = visit.engineer in before[visit.ticket]
        before[visit.ticket].append(visit.engineer)
        if not start <= visit.finished < end or visit.priority > 2 or not visit.fixed or mine or visit.id in back:
            continue
        if any(rating.score == rating.high for rating in records.ratings_of_visit.get(visit.id, ())):
            found.append(BestCase(visit.ticket, visit.id, visit.engineer, records.day_of(visit.finished), visit.priority,
                                  visit.work_type, bool(others)))  # fmt: skip
    return tuple(sorted(found, key=lambda case: (not case.others_failed, case.priority, case.day, case.visit)))


def month_of(month: str) -> tuple[date, date]:
    """First and last day of ``2026-09``.

    >>> month_of("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    year, number = (int(part) for part in month.split("-"))
    after = date(year + number // 12, number % 12 + 1, 1)
    return date(year, number, 1), after - timedelta(days=1)

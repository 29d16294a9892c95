"""The monthly sample of customers to call: seeded, so that anybody can verify afterwards that nobody chose it."""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

import hmac
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from math import ceil

from models.records import Records, VisitRecord
from models.sections.call_backs import CallBacks


@dataclass(frozen=True)
class DrawnCall:
    """A visit drawn for a call.

    Parameters
    ----------
    key
        What it was drawn by: the smallest keys of a stratum are.
    answered
        Was its survey answered? Not for the eyes of the caller.
    """

    visit: str
    engineer: str
    territory: str
    customer: str
    finished: int
    key: str
    answered: bool


@dataclass(frozen=True)
class CallSample:
    """The sample of a month.

    Parameters
    ----------
    eligible
        Visits that could have been drawn.
    left_out
        Why others could not -> how many.
    """

    month: str
    version: str
    drawn: tuple[DrawnCall, ...]
    eligible: int
    left_out: dict[str, int]


def key_of(visit: str, month: str, version: str, salt: str) -> str:
    """The key of a visit: HMAC-SHA256 under month, version of the policy and secret salt.

    >>> key_of("V-1", "2026-09", "1", "secret")[:12] == key_of("V-1", "2026-09", "1", "secret")[:12]
    True
    """
    return hmac.new(f"{month}|{version}|{salt}".encode(), visit.encode(), sha256).hexdigest()


def call_sample(records: Records, month: str, policy: CallBacks, version: str, salt: str) -> CallSample:
    """The visits of a month whose customers are called.

    Parameters
    ----------
    month
        ``2026-09``.
    version
        Of the policy.
    salt
        Secret until the month is over, then published.
    """
    year, number = (int(part) for part in month.split("-"))
    first = date(year, number, 1)
    last = date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)
    start, end = records.start_of(first), records.end_of(last)
    inside = [visit for visit in records.visits if start <= visit.finished < end]
    eligible, left_out = _eligible(records, inside, first, policy, month)
    answered = {survey.visit for survey in records.surveys if survey.answered is not None and survey.answered < end}
    areas: dict[str, list[DrawnCall]] = defaultdict(list)
    for visit in eligible:
        key = key_of(visit.id, month, version, salt)
        areas[visit.territory].append(
            DrawnCall(
                visit.id, visit.engineer, visit.territory, visit.customer, visit.finished, key, visit.id in answered
            )
        )
    quarter = {area: _of_quarter(records, area, first) for area in areas}
    drawn = [call for area, calls in sorted(areas.items()) for call in _draw(calls, quarter[area], policy)]
    return CallSample(month, version, tuple(sorted(drawn, key=lambda call: call.key)), len(eligible), left_out)


def _of_quarter(records: Records, area: str, first: date) -> int:
    """Visits of a territory in the quarter of the month: so far, or three times this month's where more are to come."""
    start = date(first.year, (first.month - 1) // 3 * 3 + 1, 1)
    end = date(start.year + (start.month + 2) // 12, (start.month + 2) % 12 + 1, 1)
    a, b = records.start_of(start), records.start_of(end)
    mine = [visit.finished for visit in records.visits if visit.territory == area]
    month = sum(records.start_of(first) <= finished < b for finished in mine)
    return max(sum(a <= finished < b for finished in mine), 3 * month)


def _eligible(
    records: Records, visits: Iterable[VisitRecord], first: date, policy: CallBacks, month: str
) -> tuple[list[VisitRecord], dict[str, int]]:
    """Visits that may be drawn; one per customer: the first by id, so that the order of rows plays no part."""
    asked_not = {customer.id for customer in records.customers if customer.do_not_call}
    rest = records.start_of(first) - policy.rest_days * 86_400
    called = {records.visit[call.visit].customer for call in records.callbacks
              if call.visit in records.visit and call.month != month and records.visit[call.visit].finished >= rest}  # fmt: skip
    left_out = {"do not call": 0, "called before": 0, "another visit of the customer": 0}
    taken: set[str] = set()
    found = []
    for visit in sorted(visits, key=lambda known: known.id):
        who = visit.customer
        if who and who in asked_not:
            left_out["do not call"] += 1
        elif who and who in called:
            left_out["called before"] += 1
        elif who and who in taken:
            left_out["another visit of the customer"] += 1
        else:
            taken.add(who)
            found.append(visit)
    return found, left_out


def _draw(calls: list[DrawnCall], quarter: int, policy: CallBacks) -> list[DrawnCall]:
    """The calls of one territory: every engineer's least first, then what is missing to the territory's size."""
    size = ceil(max(policy.least_per_territory, policy.share * quarter) / 3)
    by_engineer: dict[str, list[DrawnCall]] = defaultdict(list)
    for call in sorted(calls, key=lambda known: known.key):
        by_engineer[call.engineer].append(call)
    each = max(policy.least_per_engineer, ceil(size / max(len(by_engineer), 1)))
    return [call for _, mine in sorted(by_engineer.items()) for call in _of_engineer(mine, each, policy)]


def _of_engineer(calls: list[DrawnCall], count: int, policy: CallBacks) -> list[DrawnCall]:
    """The smallest keys, two thirds of them from visits whose survey was not answered; what one lacks the other gives."""
    silent = [call for call in calls if not call.answered]
    heard = [call for call in calls if call.answered]
    wanted = min(len(silent), max(round(count * policy.unanswered_share), count - len(heard)))
    return silent[:wanted] + heard[: count - wanted]


def verify(records: Records, sample: CallSample, policy: CallBacks, salt: str) -> bool:
    """Was this the sample that month, version and the published salt draw?"""
    again = call_sample(records, sample.month, policy, sample.version, salt)
    return {call.visit for call in again.drawn} == {call.visit for call in sample.drawn}

"""Early warning: what is watched, in which units, and the alerts a manager should see. Nothing here blames anybody."""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from models.clock import DAY
from models.people.binomial import SIGMA, limits
from models.people.cusum import ChartLoad, limit_for, run_chart, run_length
from models.people.outcomes import NO, Outcomes, outcomes
from models.people.shrink import prior_of
from models.people.visit_table import VisitTable, visit_table, within
from models.people.within import design, sums_of, work_effect
from models.records import Records
from models.sections.early_warning import EarlyWarning
from models.sections.evaluation import Evaluation
from models.text import Text

WATCHED: dict[str, Text] = {
    "reopen": Text("work that comes back within two weeks", "两周内返修"),
    "bad rating": Text("bad ratings", "差评"),
    "late": Text("late arrivals", "迟到"),
}
ACTS: dict[str, Text] = {
    "reopen": Text("look at the parts used and the visits below; a training for this kind of work, or somebody to ride along",
                   "检查所用备件与下列上门；安排该类工作的培训，或派人随行"),
    "bad rating": Text("read what was said; look for parts, prices and the product before looking at the person",
                       "阅读客户意见；先看备件、价格与产品，再看个人"),
    "late": Text("look at the plan's drives and the promises made for this unit", "检查该单元的路程计划与承诺时限"),
}  # fmt: skip
RETURN_DAYS = 14
"""[days] in which a return counts here: sooner known than the score's thirty."""
FLOOR, CEILING = 0.003, 0.9
"""Bounds of an expected chance."""


@dataclass(frozen=True)
class Chart:
    """One chart: an outcome in a unit, from a day on.

    Parameters
    ----------
    kind, unit
        ``engineer``, ``work type`` or ``territory``, and which.
    visits, days, bad, expected, height
        One per step.
    """

    watched: str
    kind: str
    unit: str
    visits: tuple[str, ...]
    days: tuple[date, ...]
    bad: tuple[bool, ...]
    expected: tuple[float, ...]
    height: tuple[float, ...]
    load: ChartLoad


@dataclass(frozen=True)
class Alert:
    """Something to look at.

    Parameters
    ----------
    since, on
        When it began (the chart was last at zero) and when the limit was passed.
    seen, usual, of
        Bad visits since then, how many were to be expected, of how many.
    low, high
        90 % interval of the factor by which there were more.
    false_per_month
        False alarms a month that a chart like this gives by chance.
    others
        Units in which the same visits raised an alarm as well.
    """

    watched: str
    kind: str
    unit: str
    since: date
    on: date
    seen: int
    usual: float
    of: int
    low: float
    high: float
    false_per_month: float
    visits: tuple[str, ...]
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class FunnelPoint:
    """An engineer in a funnel: adjusted rate against number, and how far out.

    Parameters
    ----------
    sigma
        0 = inside, 2 = outside the limits of two sigma, 3 = of three.
    """

    engineer: str
    tier: str
    count: int
    rate: float
    sigma: int


@dataclass(frozen=True)
class Funnel:
    """A funnel plot of an outcome: ``phi`` is by how much the spread exceeds chance (at least 1)."""

    watched: str
    mean: float
    phi: float
    points: tuple[FunnelPoint, ...]


@dataclass(frozen=True)
class WeekLevel:
    """The smoothed level of a territory in a week, with the limits of its own spread."""

    monday: date
    value: float
    smooth: float
    low: float
    high: float


@dataclass(frozen=True)
class Warnings:
    """Everything of early warning on a day."""

    since: date
    at: date
    limit: float
    budget: float
    charts: tuple[Chart, ...]
    alerts: tuple[Alert, ...]
    funnels: tuple[Funnel, ...]
    levels: dict[str, tuple[WeekLevel, ...]]
    baseline: tuple[date, date] | None = None


@dataclass(frozen=True)
class _Steps:
    """The visits that tell of one outcome: positions in the table, whether bad."""

    rows: NDArray[np.int64]
    bad: NDArray[np.float64]


def warnings(
    records: Records, at: date, warning: EarlyWarning, evaluation: Evaluation, since: date | None = None
) -> Warnings:
    """Charts, alerts, funnels and levels at the end of a day.

    Parameters
    ----------
    since
        First day of the charts; what is usual is learned from the twelve months before it. None = the last sixty days, or
        the second half of the records where there is less.
    """
    known = records.until(at)
    table = visit_table(known)
    out = outcomes(known, table, evaluation)
    begin = since or _begin(known, table, at)
    first = begin - timedelta(days=365)
    drafts = []
    for name in warning.watch:
        told = _told(name, known, table, out, at)
        drafts += list(_drafts(name, known, table, told, first, begin, warning))
    charts = tuple(draft for draft in drafts if draft.load.expected)
    limit = limit_for(warning.false_alarms_per_month, [chart.load for chart in charts], warning.odds)
    drawn = tuple(
        replace(chart, height=run_chart(chart.bad, chart.expected, warning.odds, limit).height) for chart in charts
    )
    alerts = _merged([alert for chart in drawn for alert in _alerts(chart, warning, limit)])
    funnels = tuple(
        _funnel(name, known, table, _told(name, known, table, out, at), begin, at, evaluation) for name in warning.watch
    )
    return Warnings(begin, at, limit, warning.false_alarms_per_month, drawn, alerts,
                    tuple(funnel for funnel in funnels if funnel.points), _levels(known, at, warning.ewma),
                    (first, begin - timedelta(days=1)))  # fmt: skip


def _begin(records: Records, table: VisitTable, at: date) -> date:
    begin = at - timedelta(days=59)
    if not len(table.finished):
        return begin
    first = records.day_of(int(table.finished[0]))
    return begin if (begin - first).days >= 60 else first + (at - first) // 2


def _told(name: str, records: Records, table: VisitTable, out: Outcomes, at: date) -> _Steps:
    """Which visits tell of an outcome, and what they tell, as far as it is known by now."""
    if name == "bad rating":
        rows = [(k, any(rating.bad for rating in ratings))
                for k, id in enumerate(table.ids)
                if (ratings := [rating for rating in records.ratings_of_visit.get(id, ()) if rating.source != "mystery"])]  # fmt: skip
        return _Steps(np.array([row[0] for row in rows], np.int64), np.array([row[1] for row in rows], np.float64))
    if name == "late":
        chosen = np.flatnonzero(out.respond_by != NO)
        order = np.argsort(out.first[chosen], kind="stable")
        return _Steps(out.first[chosen][order], (~out.on_time[chosen][order]).astype(np.float64))
    back: dict[str, list[int]] = defaultdict(list)
    for reopen in records.reopens:
        if reopen.cause == "same":
            back[reopen.ticket].append(reopen.reopened)
    told = np.flatnonzero(out.finished & (table.finished[out.last] + RETURN_DAYS * DAY < records.end_of(at)))
    last = out.last[told]
    bad = np.array([any(0 <= when - table.finished[k] <= RETURN_DAYS * DAY for when in back.get(out.tickets[t], ()))
                    for t, k in zip(told.tolist(), last.tolist(), strict=True)], np.float64)  # fmt: skip
    order = np.argsort(last, kind="stable")
    return _Steps(last[order], bad[order])


def _drafts(
    name: str, records: Records, table: VisitTable, told: _Steps, first: date, begin: date, warning: EarlyWarning
) -> Iterator[Chart]:
    """The charts of an outcome, not yet drawn: what is usual comes from the months before ``begin``."""
    if not len(told.rows):
        return
    start, middle = records.start_of(first), records.start_of(begin)
    finished = table.finished[told.rows]
    old, new = within(finished, start, middle), finished >= middle
    if old.sum() < warning.least_visits or not new.any():
        return
    expected = usual(table, told.rows[old], told.bad[old], told.rows[new])
    months = max(1.0, (finished.max() - middle) / (30 * DAY))
    units = [("engineer", table.engineers, table.engineer)]
    units += [(kind, *table.kinds[kind]) for kind in ("work type", "territory")]
    for kind, names, codes in units:
        mine, before = codes[told.rows[new]], np.bincount(codes[told.rows[old]], minlength=len(names))
        for code in np.unique(mine).tolist():
            here = mine == code
            if before[code] + here.sum() < warning.least_visits or not names[code]:
                continue
            rows = told.rows[new][here]
            chances = tuple(expected[here].tolist())
            yield Chart(
                name, kind, names[code], tuple(table.ids[k] for k in rows.tolist()),
                tuple(records.day_of(int(table.finished[k])) for k in rows.tolist()),
                tuple(bool(bad) for bad in told.bad[new][here].tolist()), chances, (),
                ChartLoad(float(here.sum() / months), chances),
            )  # fmt: skip


def usual(
    table: VisitTable, old: NDArray[np.int64], bad: NDArray[np.float64], new: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The expected chance of a bad visit: the engineer's own level after shrinkage, and what the work does.

    Differences between engineers that are constant are no news: a chart starts from the engineer's own level.
    """
    weight = np.ones(len(old))
    effect = work_effect(table, old, table.engineer[old], bad, weight, 30)
    sums = sums_of(table, old, table.engineer[old], bad, weight, effect.columns)
    slope, reference = np.array(effect.slope), np.array(effect.reference)
    adjusted = sums.raw - (sums.mix - reference) @ slope
    prior = prior_of(np.clip(adjusted, 0, 1), sums.effective)
    mean, strength = (0.05, 50.0) if prior is None else (prior.mean, prior.strength)
    level = (sums.effective * adjusted + strength * mean) / (sums.effective + strength)
    chance = level[table.engineer[new]] + (design(table, new, effect.columns) - reference) @ slope
    return np.asarray(np.clip(chance, FLOOR, CEILING))


def _alerts(chart: Chart, warning: EarlyWarning, limit: float) -> Iterator[Alert]:
    run = run_chart(chart.bad, chart.expected, warning.odds, limit)
    often = chart.load.per_month / run_length(limit, chart.expected, warning.odds)
    for alarm in run.alarms:
        part = slice(alarm.since, alarm.at + 1)
        bad, expected = chart.bad[part], chart.expected[part]
        seen, usually = sum(bad), sum(expected)
        low, high = _factor(seen, usually)
        yield Alert(
            chart.watched, chart.kind, chart.unit, chart.days[alarm.since], chart.days[alarm.at], seen, usually, len(bad), low,
            high, often, tuple(id for id, hit in zip(chart.visits[part], bad, strict=True) if hit),
        )  # fmt: skip


def _factor(seen: int, usually: float) -> tuple[float, float]:
    """90 % interval of how many times more there were, by the square root of a count (Anscombe 1948)."""
    root = np.sqrt(seen + 3 / 8)
    low, high = (max(0.0, (root + sign * 1.645 / 2) ** 2 - 3 / 8) / max(usually, 1e-9) for sign in (-1, 1))
    return float(low), float(high)


def _merged(alerts: Sequence[Alert]) -> tuple[Alert, ...]:
    """One alert per cause: alarms of a unit that follow each other are one, and so are units over the same visits.

    The unit with most of the visits stands for the others.
    """
    heads: list[Alert] = []
    order = sorted(
        _joined(alerts), key=lambda known: (-len(known.visits), known.watched, known.kind, known.unit, known.on)
    )
    for alert in order:
        for k, head in enumerate(heads):
            shared = len(set(head.visits) & set(alert.visits))
            if head.watched == alert.watched and shared * 2 >= len(alert.visits):
                name = f"{alert.kind} {alert.unit}"
                heads[k] = replace(head, others=tuple(dict.fromkeys((*head.others, name))))
                break
        else:
            heads.append(alert)
    return tuple(sorted(heads, key=lambda known: (known.on, known.watched, known.kind, known.unit), reverse=True))


def _joined(alerts: Sequence[Alert]) -> list[Alert]:
    """Alarms of one unit, each of which began no later than a fortnight after the one before, as one."""
    found: dict[tuple[str, str, str], list[Alert]] = defaultdict(list)
    for alert in sorted(alerts, key=lambda known: known.on):
        mine = found[alert.watched, alert.kind, alert.unit]
        if mine and alert.since <= mine[-1].on + timedelta(days=14):
            last = mine[-1]
            seen, usually = last.seen + alert.seen, last.usual + alert.usual
            low, high = _factor(seen, usually)
            mine[-1] = replace(last, on=alert.on, seen=seen, usual=usually, of=last.of + alert.of, low=low, high=high,
                               visits=tuple(dict.fromkeys((*last.visits, *alert.visits))))  # fmt: skip
        else:
            mine.append(alert)
    return [alert for mine in found.values() for alert in mine]


def _funnel(
    name: str, records: Records, table: VisitTable, told: _Steps, begin: date, at: date, evaluation: Evaluation
) -> Funnel:
    """Rates of the last ninety days, the work taken out, with exact limits widened by the overdispersion."""
    start = records.start_of(at - timedelta(days=evaluation.period_days - 1))
    here = table.finished[told.rows] >= start if len(told.rows) else np.zeros(0, np.bool_)
    rows, bad = told.rows[here], told.bad[here]
    if not len(rows):
        return Funnel(name, 0.0, 1.0, ())
    weight = np.ones(len(rows))
    effect = work_effect(table, rows, table.engineer[rows], bad, weight, evaluation.least_level)
    sums = sums_of(table, rows, table.engineer[rows], bad, weight, effect.columns)
    rate = np.clip(sums.raw - (sums.mix - np.array(effect.reference)) @ np.array(effect.slope), 0.0, 1.0)
    count, mean = sums.weight, float(bad.mean())
    phi = overdispersion(rate, count, mean)
    tiers = {member.id: member.tier.label for member in records.engineers}
    points = []
    for k, engineer in enumerate(table.engineers):
        if count[k] > 0:
            sigma = max((s for s in (2, 3) if outside(float(rate[k]), int(count[k]), mean, phi, s)), default=0)
            points.append(FunnelPoint(engineer, tiers[engineer], int(count[k]), float(rate[k]), sigma))
    return Funnel(name, mean, phi, tuple(points))


def overdispersion(rate: NDArray[np.float64], count: NDArray[np.float64], mean: float) -> float:
    """By how much the spread of rates exceeds chance, from z-scores with the outer tenths drawn in; at least 1.

    Spiegelhalter 2005, *Funnel plots for comparing institutional performance*.
    """
    seen = count > 0
    noise = max(mean * (1 - mean), 1e-9)
    scores = (rate[seen] - mean) / np.sqrt(noise / count[seen])
    if len(scores) < 4:
        return 1.0
    low, high = np.quantile(scores, [0.1, 0.9])
    return max(1.0, float((np.clip(scores, low, high) ** 2).mean()))


def band(count: int, mean: float, phi: float, sigma: int) -> tuple[float, float]:
    """The exact limits of a rate of so many, widened by the overdispersion."""
    low, high = limits(count, mean, SIGMA[sigma])
    return (mean - (mean - low / count) * phi**0.5, mean + (high / count - mean) * phi**0.5)


def outside(rate: float, count: int, mean: float, phi: float, sigma: int) -> bool:
    """Is a rate beyond the limits?"""
    low, high = band(count, mean, phi, sigma)
    return rate < low - 1e-9 or rate > high + 1e-9


def _levels(records: Records, at: date, smooth: float) -> dict[str, tuple[WeekLevel, ...]]:
    """Mean wait [h] from the request to the arrival, by territory and week, smoothed, with limits of its own spread.

    Weekday and week of the year are taken out where the records are long enough to know them (a year and more).
    """
    waits: dict[str, dict[date, list[float]]] = defaultdict(lambda: defaultdict(list))
    for visit in records.visits:
        ticket = records.ticket.get(visit.ticket)
        created = visit.created if visit.created is not None else None if ticket is None else ticket.created
        if created is not None and (visit.visit_no or 1) == 1:
            day = records.day_of(visit.arrived)
            monday = day - timedelta(days=day.weekday())
            waits[visit.territory][monday].append((visit.arrived - created) / 3600)
    return {area: found for area, weeks in sorted(waits.items()) if (found := _smoothed(weeks, smooth, at))}


def _smoothed(weeks: dict[date, list[float]], smooth: float, at: date) -> tuple[WeekLevel, ...]:
    mondays = [monday for monday in sorted(weeks) if monday + timedelta(days=6) <= at]
    values = np.array([float(np.mean(weeks[monday])) for monday in mondays])
    if len(values) < 8:
        return ()
    usually = np.full(len(values), values.mean())
    if len(values) >= 104:
        number = np.array([monday.isocalendar().week for monday in mondays])
        usually = np.array([values[number == week].mean() for week in number])
    rest = values - usually
    spread = float(np.diff(rest).std() / 2**0.5) if len(rest) > 2 else 0.0  # of neighbours: a trend does not widen it
    half = 3 * spread * (smooth / (2 - smooth)) ** 0.5
    level, found = 0.0, []
    for monday, value, base, left in zip(mondays, values.tolist(), usually.tolist(), rest.tolist(), strict=True):
        level = smooth * left + (1 - smooth) * level
        found.append(WeekLevel(monday, value, base + level, base - half, base + half))
    return tuple(found)


__all__ = ["ACTS", "WATCHED", "Alert", "Chart", "Funnel", "FunnelPoint", "Warnings", "WeekLevel", "warnings"]

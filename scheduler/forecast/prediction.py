"""From a history to what is coming, with what the forecast would have been worth in the past."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from models.errors import InputError, Trouble
from models.text import Text
from scheduler.forecast.backtest import Backtest, backtest
from scheduler.forecast.bars import bar
from scheduler.forecast.calendar import Calendar
from scheduler.forecast.censoring import countable, down_days
from scheduler.forecast.demand import LEVELS, Counts, Demand, demand_of
from scheduler.forecast.forecast import Forecast, forecast
from scheduler.loaders.history import Request

SHARES = (0.1, 0.5, 0.8, 0.9)
"""Quantiles that people are shown."""
LEAST = 14
"""[days] below which nothing is forecast."""
SHORT = 56
"""[days] below which it is said that the history is short."""


@dataclass(frozen=True)
class Prediction:
    """A forecast with its paths, its past and what is to be said about it.

    Parameters
    ----------
    tested
        None where the history is too short for a backtest.
    """

    forecast: Forecast
    calendar: Calendar
    paths: Counts
    tested: Backtest | None
    notes: tuple[Text, ...]
    seed: int

    @property
    def demand(self) -> Demand:
        """The counts behind it."""
        return self.forecast.demand

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """One row for each level, name and day: mean, quantiles, and what the bar says."""
        found = []
        for level in LEVELS:
            names, sums = self.demand.level(level)
            means, spread = sums @ self.forecast.means, np.quantile(sums @ self.paths, SHARES, axis=0)
            bars = bar(sums @ self.demand.counts, len(self.forecast.days), 8)
            hours = (sums * self.demand.minutes[None, :]) @ self.forecast.means / 60
            found += [
                {
                    "level": level,
                    "name": name,
                    "day": day.isoformat(),
                    "kind": self.calendar.kind(day),
                    "mean": round(float(means[row, column]), 3),
                    **{f"p{100 * share:.0f}": float(spread[k, row, column]) for k, share in enumerate(SHARES)},
                    "snaive8": round(float(bars[row, column]), 3),
                    "hours": round(float(hours[row, column]), 2),
                }
                for row, name in enumerate(names)
                for column, day in enumerate(self.forecast.days)
            ]
        return found

    def as_dict(self) -> dict[str, Any]:
        """Plain data."""
        demand = self.demand
        return {
            "format": "paigong-forecast-1",
            "history": {
                "from": demand.first.isoformat(),
                "until": demand.end.isoformat(),
                "tickets": int(demand.counts.sum()),
            },
            "seed": self.seed,
            "paths": len(self.paths),
            "notes": [str(note) for note in self.notes],
            "forecast": self.rows,
            "backtest": None if self.tested is None else [row.__dict__ for row in self.tested.rows],
        }


def predict(
    requests: Sequence[Request],
    *,
    country: str = "",
    own_days: Mapping[date, str] | None = None,
    horizon: int = 28,
    paths: int = 500,
    seed: int = 1,
    progress: Callable[[int, int, str], None] | None = None,
) -> Prediction:
    """Forecast the days after a history.

    Parameters
    ----------
    country
        Whose public holidays count, ISO 3166; empty = only weekends.
    own_days
        The company's own days: ``holiday``, ``working`` or ``make-up``.

    Raises
    ------
    InputError
        Fewer than two weeks, or a country whose holidays are not known.
    """
    span = countable(requests)
    kept = [request for request in requests if request.day < span.end]
    if not kept or (span.end - min(request.day for request in kept)).days < LEAST:
        message = Text("covers fewer than two weeks: there is no week to learn from", "历史不足两周，无法学习")
        maybe = Text("give a longer history; 26 weeks are a good beginning, 104 show a year's swing.",
                     "请提供更长的历史：26 周可用，104 周可看出季节变化。")  # fmt: skip
        raise InputError(Trouble(message, rule="short-history", maybe=maybe))
    demand = demand_of(((r.day, r.territory, r.work_type, r.minutes) for r in kept), end=span.end)
    calendar = _calendar(country, demand, horizon, own_days or {})
    lost = down_days(demand.first, demand.counts.sum(axis=0).tolist(), [not calendar.is_off(d) for d in demand.days])
    demand = replace(demand, down=np.array([day in set(lost) for day in demand.days]))
    made = forecast(demand, calendar, horizon)
    long = demand.counts.shape[1] >= SHORT + horizon
    tested = backtest(demand, calendar, seed=seed, progress=progress) if long else None
    return Prediction(
        made,
        calendar,
        made.paths(paths, seed),
        tested,
        tuple(_notes(span.words, demand, made, calendar, lost, tested)),
        seed,
    )


def _calendar(country: str, demand: Demand, horizon: int, own: Mapping[date, str]) -> Calendar:
    years = range(demand.first.year, demand.end.year + 2)
    return Calendar.of(country, years).without(own)


def _notes(
    cut: Text | None, demand: Demand, made: Forecast, calendar: Calendar, lost: list[date], tested: Backtest | None
) -> list[Text]:
    """Everything that a planner should know before using it."""
    notes = [] if cut is None else [cut]
    length = demand.counts.shape[1]
    if lost:
        days = ", ".join(day.isoformat() for day in lost[:3])
        notes.append(Text(f"{len(lost)} working days without any ticket are left out, the source was down: {days}",
                          f"{len(lost)} 个工作日没有任何工单，视为数据中断而略去：{days}"))  # fmt: skip
    if length < SHORT:
        notes.append(Text(f"only {length} days of history: profiles are those of the whole group, intervals are wide",
                          f"历史仅 {length} 天：采用整组的规律，区间较宽"))  # fmt: skip
    elif length < 364:
        notes.append(Text("less than a year of history: no season is known", "历史不足一年：无法得知季节变化"))
    provisional = [day for day in made.days if calendar.provisional(day)]
    if provisional:
        notes.append(Text(f"holidays from {provisional[0].isoformat()} on are not announced yet: provisional",
                          f"{provisional[0].isoformat()} 起的节假日尚未公布：暂定"))  # fmt: skip
    if tested is not None and not tested.beats_the_bar:
        notes.append(Text("in the past it did not beat the mean of the last eight same weekdays: use that one",
                          "历史回测中，本预测未优于最近八个同一星期日的均值：请使用后者"))  # fmt: skip
    return notes

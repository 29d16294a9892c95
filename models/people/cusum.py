"""Risk-adjusted Bernoulli CUSUM charts, and the limit that keeps a company's number of false alarms.

Steiner, Cook, Farewell & Treasure 2000, *Monitoring surgical performance using risk-adjusted cumulative sum charts*;
run lengths by a Markov chain (Brook & Evans 1972).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

STATES = 400
"""Steps of the chart's height in the Markov chain."""
COARSE = 100
"""The same while the limit is sought."""
BINS = 8
"""Kinds of visits (by their expected chance) that the chain tells apart."""
HEIGHTS = (0.75, 1.5, 2.5, 3.5, 5.0, 7.0, 9.0)
"""Limits at which run lengths are found; between them their logarithm is nearly straight."""
Floats = NDArray[np.float64]


def steps(expected: Floats, odds: float) -> tuple[Floats, Floats]:
    """What a bad and a good visit add: log-likelihood ratios of odds times ``odds`` against the expected ones."""
    down = -np.log(1 - expected + odds * expected)
    return log(odds) + down, down


@dataclass(frozen=True)
class Alarm:
    """A chart went over its limit.

    Parameters
    ----------
    at
        Position of the visit at which it did.
    since
        Position of the first visit after the chart was last at zero.
    """

    at: int
    since: int


@dataclass(frozen=True)
class ChartRun:
    """A chart's course over its visits, and its alarms; after one it starts again from zero."""

    height: tuple[float, ...]
    alarms: tuple[Alarm, ...]


def run_chart(bad: Sequence[bool], expected: Sequence[float], odds: float, limit: float) -> ChartRun:
    """One step per visit: s = max(0, s + step); an alarm when s is over the limit.

    >>> run_chart([True] * 5, [0.1] * 5, 2.0, 2.0).alarms
    (Alarm(at=3, since=0),)
    """
    up, down = steps(np.asarray(expected, np.float64), odds)
    level, since = 0.0, 0
    height, alarms = [], []
    for k, (hit, rise, fall) in enumerate(zip(bad, up.tolist(), down.tolist(), strict=True)):
        level = max(0.0, level + (rise if hit else fall))
        height.append(level)
        if level <= 0.0:
            since = k + 1
        elif level > limit:
            alarms.append(Alarm(k, since))
            level, since = 0.0, k + 1
    return ChartRun(tuple(height), tuple(alarms))


def run_length(limit: float, expected: Sequence[float], odds: float, happens: float = 1.0) -> float:
    """Mean number of visits until an alarm, from zero.

    Parameters
    ----------
    expected
        Chances of a bad visit; visits of these kinds come equally often.
    happens
        What the odds really are, times the expected ones: 1 = nothing is wrong (false alarms), ``odds`` = the change
        the chart is made for (its delay).

    Examples
    --------
    >>> round(run_length(3.5, [0.05], 2.0), -2), round(run_length(3.5, [0.05], 2.0, happens=2.0))
    (2700.0, 161)
    """
    kinds = _binned(tuple(sorted(round(chance, 5) for chance in expected)))
    return _run_length(limit, kinds, odds, happens)


def _binned(expected: tuple[float, ...]) -> tuple[tuple[float, float], ...]:
    """A few kinds of visits with their weights instead of every visit."""
    values = np.array(expected)
    if len(np.unique(values)) <= BINS:
        found, counts = np.unique(values, return_counts=True)
        return tuple(zip(found.tolist(), (counts / len(values)).tolist(), strict=True))
    return tuple((float(part.mean()), len(part) / len(values)) for part in np.array_split(values, BINS))


@lru_cache(maxsize=4096)
def _run_length(
    limit: float, kinds: tuple[tuple[float, float], ...], odds: float, happens: float, states: int = STATES
) -> float:
    """Solve (I - Q) a = 1 over the chart's height; a landing between two states is shared by both."""
    width = limit / (states - 1)
    height = np.arange(states) * width
    moves = np.zeros((states, states))
    rows = np.arange(states)
    for chance, weight in kinds:
        real = happens * chance / (1 - chance + happens * chance)
        up, down = (float(step[0]) for step in steps(np.array([chance]), odds))
        for step, likely in ((up, real), (down, 1 - real)):
            place = np.maximum(height + step, 0.0) / width
            inside = place <= states - 1
            low = np.minimum(place.astype(np.int64), states - 1)
            part = place - low
            share = weight * likely * inside
            high = np.minimum(low + 1, states - 1)
            moves[rows, low] += share * (1 - part)  # each row is named once
            moves[rows, high] += share * part
    return float(np.linalg.solve(np.eye(states) - moves, np.ones(states))[0])


@dataclass(frozen=True)
class ChartLoad:
    """What a chart sees in a month: how many visits, of which chances."""

    per_month: float
    expected: tuple[float, ...]


def false_alarms(limit: float, charts: Sequence[ChartLoad], odds: float) -> float:
    """False alarms a month of all charts together."""
    return sum(chart.per_month / run_length(limit, chart.expected, odds) for chart in charts if chart.expected)


def limit_for(budget: float, charts: Sequence[ChartLoad], odds: float) -> float:
    """The one limit of all charts with which their false alarms add up to the budget.

    Parameters
    ----------
    budget
        False alarms a month, all charts together.
    """
    curves = [_curve(chart, odds) for chart in charts if chart.expected]
    low, high = 0.5, 12.0

    def alarms(limit: float) -> float:
        return float(sum(per_month / np.exp(np.polyval(curve, limit)) for per_month, curve in curves))

    if not curves or alarms(low) <= budget:
        return low
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if alarms(middle) > budget else (low, middle)
    return round(high, 4)


def _curve(chart: ChartLoad, odds: float) -> tuple[float, Floats]:
    """Visits a month, and a polynomial for the logarithm of the run length by the limit."""
    kinds = _binned(tuple(sorted(round(chance, 5) for chance in chart.expected)))
    lengths = [log(_run_length(height, kinds, odds, 1.0, COARSE)) for height in HEIGHTS]
    return chart.per_month, np.polyfit(HEIGHTS, lengths, 5)

"""Honest differences: paired over days and seeds, with an interval, beside what the solver itself can prove.

A study plans the same days with the same seeds under every scenario. The difference of a figure between a scenario and
the base is taken pair by pair, averaged over the seeds of each day, and then over days: days are the units that a
conclusion is drawn over, seeds only repeat the same day (a paired design; Montgomery, *Design and Analysis of
Experiments*, section 2.5). With one day the seeds are the units, and the conclusion is about that day alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from scheduler.compare.signed_rank import Typical, typical

Verdict = Literal["better", "worse", "no difference seen", "smaller than the proof"]


@dataclass(frozen=True)
class Difference:
    """A paired difference of one figure, scenario minus base.

    Parameters
    ----------
    mean, low, high
        Mean and confidence interval.
    units
        Number of independent pairs behind the interval.
    unit
        ``days`` or ``seeds``: what a pair is.
    noise
        Spread that other seeds alone cause in the mean (standard error); None when there is one seed.
    unproved
        By how much the solver's own gaps could shift the mean, at most; 0 for figures without a proof.
    lower, higher
        In how many of the pairs the figure is lower, and higher.
    typical
        What a typical pair differs by, with an interval that odd days hardly stretch.
    """

    mean: float
    low: float
    high: float
    units: int
    unit: str
    noise: float | None = None
    unproved: float = 0.0
    lower: int = 0
    higher: int = 0
    typical: Typical | None = None

    def verdict(self, lower_is_better: bool = True) -> Verdict:
        """What may be said, in words.

        An interval that holds 0 says nothing. One that does not, but whose mean is within what the solver left
        unproved, may be the solver's doing.
        """
        if self.low <= 0 <= self.high:
            return "no difference seen"
        if abs(self.mean) <= self.unproved:
            return "smaller than the proof"
        return "better" if (self.mean < 0) == lower_is_better else "worse"


Cells = Mapping[tuple[str, int], float]
"""(day, seed) -> figure."""


def difference(base: Cells, other: Cells, confidence: float = 0.95, unproved: float = 0.0) -> Difference:
    """Paired difference ``other - base`` over the cells that both have.

    Raises
    ------
    ValueError
        When both have fewer than two cells in common: no interval can be had from one.

    Examples
    --------
    Three days, one seed: differences -1, -2, -3 have mean -2 and standard error 1 / sqrt(3); t(0.975, 2) = 4.303.

    >>> cells = {("mon", 1): 10.0, ("tue", 1): 10.0, ("wed", 1): 10.0}
    >>> d = difference(cells, {("mon", 1): 9.0, ("tue", 1): 8.0, ("wed", 1): 7.0})
    >>> d.mean, round(d.low, 2), round(d.high, 2), d.verdict()
    (-2.0, -4.48, 0.48, 'no difference seen')
    """
    pairs = {cell: other[cell] - base[cell] for cell in base if cell in other}
    if len(pairs) < 2:
        raise ValueError(
            f"an interval needs at least two pairs of day and seed, there is {len(pairs)}. Maybe add days or seeds."
        )
    by_day: dict[str, list[float]] = {}
    for (day, _), value in sorted(pairs.items()):
        by_day.setdefault(day, []).append(value)
    days = [sum(values) / len(values) for values in by_day.values()]
    units = days if len(days) > 1 else next(iter(by_day.values()))
    mean = sum(units) / len(units)
    error = math.sqrt(variance(units) / len(units))
    half = student(confidence, len(units) - 1) * error
    spread = [variance(values) / len(values) for values in by_day.values() if len(values) > 1]
    noise = math.sqrt(sum(spread)) / len(by_day) if spread else None
    return Difference(
        mean,
        mean - half,
        mean + half,
        len(units),
        "days" if len(days) > 1 else "seeds",
        noise,
        unproved,
        lower=sum(unit < 0 for unit in units),
        higher=sum(unit > 0 for unit in units),
        typical=typical(units, confidence),
    )


def variance(values: Sequence[float]) -> float:
    """Sample variance; 0 for a single value."""
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values) / (len(values) - 1) if len(values) > 1 else 0.0


def student(confidence: float, freedom: int) -> float:
    """Two-sided quantile of Student's t: half of ``1 - confidence`` lies above it.

    Found by bisection on the closed form of the distribution for whole degrees of freedom (Abramowitz & Stegun,
    26.7.3 and 26.7.4).

    >>> [round(student(0.95, freedom), 3) for freedom in (1, 2, 9, 100)]
    [12.706, 4.303, 2.262, 1.984]
    """
    low, high = 0.0, 1.0
    while _within(high, freedom) < confidence:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < confidence else (low, middle)
    return (low + high) / 2


def _within(t: float, freedom: int) -> float:
    """Probability that Student's t lies within ``-t .. t``."""
    angle = math.atan(t / math.sqrt(freedom))
    cosine = math.cos(angle)
    if freedom % 2:
        term, total = cosine, 0.0
        for k in range(1, freedom // 2 + 1):
            total += term
            term *= 2 * k / (2 * k + 1) * cosine**2
        return 2 / math.pi * (angle + math.sin(angle) * total)
    term, total = 1.0, 0.0
    for k in range(1, freedom // 2 + 1):
        total += term
        term *= (2 * k - 1) / (2 * k) * cosine**2
    return math.sin(angle) * total

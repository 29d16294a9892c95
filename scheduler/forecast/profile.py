"""How demand swings with the weekday, the kind of day and the season: one profile for each kind of work, pooled."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from scheduler.forecast.calendar import KINDS, Calendar
from scheduler.forecast.demand import Counts, Demand

PAIRS = 2
"""Sine and cosine pairs of the year."""
YEAR = 365.25


@dataclass(frozen=True)
class Seasonality:
    """Factors of each day for each kind of work, on the scale on which the level lives.

    Parameters
    ----------
    coefficients
        ``(groups, features)`` logarithms.
    errors
        Their standard errors, widened by how much the counts scatter beyond a Poisson law.
    seasonal
        Does the history hold a year, so that a season could be seen?
    """

    coefficients: NDArray[np.float64]
    errors: NDArray[np.float64]
    seasonal: bool

    def factors(self, days: Sequence[date], calendar: Calendar) -> Counts:
        """``(groups, days)`` factors of mean demand."""
        return np.exp(self.coefficients @ features(days, calendar, self.seasonal).T)


def names(seasonal: bool) -> tuple[str, ...]:
    """What the features are, in their order."""
    weekdays = ("tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    kinds = tuple(kind for kind in KINDS if kind not in ("working", "weekend"))
    waves = tuple(f"{wave}-{pair + 1}" for pair in range(PAIRS) for wave in ("sine", "cosine"))
    return (*weekdays, *kinds, *(waves if seasonal else ()))


def features(days: Sequence[date], calendar: Calendar, seasonal: bool) -> NDArray[np.float64]:
    """``(days, features)``: six weekdays against Monday, kinds against an ordinary day, the year.

    A worked weekend day counts as make-up day, not as its weekday; a holiday likewise.
    """
    rows = np.zeros((len(days), 6 + len(KINDS) - 2 + (2 * PAIRS if seasonal else 0)))
    special = {kind: 6 + k for k, kind in enumerate(kind for kind in KINDS if kind not in ("working", "weekend"))}
    for row, day in zip(rows, days, strict=True):
        kind = calendar.kind(day)
        if kind in special:
            row[special[kind]] = 1
        if kind not in ("holiday", "make-up") and day.weekday():
            row[day.weekday() - 1] = 1
        if seasonal:
            angle = 2 * math.pi * day.timetuple().tm_yday / YEAR
            for pair in range(PAIRS):
                row[-2 * PAIRS + 2 * pair :][:2] = math.sin((pair + 1) * angle), math.cos((pair + 1) * angle)
    return rows


def fit_profile(demand: Demand, calendar: Calendar, ridge: float = 3.0) -> Seasonality:
    """Poisson regression with ridge of each kind of work's sum over territories, by Newton's method.

    The season is fitted only when there are 52 weeks; below that what swings slowly is the level's.
    """
    days, seasonal = demand.days, demand.counts.shape[1] >= 364
    known = ~demand.down
    matrix = features(days, calendar, seasonal)
    sums = (np.arange(len(demand.groups))[:, None] == demand.group_of[None, :]).astype(float) @ demand.counts
    penalty = np.full(matrix.shape[1] + 1, ridge)
    penalty[0] = 1e-9
    if seasonal:
        penalty[-2 * PAIRS :] = ridge * 10
    fitted = [_poisson(matrix[known], row[known], penalty) for row in sums]
    coefficients, errors = (np.array(part)[:, 1:] for part in zip(*fitted, strict=True))
    return Seasonality(coefficients, errors, seasonal)


def _poisson(
    matrix: NDArray[np.float64], counts: Counts, penalty: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Coefficients and their standard errors, the constant first; of no tickets at all: zeros."""
    rows = np.hstack([np.ones((len(matrix), 1)), matrix])
    beta = np.zeros(rows.shape[1])
    if not counts.sum():
        return beta, np.full_like(beta, np.inf)
    beta[0] = math.log(counts.mean())
    for _ in range(50):
        mean = np.exp(np.clip(rows @ beta, -30, 30))
        gradient = rows.T @ (counts - mean) - penalty * beta * (np.arange(len(beta)) > 0)
        hessian = (rows * mean[:, None]).T @ rows + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        beta += np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-9:
            break
    mean = np.exp(np.clip(rows @ beta, -30, 30))
    phi = max(1.0, float(((counts - mean) ** 2 / np.maximum(mean, 1e-9)).mean()))
    inverse = np.linalg.inv((rows * mean[:, None]).T @ rows + np.diag(penalty))
    return beta, np.sqrt(phi * np.diag(inverse))

"""How good forecasts are: of points, of distributions, and whether a difference is more than luck."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from scheduler.forecast.demand import Counts

LOSSES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
"""Shares over which the pinball loss is averaged; twice the average approximates the CRPS."""
INTERVALS = ((0.25, 0.75), (0.1, 0.9), (0.025, 0.975))
"""Central intervals of 50, 80 and 95 %."""
QUANTILES = tuple(sorted({*LOSSES, *(share for pair in INTERVALS for share in pair)}))
"""All shares that are computed."""


def scale(counts: Counts) -> Counts:
    """``(series,)`` mean change from one week to the next; the unit of MASE (Hyndman and Koehler, 2006)."""
    return np.asarray(np.maximum(np.abs(counts[:, 7:] - counts[:, :-7]).mean(axis=1), 1e-9))


def pinball(actual: Counts, quantiles: Counts) -> Counts:
    """Mean pinball loss over :data:`LOSSES`; ``quantiles`` has :data:`QUANTILES` first, then the axes of ``actual``."""
    rows = [QUANTILES.index(share) for share in LOSSES]
    share = np.array(LOSSES).reshape(-1, *([1] * actual.ndim))
    error = actual[None] - quantiles[rows]
    return np.asarray(np.maximum(share * error, (share - 1) * error).mean(axis=0))


def covered(actual: Counts, quantiles: Counts) -> tuple[float, float, float]:
    """Shares of what came within the :data:`INTERVALS`."""
    half, most, all = (
        float(((actual >= quantiles[QUANTILES.index(low)]) & (actual <= quantiles[QUANTILES.index(high)])).mean())
        for low, high in INTERVALS
    )
    return half, most, all


def diebold_mariano(differences: NDArray[np.float64]) -> float:
    """Two-sided p of the mean difference of losses over origins being zero (J. Bus. Econ. Stat. 13, 1995).

    Origins are a horizon apart, so that their errors are taken as independent; small samples by Harvey's correction.
    """
    n = len(differences)
    spread = float(differences.std(ddof=1)) if n > 1 else 0.0
    if spread == 0:
        return 1.0
    t = float(differences.mean()) / (spread / math.sqrt(n))
    return _student(t, n - 1)


def _student(t: float, degrees: int) -> float:
    """Two-sided p by Hill's approximation of Student's law (CACM 13, 1970, algorithm 395)."""
    from statistics import NormalDist

    a = degrees - 0.5
    b = 48 * a * a
    w = math.log1p(t * t / degrees) * a
    z = math.sqrt(w) * (1 + (w + 3) / b)
    return 2 * (1 - NormalDist().cdf(z))


def holm(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Holm's correction of several p.

    >>> holm(np.array([0.01, 0.04, 0.03])).tolist()
    [0.03, 0.06, 0.06]
    """
    order = np.argsort(values)
    steps = (len(values) - np.arange(len(values))) * values[order]
    corrected = np.empty(len(values))
    corrected[order] = np.minimum(1, np.maximum.accumulate(steps))
    return corrected

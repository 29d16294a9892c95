"""What cells have in common: days on which everything is more or less, and levels that drift together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.forecast.demand import Counts
from scheduler.forecast.level import RECENT

LAGS = (1, 4, 7, 10, 14)
"""[days] ahead at which errors are looked at; their growth is the drift."""


@dataclass(frozen=True)
class Common:
    """Variances of factors that the cells of a block share.

    Parameters
    ----------
    block
        ``(cells,)`` number of each cell's block.
    day
        Variance of a factor that is drawn anew every day.
    drift
        By how much the variance of the blocks' level grows with every day ahead.
    """

    block: NDArray[np.intp]
    day: float
    drift: float

    def factors(self, random: np.random.Generator, paths: int, days: int) -> Counts:
        """``(paths, cells, days)`` factors of mean 1."""
        shape = (paths, int(self.block.max()) + 1, days)
        factor = np.ones(shape)
        if self.day > 1e-6:
            factor = random.gamma(1 / self.day, self.day, shape)
        if self.drift > 1e-8:
            steps = np.sqrt(self.drift) * random.standard_normal(shape)
            factor = factor * np.exp(np.cumsum(steps, axis=2) - self.drift * np.arange(1, days + 1) / 2)
        return factor[:, self.block]


def common(
    counts: Counts, levels: Counts, factors: Counts, known: Counts, block: NDArray[np.intp], part: NDArray[np.intp]
) -> Common:
    """From the errors of forecasts made at each past morning, as products of the errors of different parts of a block.

    Different parts err alike only through what they have in common, so that each part's own scatter drops out.

    Parameters
    ----------
    counts, levels, factors
        ``(cells, days)``.
    part
        ``(cells,)`` number of the part of a cell within its block.
    """
    shares = np.array([_covariance(counts, levels, factors, known, block, part, lag) for lag in LAGS])
    drift = max(0.0, float(np.polyfit(np.array(LAGS, float), shares, 1)[0]))
    day = float(shares.mean()) - drift * float(np.mean(LAGS))
    return Common(block, max(0.0, day), drift)


def _covariance(
    counts: Counts,
    levels: Counts,
    factors: Counts,
    known: Counts,
    block: NDArray[np.intp],
    part: NDArray[np.intp],
    lag: int,
) -> float:
    """Relative covariance of different parts' errors, forecast ``lag`` days ahead."""
    if counts.shape[1] <= lag + 14:
        return 0.0
    mean = (levels[:, : -lag + 1] if lag > 1 else levels) * factors[:, lag - 1 :]
    error = (counts[:, lag - 1 :] - mean) * known[lag - 1 :]
    mean = mean * known[lag - 1 :]
    error, mean = error[:, -RECENT:], mean[:, -RECENT:]
    product = base = 0.0
    for number in np.unique(block):
        inside = block == number
        sums = [
            (error[inside & (part == piece)].sum(axis=0), mean[inside & (part == piece)].sum(axis=0))
            for piece in np.unique(part[inside])
        ]
        errors, means = (np.array(rows) for rows in zip(*sums, strict=True))
        product += float((errors.sum(axis=0) ** 2 - (errors**2).sum(axis=0)).sum())
        base += float((means.sum(axis=0) ** 2 - (means**2).sum(axis=0)).sum())
    return product / base if base > 0 else 0.0

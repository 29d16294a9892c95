"""Where each cell's demand stands now: counts over factors, the older the lighter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.forecast.demand import Counts

WEIGHTS = (0.90, 0.93, 0.95, 0.97, 0.985)
"""By which a day's weight falls with every day; the one that would have forecast best is taken."""
PRIOR_DAYS = 60
"""Weight of the group's dispersion in a cell's own."""
RECENT = 26 * 7
"""[days] whose errors tell how much counts scatter."""


@dataclass(frozen=True)
class Level:
    """Levels with what is known of their error, and how much counts scatter around their mean.

    Parameters
    ----------
    weight
        ``(cells,)`` of :data:`WEIGHTS`.
    mean
        ``(cells,)`` level at the end of the history.
    evidence
        ``(cells,)`` effective number of factor-days behind it; its variance is ``phi * mean / evidence``.
    phi
        ``(cells,)`` variance of a count over its mean; 1 = Poisson.
    """

    weight: Counts
    mean: Counts
    evidence: Counts
    phi: Counts


def fit_level(counts: Counts, factors: Counts, known: Counts, groups: NDArray[np.intp]) -> tuple[Level, Counts]:
    """Levels of all cells at the end, and on the morning of each day before, ``(cells, days)``.

    Parameters
    ----------
    counts, factors
        ``(cells, days)``; factors of the profile.
    known
        ``(days,)`` 1, or 0 where the source was down.
    groups
        ``(cells,)`` number of the kind of work: cells of one kind have one weight and share their dispersion.
    """
    tried = [_forecasts(counts, factors, known, groups, weight) for weight in WEIGHTS]
    losses = np.array([_loss(counts, levels * factors, known) for levels, _, _ in tried])
    best = np.zeros(len(counts), np.intp)
    for group in np.unique(groups):
        inside = groups == group
        best[inside] = losses[:, inside].sum(axis=1).argmin()

    def pick(part: int) -> Counts:
        return np.stack([run[part] for run in tried])[best, np.arange(len(counts))]

    levels = pick(0)
    phi = _dispersion(counts, levels * factors, known, groups)
    return Level(np.array(WEIGHTS)[best], pick(1), pick(2), phi), levels


def _forecasts(
    counts: Counts, factors: Counts, known: Counts, groups: NDArray[np.intp], weight: float
) -> tuple[Counts, Counts, Counts]:
    """Levels of each morning ``(cells, days)``, level and evidence at the end; a cell starts from its group's mean."""
    start = _prior(counts, factors, known, groups)
    seen, behind = start * 7.0, np.full(len(counts), 7.0)  # a week of the group's level
    levels = np.empty_like(counts)
    for day in range(counts.shape[1]):
        levels[:, day] = seen / behind
        if known[day]:
            seen = weight * seen + counts[:, day]
            behind = weight * behind + factors[:, day]
    return levels, np.maximum(seen, 1e-6) / behind, behind


def _prior(counts: Counts, factors: Counts, known: Counts, groups: NDArray[np.intp]) -> Counts:
    """``(cells,)`` mean level of each cell's group over the first eight weeks."""
    early = slice(0, 56)
    rows = (counts * known)[:, early].sum(axis=1), (factors * known)[:, early].sum(axis=1)
    level = np.empty(len(counts))
    for group in np.unique(groups):
        inside = groups == group
        level[inside] = rows[0][inside].sum() / max(1e-9, rows[1][inside].sum())
    return level


def _loss(counts: Counts, means: Counts, known: Counts) -> Counts:
    """``(cells,)`` Poisson deviance after the first eight weeks, or after the first half of a shorter history."""
    first = min(56, counts.shape[1] // 2)
    mean = np.maximum(means[:, first:], 1e-9)
    return np.asarray(((mean - counts[:, first:] * np.log(mean)) * known[first:]).sum(axis=1))


def _dispersion(counts: Counts, means: Counts, known: Counts, groups: NDArray[np.intp]) -> Counts:
    """Pearson residuals of the last half year, shrunk to the group's, never below that of a Poisson law."""
    mean = np.maximum(means[:, -RECENT:], 1e-9)
    squares = (counts[:, -RECENT:] - mean) ** 2 / mean * known[-RECENT:]
    days = max(1.0, float(known[-RECENT:].sum()))
    own = squares.sum(axis=1) / days
    phi = np.empty(len(counts))
    for group in np.unique(groups):
        inside = groups == group
        phi[inside] = (days * own[inside] + PRIOR_DAYS * own[inside].mean()) / (days + PRIOR_DAYS)
    return np.maximum(1.0, phi)

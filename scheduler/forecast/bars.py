"""What a forecast has to beat: the same weekday of last week, or the mean of the last four or eight."""

from __future__ import annotations

import numpy as np

from scheduler.forecast.demand import Counts

BARS = {"snaive": 1, "snaive4": 4, "snaive8": 8}
"""Name -> how many of the last same weekdays are averaged."""


def bar(counts: Counts, horizon: int, weeks: int) -> Counts:
    """``(series, horizon)`` mean of the last ``weeks`` same weekdays.

    >>> bar(np.arange(14.0)[None], 8, 2).tolist()
    [[3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 3.5]]
    """
    weeks = max(1, min(weeks, counts.shape[1] // 7))
    last = counts[:, counts.shape[1] - 7 * weeks :].reshape(len(counts), weeks, 7).mean(axis=1)
    return np.asarray(last[:, np.arange(horizon) % 7])


def dispersion(counts: Counts) -> Counts:
    """``(series,)`` variance over mean of each raw series, at least 1: a plain law for the bar's intervals."""
    mean = np.maximum(counts.mean(axis=1), 1e-9)
    return np.asarray(np.maximum(1.0, counts.var(axis=1) / mean))

"""Histories that end in a quiet that is none: files of finished tickets lack those that are still open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from models.text import Text
from scheduler.loaders.history import Request

SHARE = 0.95
"""A finished-only file is complete up to so long before its end as this share of tickets takes at most."""


@dataclass(frozen=True)
class CountableDays:
    """The days of a history that can be counted on.

    Parameters
    ----------
    end
        The day after the last.
    cut
        [days] left out at the end; 0 = the file holds open tickets too, or says nothing of endings.
    """

    end: date
    cut: int

    @property
    def words(self) -> Text | None:
        """What to say about it."""
        if not self.cut:
            return None
        return Text(
            f"the file holds finished tickets only: its last {self.cut} days lack those still open and are left out",
            f"文件只含已完成的工单：最后 {self.cut} 天缺少未完成的工单，已略去",
        )


def countable(requests: Sequence[Request]) -> CountableDays:
    """Until when a history is complete.

    A file in which some ticket is open, or none says when it was closed, is taken as complete. Else the last days are
    left out: as many as 95 % of the tickets need at most, counted among tickets old enough to have had that time.
    """
    last = max(request.day for request in requests)
    ends = [request.over for request in requests if request.over is not None]
    if len(ends) < len(requests):
        return CountableDays(last + timedelta(days=1), 0)
    horizon = max(ends)
    waits = np.array([(request.over - request.day).days for request in requests if request.over is not None])
    cut = 0
    for _ in range(5):  # the quantile is itself censored: look again without the days that it leaves out
        old = np.array([(horizon - request.day).days >= cut for request in requests])
        found = int(np.quantile(waits[old], SHARE)) if old.any() else cut
        if found <= cut:
            break
        cut = found
    end = min(last, horizon - timedelta(days=cut)) + timedelta(days=1)
    return CountableDays(end, max(0, (last + timedelta(days=1) - end).days))


def down_days(first: date, totals: Sequence[float], working: Sequence[bool]) -> list[date]:
    """Working days without a single ticket in a company that has some almost every day: the source was down."""
    counts = np.array(totals)
    open_days = np.array(working)
    if not open_days.any() or np.median(counts[open_days]) < 5:
        return []
    return [first + timedelta(days=int(k)) for k in np.flatnonzero(open_days & (counts == 0))]

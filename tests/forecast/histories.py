"""Made-up demand with planted truth."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np

from scheduler.forecast.calendar import Calendar
from scheduler.forecast.demand import Demand, DemandCell

FIRST = date(2025, 1, 6)
"""A Monday."""
WEEKDAYS = (1.0, 1.1, 0.9, 1.0, 0.8, 0.4, 0.3)
HOLIDAYS = {date(2025, 5, 1): "May Day", date(2025, 5, 2): "May Day", date(2025, 10, 1): "National Day"}


def planted(
    seed: int,
    *,
    days: int = 364,
    levels: Mapping[DemandCell, float] | None = None,
    holiday: float = 0.3,
    calendar: Calendar | None = None,
    growth: float = 0.0,
    shock: float = 0.0,
) -> Demand:
    """Poisson counts: level x weekday x holiday, with growth a day and a day factor of variance ``shock`` for all."""
    levels = levels or {
        DemandCell("north", "leak"): 12.0,
        DemandCell("south", "leak"): 4.0,
        DemandCell("north", "no-heat"): 0.7,
    }
    calendar = calendar or Calendar(HOLIDAYS)
    random = np.random.default_rng(seed)
    dates = [FIRST + timedelta(days=k) for k in range(days)]
    factor = np.array([holiday if day in calendar.off else WEEKDAYS[day.weekday()] for day in dates])
    factor = factor * (1 + growth) ** np.arange(days)
    if shock:
        factor = factor * random.gamma(1 / shock, shock, days)
    cells = tuple(sorted(levels))
    means = np.array([levels[cell] for cell in cells])[:, None] * factor[None]
    counts = random.poisson(means).astype(float)
    return Demand(FIRST, cells, counts, np.zeros(days, np.bool_), np.full(len(cells), 60.0))

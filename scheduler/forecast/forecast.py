"""The forecast of every cell: a profile times a level, and paths that know how far it may be off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scheduler.forecast.calendar import Calendar
from scheduler.forecast.common import Common, common
from scheduler.forecast.demand import Counts, Demand
from scheduler.forecast.level import Level, fit_level
from scheduler.forecast.profile import Seasonality, fit_profile


@dataclass(frozen=True)
class Forecast:
    """What is expected from the day after the history on.

    Parameters
    ----------
    means
        ``(cells, days)``.
    shared
        What the whole company, each kind of work and each territory have in common.
    """

    demand: Demand
    days: tuple[date, ...]
    profile: Seasonality
    level: Level
    factors: Counts
    means: Counts
    shared: tuple[Common, ...]

    def paths(self, count: int = 500, seed: int = 1) -> Counts:
        """``(paths, cells, days)`` made-up futures; sums over any cells and days are those of the same future.

        The level wanders by Smith and Miller's gamma-beta steps (J. R. Statist. Soc. B 48, 1986); the company, kinds of
        work and territories have factors in common; counts scatter by a negative binomial law of what variance is left.
        """
        random = np.random.Generator(np.random.PCG64(seed))
        days = self.means.shape[1]
        mean = self.means[None] * self._levels(random, count, days)
        for part in self.shared:
            mean = mean * part.factors(random, count, days)
        together = sum(part.day for part in self.shared)
        extra = np.maximum(self.level.phi[:, None] - together * self.means - 1, 1e-9)[None]
        return np.asarray(random.poisson(random.gamma(mean / extra) * extra), np.float64)

    def _levels(self, random: np.random.Generator, count: int, days: int) -> Counts:
        """``(paths, cells, days)`` the level as a share of its mean."""
        shape = np.maximum(self.level.mean * self.level.evidence / self.level.phi, 0.5)
        weight = self.level.weight
        now = random.gamma(np.broadcast_to(shape, (count, len(shape)))) / shape
        levels = np.empty((count, len(shape), days))
        for day in range(days):
            levels[:, :, day] = now
            step = random.beta(
                np.broadcast_to(weight * shape, now.shape), np.broadcast_to((1 - weight) * shape, now.shape)
            )
            now, shape = now * step / weight, weight * shape
        return levels

    @cached_property
    def company(self) -> Counts:
        """``(days,)`` mean of all."""
        return np.asarray(self.means.sum(axis=0))


def forecast(demand: Demand, calendar: Calendar, horizon: int = 28) -> Forecast:
    """Forecast ``horizon`` days from the end of the history; nothing later than that is looked at.

    Raises
    ------
    ValueError
        The history has no day.
    """
    if not demand.counts.size:
        raise ValueError("there is no day to learn from")
    days = tuple(demand.end + timedelta(days=k) for k in range(horizon))
    profile = fit_profile(demand, calendar)
    group = demand.group_of
    known = (~demand.down).astype(float)
    factors = profile.factors(demand.days, calendar)[group]
    level, levels = fit_level(demand.counts, factors, known, group)
    ahead = profile.factors(days, calendar)[group]
    shared = _shared(demand, levels, factors, known)
    return Forecast(demand, days, profile, level, ahead, level.mean[:, None] * ahead, shared)


def _shared(demand: Demand, levels: Counts, factors: Counts, known: Counts) -> tuple[Common, ...]:
    """The company's common part, and what kinds of work and territories have in common beyond it."""
    group, area, all = demand.group_of, demand.territory_of, np.zeros(len(demand.cells), np.intp)

    def seen(block: NDArray[np.intp], part: NDArray[np.intp]) -> Common:
        return common(demand.counts, levels, factors, known, block, part)

    company = seen(all, group if len(demand.groups) > 1 else area)
    beyond = [seen(group, area), seen(area, group)]
    return company, *(
        replace(part, day=max(0.0, part.day - company.day), drift=max(0.0, part.drift - company.drift))
        for part in beyond
    )

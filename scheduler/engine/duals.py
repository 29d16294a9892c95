"""Prices of tickets, shifts, plan limits and cuts, and the lower bound that any such prices prove."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from scheduler.day import MOST_MONEY, Day

Floats = NDArray[np.float64]
Triple = tuple[int, int, int]

STEPS = 1024
"""Prices are whole multiples of 1 / STEPS, so that labels add up without rounding and the bound is exact."""


def _no_floats() -> Floats:
    return np.zeros(0)


@dataclass(frozen=True, eq=False)
class Duals:
    """Duals of the master problem: what serving a ticket, using a shift, a unit of a limit and a cut are worth.

    Any numbers of the right sign give a valid bound; the LP's own give the best one.
    """

    pi: Floats
    """(n,) money of serving a ticket, not negative."""
    sigma: Floats
    """(m,) money of using a shift, not positive."""
    mu: Floats
    """(K,) money of a unit of a plan limit, not positive."""
    cut: Floats = field(default_factory=_no_floats)
    """(cuts,) money of a subset-row cut, not positive."""
    triples: tuple[Triple, ...] = ()
    """The tickets of each cut."""

    def fits(self, day: Day) -> bool:
        """Whether these are prices of as many tickets, shifts and limits as the day has."""
        return (len(self.pi), len(self.sigma), len(self.mu)) == (day.n, day.m, len(day.row_cap))

    def rounded(self, day: Day) -> Duals:
        """The nearest duals on the grid that have the right signs."""
        return Duals(
            np.maximum(_grid(self.pi), 0.0),
            np.minimum(_grid(self.sigma), 0.0),
            np.clip(_grid(self.mu), -_most(day), 0.0),
            np.minimum(_grid(self.cut), 0.0),
            self.triples,
        )

    def mixed(self, other: Duals, share: float) -> Duals:
        """``share`` of these and the rest of ``other``'s, by the cuts of ``other``; cuts unknown here count as 0."""
        known = dict(zip(self.triples, self.cut.tolist(), strict=True))
        cut = np.array([known.get(t, 0.0) for t in other.triples])
        return Duals(
            share * self.pi + (1 - share) * other.pi,
            share * self.sigma + (1 - share) * other.sigma,
            share * self.mu + (1 - share) * other.mu,
            share * cut + (1 - share) * other.cut,
            other.triples,
        )

    def bound(self, day: Day, cheapest: Floats) -> int:
        """Lower bound on the cost of every plan.

        ``L = sum pi + sum mu cap + sum cut + sum_i min(0, unserved_i - pi_i - mu w_i) + sum_e min(0, v_e)``
        with ``v_e`` a lower bound on the cheapest price of a route of ``e`` after its tickets, limits and
        cuts are paid for.

        Parameters
        ----------
        cheapest : (m,) lower bound on the cheapest reduced cost of a route of each shift, ``sigma`` taken off.

        Returns
        -------
        int
            Rounded up: costs are whole thousandths.
        """
        fixed = [_steps(self.pi), _steps(self.cut), _steps(self.mu) * day.row_cap]
        absent = STEPS * day.unserved_cost - _steps(self.pi)
        for mu, weight in zip(_steps(self.mu), day.row_unserved.astype(np.int64), strict=True):
            absent -= mu * weight
        routes = np.floor(cheapest * STEPS).astype(np.int64) + _steps(self.sigma)
        total = sum(int(x.sum()) for x in fixed)
        total += int(np.minimum(absent, 0).sum()) + int(np.minimum(routes, 0).sum())
        return -(-total // STEPS)


def modest(day: Day) -> tuple[Duals, Floats]:
    """Prices so low that hardly a route earns anything: a bound without work, and a calm centre to smooth toward.

    A served ticket costs its pair and the leg that leads to it at least, an absent one its unserved cost.

    Returns
    -------
    tuple of Duals and (m,) array
        The second: what the cheapest reduced cost of a route of each shift is at least; 0 unless pairs earn money.
    """
    legs = day.leg_cost[0] if len(day.leg_cost) == 1 else day.leg_cost.min(axis=0, initial=MOST_MONEY)
    nearest = np.full(day.n, MOST_MONEY)
    for i, place in enumerate(day.place):  # one by one: a table of all pairs takes as much as the legs
        nearest[i] = legs[np.delete(day.place, i), place].min(initial=MOST_MONEY)
    served = day.pair_cost + np.minimum(nearest, legs[np.ix_(day.start_place, day.place)])
    served = np.where(day.allowed.astype(bool), served, MOST_MONEY)
    pi = np.clip(served.min(axis=0, initial=MOST_MONEY), 0, day.unserved_cost)
    duals = Duals(pi.astype(float), np.zeros(day.m), np.zeros(len(day.row_cap)))
    return duals, np.minimum(served - pi, 0).sum(axis=1).astype(float)


def _most(day: Day) -> Floats:
    """Most that a unit of a plan limit can be worth: its price, nothing for a hard limit's lack of one."""
    return np.where(day.row_price < 0, np.inf, day.row_price.astype(float))


def _grid(values: Floats) -> Floats:
    return np.round(values * STEPS) / STEPS


def _steps(values: Floats) -> NDArray[np.int64]:
    return np.rint(values * STEPS).astype(np.int64)

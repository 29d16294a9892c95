"""Factors by which visits and drives are longer or shorter than planned, the same whatever else is in the plan."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from models.sections.uncertainty import Uncertainty

Factors = NDArray[np.float64]


class Lengths(Protocol):
    """How long visits and drives really take, on ``draws`` made-up days."""

    @property
    def draws(self) -> int:
        """Number of days."""

    def visit(self, ticket: str) -> Factors:
        """Length of a visit as a share of the planned one."""

    def drive(self, shift: str, number: int, area: str) -> Factors:
        """The same of drive ``number`` of a shift in a territory on its day."""

    def nobody(self, ticket: str, percent: float) -> NDArray[np.bool_]:
        """Is nobody there?"""


def shuffled(seed: int, purpose: str, key: str, draws: int) -> NDArray[np.intp]:
    """The numbers below ``draws`` in an order of their own for each purpose and key.

    Common random numbers by name, not by order: what is drawn for a ticket stays the same when other tickets come, go
    or change hands. Only the raw bits of PCG64 are used, which numpy promises for good.
    """
    bits = np.random.PCG64(np.random.SeedSequence([seed, *f"{purpose}/{key}".encode()]))
    return np.argsort(bits.random_raw(draws), kind="stable")


@cache
def quantiles(draws: int) -> Factors:
    """The middles of ``draws`` equally likely strata of the standard normal law, ascending."""
    normal = NormalDist()
    return np.array([normal.inv_cdf((k + 0.5) / draws) for k in range(draws)])


def lognormal(mean: float, spread: float, order: NDArray[np.intp]) -> Factors:
    """Factors of a mean and a coefficient of variation, stratified (McKay, Beckman, Conover 1979) in the given order.

    >>> order = shuffled(1, "visit", "T1", 1000)
    >>> factors = lognormal(1.05, 0.35, order)
    >>> round(float(factors.mean()), 2), round(float(factors.std() / factors.mean()), 2)
    (1.05, 0.35)
    """
    width = math.sqrt(math.log1p(spread * spread))
    return mean * np.exp(width * quantiles(len(order))[order] - width * width / 2)


def happens(percent: float, order: NDArray[np.intp]) -> NDArray[np.bool_]:
    """True in so many of a hundred draws.

    >>> int(happens(4, shuffled(1, "nobody", "T1", 1000)).sum())
    40
    """
    return order < round(len(order) * percent / 100)


@dataclass(frozen=True)
class Lognormal:
    """Lengths by the lognormal laws of a policy: each visit and drive its own, a factor common to a territory's day."""

    law: Uncertainty
    draws: int
    seed: int

    def visit(self, ticket: str) -> Factors:
        return lognormal(self.law.visit_factor, self.law.visit_spread, self._order("visit", ticket))

    def drive(self, shift: str, number: int, area: str) -> Factors:
        own = lognormal(self.law.travel_factor, self.law.travel_spread, self._order("drive", f"{shift}/{number}"))
        return own * lognormal(1.0, self.law.day_spread, self._order("day", area))

    def nobody(self, ticket: str, percent: float) -> NDArray[np.bool_]:
        return happens(percent, self._order("nobody", ticket))

    def _order(self, purpose: str, key: str) -> NDArray[np.intp]:
        return shuffled(self.seed, purpose, key, self.draws)

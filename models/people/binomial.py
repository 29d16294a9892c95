"""Exact binomial chances, without a library of statistics."""

from __future__ import annotations

from functools import cache
from math import lgamma, log

import numpy as np
from numpy.typing import NDArray


@cache
def _chances(n: int, p: float) -> NDArray[np.float64]:
    """The chance of 0, 1, ... n hits."""
    if p <= 0 or p >= 1:
        made = np.zeros(n + 1)
        made[0 if p <= 0 else n] = 1.0
        return made
    k = np.arange(n + 1)
    choose = np.array([lgamma(n + 1) - lgamma(i + 1) - lgamma(n - i + 1) for i in range(n + 1)])
    return np.asarray(np.exp(choose + k * log(p) + (n - k) * log(1 - p)))


def at_least(hits: int, n: int, p: float) -> float:
    """The chance of so many hits or more in n tries.

    >>> round(at_least(3, 3, 0.5), 3), at_least(0, 10, 0.2)
    (0.125, 1.0)
    """
    return 1.0 if hits <= 0 else float(min(1.0, _chances(n, p)[hits:].sum()))


def at_most(hits: int, n: int, p: float) -> float:
    """The chance of so many hits or fewer.

    >>> round(at_most(0, 3, 0.5), 3)
    0.125
    """
    return 1.0 if hits >= n else float(min(1.0, _chances(n, p)[: hits + 1].sum()))


def limits(n: int, p: float, tail: float) -> tuple[int, int]:
    """The least and the most hits that are not beyond a tail on either side.

    >>> limits(20, 0.5, 0.025)
    (6, 14)
    """
    below = np.cumsum(_chances(n, p))
    low = int(np.searchsorted(below, tail, side="right"))
    above = np.cumsum(_chances(n, p)[::-1])
    high = n - int(np.searchsorted(above, tail, side="right"))
    return low, high


SIGMA = {2: 0.02275, 3: 0.00135}
"""Tail on one side beyond so many sigma."""

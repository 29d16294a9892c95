"""Few observations move an estimate little: beta-binomial shrinkage towards the mean of the tier.

Strength of the prior by the method of moments (Kleinman 1973, *Proportions with extraneous variance*).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEAST, MOST = 5.0, 400.0
"""Bounds of the prior's strength: so many observations it weighs at least and at most."""
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Prior:
    """What is known of an engineer before the first observation.

    Parameters
    ----------
    mean
        Rate of the tier.
    strength
        How many observations it weighs.
    people, noise
        Engineers it was made from, and the variance that chance alone gave their rates: how sure the strength is.
    """

    mean: float
    strength: float
    people: int = 0
    noise: float = 0.0

    def strengths(self, dice: np.random.Generator, draws: int) -> Floats:
        """Strengths that what was seen leaves possible: the spread of a few engineers' rates is not known exactly."""
        if self.people < 3:
            return np.full(draws, self.strength)
        own = self.mean * (1 - self.mean)
        seen = own / (self.strength + 1) + self.noise
        freedom = self.people - 1
        between = np.maximum(seen * freedom / dice.chisquare(freedom, draws) - self.noise, 1e-9)
        return np.asarray(np.clip(own / between - 1, LEAST, MOST))


def prior_of(rate: Floats, count: Floats) -> Prior | None:
    """The prior of a group of engineers; None when nobody has an observation.

    Parameters
    ----------
    rate, count
        Adjusted rate and effective number of observations of each engineer [E].
    """
    seen = count > 0
    rate, count = rate[seen], count[seen]
    total = float(count.sum())
    if total <= 0:
        return None
    mean = float(np.clip((rate * count).sum() / total, 0.0, 1.0))
    noise = mean * (1 - mean)
    room = total - float((count**2).sum()) / total - (len(rate) - 1)
    if noise <= 0 or room <= 0:
        return Prior(mean, MOST, len(rate))
    between = (float((count * (rate - mean) ** 2).sum()) - (len(rate) - 1) * noise) / (room * noise)
    strength = MOST if between <= 0 else 1 / between - 1
    return Prior(mean, float(np.clip(strength, LEAST, MOST)), len(rate), float((noise / count).mean()))


def shrunk(rate: float, count: float, prior: Prior) -> float:
    """The estimate of somebody with so many observations.

    >>> round(shrunk(0.80, 25, Prior(0.92, 75)), 3)
    0.89
    """
    return (count * rate + prior.strength * prior.mean) / (count + prior.strength)


def reliability(count: float, prior: Prior) -> float:
    """How much of the estimate is the engineer's own: n / (n + k)."""
    return count / (count + prior.strength)

"""Draws that are the same on every machine and with every version of numpy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")

HALF = 32
"""Bits of a draw."""


class Dice:
    """Seeded draws from the raw bits of PCG64, mapped to what is wanted in whole numbers only.

    numpy promises the raw stream of a bit generator for good, but not what its distributions make of it, and logarithms
    differ between machines in the last bit. So nothing here goes through either.

    Parameters
    ----------
    seed
        Same seed, same draws.
    name
        Draws of different names are independent: more tickets do not change the engineers.

    Examples
    --------
    >>> Dice(1, "doc").below(100) == Dice(1, "doc").below(100)
    True
    """

    def __init__(self, seed: int, name: str = "") -> None:
        self._bits = np.random.PCG64(np.random.SeedSequence([seed, *name.encode()]))

    def below(self, n: int) -> int:
        """A whole number from 0 to n - 1."""
        return ((int(self._bits.random_raw()) >> HALF) * n) >> HALF

    def between(self, least: int, most: int, step: int = 1) -> int:
        """One of least, least + step, ... up to most."""
        return least + step * self.below((most - least) // step + 1)

    def chance(self, percent: int) -> bool:
        """True in so many of a hundred cases."""
        return self.below(100) < percent

    def bell(self, width: int) -> int:
        """A whole number around 0, bell-shaped, within three widths: the sum of six even draws."""
        return sum(self.between(-width, width) for _ in range(6)) // 2

    def pick(self, options: Sequence[T]) -> T:
        """One of them."""
        return options[self.below(len(options))]

    def weighted(self, options: Sequence[tuple[T, int]]) -> T:
        """One of them, as often as its weight says."""
        at = self.below(sum(weight for _, weight in options))
        for option, weight in options:
            at -= weight
            if at < 0:
                return option
        raise AssertionError("weights are not positive")

    def some(self, options: Sequence[T], count: int) -> list[T]:
        """``count`` different ones in random order."""
        left = list(options)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]

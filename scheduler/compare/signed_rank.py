"""An interval that odd days hardly stretch (from twelve on, one cannot): Wilcoxon's signed ranks, Hodges and Lehmann.

The means of all pairs of values (Walsh averages) are sorted; their median estimates what a typical day differs by, and
as many are cut off at either end as the exact distribution of the signed-rank sum allows (Hollander, Wolfe & Chicken,
*Nonparametric Statistical Methods*, 3.1 to 3.3). It speaks of a typical day, not of the sum over all days: where days
are skewed the two differ, and a plan is paid for by the sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations_with_replacement
from statistics import median


@dataclass(frozen=True)
class Typical:
    """What a typical pair differs by.

    Parameters
    ----------
    middle, low, high
        Estimate and interval.
    confidence
        Of the interval, exactly: never less than asked for where the number of values allows it. With five values no
        interval of this kind has more than 93.75 %.
    """

    middle: float
    low: float
    high: float
    confidence: float


def typical(values: Sequence[float], confidence: float = 0.95) -> Typical:
    """The estimate and its interval, from at least one value.

    Examples
    --------
    Five days, one of them odd: the mean is -100, a typical day -6.

    >>> typical([-5, -6, -4, -7, -478])
    Typical(middle=-6.0, low=-478.0, high=-4.0, confidence=0.9375)
    """
    averages = sorted((a + b) / 2 for a, b in combinations_with_replacement(values, 2))
    cut, reached = _cut(len(values), confidence)
    return Typical(float(median(averages)), averages[cut], averages[-1 - cut], reached)


@lru_cache(maxsize=256)
def _cut(count: int, confidence: float) -> tuple[int, float]:
    """How many averages to cut off at either end, and the confidence that leaves."""
    ways = _rank_sums(count)
    total, below, cut = 2**count, 0, 0
    while 1 - 2 * (below + ways[cut]) / total >= confidence:
        below += ways[cut]
        cut += 1
    if cut == 0:
        return 0, 1 - 2 * ways[0] / total  # nothing can be cut: all that these few values can say
    return cut - 1, 1 - 2 * below / total


def _rank_sums(count: int) -> list[int]:
    """In how many ways the ranks 1 .. count with a sign sum up to 0, 1, 2, ...

    >>> _rank_sums(3)
    [1, 1, 1, 2, 1, 1, 1]
    """
    ways = [1]
    for rank in range(1, count + 1):
        longer = ways + [0] * rank
        for total, known in enumerate(ways):
            longer[total + rank] += known
        ways = longer
    return ways

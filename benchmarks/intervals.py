"""How often the two intervals of a study are wrong, and how often they find what is there, over made-up studies.

    python -m benchmarks.intervals [studies]

Every made-up study is a list of daily differences, drawn from a distribution whose mean (and typical day) are known.
*Wrong* = the interval misses 0 although the mean is 0; *found* = it misses 0 when every day is cheaper by one standard
deviation of the usual days. The mean's interval is Student's t, the typical day's is Wilcoxon's signed ranks.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import numpy as np

from scheduler.compare.statistics import difference

Draw = Callable[[np.random.Generator, int], np.ndarray]

EFFECT = -1.0
DAYS = (5, 8, 10, 20)


def normal(dice: np.random.Generator, days: int) -> np.ndarray:
    """Usual days."""
    return dice.normal(0, 1, days)


def odd(dice: np.random.Generator, days: int) -> np.ndarray:
    """Usual days, but one in ten is twenty times as uneven: a dear ticket is served or not. Mean and median 0."""
    return dice.normal(0, 1, days) * np.where(dice.random(days) < 0.1, 20, 1)


def skewed(dice: np.random.Generator, days: int) -> np.ndarray:
    """Lognormal less its mean: many small savings, a few large losses. Mean 0, the typical day is below it."""
    return np.exp(dice.normal(0, 1, days)) - np.exp(0.5)


def shares(draw: Draw, days: int, shift: float, studies: int, seed: int = 1) -> tuple[float, float]:
    """Share of studies in which the interval of the mean, and that of a typical day, miss 0 [%]."""
    dice = np.random.default_rng(seed)
    missed = np.zeros(2)
    base = {(str(day), 1): 0.0 for day in range(days)}
    for _ in range(studies):
        values = draw(dice, days) + shift
        found = difference(base, {(str(day), 1): float(value) for day, value in enumerate(values)})
        assert found.typical is not None
        missed += [not found.low <= 0 <= found.high, not found.typical.low <= 0 <= found.typical.high]
    mean, typical = 100 * missed / studies
    return float(mean), float(typical)


def table(studies: int) -> str:
    """All of it in Markdown."""
    rows = ["| differences | days | wrong: mean | wrong: typical | found: mean | found: typical |",
            "|---|---:|---:|---:|---:|---:|"]  # fmt: skip
    for name, draw in (("normal", normal), ("one odd day in ten", odd), ("skewed", skewed)):
        for days in DAYS:
            wrong, found = shares(draw, days, 0.0, studies), shares(draw, days, EFFECT, studies)
            cells = " | ".join(f"{share:.1f} %" for share in (*wrong, *found))
            rows.append(f"| {name} | {days} | {cells} |")
    return "\n".join(rows)


if __name__ == "__main__":
    print(table(int(sys.argv[1]) if len(sys.argv) > 1 else 2000))

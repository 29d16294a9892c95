"""How long the engine may work."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from scheduler.engine.run_clock import Work


@dataclass(frozen=True)
class Budget:
    """When to stop: after ``seconds``, after ``iterations`` of search, or once the gap is proved small enough.

    Parameters
    ----------
    seconds : float, optional
        Wall seconds, setting up included.
    iterations : int, optional
        Search iterations of each chain. The proof's work is paid from the same purse at a fixed price, so the plan
        *and* the bound depend on nothing else than day, seed and this number.
    gap : float, optional
        Stop when the proven gap is at most this share of the cost, for instance 0.01.
    work : Work, optional
        Repeat exactly what an earlier run did (``Outcome.work``).

    Raises
    ------
    ValueError
        When nothing or contradictory things are asked for.

    >>> Budget(seconds=10, gap=0.01).seconds
    10
    >>> Budget(seconds=-1)
    Traceback (most recent call last):
    ...
    ValueError: budget: seconds must be a positive number, not -1
    Maybe leave it out, or give at least 0.1.
    """

    seconds: float | None = None
    iterations: int | None = None
    gap: float | None = None
    work: Work | None = None

    def __post_init__(self) -> None:
        wrong = [message for check, message in _RULES if (check(self))]
        if wrong:
            raise ValueError("\n".join(m.format(b=self) for m in wrong))


def _bad(value: float | None, low: float) -> bool:
    return value is not None and not (math.isfinite(value) and value >= low)


_RULES: list[tuple[Callable[[Budget], bool], str]] = [
    (
        lambda b: b.seconds is not None and _bad(b.seconds, 1e-3),
        "budget: seconds must be a positive number, not {b.seconds}\nMaybe leave it out, or give at least 0.1.",
    ),
    (
        lambda b: _bad(b.iterations, 1),
        "budget: iterations must be at least 1, not {b.iterations}\nMaybe leave it out, or give some 10,000.",
    ),
    (
        lambda b: b.gap is not None and not (math.isfinite(b.gap) and 0 <= b.gap < 1),
        "budget: gap is a share of the cost from 0 to below 1, not {b.gap}\nMaybe write 1 % as 0.01.",
    ),
    (
        lambda b: sum(x is not None for x in (b.seconds, b.iterations, b.work)) > 1,
        "budget: give one of seconds, iterations and work\nMaybe drop all but one; gap goes with any of them.",
    ),
    (
        lambda b: all(x is None for x in (b.seconds, b.iterations, b.work, b.gap)),
        "budget: nothing given\nMaybe seconds=10, or gap=0.01 to run until that is proved.",
    ),
]

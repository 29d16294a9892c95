"""How much work may be done for an answer."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from models.errors import InputError, Trouble


@dataclass(frozen=True)
class Budget:
    """When to stop, and what the answer may depend on.

    Parameters
    ----------
    seconds
        [s] wall time at most, setting up included.
    iterations
        Work instead: the same answer on every machine.
    gap
        Stop once the plan is proved to be within this share of the best possible, for instance 0.01.
    seed
        Same input, seed and iterations: same answer, on any number of threads.
    threads
        Processor cores to use.

    Raises
    ------
    InputError
        With everything that makes no sense, each by its field.

    >>> Budget(seconds=10, gap=0.01).seconds
    10
    """

    seconds: float | None = None
    iterations: int | None = None
    gap: float | None = None
    seed: int = 1
    threads: int = 2

    def __post_init__(self) -> None:
        if troubles := list(self._troubles()):
            raise InputError(troubles)

    @property
    def said(self) -> bool:
        """Does it say when to stop?"""
        return self.seconds is not None or self.iterations is not None or self.gap is not None

    def _troubles(self) -> Iterator[Trouble]:
        seconds, iterations, gap = self.seconds, self.iterations, self.gap
        if seconds is not None and not (math.isfinite(seconds) and 1e-3 <= seconds < 1e7):
            yield _trouble("seconds", seconds, "is not a time to work for", "give seconds, such as 30.")
        if iterations is not None and iterations < 1:
            yield _trouble("iterations", iterations, "must be at least 1", "give some 10000.")
        if gap is not None and not 0 <= gap < 1:
            yield _trouble("gap", gap, "is a share of the cost", "write 1 % as 0.01.")
        if self.threads < 1:
            yield _trouble("threads", self.threads, "must be at least 1", "leave it out for 2.")
        if not 0 <= self.seed < 2**63:
            yield _trouble("seed", self.seed, "must be from 0 to 2^63-1", "use 1.")
        if seconds is not None and iterations is not None:
            yield _trouble("iterations", iterations, "and seconds exclude each other", "drop one of the two.")


def _trouble(field: str, value: object, message: str, maybe: str) -> Trouble:
    return Trouble(message, field=field, value=str(value), rule="budget", maybe=maybe)

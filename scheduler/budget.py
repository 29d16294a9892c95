"""How much work may be done for an answer."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Self, TypedDict

from models.errors import InputError, Trouble


class BudgetOptions(TypedDict, total=False):
    """The fields of a :class:`Budget` as keywords of a call."""

    seconds: float | None
    iterations: int | None
    gap: float | None
    seed: int
    threads: int


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

    @classmethod
    def of(cls, budget: Budget | None, options: BudgetOptions) -> Budget:
        """What a call asks for: a budget, or its fields as keywords (which go before those of the budget).

        >>> Budget.of(Budget(seconds=10), {"seed": 2}) == Budget.of(None, {"seconds": 10, "seed": 2})
        True
        """
        return replace(budget or cls(), **options)

    @property
    def said(self) -> bool:
        """Does it say when to stop?"""
        return self.seconds is not None or self.iterations is not None or self.gap is not None

    def must_stop(self) -> None:
        """Refuse a budget that does not say when to stop.

        Raises
        ------
        InputError
            It does not.
        """
        if not self.said:
            raise InputError(_trouble("seconds", "", "nothing says when to stop", "give seconds, such as 30."))

    def or_seconds(self, seconds: float) -> Self:
        """The same; where it does not say when to stop, after so many seconds.

        >>> Budget().or_seconds(30).seconds, Budget(gap=0.01).or_seconds(30).seconds
        (30, None)
        """
        return self if self.said else replace(self, seconds=seconds)

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

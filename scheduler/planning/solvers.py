"""The solvers a plan may come from, each behind the same few words. A new one is one function and one line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.errors import InputError, Trouble, nearest
from scheduler.planning.interrupt import Flag
from scheduler.planning.voice import Pulse

if TYPE_CHECKING:
    from scheduler.day import Day

SECONDS = 30.0
"""[s] what a plan may take when nobody says."""


@dataclass(frozen=True)
class Wanted:
    """How long and how a solver may work.

    Parameters
    ----------
    seconds, iterations, gap
        When to stop, as in :class:`scheduler.engine.budget.Budget`.
    stop
        Set by somebody who wants the best plan so far, now.
    pulse
        Called with news.
    """

    seconds: float | None = None
    iterations: int | None = None
    gap: float | None = None
    seed: int = 1
    threads: int = 2
    stop: Flag | None = None
    pulse: Callable[[Pulse], None] | None = None

    def __post_init__(self) -> None:
        troubles = [Trouble(message, field=name, value=str(value), rule="budget", maybe=maybe)
                    for name, value, bad, message, maybe in self._checks() if bad]  # fmt: skip
        if troubles:
            raise InputError(troubles)

    def _checks(self) -> list[tuple[str, Any, bool, str, str]]:
        s, i, g = self.seconds, self.iterations, self.gap
        return [
            ("seconds", s, s is not None and not 0 < s < 1e7, "is not a time to work for", "give seconds, such as 30."),
            ("iterations", i, i is not None and i < 1, "must be at least 1", "give some 10000."),
            ("gap", g, g is not None and not 0 <= g < 1, "is a share of the cost", "write 1 % as 0.01."),
            ("threads", self.threads, self.threads < 1, "must be at least 1", "leave it out for 2."),
            ("seed", self.seed, not 0 <= self.seed < 2**63, "must be from 0 to 2^63-1", "use 1."),
            ("iterations", i, s is not None and i is not None, "and seconds exclude each other", "drop one of the two."),
        ]


@dataclass(frozen=True)
class Answer:
    """What any solver hands back; fields as in :class:`scheduler.planning.result.Result`."""

    routes: tuple[tuple[int, ...], ...]
    cost: int
    bound: int | None
    gap: float | None
    ended: str
    trace: tuple[Any, ...] = ()
    work: Any = None


Solver = Callable[["Day", Wanted], Answer]


def solver_named(name: str) -> Solver:
    """The solver of this name.

    Raises
    ------
    InputError
        When there is none; the nearest name is offered.
    """
    if name not in SOLVERS:
        raise InputError(
            Trouble("is no solver", field="solver", value=name, rule="unknown-solver", maybe=nearest(name, SOLVERS))
        )
    return SOLVERS[name]

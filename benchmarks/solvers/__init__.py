"""Solvers that the benchmarks race; a peer is one small file with ``NAME``, ``cannot(day)`` and ``solve(...)``.

``cannot(day)`` names what of this day the peer cannot express. It then solves the day without that, and its plan is
judged by the whole day all the same. ``solve(day, seconds, seed, threads)`` returns a :class:`Found`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from types import ModuleType

NAMES = ("engine", "search", "regret", "routing", "pyvrp", "vroom", "vrp_cli")


@dataclass(frozen=True)
class Found:
    """What a solver returns.

    Parameters
    ----------
    routes
        Ticket indices per shift.
    bound
        Proven lower bound [thousandths], where the solver has one.
    ended
        In the solver's own words.
    trace
        (seconds, cost, bound) over the run, where the solver tells.
    """

    routes: list[list[int]]
    bound: int | None = None
    ended: str = ""
    trace: list[tuple[float, int, int | None]] = field(default_factory=list)


def solver(name: str) -> ModuleType:
    """The module of a solver.

    Raises
    ------
    KeyError
        For a name that is not registered.
    """
    if name not in NAMES:
        raise KeyError(f"no solver {name!r}. Maybe one of: {', '.join(NAMES)}.")
    return import_module(f"benchmarks.solvers.{name}")

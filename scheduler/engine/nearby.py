"""A short warm search near some tickets, for questions that are asked one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import scheduler.engine._core as _core
from scheduler.day import Day
from scheduler.engine.native import native


@dataclass(frozen=True)
class Nearby:
    """What a short search found."""

    routes: list[list[int]]
    excess: int
    """Units above hard plan limits."""
    hot: float
    cold: float
    """First and last temperature [money]; handed to the next search they need not be found again. 0 = not found."""


def search(
    day: Day,
    routes: Sequence[Sequence[int]],
    near: Sequence[int],
    *,
    iterations: int,
    warm: float,
    seed: int,
    hot: float = 0.0,
    cold: float = 0.0,
) -> Nearby:
    """Put what these feasible routes leave where it fits, and search on from there, near some tickets only.

    Parameters
    ----------
    warm : share of the temperature range at which the search begins.
    hot, cold : :class:`Nearby` of another search; 0 = to be found.

    Raises
    ------
    ValueError
        The routes are no feasible plan; names shift and tickets.
    """
    searching = _core.Search(native(day), seed * 1009, hot=hot, cold=cold)
    searching.load([list(route) for route in routes])
    searching.greedy()
    searching.focus(sorted(set(near)), 1.0)
    searching.run(iterations, warm, 1.0)
    return Nearby(searching.best(), searching.best_excess, searching.hot, searching.cold)

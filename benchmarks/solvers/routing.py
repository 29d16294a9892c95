"""OR-Tools routing, through the product's own adapter."""

from __future__ import annotations

from benchmarks.solvers import Found
from scheduler.day import Day

NAME = "OR-Tools routing"


def cannot(day: Day) -> list[str]:
    """What the adapter leaves out."""
    from scheduler.solvers.routing import inexpressible

    return list(inexpressible(day))


def solve(day: Day, seconds: float, seed: int, threads: int) -> Found:
    """Guided local search for so many seconds (one thread: the library has no more)."""
    from scheduler.solvers.routing import routing

    return Found([list(route) for route in routing(day, seconds=seconds)], ended="time")

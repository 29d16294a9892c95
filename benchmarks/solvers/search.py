"""The engine's search alone, without proof: one chain, one thread."""

from __future__ import annotations

from benchmarks.solvers import Found
from scheduler.day import Day

NAME = "Paigong, search only"


def cannot(day: Day) -> list[str]:
    """Nothing."""
    return []


def solve(day: Day, seconds: float, seed: int, threads: int) -> Found:
    """Anneal over the whole range of temperatures in the given time."""
    from scheduler.budget import Budget
    from scheduler.engine import solve as run

    outcome = run(day, budget=Budget(seconds=seconds, seed=seed, threads=1), chains=1, proof=False)
    return Found([list(route) for route in outcome.routes], ended=outcome.ended)

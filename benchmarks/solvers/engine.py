"""Paigong's own engine: search and proof."""

from __future__ import annotations

from benchmarks.solvers import Found
from scheduler.day import Day

NAME = "Paigong"


def cannot(day: Day) -> list[str]:
    """Nothing: the day is its own language."""
    return []


def solve(day: Day, seconds: float, seed: int, threads: int) -> Found:
    """Run the whole loop for so many wall seconds."""
    from scheduler.budget import Budget
    from scheduler.engine import solve as run

    outcome = run(day, budget=Budget(seconds=seconds, seed=seed, threads=threads))
    trace = [(point.seconds, point.cost, point.bound) for point in outcome.trace]
    return Found([list(route) for route in outcome.routes], outcome.bound, outcome.ended, trace)

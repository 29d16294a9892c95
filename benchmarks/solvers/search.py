"""The engine's search alone, without proof: one chain, one thread."""

from __future__ import annotations

import time

from benchmarks.solvers import Found
from scheduler.day import Day

NAME = "Paigong, search only"


def cannot(day: Day) -> list[str]:
    """Nothing."""
    return []


def solve(day: Day, seconds: float, seed: int, threads: int) -> Found:
    """Anneal over the whole range of temperatures in the given time, in slices whose speed is measured on the way."""
    from scheduler.engine import _core
    from scheduler.engine.native import native

    search = _core.Search(native(day), seed)
    search.greedy()
    begin, done = time.monotonic(), 0.0
    pace = 2000.0
    while done < 1 and (left := seconds - (time.monotonic() - begin)) > 0:
        slice_ = min(0.1, left)
        until = min(1.0, done + slice_ / seconds)
        before = time.monotonic()
        iterations = max(1, int(pace * slice_))
        search.run(iterations, done, until)
        pace = iterations / max(1e-6, time.monotonic() - before)
        done = until
    return Found(search.best(), ended="time")

"""A run whose steps a test takes one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from scheduler.day import Day
from scheduler.engine import _core
from scheduler.engine.effort import Effort
from scheduler.engine.proof import RunProof
from scheduler.engine.result import TracePoint
from scheduler.engine.run import Run
from scheduler.engine.run_clock import Pace, WorkClock
from scheduler.engine.shortlist import Shortlist


class Steps(NamedTuple):
    """A run and its parts."""

    run: Run
    proof: RunProof
    shortlist: Shortlist


def opened(day: Day, effort: Effort, threads: int = 1, progress: Callable[[TracePoint], None] | None = None) -> Run:
    """A run of a hundred seconds' work with its first plan."""
    pace = Pace(WorkClock(), 100.0)
    run = Run(day, pace, _core.Stop(), seed=1, threads=threads, chains=1, gap=0.0, progress=progress, effort=effort)
    run.start(None, ())
    return run


def generated(
    day: Day, effort: Effort, threads: int = 1, progress: Callable[[TracePoint], None] | None = None
) -> Steps:
    """The same after its first column generation."""
    run = opened(day, effort, threads, progress)
    proof = RunProof(run)
    proof.generate()
    return Steps(run, proof, Shortlist(run, proof))

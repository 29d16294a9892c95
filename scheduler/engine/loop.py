"""Search and proof joined: the best plan found, and how far it is from the best possible at most."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Self

import scheduler.engine._core as _core
from scheduler.budget import Budget
from scheduler.day import Day
from scheduler.engine.chains import ITERATION, SMALL
from scheduler.engine.duals import Duals
from scheduler.engine.effort import Effort
from scheduler.engine.master import Stuck
from scheduler.engine.proof import RunProof
from scheduler.engine.result import Ended, Outcome
from scheduler.engine.run import RESTART, Progress, Run
from scheduler.engine.run_clock import Pace, RecordedClock, RunClock, WallClock, Work, WorkClock
from scheduler.engine.shortlist import Shortlist


def solve(
    day: Day,
    *,
    budget: Budget,
    repeat: Work | None = None,
    chains: int = 2,
    start: Sequence[Sequence[int]] | None = None,
    stop: _core.Stop | None = None,
    progress: Progress | None = None,
    focus: Sequence[int] = (),
    warm: Duals | None = None,
    proof: bool = True,
    effort: Effort | None = None,
) -> Outcome:
    """Plan a day: search for a good plan, prove how good it is, and let each help the other.

    Parameters
    ----------
    budget : when to stop: after ``seconds``; after ``iterations`` of each chain, the proof's work being paid from the
        same purse at a fixed price, so that the plan *and* the bound depend on day, seed and this number alone; or once
        the gap is proved. The plan depends on its ``seed``, not on its ``threads``, which chains and pricing use.
    repeat : do exactly what an earlier run did (``Outcome.work``), in place of the budget's seconds or iterations.
    chains : searches side by side; the plan depends on how many.
    start : plan to begin with, tickets of each shift in order; a quick one is made when None.
    stop : setting it from another thread ends the run at once with the best plan so far.
    progress : told of every step: seconds, phase, cost, bound and gap.
    focus : tickets near which the search ruins first, for instance those that an event touched.
    warm : ``Outcome.duals`` of a similar day: a bound after one pricing round.
    effort : how hard each step works; None = what days of this size are given. For tests and ablations.
    proof : False = all of the budget is searched; the bound is then what needs no work.

    Raises
    ------
    InputError
        When the budget does not say when to stop.
    ValueError
        When ``start`` is infeasible; names the shift and the rule.
    """
    pace, chains = _pace(day, budget, repeat, chains)
    halt = _core.Stop()
    run = Run(
        day,
        pace,
        halt,
        seed=budget.seed,
        threads=budget.threads,
        chains=chains,
        gap=budget.gap if budget.gap is not None else 0.0,
        progress=progress,
        effort=effort,
    )
    with _Watch(run, halt, stop, math.inf if repeat or budget.iterations else pace.seconds):
        if proof:
            _loop(run, start, focus, warm)
        else:
            run.start(start, focus)
            run.search(pace.left(), warm=0.0 if start is None else RESTART)
    out_of: Ended = "iterations" if budget.iterations else "time"
    return run.outcome("stopped" if stop is not None and stop.is_set else out_of)


def _loop(run: Run, start: Sequence[Sequence[int]] | None, focus: Sequence[int], warm: Duals | None) -> None:
    proof = RunProof(run)
    shortlist = Shortlist(run, proof)
    run.start(start, focus)
    if warm is not None and warm.fits(run.day):
        proof.warm(warm)
    run.search(run.effort.first(run.pace), warm=0.0 if start is None else RESTART)
    with suppress(Stuck):  # no prices, no proof
        while proof.has_time():
            proof.generate()
            proof.dive()
            shortlist.prove()
            shortlist.choose()
            proof.cut()
    if run.open():
        run.search(run.effort.last(run.pace), warm=RESTART)


def _pace(day: Day, budget: Budget, repeat: Work | None, chains: int) -> tuple[Pace, int]:
    clock: RunClock
    if repeat is not None:
        return Pace(RecordedClock(repeat.readings), repeat.seconds), repeat.chains or chains
    budget.must_stop()
    if budget.iterations is not None:
        clock, seconds = WorkClock(), budget.iterations * ITERATION * max(day.n, SMALL)
    else:
        clock, seconds = WallClock(), budget.seconds if budget.seconds is not None else math.inf
    return Pace(clock, seconds), chains


class _Watch:
    """Raises the run's own flag when the caller's flag is raised or the time is over."""

    def __init__(self, run: Run, halt: _core.Stop, stop: _core.Stop | None, seconds: float) -> None:
        self._run, self._halt, self._stop, self._deadline = run, halt, stop, time.monotonic() + seconds
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def _watch(self) -> None:
        while not self._done.wait(0.02):
            if time.monotonic() > self._deadline or (self._stop is not None and self._stop.is_set):
                self._halt.set()
                self._run.halt()
                return

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

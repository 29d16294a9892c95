"""Single steps of a run: what the proof hands to the plan when the search finds nothing."""

from __future__ import annotations

import pytest

from scheduler.engine import _core
from scheduler.engine.effort import Effort
from scheduler.engine.pace import Pace, WorkClock
from scheduler.engine.run import Run
from tests.engine.days import DISPATCH, random_day


def unsearched(monkeypatch: pytest.MonkeyPatch) -> Run:
    """A run at the end of its first column generation whose search may do nothing."""
    monkeypatch.setattr(Effort, "burst", lambda self, pace: 0.0)
    pace = Pace(WorkClock(), 100.0)
    run = Run(
        random_day(4, n=30, m=6, features=DISPATCH),
        pace,
        _core.Stop(),
        seed=1,
        threads=1,
        chains=1,
        gap=0.0,
        progress=None,
    )
    run.start(None, ())
    run.generate()
    return run


def test_small_days_choose_from_the_lps_own_routes_where_none_can_be_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was lost once: the LP was whole and cheaper than the plan, and no step looked at it."""
    run = unsearched(monkeypatch)
    monkeypatch.setattr(run, "_near", lambda most: None)
    before, bound = run.best.cost, run.bound
    run.improve()
    assert bound <= run.best.cost < before
    assert run.bound == bound  # a choice from some of the routes proves nothing


def test_larger_days_dive_whether_the_lp_is_whole_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    run = unsearched(monkeypatch)
    monkeypatch.setattr(Effort, "small", property(lambda self: False))
    before = run.best.cost
    run.improve()
    assert run.bound <= run.best.cost < before

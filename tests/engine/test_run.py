"""Single steps of a run: what the proof hands to the plan when the search finds nothing."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.day import Day
from scheduler.engine import _core
from scheduler.engine import run as running
from scheduler.engine.choose import Chosen
from scheduler.engine.columns import Columns
from scheduler.engine.effort import Effort
from scheduler.engine.pace import Pace, WorkClock
from scheduler.engine.run import Run
from tests.engine.days import DISPATCH, random_day


def unsearched(monkeypatch: pytest.MonkeyPatch, burst: float = 0.0, threads: int = 1) -> Run:
    """A run at the end of its first column generation whose search may do nothing, or so many seconds' work."""
    monkeypatch.setattr(Effort, "burst", lambda self, pace: burst)
    pace = Pace(WorkClock(), 100.0)
    run = Run(
        random_day(4, n=30, m=6, features=DISPATCH),
        pace,
        _core.Stop(),
        seed=1,
        threads=threads,
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
    run.choose()
    assert bound <= run.best.cost < before
    assert run.bound == bound  # a choice from some of the routes proves nothing


def test_larger_days_dive_whether_the_lp_is_whole_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    run = unsearched(monkeypatch)
    monkeypatch.setattr(Effort, "small", property(lambda self: False))
    before = run.best.cost
    run.dive()
    assert run.bound <= run.best.cost < before


def test_small_days_dive_thrice_in_a_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    run = unsearched(monkeypatch)
    before, turns = run.best.cost, []
    dive = running.Dive
    monkeypatch.setattr(running, "Dive", lambda *a, **named: turns.append(named["turn"]) or dive(*a, **named))
    run.dive()
    assert turns == [0, 1, 2][: len(turns)] and (len(turns) == 3 or run.proved)
    assert run.bound <= run.best.cost < before


def test_the_last_moments_are_for_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan that comes out of a dive just before the end was left rough once, 10 % dearer."""
    run = unsearched(monkeypatch)
    assert run.time_for_prices()
    run.pace.spend(run.pace.left() - 1e-6)
    assert run.open() and not run.time_for_prices()


def test_a_choice_beside_the_search_does_not_see_what_the_search_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """With one thread the search runs first, with two beside: the choice is between the same routes all the same."""
    asked: list[tuple[list[int], list[int], int]] = []

    def choose(day: Day, columns: Columns, candidates: list[int], *, hint: list[int], **options: Any) -> Chosen:
        asked.append((candidates, hint, sum(columns.cost[k] for k in hint)))
        return Chosen(None, False, -(2**62))

    monkeypatch.setattr(running, "choose", choose)
    for threads in (1, 2):
        run = unsearched(monkeypatch, burst=0.05, threads=threads)
        before = run.best.cost
        run.choose()
        assert run.best.cost < before
    assert asked[0] == asked[1]

"""Single steps of a run: what the proof hands to the plan when the search finds nothing, and what it may claim."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from scheduler.day import Day
from scheduler.engine import _core
from scheduler.engine import run as running
from scheduler.engine.choose import Chosen
from scheduler.engine.columns import Columns
from scheduler.engine.effort import MIDDLE, Effort, Profile
from scheduler.engine.money import NO_BOUND
from scheduler.engine.result import TracePoint
from scheduler.engine.run import Run
from scheduler.engine.run_clock import Pace, WorkClock
from tests.engine.days import DISPATCH, random_day

DAY = random_day(4, n=30, m=6, features=DISPATCH)


def run_of(
    day: Day = DAY,
    threads: int = 1,
    profile: Profile | None = None,
    progress: Callable[[TracePoint], None] | None = None,
    **effort: Any,
) -> Run:
    """A run at the end of its first column generation whose search may do nothing unless ``burst`` says so."""
    usual = Effort.of(day)
    asked = replace(profile or usual.profile, burst=effort.pop("burst", 0.0))
    made = replace(usual, profile=asked, **effort)
    pace = Pace(WorkClock(), 100.0)
    run = Run(day, pace, _core.Stop(), seed=1, threads=threads, chains=1, gap=0.0, progress=progress, effort=made)
    run.start(None, ())
    run.generate()
    return run


def test_small_days_choose_from_the_lps_own_routes_where_none_can_be_listed() -> None:
    """What was lost once: the LP was whole and cheaper than the plan, and no step looked at it.

    With a single label per shift nothing near the bound can be listed.
    """
    run = run_of(near_labels=1)
    before, bound = run.best.cost, run.bound
    run.choose()
    assert bound <= run.best.cost < before
    assert run.bound == bound  # a choice from some of the routes proves nothing


def test_larger_days_dive_whether_the_lp_is_whole_or_not() -> None:
    run = run_of(profile=MIDDLE)
    before = run.best.cost
    run.dive()
    assert run.bound <= run.best.cost < before


def test_small_days_dive_thrice_in_a_turn() -> None:
    phases: list[str] = []
    run = run_of(progress=lambda point: phases.append(point.phase))
    before = run.best.cost
    run.dive()
    assert phases.count("dive") == 3 or run.proved
    assert run.bound <= run.best.cost < before


def test_the_last_moments_are_for_the_search() -> None:
    """A plan that comes out of a dive just before the end was left rough once, 10 % dearer."""
    run = run_of()
    assert run.time_for_prices()
    run.pace.spend(run.pace.left() - 1e-6)
    assert run.open() and not run.time_for_prices()


def test_a_choice_beside_the_search_does_not_see_what_the_search_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """With one thread the search runs first, with two beside: the choice is between the same routes all the same."""
    asked: list[tuple[list[int], list[int], int]] = []

    def choose(day: Day, columns: Columns, candidates: list[int], *, hint: list[int], **options: Any) -> Chosen:
        asked.append((candidates, hint, sum(columns.cost[k] for k in hint)))
        return Chosen(None, False, NO_BOUND)

    monkeypatch.setattr(running, "choose", choose)
    for threads in (1, 2):
        run = run_of(burst=0.05 / 30, threads=threads)
        before = run.best.cost
        run.choose()
        assert run.best.cost < before
    assert asked[0] == asked[1]

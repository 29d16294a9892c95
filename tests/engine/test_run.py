"""Single steps of a run: what the proof hands to the plan when the search finds nothing, and what it may claim."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from scheduler.day import Day
from scheduler.engine import shortlist as shortlists
from scheduler.engine.choose import Chosen
from scheduler.engine.columns import Columns
from scheduler.engine.effort import MIDDLE, Effort, Profile
from scheduler.engine.money import NO_BOUND
from scheduler.engine.result import TracePoint
from tests.engine.days import DISPATCH, random_day
from tests.engine.steps import Steps, generated

DAY = random_day(4, n=30, m=6, features=DISPATCH)


def steps_of(
    day: Day = DAY,
    threads: int = 1,
    profile: Profile | None = None,
    progress: Callable[[TracePoint], None] | None = None,
    **effort: Any,
) -> Steps:
    """A run at the end of its first column generation whose search may do nothing unless ``burst`` says so."""
    usual = Effort.of(day)
    asked = replace(profile or usual.profile, burst=effort.pop("burst", 0.0))
    made = replace(usual, profile=asked, **effort)
    return generated(day, made, threads, progress)


def test_small_days_choose_from_the_lps_own_routes_where_none_can_be_listed() -> None:
    """What was lost once: the LP was whole and cheaper than the plan, and no step looked at it.

    With a single label per shift nothing near the bound can be listed.
    """
    run, _, shortlist = steps_of(near_labels=1)
    before, bound = run.best.cost, run.bound
    shortlist.choose()
    assert bound <= run.best.cost < before
    assert run.bound == bound  # a choice from some of the routes proves nothing


def test_larger_days_dive_whether_the_lp_is_whole_or_not() -> None:
    run, proof, _ = steps_of(profile=MIDDLE)
    before = run.best.cost
    proof.dive()
    assert run.bound <= run.best.cost < before


def test_small_days_dive_thrice_in_a_turn() -> None:
    phases: list[str] = []
    run, proof, _ = steps_of(progress=lambda point: phases.append(point.phase))
    before = run.best.cost
    proof.dive()
    assert phases.count("dive") == 3 or run.proved
    assert run.bound <= run.best.cost < before


def test_the_last_moments_are_for_the_search() -> None:
    """A plan that comes out of a dive just before the end was left rough once, 10 % dearer."""
    run, proof, _ = steps_of()
    assert proof.has_time()
    run.pace.spend(run.pace.left() - 1e-6)
    assert run.open() and not proof.has_time()


def test_a_choice_beside_the_search_does_not_see_what_the_search_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """With one thread the search runs first, with two beside: the choice is between the same routes all the same."""
    asked: list[tuple[list[int], list[int], int]] = []

    def choose(day: Day, columns: Columns, candidates: list[int], *, hint: list[int], **options: Any) -> Chosen:
        asked.append((candidates, hint, sum(columns.cost[k] for k in hint)))
        return Chosen(None, False, NO_BOUND)

    monkeypatch.setattr(shortlists, "choose", choose)
    for threads in (1, 2):
        run, _, shortlist = steps_of(burst=0.05 / 30, threads=threads)
        before = run.best.cost
        shortlist.choose()
        assert run.best.cost < before
    assert asked[0] == asked[1]

"""The claim that the product is sold by: at no moment is the bound above the cost of any plan, whatever was cut short.

On days whose best plan is known by complete enumeration the parts of the proof are made to see some of the routes only,
or to stop in the middle. Each test says how a wrong claim would show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import count
from typing import Any

import pytest

from scheduler.day import Day
from scheduler.engine.budget import Budget
from scheduler.engine.columns import Columns
from scheduler.engine.effort import SMALL, Effort
from scheduler.engine.loop import solve
from scheduler.engine.native import evaluate
from scheduler.engine.settle import settle
from scheduler.solvers.exact import exact
from tests.engine import steps
from tests.engine.days import DISPATCH, random_day
from tests.oracle import enumeration

LOOSE = (14, 17, 18, 36)
"""Days whose LP is not whole, so that a choice among the LP's routes misses the best plan."""


@cache
def known(seed: int) -> tuple[Day, int]:
    """A day of 8 tickets for 2 shifts and the cost of its best plan."""
    day = random_day(seed, n=8, m=2, features=DISPATCH)
    best = enumeration.best_plan(day)
    assert best is not None
    return day, best.cost


def effort(day: Day, labels: tuple[int, ...] = SMALL.labels, **sizes: Any) -> Effort:
    """Nothing but the proof: no search between its steps, and no cuts."""
    usual = Effort.of(day)
    return replace(usual, profile=replace(usual.profile, burst=0.0, labels=labels), most_cuts=0, **sizes)


def generated(day: Day, **sizes: Any) -> steps.Steps:
    """A run after its first column generation."""
    return steps.generated(day, effort(day, **sizes))


def everything(day: Day) -> Columns:
    """All routes of the day, the cheapest order of each set of tickets."""
    columns = Columns(day, lambda e, order: tuple(evaluate(day, e, order).usage))
    columns.add_all((e, r.tickets, r.cost) for e in range(day.m) for r in enumeration.routes(day, e).values())
    return columns


@pytest.mark.parametrize("seed", LOOSE)
def test_a_choice_among_some_routes_proves_nothing_of_the_others(seed: int) -> None:
    """The choice itself is proved the best of its routes, and is dearer than the best plan: as a bound it would lie."""
    day, best = known(seed)
    run, _, shortlist = generated(day, choice=3)
    shortlist.choose()
    assert run.bound <= best < run.best.cost


@pytest.mark.parametrize("seed", LOOSE)
def test_settling_that_was_cut_off_claims_no_more_than_it_has_seen(seed: int) -> None:
    """Asked for a plan below one dearer than the best, and stopped before a node, after one, after two."""
    day, best = known(seed)
    for nodes in range(3):
        asked = count()

        def enough(asked: Iterator[int] = asked, nodes: int = nodes) -> bool:
            return next(asked) >= nodes

        found = settle(day, everything(day), below=best + 1000, start=[], seed=1, enough=enough, stopped=lambda: False)
        assert found.bound <= best
        assert not found.proved or found.bound == best


@pytest.mark.parametrize("seed", LOOSE)
def test_settling_to_its_end_proves_the_best_plan(seed: int) -> None:
    day, best = known(seed)
    found = settle(
        day, everything(day), below=best + 1000, start=[], seed=1, enough=lambda: False, stopped=lambda: False
    )
    assert (found.proved, found.bound) == (True, best)


@pytest.mark.parametrize("seed", LOOSE)
@pytest.mark.parametrize("labels", [1, 5, 50])
def test_pricing_that_gave_up_never_raises_the_bound_too_far(seed: int, labels: int) -> None:
    day, best = known(seed)
    run, proof, shortlist = generated(day, labels=(labels,), near_labels=labels, list_labels=labels)
    for step in (proof.dive, shortlist.prove, shortlist.choose, proof.generate):
        step()
        assert run.bound <= best <= run.best.cost


@pytest.mark.parametrize("seed", LOOSE)
@pytest.mark.parametrize("choice", [1, 20])
def test_whole_runs_with_little_to_choose_from_stay_below_the_best_plan(seed: int, choice: int) -> None:
    day, best = known(seed)
    found = solve(day, budget=Budget(iterations=3000), seed=1, threads=1, effort=effort(day, choice=choice))
    assert all(point.bound <= best <= point.cost for point in found.trace)


@pytest.mark.slow
def test_a_choice_among_twenty_routes_of_a_day_of_thirty_tickets_stays_below_the_optimum() -> None:
    day = random_day(4, n=30, m=6, features=DISPATCH)
    optimum = exact(day, seconds=120)
    if not optimum.optimal:
        pytest.skip("the exact model did not come to its end on this machine")
    run, _, shortlist = generated(day, choice=20)
    for _ in range(3):
        shortlist.choose()
        shortlist.prove()
        assert run.bound <= optimum.cost <= run.best.cost

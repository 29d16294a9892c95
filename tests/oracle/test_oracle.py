"""Search, proof, exact model and complete enumeration agree on small random days, to the last unit of money."""

from __future__ import annotations

import pytest

from scheduler.budget import Budget
from scheduler.day import Day
from scheduler.engine import solve
from scheduler.solvers.exact import exact
from tests.engine.days import random_day, with_ties
from tests.oracle.enumeration import best_plan, plan_cost

FEATURES = [
    {},
    {"breaks": False},
    {"late_rows": False},
    {"rows": 0, "late_rows": False, "limits": False},
    {"blocks": False, "flexible": False, "rows": 0, "late_rows": False},
]
"""Everything mixed, and mixtures in which more plans are possible."""


def mixed(seed: int) -> Day:
    return random_day(seed, n=4 + seed % 5, m=1 + seed % 3, **FEATURES[seed % len(FEATURES)])


def agree(day: Day, seed: int) -> None:
    best = best_plan(day)
    found = solve(day, budget=Budget(iterations=60_000, seed=seed, threads=1))
    if best is None:
        assert found.broken, "every plan breaks a hard plan limit, and the engine must say so"
        return
    assert (found.cost, found.ended) == (best.cost, "optimal")
    assert found.bound == best.cost
    assert plan_cost(day, [list(r) for r in found.routes]) == best.cost


@pytest.mark.parametrize("seed", range(40))
def test_the_engine_finds_and_proves_what_complete_enumeration_finds(seed: int) -> None:
    agree(mixed(seed), seed)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(100, 700, 50))
def test_the_engine_agrees_with_enumeration_on_many_days(first: int) -> None:
    for seed in range(first, first + 50):
        agree(mixed(seed), seed)


@pytest.mark.parametrize("seed", range(20))
def test_the_compact_model_finds_what_complete_enumeration_finds(seed: int) -> None:
    day = mixed(seed)
    best = best_plan(day)
    found = exact(day, seconds=30)
    assert found.optimal
    assert (found.routes is None) == (best is None)
    if best is not None and found.routes is not None:
        assert found.cost == best.cost == plan_cost(day, [list(r) for r in found.routes])


@pytest.mark.parametrize("seed", range(200, 230))
def test_no_bound_on_the_way_exceeds_the_best_plan(seed: int) -> None:
    """Also when the run is cut after next to nothing: 300 iterations are 1.8 ms of work."""
    day = mixed(seed)
    best = best_plan(day)
    for iterations in (1, 300, 3000):
        found = solve(day, budget=Budget(iterations=iterations, seed=seed, threads=1))
        if best is None:
            continue
        assert all(point.bound <= best.cost for point in found.trace)
        assert found.bound <= best.cost
        assert found.broken or best.cost <= found.cost


def tied(seed: int) -> Day:
    """One person with two shifts or three, and mostly somebody else."""
    shifts = (2, 3, 3, 4)[seed % 4]
    people = ([0, 1],) if shifts < 4 else ([0, 1], [2, 3])
    if seed % 4 == 2:
        people = ([0, 1, 2],)
    n = 3 if seed % 4 == 2 else 4
    return with_ties(random_day(seed, n=n, m=shifts, **FEATURES[seed // 4 % len(FEATURES)]), seed, people)


def tied_agree(day: Day, seed: int) -> bool:
    """The engine finds the best plan of a day with several shifts of a person; whether ties made it dearer."""
    best = best_plan(day)
    found = solve(day, budget=Budget(iterations=20_000, seed=seed, threads=1))
    if best is None:
        assert found.broken
        return False
    assert plan_cost(day, [list(r) for r in found.routes]) == found.cost == best.cost
    assert found.bound <= best.cost
    return found.bound < best.cost


@pytest.mark.parametrize("seed", range(24))
def test_nobody_is_in_two_places_and_nothing_is_lost_for_it(seed: int) -> None:
    tied_agree(tied(seed), seed)


@pytest.mark.slow
def test_ties_cost_nothing_that_they_need_not() -> None:
    """Many days; on some the bound, which leaves the ties out, stays below."""
    dearer = sum(tied_agree(tied(seed), seed) for seed in range(100, 400))
    assert dearer > 20


@pytest.mark.parametrize("seed", range(16))
def test_the_compact_model_keeps_a_persons_shifts_apart(seed: int) -> None:
    day = tied(seed)
    best = best_plan(day)
    found = exact(day, seconds=30)
    assert found.optimal
    assert (found.routes is None) == (best is None)
    if best is not None and found.routes is not None:
        assert found.cost == best.cost == plan_cost(day, [list(r) for r in found.routes])

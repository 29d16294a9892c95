"""Prices by climbing the smoothed dual: near those of the linear program, and a valid bound whatever they are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scheduler.budget import Budget
from scheduler.day import Day
from scheduler.engine import _core, effort
from scheduler.engine.ascent import Ascent
from scheduler.engine.columns import Columns
from scheduler.engine.loop import solve
from scheduler.engine.master import Master
from tests.engine.days import DISPATCH, random_day
from tests.engine.test_master import PAIRS, store, triangle_day


def test_the_climb_reaches_what_the_linear_program_reaches() -> None:
    """Halves of three pairs cover the triangle for 3,000; 1,000 a ticket is the only price that says so."""
    day = triangle_day()
    ascent = Ascent(day, store(day, PAIRS), cost=4000, stop=_core.Stop())
    assert ascent.add(range(3)) == 3
    relaxed = ascent.solve()
    assert relaxed.cost == pytest.approx(3000, rel=0.01)
    assert relaxed.duals.pi == pytest.approx([1000] * 3, rel=0.01)
    assert relaxed.x == pytest.approx([0.5] * 3, abs=0.05)


@pytest.mark.parametrize("seed", range(5))
def test_on_a_pool_of_good_routes_it_is_within_a_hundredth_of_the_simplex(seed: int) -> None:
    day = random_day(seed, n=40, m=6, features=DISPATCH)
    columns = pool(day)
    master = Master(day, columns)
    master.add(range(len(columns)))
    exact = master.solve().cost
    ascent = Ascent(day, columns, cost=int(exact), stop=_core.Stop())
    ascent.add(range(len(columns)))
    for _ in range(5):
        value = ascent.solve().cost
    assert 0.99 * exact < value <= exact * (1 + 1e-9)


def pool(day: Day) -> Columns:
    """Routes that a short search found good."""
    from scheduler.engine.native import native

    search = _core.Search(native(day), 1, pool_every=20)
    search.greedy()
    search.run(3000)
    columns = Columns(day, lambda shift, tickets: ())
    shift, offset, tickets, cost = (a.tolist() for a in search.pool())
    columns.add_all((e, tickets[offset[k] : offset[k + 1]], cost[k]) for k, e in enumerate(shift))
    return columns


def test_a_column_counts_once_and_a_cheaper_one_is_noticed() -> None:
    day = triangle_day()
    columns = store(day, PAIRS)
    ascent = Ascent(day, columns, cost=4000, stop=_core.Stop())
    assert (ascent.add([0, 1, 0]), ascent.add([1, 2]), len(ascent)) == (2, 1, 3)
    before = ascent.solve().cost
    columns.add(0, (1, 0), 1000)
    assert ascent.solve().cost < before


def test_columns_that_do_not_fit_the_day_are_refused() -> None:
    core = _core.Ascent(np.ones(2, np.int32), np.array([5, 5], np.int64))
    one = np.array([0], np.int32)
    with pytest.raises(ValueError, match="fit"):
        core.add(np.array([2], np.int32), np.array([0, 1], np.int32), one, np.array([1], np.int64))
    with pytest.raises(ValueError, match="tau"):
        core.climb(np.zeros(2), 0.0, 1)
    with pytest.raises(ValueError, match="price"):
        core.climb(np.zeros(3), 1.0, 1)


def test_a_large_day_is_bounded_by_climbing_below_the_optimum() -> None:
    """The same small day treated as a large one: its bound stays below the cost that the small way proves optimal."""
    day = random_day(3, n=40, m=6, features=DISPATCH)
    best = solve(day, budget=Budget(seconds=20, gap=0.0))
    assert best.ended == "optimal"
    large = replace(effort.Effort.of(day), profile=effort.LARGE)
    climbed = solve(day, budget=Budget(iterations=600_000), effort=large)
    assert 0.9 * best.cost < climbed.bound <= best.cost <= climbed.cost


def test_over_fewer_columns_the_climb_goes_on_from_the_prices_of_before() -> None:
    """Without two of four columns the dual can only be higher: every price that was right before still is."""
    day = random_day(1, n=5, m=3, rows=0, late_rows=False)
    columns, kept = Columns(day, lambda e, tickets: ()), Columns(day, lambda e, tickets: ())
    columns.add_all((e, (i,), 1000 * i) for e in range(2) for i in range(2))
    kept.add_all([(0, (0,), 0), (1, (0,), 0)])
    ascent = Ascent(day, columns, 10_000, _core.Stop())
    ascent.add(range(4))
    before = ascent.solve().cost
    other = ascent.over(kept)
    assert len(other) == 2
    assert other.solve().cost >= before

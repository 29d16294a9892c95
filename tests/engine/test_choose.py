"""Choosing among routes: exact, with plan limits, cuts, a hint, and a cost to beat."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from scheduler.day import Day
from scheduler.engine.choose import choose
from scheduler.engine.columns import Columns
from tests.engine.days import PLAIN, random_day


def small_day(n: int = 5, m: int = 3) -> Day:
    return replace(random_day(1, n=n, m=m, features=PLAIN), unserved_cost=np.full(n, 10_000, np.int64))


def random_columns(day: Day, seed: int, count: int = 18) -> Columns:
    rng = np.random.default_rng(seed)
    columns = Columns(day, lambda shift, tickets: ())
    for _ in range(count):
        size = int(rng.integers(1, 4))
        tickets = tuple(int(i) for i in rng.permutation(day.n)[:size])
        columns.add(int(rng.integers(day.m)), tickets, int(rng.integers(1000, 6000)))
    return columns


def cheapest(day: Day, columns: Columns) -> int:
    """All choices of a column or none per shift."""
    best = int(day.unserved_cost.sum())
    options = [[None, *(k for k in range(len(columns)) if columns.shift[k] == e)] for e in range(day.m)]
    for pick in product(*options):
        taken = [k for k in pick if k is not None]
        tickets = [i for k in taken for i in columns.tickets[k]]
        if len(set(tickets)) == len(tickets):
            left = int(day.unserved_cost.sum()) - int(day.unserved_cost[tickets].sum())
            best = min(best, left + sum(columns.cost[k] for k in taken))
    return best


@pytest.mark.parametrize("seed", range(4))
def test_the_cheapest_choice_is_found_and_proved(seed: int) -> None:
    day = small_day()
    columns = random_columns(day, seed)
    best = cheapest(day, columns)
    found = choose(day, columns, range(len(columns)))
    assert found.proved
    assert found.columns is not None
    served = {i for k in found.columns for i in columns.tickets[k]}
    assert sum(columns.cost[k] for k in found.columns) + 10_000 * (day.n - len(served)) == best == found.bound


def test_nothing_is_chosen_where_nothing_beats_the_plan_at_hand() -> None:
    day = small_day()
    columns = random_columns(day, 0)
    best = cheapest(day, columns)
    found = choose(day, columns, range(len(columns)), below=best)
    assert (found.columns, found.proved, found.bound) == (None, True, best)


def test_a_route_with_a_repeated_ticket_is_never_chosen() -> None:
    day = small_day(2, 1)
    columns = Columns(day, lambda shift, tickets: ())
    columns.add_all([(0, (0, 1, 0), 10), (0, (0, 1), 5000)])
    found = choose(day, columns, [0, 1])
    assert found.columns == (1,)


@pytest.mark.parametrize(("price", "cost"), [(-1, 11_000), (500, 2500), (50_000, 11_000)])
def test_a_plan_limit_is_kept_or_paid_whichever_is_cheaper(price: int, cost: int) -> None:
    """Two routes of 1,000 each serve both tickets, but the limit allows one; a ticket left costs 10,000."""
    day = replace(
        small_day(2, 2),
        row_cap=np.array([1], np.int64),
        row_price=np.array([price], np.int64),
        row_pair=np.zeros((1, 2, 2), np.int32),
        row_used=np.ones((1, 2), np.int32),
        row_unserved=np.zeros((1, 2), np.int32),
    )
    columns = Columns(day, lambda shift, tickets: (1,))
    columns.add_all([(0, (0,), 1000), (1, (1,), 1000)])
    found = choose(day, columns, [0, 1], hint=[0])
    assert found.proved
    assert found.bound == cost


def test_a_raised_flag_ends_the_choice() -> None:
    day = small_day(12, 6)
    columns = random_columns(day, 3, count=400)
    found = choose(day, columns, range(len(columns)), stopped=lambda: True, effort=60.0)
    assert found.columns is None or found.bound <= sum(columns.cost[k] for k in found.columns) + 120_000

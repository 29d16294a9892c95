"""The search says what its plans cost, keeps every rule, repeats itself, and survives days that are hardly days."""

from __future__ import annotations

import itertools
import threading
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from scheduler.day import MOST_MONEY, NEVER, Day
from scheduler.engine import _core
from scheduler.engine.native import native
from scheduler.solvers.exact import exact
from tests.engine import reference
from tests.engine.days import DISPATCH, PLAIN, random_day

FAMILIES: dict[str, dict[str, Any]] = {
    "plain": {"features": PLAIN},
    "dispatch": {"features": DISPATCH},
    "blocks": {"features": DISPATCH, "blocks": True},
    "breaks": {"features": DISPATCH, "breaks": True},
    "flexible": {"features": DISPATCH, "flexible": True},
    "rows": {"features": DISPATCH, "rows": 4, "late_rows": True, "limits": True, "resources": 2},
    "everything": {},
}


def searched(day: Day, seed: int = 1, iterations: int = 300, **settings: float) -> _core.Search:
    search = _core.Search(native(day), seed, **settings)
    search.greedy()
    search.run(iterations)
    return search


def roomy(day: Day) -> Day:
    """The day with plan limits wide enough to leave a choice."""
    return replace(day, row_cap=day.row_cap + 20)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_cost_kept_step_by_step_is_the_cost_of_the_plan(family: str) -> None:
    for seed in range(12):
        day = random_day(seed, n=14, m=4, **FAMILIES[family])
        search = searched(day, seed)
        assert reference.plan_cost(day, search.best()) == (search.best_cost, search.best_excess)


@pytest.mark.parametrize("family", FAMILIES)
def test_routes_in_the_pool_are_feasible_and_cost_what_they_say(family: str) -> None:
    routes = 0
    for seed in range(5):
        day = random_day(seed, n=14, m=4, **FAMILIES[family])
        shifts, offsets, tickets, costs = searched(day, pool_every=20, pool_from=0, pool_gap=0.2).pool()
        routes += len(shifts)
        for k, e in enumerate(shifts):
            route = reference.evaluate(day, int(e), [int(i) for i in tickets[offsets[k] : offsets[k + 1]]])
            assert route.feasible
            assert route.cost == costs[k]
    assert routes > 10


def test_the_pool_keeps_the_cheapest_order_of_a_set_of_tickets() -> None:
    day = random_day(1, n=3, m=1, features=PLAIN)
    open_ = replace(day, window_first=day.window_first * 0, window_last=day.window_last * 0 + 20000)
    orders = [[0, 1], [1, 0]]
    search = _core.Search(native(open_), 1)
    search.add_routes([(0, order) for order in orders])
    _, offsets, tickets, costs = search.pool()
    prices = [reference.evaluate(open_, 0, order).cost for order in orders]
    assert offsets.tolist() == [0, 2]
    assert costs.tolist() == [min(prices)]
    assert tickets.tolist() == orders[prices.index(min(prices))]


def test_same_seed_and_iterations_give_the_same_plan_pool_and_trace() -> None:
    day = roomy(random_day(7, n=30, m=6))
    a, b = searched(day, 5, 2000), searched(day, 5, 2000)
    assert a.best() == b.best()
    assert a.trace == b.trace
    assert [x.tolist() for x in a.pool()] == [y.tolist() for y in b.pool()]
    city = random_day(7, n=60, m=10, features=DISPATCH)
    assert searched(city, 5, 2000).trace != searched(city, 6, 2000).trace


def test_a_loaded_plan_is_continued_and_the_same_way_twice() -> None:
    day = roomy(random_day(8, n=30, m=6))
    start = searched(day, 1, 200)
    again = [_core.Search(native(day), 2) for _ in range(2)]
    for search in again:
        search.load(start.best())
        assert search.best_cost == start.best_cost
        search.run(1000, 0.6, 1.0)
    assert again[0].best() == again[1].best()
    assert again[0].best_cost <= start.best_cost


def test_a_plan_that_cannot_be_driven_is_refused_by_name() -> None:
    day = replace(random_day(4, n=6, m=2, features=PLAIN), allowed=np.ones((2, 6), np.uint8))
    shut = replace(day, window_first=day.window_first * 0, window_last=day.window_last * 0)
    search = _core.Search(native(shut), 1)
    with pytest.raises(ValueError, match="shift 0 with tickets 2: no window of stop 0 is open any more"):
        search.load([[2], []])
    nobody = _core.Search(native(replace(day, allowed=day.allowed * 0)), 1)
    with pytest.raises(ValueError, match="shift 1 with tickets 3: stop 0 is not allowed"):
        nobody.load([[], [3]])
    anytime = replace(day, window_first=day.window_first * 0, window_last=day.window_last * 0 + 30000)
    with pytest.raises(ValueError, match="ticket 1 is served by shift 0 and by shift 1"):
        _core.Search(native(anytime), 1).load([[1], [1]])
    with pytest.raises(ValueError, match="shift 0 serves ticket 99, which does not exist"):
        search.load([[99], []])
    with pytest.raises(ValueError, match="1 routes for 2 shifts"):
        search.load([[]])
    assert search.best() == [[], []]


def test_a_refused_plan_leaves_the_search_as_it_was() -> None:
    day = random_day(9, n=12, m=3, features=DISPATCH)
    search = searched(day)
    before = search.best()
    with pytest.raises(ValueError, match="is served by"):
        search.load([before[0], before[0], []] if before[0] else [[0], [0], []])
    search.run(200)
    assert reference.plan_cost(day, search.best()) == (search.best_cost, 0)


def test_hard_plan_limits_are_kept_and_priced_ones_paid() -> None:
    """One unit of a part for four tickets that all need one: a hard cap serves one, a price of 700 each pays 2100."""
    day = replace(random_day(2, n=4, m=2, features=PLAIN), allowed=np.ones((2, 4), np.uint8))
    day = replace(
        day,
        window_first=day.window_first * 0,
        window_last=day.window_last * 0 + 20000,
        unserved_cost=np.full(4, 10**9, np.int64),
        row_cap=np.array([1], np.int64),
        row_pair=np.ones((1, 2, 4), np.int32),
        row_used=np.zeros((1, 2), np.int32),
        row_unserved=np.zeros((1, 4), np.int32),
    )
    hard = searched(replace(day, row_price=np.array([-1], np.int64)))
    assert sum(map(len, hard.best())) == 1
    assert hard.best_excess == 0
    free, priced = (searched(replace(day, row_price=np.array([price], np.int64))) for price in (0, 700))
    assert sum(map(len, priced.best())) == 4
    assert priced.best_cost == free.best_cost + 2100


def test_a_hard_limit_on_unserved_tickets_outweighs_money() -> None:
    """Serving costs far more than the unserved cost of 1, but at most one of three tickets may stay unserved."""
    day = random_day(2, n=3, m=2, features=PLAIN)
    day = replace(
        day,
        allowed=np.ones((2, 3), np.uint8),
        window_first=day.window_first * 0,
        window_last=day.window_last * 0 + 20000,
        unserved_cost=np.ones(3, np.int64),
        row_cap=np.array([1], np.int64),
        row_price=np.array([-1], np.int64),
        row_pair=np.zeros((1, 2, 3), np.int32),
        row_used=np.zeros((1, 2), np.int32),
        row_unserved=np.ones((1, 3), np.int32),
    )
    search = searched(day)
    assert search.best_excess == 0
    assert sum(map(len, search.best())) == 2


def small_days() -> dict[str, Day]:
    one_place = random_day(1, n=200, m=3, features=PLAIN)
    return {
        "no tickets": random_day(1, n=0, m=3),
        "no shifts": random_day(1, n=5, m=0),
        "nothing at all": random_day(1, n=0, m=0),
        "one engineer": random_day(1, n=9, m=1),
        "no eligible engineer": replace(random_day(1, n=9, m=3), allowed=np.zeros((3, 9), np.uint8)),
        "one place": replace(one_place, place=np.zeros(200, np.int32)),
        "all windows closed": replace(
            random_day(1, n=9, m=3),
            window_offset=np.array([0, 0], np.int32),
            window_set=np.zeros((3, 9), np.int32),
            window_first=np.zeros(0, np.int32),
            window_last=np.zeros(0, np.int32),
        ),
    }


@pytest.mark.parametrize("name", small_days())
def test_a_day_that_is_hardly_a_day_is_searched_all_the_same(name: str) -> None:
    day = small_days()[name]
    search = searched(day)
    assert reference.plan_cost(day, search.best()) == (search.best_cost, search.best_excess)


@pytest.mark.slow
def test_ten_thousand_tickets_at_one_place() -> None:
    n = 10_000
    day = random_day(1, n=0, m=2, features=PLAIN)
    day = replace(
        day,
        place=np.zeros(n, np.int32),
        unserved_cost=np.full(n, 1000, np.int64),
        demand=np.zeros((n, 0), np.int32),
        term_offset=np.zeros(n + 1, np.int32),
        allowed=np.ones((2, n), np.uint8),
        duration=np.full((2, n), 60, np.int32),
        pair_cost=np.zeros((2, n), np.int64),
        window_set=np.zeros((2, n), np.int32),
        window_offset=np.array([0, 1], np.int32),
        window_first=np.array([0], np.int32),
        window_last=np.array([NEVER // 4], np.int32),
    )
    search = searched(day, iterations=200)
    assert reference.plan_cost(day, search.best()) == (search.best_cost, 0)


def test_a_stop_ends_the_run_and_keeps_the_best_plan() -> None:
    day = random_day(1, n=40, m=6)
    search, stop = _core.Search(native(day), 1), _core.Stop()
    search.greedy()
    timer = threading.Timer(0.1, stop.set)
    timer.start()
    done = search.run(10**9, stop=stop)
    timer.join()
    assert stop.is_set
    assert 0 < done < 10**9
    assert reference.plan_cost(day, search.best()) == (search.best_cost, search.best_excess)


def test_the_trace_falls_and_ends_at_the_best_cost() -> None:
    search = searched(random_day(5, n=40, m=6, rows=0, late_rows=False), iterations=4000)
    costs = [cost for _, cost in search.trace]
    assert costs == sorted(costs, reverse=True)
    assert costs[-1] == search.best_cost
    assert search.iterations >= 4000


def cheapest_order(day: Day, e: int, tickets: list[int]) -> list[int] | None:
    """The cheapest feasible order of the tickets on a shift, found by trying all."""
    orders = [(reference.evaluate(day, e, order), list(order)) for order in itertools.permutations(tickets)]
    feasible = [(route.cost, order) for route, order in orders if route.feasible]
    return min(feasible)[1] if feasible else None


def test_search_reaches_the_best_plan_of_a_tiny_day() -> None:
    """Two engineers, four tickets: all 81 ways to share them out or leave them, each in its cheapest order."""
    for seed in range(6):
        day = random_day(seed, n=4, m=2, late_rows=False)
        plans = []
        for who in itertools.product((-1, 0, 1), repeat=4):
            a, b = (cheapest_order(day, e, [i for i in range(4) if who[i] == e]) for e in (0, 1))
            if a is not None and b is not None:
                plans.append(reference.plan_cost(day, [a, b])[::-1])
        search = searched(day, iterations=3000)
        assert (search.best_excess, search.best_cost) == min(plans)


def test_a_focus_draws_the_ruin_to_its_tickets() -> None:
    day = random_day(5, n=40, m=6)
    search = searched(day)
    search.focus([1, 2], 0.9)
    search.run(500)
    assert reference.plan_cost(day, search.best()) == (search.best_cost, search.best_excess)
    with pytest.raises(IndexError, match="no ticket 40"):
        search.focus([40])
    with pytest.raises(ValueError, match="between 0 and 1"):
        search.focus([1], 2.0)


def test_an_unknown_setting_is_refused() -> None:
    with pytest.raises(ValueError, match="no setting temprature"):
        _core.Search(native(random_day(1)), 1, temprature=3)


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "money beyond 64 bits": ({"unserved_cost": np.full(7, 2**61, np.int64)}, "unserved_cost"),
    "rate that overflows": ({"overtime_rate": np.full(3, 2**50, np.int64)}, "overtime_rate"),
    "place outside": ({"place": np.full(7, 999, np.int32)}, r"place\[0\] = 999: no such place"),
    "negative leg": ({"leg_cost": None}, "leg_cost"),
    "wrong length": ({"place": np.zeros(6, np.int32)}, "axis 0 must have length 6, not 7"),
    "wrong type": ({"place": np.zeros(7, np.int64)}, "place: must be a C-contiguous array of 32-bit integers"),
    "duration too long": ({"duration": np.full((3, 7), 2**29, np.int32)}, "duration"),
    "window set outside": ({"window_set": np.full((3, 7), 10**6, np.int32)}, "window_set"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_day_that_cannot_be_computed_is_refused_by_field(case: str) -> None:
    day = random_day(1)
    changes, message = BAD[case]
    if "leg_cost" in changes:
        changes = {"leg_cost": -day.leg_cost - 1}
    with pytest.raises(ValueError, match=message):
        native(replace(day, **changes))


def test_prices_at_the_allowed_limit_do_not_wrap_around() -> None:
    day = random_day(3, n=10, m=3, rows=0, late_rows=False)
    dear = replace(day, unserved_cost=np.full(10, MOST_MONEY, np.int64), fixed_cost=np.full(3, MOST_MONEY, np.int64))
    search = searched(dear)
    assert reference.plan_cost(dear, search.best()) == (search.best_cost, 0)


def test_legs_dearer_than_32_bits_hold_are_driven_where_that_is_cheaper() -> None:
    """Such legs were once never driven, whatever leaving a ticket cost: a day in dong served nobody."""
    day = random_day(3, n=6, m=2, features=PLAIN)
    dear = replace(day, leg_cost=np.full_like(day.leg_cost, 2**33), unserved_cost=np.full(6, 2**36, np.int64))
    search = searched(dear)
    assert search.best_cost == exact(dear, seconds=20, threads=1, seed=1).cost < 6 * 2**36

"""Pricing on days that nobody plans: empty, closed, crowded, endless, in milliseconds, with wrong duals."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from benchmarks.loaders.simple import simple_day
from scheduler.day import Day
from scheduler.engine import _core
from scheduler.engine.native import native
from tests.engine.days import PLAIN, random_day
from tests.engine.priced import Prices, price, random_prices, unpack, zero


def line(places: list[int], windows: list[tuple[int, int]], duration: int = 10, **arrays: Any) -> Day:
    """Tickets on a line, an engineer at 0 from 0 to 1000; a second of driving costs 1."""
    at = np.array([0, *places])
    seconds = np.abs(at[:, None] - at[None])
    n = len(places)
    given = {"durations": np.full(n, duration), "unserved": np.full(n, 10_000), **arrays}
    return simple_day(
        seconds=seconds,
        leg_cost=seconds,
        starts=[0],
        shift=[(0, 1000)],
        places=range(1, n + 1),
        windows=[[w] for w in windows],
        **given,
    )


def worth(day: Day, value: float) -> Prices:
    """Every ticket is worth the same."""
    return replace(zero(day), pi=np.full(day.n, value))


def test_a_ticket_is_priced_by_its_detour() -> None:
    # Out to 30 and home again is 60 of driving for two tickets worth 50 each: 60 - 100.
    priced = price(day := line([20, 30], [(0, 900), (0, 900)]), worth(day, 50.0))
    assert priced.bound.tolist() == [-40.0]
    assert next(unpack(priced))[3] == -40.0


def test_a_window_that_closes_too_early_splits_the_route() -> None:
    # The far ticket must start by 30, so it comes first: 30 out, 10 back, 20 home, as before. Where the near one must
    # start by 30 as well, only one fits (either keeps the engineer from the other until 40): 40 - 50 beats 60 - 50.
    far_first = line([20, 30], [(0, 900), (0, 30)])
    assert next(unpack(price(far_first, worth(far_first, 50.0))))[1] == (1, 0)
    either = line([20, 30], [(0, 30), (0, 30)])
    assert price(either, worth(either, 50.0)).bound.tolist() == [-10.0]


def test_nothing_to_serve_is_priced_without_complaint() -> None:
    for n, m in ((0, 0), (0, 3), (4, 0), (1, 1)):
        day = random_day(1, n=n, m=m)
        priced = price(day, zero(day))
        assert len(priced.shift) == 0 and (priced.bound >= 0).all() and len(priced.bound) == m
    forbidden = replace(day := random_day(2, n=5, m=2), allowed=np.zeros((2, 5), np.uint8))
    assert (price(forbidden, random_prices(day, 2)).bound >= 0).all()
    closed = line([20, 30], [(-50, -1), (2000, 3000)])
    assert price(closed, worth(closed, 50.0)).bound.tolist() == [0.0]


def test_the_fixed_cost_and_the_dual_of_a_shift_shift_every_price() -> None:
    day = replace(line([20, 30], [(0, 900), (0, 900)]), fixed_cost=np.array([7], np.int64))
    prices = replace(worth(day, 50.0), sigma=np.array([-2.0]))
    assert price(day, prices).bound.tolist() == [-40.0 + 7 + 2]


def test_visits_without_any_duration_at_one_place_are_priced_exactly() -> None:
    # Time does not pass between them, so no time bucket separates them: four tickets for one detour of 40.
    day = line([20] * 4, [(0, 900)] * 4, duration=0)
    assert price(day, worth(day, 50.0)).bound.tolist() == [40.0 - 4 * 50]


def test_ten_thousand_tickets_at_one_place_give_a_valid_bound() -> None:
    n = 10_000
    seconds = np.array([[0, 30], [30, 0]])
    day = simple_day(
        seconds=seconds,
        leg_cost=seconds,
        starts=[0],
        shift=[(0, 1000)],
        places=[1] * n,
        windows=[[(0, 900)]] * n,
        durations=np.full(n, 94),
        unserved=np.full(n, 500),
    )
    # Ten visits of 94 between two drives of 30 fill the shift; the knapsack without legs has room for 1000 / 94.
    priced = price(day, worth(day, 50.0), label_limit=2000)
    assert -50.0 * 1001 / 94 <= priced.bound[0] <= 60 - 10 * 50.0
    assert not priced.exact.any()


def test_long_routes_stop_at_the_label_limit_with_a_bound_below_every_route_found() -> None:
    rng = np.random.default_rng(1)
    xy = rng.uniform(0, 100, (61, 2))
    seconds = np.ceil(np.sqrt(((xy[:, None] - xy[None]) ** 2).sum(-1))).astype(int)
    day = simple_day(
        seconds=seconds,
        leg_cost=seconds,
        starts=[0],
        shift=[(0, 3000)],
        places=range(1, 61),
        windows=[[(0, 2900)]] * 60,
        durations=np.full(60, 10),
        unserved=np.full(60, 1000),
    )
    priced = price(day, worth(day, 40.0), label_limit=5000)
    assert not priced.exact.any() and priced.labels.sum() < 30_000
    assert len(priced.shift) > 0 and priced.bound[0] <= priced.reduced.min()


def test_milliseconds_instead_of_seconds_change_no_price() -> None:
    for seed in range(5):
        day = random_day(seed, n=7, m=3, features=PLAIN)
        times = ["seconds", "start", "end", "last", "duration", "window_first", "window_last"]
        scaled = {t: np.clip(getattr(day, t).astype(np.int64) * 1000, -(2**28), 2**28) for t in times}
        finer = replace(day, **{t: a.astype(np.int32) for t, a in scaled.items()})
        prices = random_prices(day, seed)
        assert price(finer, prices).bound.tolist() == price(day, prices).bound.tolist()


def test_what_is_remembered_is_not_repeated() -> None:
    # With no memory a route forgets a ticket as soon as it has been to another; it may run round and round and earn 500
    # at every stop. Whatever repetition it is told to remember, it avoids, until none is left.
    day = line([100, 101, 102], [(0, 900)] * 3, duration=100)
    prices = worth(day, 500.0)
    short, whole = _core.Pricer(native(day), memory=0), price(day, prices)
    assert whole.bound.tolist() == [2 * 102 - 3 * 500.0]
    assert price(day, prices, short).bound[0] < whole.bound[0]
    for _ in range(20):
        repeated = [
            tickets for _, tickets, _, _ in unpack(price(day, prices, short)) if len(set(tickets)) < len(tickets)
        ]
        if not repeated:
            break
        assert sum(short.remember(0, list(tickets)) for tickets in repeated) > 0
    assert price(day, prices, short).bound.tolist() == whole.bound.tolist()


def test_labels_that_remember_less_give_a_lower_bound_down_to_eight_tickets() -> None:
    # Twelve tickets side by side, time for all of them twice: who remembers eight may come back to the others.
    day = line([100 + k for k in range(12)], [(0, 900)] * 12, duration=40)
    prices = worth(day, 500.0)
    pricer, whole = _core.Pricer(native(day), memory=32), price(day, prices)
    assert whole.bound.tolist() == [2 * 111 - 12 * 500.0]
    assert price(day, prices, pricer).bound.tolist() == whole.bound.tolist()
    assert [pricer.forget(0) for _ in range(3)] == [True, True, False]
    assert price(day, prices, pricer, label_limit=20_000).bound[0] < whole.bound[0]
    with pytest.raises(IndexError, match="no shift 1"):
        pricer.forget(1)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"pi": np.array([-1.0, 0.0])}, r"pi\[0\] = -1.0+: must lie between"),
        ({"pi": np.array([0.0, 0.1])}, r"pi\[1\].*multiple of 1/1024"),
        ({"pi": np.zeros(3)}, "pi: must have length 2, not 3"),
        ({"pi": np.array([np.nan, 0.0])}, r"pi\[0\]"),
        ({"sigma": np.array([1.0])}, r"sigma\[0\]"),
        ({"cuts": np.array([[0, 1, 1]], np.int32), "cut_duals": np.array([-1.0])}, "must differ"),
        ({"cuts": np.array([[0, 1, 2]], np.int32), "cut_duals": np.array([-1.0])}, "no ticket 2"),
    ],
)
def test_wrong_duals_are_refused_by_name(change: dict[str, Any], message: str) -> None:
    day = line([20, 30], [(0, 900), (0, 900)])
    with pytest.raises(ValueError, match=message):
        price(day, replace(zero(day), **change))


def test_an_unknown_shift_is_refused() -> None:
    day = line([20], [(0, 900)])
    with pytest.raises(IndexError, match="no shift 1"):
        price(day, zero(day), shifts=np.array([1], np.int32))

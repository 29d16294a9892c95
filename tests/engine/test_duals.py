"""Prices and the bounds they prove."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scheduler.engine import _core
from scheduler.engine.duals import modest
from scheduler.engine.nativepricer import NativePricer
from tests.engine.days import DISPATCH, random_day
from tests.oracle.enumeration import best_plan


@pytest.mark.parametrize("seed", range(30))
def test_modest_prices_prove_a_bound_below_every_plan(seed: int) -> None:
    """Also where pairs earn money: there a route may earn, and the bound takes all that it could into account."""
    day = random_day(seed, n=5, m=2, breaks=seed % 2 == 0)
    if seed % 3 == 0:
        day = replace(day, pair_cost=day.pair_cost - 3000)
    duals, cheapest = modest(day)
    best = best_plan(day)
    if best is not None:
        assert duals.bound(day, cheapest) <= best.cost
    priced = NativePricer(day, 1, _core.Stop()).price(duals, range(2), 5, 100_000)
    assert priced.exact.all()
    assert (cheapest <= priced.bound).all()


def test_modest_prices_say_what_the_nearest_leg_and_the_pair_cost() -> None:
    """Two tickets 2,000 from one another and 5,000 from the engineer; pairs 100; leaving one 1,000,000 or 50."""
    day = random_day(1, n=2, m=1, features=DISPATCH)
    legs = np.full_like(day.leg_cost, 5000)
    a, b = day.place.tolist()
    assert len({a, b, int(day.start_place[0])}) == 3
    legs[:, a, b] = legs[:, b, a] = 2000
    day = replace(
        day,
        leg_cost=legs,
        pair_cost=np.full_like(day.pair_cost, 100),
        allowed=np.ones_like(day.allowed),
        unserved_cost=np.array([1_000_000, 50]),
    )
    duals, cheapest = modest(day)
    assert duals.pi.tolist() == [2100.0, 50.0]
    assert cheapest.tolist() == [0.0]


def test_modest_prices_of_next_to_nothing() -> None:
    for n, m in ((0, 0), (0, 2), (2, 0), (1, 1)):
        day = random_day(1, n=n, m=m, features=DISPATCH)
        duals, cheapest = modest(day)
        assert (len(duals.pi), len(cheapest)) == (n, m)

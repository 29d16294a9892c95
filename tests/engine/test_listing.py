"""The routes nearest to the bound: none that a cheap plan could hold is left out."""

from __future__ import annotations

import pytest

from scheduler.day import Day
from scheduler.engine import _core
from scheduler.engine import settle as settling
from scheduler.engine.columns import Columns, UsageOf
from scheduler.engine.duals import Duals, Floats
from scheduler.engine.listing import listing, nearest
from scheduler.engine.native import native
from scheduler.engine.nativepricer import NativePricer
from tests.engine.days import random_day
from tests.engine.priced import all_routes, random_prices
from tests.oracle import enumeration


def usage_of(day: Day) -> UsageOf:
    return lambda e, tickets: tuple(_core.evaluate(native(day), e, list(tickets)).usage)


def case(seed: int) -> tuple[Day, NativePricer, Duals, Floats]:
    """A day, its pricer, some duals and what they prove of every shift."""
    day = random_day(seed, n=5, m=3)
    prices = random_prices(day, seed)
    duals = Duals(prices.pi, prices.sigma, prices.mu, prices.cut_duals, tuple(map(tuple, prices.cuts.tolist())))
    pricer = NativePricer(day, 1, _core.Stop())
    return day, pricer, duals, pricer.price(duals, range(day.m), 15, 10**6).bound


@pytest.mark.parametrize("most", [3, 10_000])
@pytest.mark.parametrize("seed", range(20))
def test_every_route_that_a_plan_below_could_hold_is_among_the_nearest(seed: int, most: int) -> None:
    """A plan with this route costs at least the bound, its reduced cost, and what its shift is thought to earn."""
    day, pricer, duals, cheapest = case(seed)
    bound = duals.bound(day, cheapest)
    store = Columns(day, usage_of(day))
    near = nearest(day, pricer, duals, cheapest, bound + 60_000, most, 10**6, store)
    assert near is not None
    assert len(near.numbers) <= most
    assert near.below <= bound + 60_000
    listed = {(store.shift[k], frozenset(store.tickets[k]), store.usage[k]) for k in near.numbers}
    prices = random_prices(day, seed)
    for route, reduced in all_routes(day, prices).items():
        e = route[0]
        least = bound + reduced + duals.sigma[e] - min(0.0, cheapest[e] + duals.sigma[e])
        if least < near.below - 1:
            assert route in listed, (route, least, near.below)


def test_where_even_the_nearest_are_too_many_to_list_there_are_none() -> None:
    """With no more than one label a shift nothing can be listed to its end."""
    day, pricer, duals, cheapest = case(3)
    bound = duals.bound(day, cheapest)
    store = Columns(day, usage_of(day))
    assert nearest(day, pricer, duals, cheapest, bound + 10**9, 10, 1, store) is None


def test_a_list_that_one_shift_makes_too_long_is_given_up_for_all() -> None:
    """The other shifts are not worked on any more; what is said of them is only that nothing is known."""
    day, pricer, duals, cheapest = case(3)
    listed = listing(day, pricer, duals, cheapest, duals.bound(day, cheapest) + 10**9, 1)
    assert not listed.complete


@pytest.mark.parametrize("seed", range(30))
def test_settling_a_list_by_branching_finds_its_cheapest_plan(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With CP-SAT left out until the LP is whole, branching alone must agree with the complete enumeration."""
    day = random_day(seed, n=6, m=3, rows=0, late_rows=False)
    listed = Columns(day, usage_of(day))
    listed.add_all((e, r.tickets, r.cost) for e in range(day.m) for r in enumeration.routes(day, e).values())
    monkeypatch.setattr(settling, "FEW", 0)
    best = enumeration.best_plan(day)
    assert best is not None
    for below, cost in ((best.cost + 1, best.cost), (best.cost, None)):
        found = settling.settle(day, listed, below=below, start=[], seed=1, enough=lambda: False, stopped=lambda: False)
        assert (found.proved, found.bound) == (True, best.cost)
        assert (found.columns is None) == (cost is None)

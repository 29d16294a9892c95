"""Pricing agrees with the complete enumeration of all routes, and its bound holds whatever cuts it short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from scheduler.day import Day
from scheduler.engine import _core
from scheduler.engine.columns import Columns
from scheduler.engine.duals import Duals
from scheduler.engine.master import Master
from scheduler.engine.native import native
from scheduler.engine.nativepricer import NativePricer
from scheduler.engine.pricing import Generator, PricedRoutes
from tests.engine.days import PLAIN, random_day
from tests.engine.priced import Prices, Routes, all_routes, cheapest, paid_by_time, price, random_prices, unpack

SEEDS = range(40)
WIDTHS: list[dict[str, Any]] = [{}, {"fine": 1, "coarse": 1}, {"fine": 900, "coarse": 900}]


@cache
def case(seed: int) -> tuple[Day, Prices, Routes]:
    """A day with every feature of the contract, duals, and all its routes."""
    day = random_day(seed, n=5, m=3)
    prices = random_prices(day, seed)
    return day, prices, all_routes(day, prices)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_cheapest_route_is_found_and_its_price_is_the_bound(seed: int) -> None:
    day, prices, routes = case(seed)
    least = cheapest(day, routes)
    for widths in WIDTHS:
        priced = price(day, prices, **widths)
        found = np.full(day.m, np.inf)
        for e, tickets, cost, reduced in unpack(priced):
            schedule = _core.evaluate(native(day), e, list(tickets))
            assert schedule.feasible and schedule.cost == cost
            assert prices.reduced(e, tickets, cost, schedule.usage) == reduced
            found[e] = min(found[e], reduced)
        assert priced.exact.all()
        assert (np.minimum(priced.bound, 0) <= np.maximum(least, -1)).all()
        for e in np.nonzero(least < -1)[0].tolist():
            assert priced.bound[e] <= least[e]
            if not paid_by_time(day, e):
                assert priced.bound[e] == found[e] == least[e]


def test_with_one_window_and_no_lateness_pay_by_worked_time_is_priced_exactly_too() -> None:
    below = 0
    for seed in range(25):
        day = random_day(seed, n=4, m=4, features=PLAIN, flexible=True)
        prices = random_prices(day, seed)
        least, priced = cheapest(day, all_routes(day, prices)), price(day, prices)
        worth = least < -1
        assert (priced.bound[worth] == least[worth]).all()
        below += int(sum(worth[e] and paid_by_time(day, e) for e in range(day.m)))
    assert below > 20


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bound_holds_however_early_the_labelling_ends(seed: int) -> None:
    day, prices, routes = case(seed)
    least = np.minimum(cheapest(day, routes), 0)
    stop = _core.Stop()
    stop.set()
    short: list[dict[str, Any]] = [{"label_limit": k} for k in (0, 1, 2, 4, 8, 16)]
    for options in [*short, {"stop": stop}, {"exact": False}, {"label_limit": 3, "fine": 900, "coarse": 900}]:
        assert (np.minimum(price(day, prices, **options).bound, -1) <= np.maximum(least, -1)).all(), options
    pricer = _core.Pricer(native(day))
    alone = pricer.bound_only(prices.pi, prices.sigma, prices.mu, np.arange(3, dtype=np.int32))
    assert (np.minimum(alone, 0) <= least).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_enumeration_lists_exactly_the_routes_below_the_threshold(seed: int) -> None:
    day, prices, routes = case(seed)
    least = cheapest(day, routes)
    above = np.random.default_rng(seed).integers(0, 30000, day.m)
    thresholds = np.where(np.isfinite(least), np.ceil(np.minimum(least, 0)) + above, 0.0)
    listed = _core.Pricer(native(day)).enumerate(
        **prices.__dict__, shifts=np.arange(day.m, dtype=np.int32), thresholds=thresholds
    )
    assert listed.exact.all()
    found = {}
    for e, tickets, _, reduced in unpack(listed):
        assert len(set(tickets)) == len(tickets)
        usage = tuple(_core.evaluate(native(day), e, list(tickets)).usage)
        assert (e, frozenset(tickets), usage) not in found
        found[e, frozenset(tickets), usage] = reduced
    assert found == {key: reduced for key, reduced in routes.items() if reduced < thresholds[key[0]]}


def test_enumeration_says_so_when_it_is_cut_short() -> None:
    day = random_day(1, n=7, m=1, features=PLAIN)
    prices = random_prices(day, 1)
    everything = np.array([2.0**41])
    pricer, shift = _core.Pricer(native(day)), np.zeros(1, np.int32)
    whole = pricer.enumerate(**prices.__dict__, shifts=shift, thresholds=everything)
    assert whole.exact.all() and len(whole.shift) > 12
    few = pricer.enumerate(**prices.__dict__, shifts=shift, thresholds=everything, label_limit=10)
    assert not few.exact.any()
    assert not pricer.enumerate(**prices.__dict__, shifts=shift, thresholds=everything, route_limit=10).exact.any()


def test_any_number_of_threads_gives_the_same_routes_and_bounds() -> None:
    day = random_day(3, n=12, m=9)
    prices = random_prices(day, 3)
    one = price(day, prices, threads=1)
    for threads in (2, 8):
        many = price(day, prices, threads=threads)
        assert list(unpack(one)) == list(unpack(many))
        assert one.bound.tolist() == many.bound.tolist() and one.labels.tolist() == many.labels.tolist()


def test_asking_for_one_route_gives_the_cheapest_of_each_shift() -> None:
    for seed in range(10):
        day = random_day(seed, n=8, m=4, features=PLAIN)
        prices = random_prices(day, seed)
        many, single = price(day, prices), price(day, prices, most_routes=1)
        best = [e for e in range(4) if (many.shift == e).any()]
        assert single.shift.tolist() == best
        assert single.reduced.tolist() == [many.reduced[many.shift == e].min() for e in best]


class Endless(NativePricer):
    """Says of thorough pricing that it did not come to its end until it has forgotten."""

    forgot = 0

    def price(
        self, duals: Duals, shifts: Sequence[int], most_routes: int, label_limit: int, exact: bool = True
    ) -> PricedRoutes:
        priced = super().price(duals, shifts, most_routes, label_limit, exact)
        return priced if self.forgot else replace(priced, exact=np.zeros(len(shifts), bool))

    def forget(self, shifts: Sequence[int]) -> bool:
        self.forgot += 1
        return super().forget(shifts)


@pytest.mark.parametrize("adaptive", [False, True])
def test_generation_lets_labels_forget_before_it_lets_them_multiply(adaptive: bool) -> None:
    """And converges to the LP of all routes, which small days remember wholly whatever the smoothing."""
    day = random_day(5, n=6, m=3, features=PLAIN)
    found = []
    for kind in (NativePricer, Endless):
        columns = Columns(day, lambda e, tickets: tuple(_core.evaluate(native(day), e, list(tickets)).usage))
        generator = Generator(day, columns, Master(day, columns), kind(day, 1, _core.Stop()), adaptive=adaptive)
        *_, last = generator.rounds(1e-7, lambda: False)
        assert generator.converged
        found.append((round(last.cost), generator.bound))
    assert found[0] == found[1]
    assert isinstance(generator.pricer, Endless) and generator.pricer.forgot >= 1
    assert generator.tier == 1

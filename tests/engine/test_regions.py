"""Regions: a day in parts, each priced as in the whole, and searched without losing anything."""

from __future__ import annotations

import pytest

from scheduler.budget import Budget
from scheduler.day import Day
from scheduler.engine import _core, chains
from scheduler.engine.loop import solve
from scheduler.engine.native import native
from scheduler.engine.parts import Part
from scheduler.engine.plan import priced
from scheduler.engine.regions import regions
from tests.engine.days import Features, random_day

NO_ROWS = Features(rows=0, late_rows=False)


def planned(seed: int) -> tuple[Day, list[list[int]]]:
    """A day with everything but plan limits, and a plan of it."""
    day = random_day(seed, n=40, m=8, features=NO_ROWS)
    search = _core.Search(native(day), 1)
    search.greedy()
    search.run(500)
    return day, search.best()


@pytest.mark.parametrize("seed", range(6))
def test_a_route_costs_in_its_part_what_it_costs_in_the_whole(seed: int) -> None:
    day, routes = planned(seed)
    for part in regions(day, routes, 3, turn=seed):
        for e, route in zip(part.shifts, part.inside(routes), strict=True):
            own = part.shifts.index(e)
            whole = _core.evaluate(native(day), e, routes[e])
            alone = _core.evaluate(native(part.day), own, route)
            assert (alone.feasible, alone.cost, alone.starts) == (whole.feasible, whole.cost, whole.starts)


@pytest.mark.parametrize("turn", range(6))
def test_every_shift_is_in_one_region_and_every_ticket_at_most_in_one(turn: int) -> None:
    day, routes = planned(1)
    parts = regions(day, routes, 3, turn)
    assert sorted(e for part in parts for e in part.shifts) == list(range(day.m))
    tickets = [i for part in parts for i in part.tickets]
    assert len(set(tickets)) == len(tickets)
    assert {i for route in routes for i in route} <= set(tickets)


def test_another_turn_draws_other_borders() -> None:
    day, routes = planned(2)
    drawn = {tuple(part.shifts for part in regions(day, routes, 2, turn)) for turn in range(8)}
    assert len(drawn) > 2


def test_what_a_part_finds_goes_back_into_the_whole() -> None:
    day, routes = planned(3)
    plan = [list(route) for route in routes]
    for part in regions(day, routes, 2, turn=0):
        part.outside(part.inside(routes), plan)
    assert plan == routes


def test_a_part_of_nothing_is_a_day() -> None:
    day, _ = planned(4)
    part = Part.of(day, [0], [])
    assert (part.day.m, part.day.n) == (1, 0)


def test_searching_by_regions_is_never_worse_and_the_same_on_any_number_of_threads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A day of 60 searched as if it were large: regions of 20 from the cool half on.

    Days 9 and 11 once came out differently on four threads: the work of a turn was shared among the threads also where
    a budget of work, not the clock, says how much there is.
    """
    monkeypatch.setattr(chains, "REGIONAL_FROM", 30)
    monkeypatch.setattr(chains, "REGION", 20)
    day = random_day(9, n=60, m=12, features=NO_ROWS)
    runs = [solve(day, budget=Budget(iterations=20_000, seed=2, threads=threads), proof=False) for threads in (1, 4)]
    assert runs[0].routes == runs[1].routes
    assert runs[0].cost == priced(day, runs[0].routes).cost
    again = solve(day, budget=Budget(iterations=5_000), start=runs[0].routes, proof=False)
    assert again.cost <= runs[0].cost

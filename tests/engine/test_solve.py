"""The loop that joins search and proof: budgets, repeatability, stopping, days with nothing to do."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import numpy as np
import pytest

from scheduler.budget import Budget
from scheduler.day import Day
from scheduler.engine import _core
from scheduler.engine.loop import solve
from scheduler.engine.master import Master, Stuck
from scheduler.engine.plan import priced
from scheduler.engine.result import TracePoint
from tests.engine.days import DISPATCH, random_day


def day_of(n: int, m: int, seed: int = 3) -> Day:
    return random_day(seed, n=n, m=m, features=DISPATCH)


@pytest.mark.parametrize(("n", "m"), [(0, 0), (0, 3), (4, 0), (1, 1), (5, 1)])
def test_days_with_next_to_nothing_in_them_are_proved_optimal(n: int, m: int) -> None:
    found = solve(day_of(n, m), budget=Budget(iterations=5000))
    assert found.ended == "optimal"
    assert found.bound == found.cost
    assert len(found.routes) == m


def test_tickets_that_nobody_may_serve_are_taken_out_of_the_gap() -> None:
    """All stay absent: the cost is the sum of the unserved costs, all of it unavoidable."""
    day = replace(day_of(6, 3), allowed=np.zeros((3, 6), np.uint8))
    found = solve(day, budget=Budget(iterations=1000))
    assert found.cost == found.base == found.bound == int(day.unserved_cost.sum())
    assert (found.gap, found.ended) == (0.0, "optimal")


def test_the_same_iterations_give_the_same_plan_and_bound_on_any_number_of_threads() -> None:
    day = day_of(30, 5)
    runs = [solve(day, budget=Budget(iterations=20_000, seed=7, threads=threads)) for threads in (1, 2, 8)]
    assert len({(r.routes, r.cost, r.bound, r.ended) for r in runs}) == 1


@pytest.mark.slow  # by the clock: on a loaded machine a step cut off at the deadline once differed from its repetition
def test_a_run_in_seconds_is_repeated_exactly_from_its_work() -> None:
    day = day_of(40, 6)
    first = solve(day, budget=Budget(seconds=0.7, seed=5))
    again = solve(day, budget=Budget(seed=5), repeat=first.work)
    assert (again.routes, again.cost, again.bound) == (first.routes, first.cost, first.bound)


def test_cost_and_bound_only_improve_and_the_cost_is_that_of_the_plan() -> None:
    day = day_of(40, 6)
    points: list[TracePoint] = []
    found = solve(day, budget=Budget(iterations=30_000), progress=points.append)
    assert [p.cost for p in points] == sorted((p.cost for p in points), reverse=True)
    assert [p.bound for p in points] == sorted(p.bound for p in points)
    assert {p.phase for p in points} >= {"start", "search", "bound"}
    assert found.cost == priced(day, found.routes).cost


def test_a_gap_that_is_good_enough_ends_the_run() -> None:
    found = solve(day_of(40, 6), budget=Budget(seconds=20, gap=0.5))
    assert found.ended in ("gap", "optimal")
    assert found.gap <= 0.5


@pytest.mark.parametrize("tickets", [40, 210])
def test_a_run_that_is_given_only_a_gap_ends_when_it_is_proved(tickets: int) -> None:
    """Without seconds half of the time left was no number, and no bound ever came; the timer is for that case."""
    stop = _core.Stop()
    timer = threading.Timer(60, stop.set)
    timer.start()
    found = solve(day_of(tickets, tickets // 6), budget=Budget(gap=0.2), stop=stop)
    timer.cancel()
    assert found.ended in ("gap", "optimal")
    assert found.gap <= 0.2


def test_stopping_from_another_thread_returns_the_best_plan_at_once() -> None:
    day, stop, asked = day_of(120, 12), _core.Stop(), []

    def ask() -> None:
        asked.append(time.monotonic())
        stop.set()

    timer = threading.Timer(0.5, ask)
    timer.start()
    found = solve(day, budget=Budget(seconds=30), stop=stop)
    assert time.monotonic() - asked[0] < 1.0  # 0.2 s on an idle machine
    assert found.ended == "stopped"
    assert found.cost == priced(day, found.routes).cost


def test_a_given_plan_is_where_the_run_starts() -> None:
    day = day_of(30, 5)
    good = solve(day, budget=Budget(iterations=30_000))
    again = solve(day, budget=Budget(iterations=1), start=good.routes)
    assert again.cost <= good.cost


def test_a_given_plan_that_is_infeasible_is_refused_by_shift() -> None:
    day = day_of(6, 3)
    day = replace(day, max_visits=np.zeros(3, np.int32))
    with pytest.raises(ValueError, match="shift"):
        solve(day, budget=Budget(iterations=10), start=[[0], [], []])


def test_old_duals_give_a_bound_before_anything_else() -> None:
    """One pricing round: the first bound of the second run is already near the last of the first."""
    day = day_of(40, 6)
    first = solve(day, budget=Budget(iterations=30_000))
    assert first.duals is not None
    points: list[TracePoint] = []
    solve(day, budget=Budget(iterations=2000), warm=first.duals, progress=points.append)
    early = next(p.bound for p in points if p.phase == "bound")
    assert early >= 0.95 * first.bound
    assert early <= first.cost


def test_without_a_linear_program_the_time_goes_to_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    def stuck(self: Master, bounds_changed: bool = False) -> None:
        raise Stuck("no optimum")

    day = day_of(40, 6)
    monkeypatch.setattr(Master, "solve", stuck)
    found = solve(day, budget=Budget(iterations=20_000))
    assert found.cost == priced(day, found.routes).cost
    assert found.bound <= found.cost
    assert found.ended == "iterations"


@pytest.mark.parametrize(("rows", "notes"), [(0, ()), (1, ("no-regions", "no-climbing"))])
def test_a_large_day_with_a_plan_limit_says_what_it_goes_without(rows: int, notes: tuple[str, ...]) -> None:
    day = random_day(1, n=501, m=2, features=DISPATCH, rows=rows)
    assert solve(day, budget=Budget(iterations=1), proof=False).notes == notes
    assert solve(day_of(5, 2), budget=Budget(iterations=1), proof=False).notes == ()

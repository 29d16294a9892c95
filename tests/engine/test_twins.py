"""Shifts that differ in nothing: one stands for all of its kind, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from scheduler.budget import Budget
from scheduler.day import Day
from scheduler.engine import _core
from scheduler.engine import settle as settling
from scheduler.engine.ascent import Ascent
from scheduler.engine.columns import Columns
from scheduler.engine.identical_shifts import IdenticalShifts
from scheduler.engine.loop import solve
from scheduler.engine.master import Master
from scheduler.engine.native import native
from scheduler.engine.nativepricer import NativePricer
from scheduler.engine.parts import part
from scheduler.engine.plan import repaired
from scheduler.engine.pricing import Generator
from tests.engine.days import DISPATCH, Features, random_day
from tests.oracle import enumeration

KINDS = (0, 1, 0, 0, 1)


def twin_day(seed: int, n: int = 6, features: Features | None = None, **changes: Any) -> Day:
    """Five shifts of two kinds: the first, third and fourth are alike, and the second and fifth."""
    return part(random_day(seed, n=n, m=2, features=features, **changes), KINDS, range(n))


def store(day: Day) -> Columns:
    return Columns(day, lambda e, tickets: tuple(_core.evaluate(native(day), e, list(tickets)).usage))


def test_shifts_that_differ_in_nothing_are_of_one_kind() -> None:
    twins = IdenticalShifts.of(twin_day(1))
    assert twins.kind.tolist() == list(KINDS)
    assert twins.members == {0: (0, 2, 3), 1: (1, 4)}
    assert [twins.count(e) for e in range(5)] == [3, 2, 1, 1, 1]


@pytest.mark.parametrize(
    "name",
    ["start_place", "last", "overtime_rate", "fixed_cost", "max_visits", "break_latest", "duration", "pair_cost"],
)
def test_a_shift_that_differs_in_one_thing_is_of_its_own_kind(name: str) -> None:
    day = twin_day(1)
    changed = getattr(day, name).copy()
    at = (2, int(np.nonzero(day.allowed[2])[0][0])) if changed.ndim == 2 else 2
    changed[at] = changed[at] - 1 if name != "start_place" else changed[1]
    assert IdenticalShifts.of(replace(day, **{name: changed})).kind.tolist() == [0, 1, 2, 0, 1]


def test_what_a_shift_may_not_serve_makes_no_difference() -> None:
    day = twin_day(1)
    allowed, duration = day.allowed.copy(), day.duration.copy()
    allowed[[0, 2, 3], 0] = 0
    duration[2, 0] += 60
    assert IdenticalShifts.of(replace(day, allowed=allowed, duration=duration)).kind.tolist() == list(KINDS)


@pytest.mark.parametrize("seed", range(12))
def test_days_with_twins_agree_with_complete_enumeration(seed: int) -> None:
    day = twin_day(seed, rows=seed % 2, late_rows=False)
    best = enumeration.best_plan(day)
    found = solve(day, budget=Budget(iterations=60_000, seed=seed, threads=1))
    if best is None:
        assert found.broken
        return
    assert (found.cost, found.bound, found.ended) == (best.cost, best.cost, "optimal")


def test_routes_of_twins_are_one_column_and_a_kind_is_used_as_often_as_it_has_shifts() -> None:
    """Serving a ticket costs 1 and leaving it 60: four twins that can carry one each leave two of six tickets."""
    day = part(random_day(1, n=6, m=1, features=DISPATCH), (0, 0, 0, 0), range(6))
    day = replace(day, unserved_cost=np.full(6, 60_000, np.int64))
    columns = store(day)
    assert [columns.add(e, (e,), 1000) for e in range(4)] == [0, 1, 2, 3]
    assert columns.add_all([(1, (4,), 1000), (2, (4,), 1000), (3, (5,), 1000)]) == [4, 5]
    assert set(columns.shift) == {0}
    master = Master(day, columns)
    master.add(range(6))
    assert master.solve().cost == pytest.approx(4 * 1000 + 2 * 60_000)
    ascent = Ascent(day, columns, 124_000, _core.Stop())
    ascent.add(range(6))
    assert ascent.solve().cost == pytest.approx(124_000, rel=1e-3)


def test_a_plan_from_columns_gives_every_twin_its_own_route() -> None:
    day = twin_day(3, n=12, features=DISPATCH)
    able = [i for i in range(12) if _core.evaluate(native(day), 0, [i]).feasible][:3]
    assert len(able) == 3
    plan = repaired(day, [(0, (i,)) for i in able])
    assert sorted(plan[e] for e in (0, 2, 3)) == sorted([i] for i in able)
    assert plan[1] == plan[4] == []


def test_twins_are_priced_once() -> None:
    """The same day with twins takes as many labels as with one of each kind, and every shift has its bound."""
    small, day = random_day(3, n=12, m=2, features=DISPATCH), twin_day(3, n=12, features=DISPATCH)
    labels = []
    for one in (small, day):
        columns = store(one)
        pricer = NativePricer(one, 1, _core.Stop())
        duals = Master(one, columns).solve().duals
        priced = pricer.price(duals, range(one.m), 5, 100_000)
        labels.append(priced.labels)
        assert len(priced.bound) == len(priced.exact) == one.m
    assert labels[0] == labels[1]


@pytest.mark.parametrize("seed", range(20))
def test_branching_on_pairs_settles_what_only_twins_share(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one kind of shift there is no "who" to branch on; CP-SAT is left out until the LP is whole."""
    day = part(random_day(seed, n=6, m=1, rows=0, late_rows=False), (0, 0, 0), range(6))
    listed = store(day)
    listed.add_all((0, r.tickets, r.cost) for r in enumeration.routes(day, 0).values())
    monkeypatch.setattr(settling, "FEW", 0)
    best = enumeration.best_plan(day)
    assert best is not None
    found = settling.settle(
        day, listed, below=best.cost + 1, start=[], seed=1, enough=lambda: False, stopped=lambda: False
    )
    assert (found.proved, found.bound) == (True, best.cost)


def test_column_generation_over_twins_converges_to_a_bound_below_every_plan() -> None:
    day = twin_day(5, n=12, features=DISPATCH)
    columns = store(day)
    generator = Generator(day, columns, Master(day, columns), NativePricer(day, 2, _core.Stop()))
    *_, last = generator.rounds(1e-7, lambda: False)
    assert generator.converged
    assert last.duals.sigma[[0, 2, 3]].tolist() == [last.duals.sigma[0]] * 3
    found = solve(day, budget=Budget(iterations=30_000, threads=1))
    assert generator.bound <= found.cost

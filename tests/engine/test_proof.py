"""The claim that the product is sold by: at no moment is the bound above the cost of any plan, whatever was cut short.

On days whose best plan is known by complete enumeration the parts of the proof are made to see some of the routes only,
or to stop in the middle. Each test says how a wrong claim would show.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import count
from typing import Any

import numpy as np
import pytest

from scheduler.budget import Budget
from scheduler.day import Day
from scheduler.engine import _core
from scheduler.engine import proof as proofs
from scheduler.engine.columns import Columns
from scheduler.engine.duals import Duals, Floats
from scheduler.engine.effort import SMALL, Effort
from scheduler.engine.loop import solve
from scheduler.engine.native import evaluate
from scheduler.engine.nativepricer import NativePricer
from scheduler.engine.pricing import PricedRoutes
from scheduler.engine.proof import RunProof
from scheduler.engine.settle import settle
from scheduler.engine.shortlist import Shortlist
from scheduler.solvers.exact import exact
from tests.engine import steps
from tests.engine.days import DISPATCH, ints, random_day
from tests.oracle import enumeration

LOOSE = (14, 17, 18, 36)
"""Days whose LP is not whole, so that a choice among the LP's routes misses the best plan."""


@cache
def known(seed: int) -> tuple[Day, int]:
    """A day of 8 tickets for 2 shifts and the cost of its best plan."""
    day = random_day(seed, n=8, m=2, features=DISPATCH)
    best = enumeration.best_plan(day)
    assert best is not None
    return day, best.cost


def effort(day: Day, labels: tuple[int, ...] = SMALL.labels, **sizes: Any) -> Effort:
    """Nothing but the proof: no search between its steps, and no cuts."""
    usual = Effort.of(day)
    return replace(usual, profile=replace(usual.profile, burst=0.0, labels=labels), most_cuts=0, **sizes)


def generated(day: Day, **sizes: Any) -> steps.Steps:
    """A run after its first column generation."""
    return steps.generated(day, effort(day, **sizes))


def everything(day: Day) -> Columns:
    """All routes of the day, the cheapest order of each set of tickets."""
    columns = Columns(day, lambda e, order: tuple(evaluate(day, e, order).usage))
    columns.add_all((e, r.tickets, r.cost) for e in range(day.m) for r in enumeration.routes(day, e).values())
    return columns


@pytest.mark.parametrize("seed", LOOSE)
def test_a_choice_among_some_routes_proves_nothing_of_the_others(seed: int) -> None:
    """The choice itself is proved the best of its routes, and is dearer than the best plan: as a bound it would lie."""
    day, best = known(seed)
    run, _, shortlist = generated(day, choice=3)
    shortlist.choose()
    assert run.bound <= best < run.best.cost


@pytest.mark.parametrize("seed", LOOSE)
def test_settling_that_was_cut_off_claims_no_more_than_it_has_seen(seed: int) -> None:
    """Asked for a plan below one dearer than the best, and stopped before a node, after one, after two."""
    day, best = known(seed)
    for nodes in range(3):
        asked = count()

        def enough(asked: Iterator[int] = asked, nodes: int = nodes) -> bool:
            return next(asked) >= nodes

        found = settle(day, everything(day), below=best + 1000, start=[], seed=1, enough=enough, stopped=lambda: False)
        assert found.bound <= best
        assert not found.proved or found.bound == best


@pytest.mark.parametrize("seed", LOOSE)
def test_settling_to_its_end_proves_the_best_plan(seed: int) -> None:
    day, best = known(seed)
    found = settle(
        day, everything(day), below=best + 1000, start=[], seed=1, enough=lambda: False, stopped=lambda: False
    )
    assert (found.proved, found.bound) == (True, best)


@pytest.mark.parametrize("seed", LOOSE)
@pytest.mark.parametrize("labels", [1, 5, 50])
def test_pricing_that_gave_up_never_raises_the_bound_too_far(seed: int, labels: int) -> None:
    day, best = known(seed)
    run, proof, shortlist = generated(day, labels=(labels,), near_labels=labels, list_labels=labels)
    for step in (proof.dive, shortlist.prove, shortlist.choose, proof.generate):
        step()
        assert run.bound <= best <= run.best.cost


@pytest.mark.parametrize("seed", LOOSE)
@pytest.mark.parametrize("choice", [1, 20])
def test_whole_runs_with_little_to_choose_from_stay_below_the_best_plan(seed: int, choice: int) -> None:
    day, best = known(seed)
    found = solve(day, budget=Budget(iterations=3000, seed=1, threads=1), effort=effort(day, choice=choice))
    assert all(point.bound <= best <= point.cost for point in found.trace)


def tight(seed: int, shifts: int, length: int) -> Day:
    """Thirty tickets, each with one short window: large for enumeration, quick for the exact model."""
    day = random_day(seed, n=30, m=shifts, features=DISPATCH)
    first = np.random.default_rng([seed, 3]).integers(0, 16_000, day.n)
    return replace(
        day,
        window_set=np.tile(np.arange(day.n, dtype=np.int32), (shifts, 1)),
        window_offset=ints(np.arange(day.n + 1)),
        window_first=ints(first),
        window_last=ints(first + length),
    )


@pytest.mark.parametrize(
    ("seed", "shifts", "length"),
    [(9, 6, 2000), *(pytest.param(*day, marks=pytest.mark.slow) for day in ((1, 5, 3000), (5, 6, 2000), (8, 5, 3000)))],
)
def test_a_choice_among_twenty_routes_of_a_day_of_thirty_tickets_stays_below_the_optimum(
    seed: int, shifts: int, length: int
) -> None:
    """The optimum is that of the compact model, which knows nothing of routes and prices."""
    day = tight(seed, shifts, length)
    optimum = exact(day, seconds=60)
    assert optimum.optimal
    run, _, shortlist = generated(day, choice=20)
    shortlist.choose()
    assert run.bound <= optimum.cost < run.best.cost, (
        "a day on which the choice misses the best plan, or it tests nothing"
    )
    for _ in range(3):
        shortlist.prove()
        assert run.bound <= optimum.cost <= run.best.cost
        shortlist.choose()
        assert run.bound <= optimum.cost <= run.best.cost


class PartlyDone(NativePricer):
    """A pricer one block of whose shifts fails: it stops before it begins, as a worker that dies would leave it."""

    def __init__(self, day: Day, block: Collection[int]) -> None:
        raised = _core.Stop()
        raised.set()
        super().__init__(day, 1, _core.Stop())
        self._failing, self._block = NativePricer(day, 1, raised), frozenset(block)

    def price(
        self, duals: Duals, shifts: Sequence[int], most_routes: int, label_limit: int, exact: bool = True
    ) -> PricedRoutes:
        done = super().price(duals, shifts, most_routes, label_limit, exact)
        return self._joined(done, self._failing.price(duals, shifts, most_routes, label_limit, exact), shifts)

    def enumerate(self, duals: Duals, thresholds: Floats, most_routes: int, label_limit: int) -> PricedRoutes:
        done = super().enumerate(duals, thresholds, most_routes, label_limit)
        failed = self._failing.enumerate(duals, thresholds, most_routes, label_limit)
        return self._joined(done, failed, range(len(thresholds)))

    def _joined(self, done: PricedRoutes, failed: PricedRoutes, shifts: Sequence[int]) -> PricedRoutes:
        lost = np.array([e in self._block for e in shifts], bool)
        assert not failed.routes
        return PricedRoutes(
            [route for route in done.routes if route[0] not in self._block],
            np.where(lost, failed.bound, done.bound),
            np.where(lost, failed.exact, done.exact),
            done.labels,
        )


@pytest.mark.parametrize("seed", LOOSE)
@pytest.mark.parametrize("block", [(0,), (1,), (0, 1)])
def test_a_block_of_shifts_whose_pricing_failed_never_raises_the_bound(seed: int, block: tuple[int, ...]) -> None:
    """Taken for shifts that earn nothing, the failed ones would raise the bound above the best plan."""
    day, best = known(seed)
    run = steps.opened(day, effort(day))
    proof = RunProof(run)
    shortlist = Shortlist(run, proof)
    proof.pricer = PartlyDone(day, block)
    for _ in range(2):
        for step in (proof.generate, proof.dive, shortlist.prove, shortlist.choose, proof.cut):
            step()
            assert run.bound <= best <= run.best.cost
    assert run.generator is not None and run.generator.duals is not None
    duals = replace(run.generator.duals, pi=day.unserved_cost.astype(float))
    found = proof.pricer.price(duals, range(day.m), 15, SMALL.labels[-1])
    assert duals.bound(day, found.bound) <= best
    lie = np.where([e in block for e in range(day.m)], 0.0, found.bound)
    assert len(block) < day.m or duals.bound(day, lie) > best


def test_a_whole_run_ends_with_a_plan_where_every_block_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search goes on by itself, and what is said of the bound is true."""
    day, best = known(LOOSE[0])
    monkeypatch.setattr(proofs, "NativePricer", lambda day, threads, stop: PartlyDone(day, range(day.m)))
    found = solve(day, budget=Budget(iterations=3000, seed=1, threads=1))
    assert found.cost == best and found.bound <= best
    assert found.ended == ("optimal" if found.bound == best else "iterations")

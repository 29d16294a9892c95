"""Planning again: from a given plan, near what changed, with the prices of before."""

from __future__ import annotations

import pytest

import scheduler as pg
from models.problem import Problem
from scheduler.compile import compile
from scheduler.generate import generate
from scheduler.planning.repair import mended
from scheduler.planning.warm_start import WarmStart


@pytest.fixture(scope="module")
def problem() -> Problem:
    """Twenty tickets, four engineers."""
    return generate(tickets=20, engineers=4, seed=3, language="en")


def test_a_plan_to_begin_with_is_never_made_worse(problem: Problem) -> None:
    first = pg.plan(problem, iterations=2000)
    again = pg.plan(problem, iterations=1, warm=WarmStart(first.plan))
    assert again.cost <= first.cost


def test_a_search_alone_claims_no_bound(problem: Problem) -> None:
    quick = pg.plan(problem, iterations=500, proof=False)
    assert (quick.bound, quick.gap, quick.prices) == (None, None, None)
    assert quick.report.feasible


def test_the_prices_of_before_give_a_bound_after_a_ticket_is_gone(problem: Problem) -> None:
    # the optimum is proved; without one ticket its prices still bound the day from below, and not by nothing
    first = pg.plan(problem, seconds=20, gap=0.0)
    rest = problem.replace(tickets=problem.tickets[1:])
    again = pg.plan(rest, iterations=1, warm=WarmStart(prices=first.prices))
    best = pg.plan(rest, seconds=20, gap=0.0)
    assert again.bound is not None
    assert 0.8 * best.cost < again.bound <= best.cost


def test_a_route_that_no_longer_fits_keeps_what_does(problem: Problem) -> None:
    compiled = compile(problem)
    day = compiled.day
    everything = [[i for i in range(day.n) if day.allowed[0, i]], *([] for _ in range(day.m - 1))]
    kept = mended(day, everything)
    assert 0 < len(kept[0]) < len(everything[0])
    assert [i for i in everything[0] if i in kept[0]] == kept[0]

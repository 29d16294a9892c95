"""The one condition on rules: cost and feasibility never improve by arriving later."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.clock import DAY
from models.problem import Problem
from models.schedule import schedule
from models.shapes import FinishCost, ServeWhen, ShiftCost, StartCost
from models.travel import Travel
from tests.rules.random_days import random_problem

PROBLEMS = [random_problem(seed, engineers=4, tickets=10) for seed in range(6)]
problems, moments = st.sampled_from(PROBLEMS), st.integers(0, 2 * DAY)


@given(problems, moments, moments)
def test_a_later_visit_never_costs_less(problem: Problem, one: int, other: int) -> None:
    early, late = sorted((one, other))
    for ticket in problem.tickets:
        for at_start in problem.policy.of(StartCost):
            assert sum(t.cost(early) for t in at_start.terms(ticket, problem)) <= sum(
                t.cost(late) for t in at_start.terms(ticket, problem)
            )
        for at_finish in problem.policy.of(FinishCost):
            assert sum(t.cost(early) for t in at_finish.terms(ticket, problem)) <= sum(
                t.cost(late) for t in at_finish.terms(ticket, problem)
            )


@given(problems, moments, moments)
def test_a_later_arrival_never_starts_earlier(problem: Problem, one: int, other: int) -> None:
    early, late = sorted((one, other))
    for rule in problem.policy.of(ServeWhen):
        for engineer in problem.engineers:
            for ticket in problem.tickets:
                spans = rule.starts(engineer, ticket, problem)
                if spans is not None:
                    first, second = (
                        min((max(t, u) for u, v in spans if t < v), default=9 * DAY**2) for t in (early, late)
                    )
                    assert first <= second


def test_no_shift_gets_money_back() -> None:
    for problem in PROBLEMS:
        for rule in problem.policy.of(ShiftCost):
            for engineer, shift in problem.shifts:
                price = rule.price(engineer, shift, problem)
                assert min(price.used, price.worked_hour, price.overtime_hour) >= 0


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 90))
def test_a_route_with_slower_roads_never_starts_a_visit_earlier(seed: int, percent: int) -> None:
    dice = Random(seed)
    problem = loose(dice.choice(PROBLEMS))
    slow = problem.replace(travel=slower(problem, percent))
    engineer, shift = dice.choice(problem.shifts)
    ids = [ticket.id for ticket in dice.sample(problem.open_tickets, 2)]
    fast_route, slow_route = (schedule(day, engineer, shift, ids) for day in (problem, slow))
    if slow_route is not None:
        assert fast_route is not None
        pairs = zip(fast_route.visits, slow_route.visits, strict=True)
        assert all(fast.start <= late.start for fast, late in pairs) and fast_route.end <= slow_route.end


def loose(problem: Problem) -> Problem:
    """Without who-may rules, so that routes exist; without breaks and paid hours, which may move leg and departure."""
    who = ("territory", "tier-scope", "skill-level", "certificate", "van-parts", "van-capacity", "crew-and-order")
    return problem.replace(policy=problem.policy.without_rule(*who, "break", "pay", "work-limit"))


def slower(problem: Problem, percent: int) -> Travel:
    """The same roads, every drive longer by so many percent."""
    seconds = problem.travel.seconds + problem.travel.seconds * percent // 100
    return replace(problem.travel, seconds=seconds)


@pytest.mark.parametrize("problem", PROBLEMS[:2])
def test_some_loose_routes_exist(problem: Problem) -> None:
    day = loose(problem)
    routes = [schedule(day, engineer, shift, [one.id]) for engineer, shift in day.shifts for one in day.open_tickets]
    assert sum(route is not None for route in routes) > 5

"""What is decided is neither forgotten nor counted twice: the rest and what is sunk are the whole day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.homeward import decide
from models.judge import judge
from models.plan import Plan
from models.problem import Problem
from scheduler.compile import Compiled, assemble, compile, routes_of
from scheduler.engine import evaluate
from scheduler.solvers.agreement import money_of
from scheduler.solvers.exact import exact
from tests.properties.random_days import random_problem, random_routes

FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
SEEDS = st.integers(0, 10_000)


def decided_day(seed: int, **sizes: int) -> tuple[Problem, Problem, Plan] | None:
    """A whole day, the same with a prefix of each route of some plan decided, and that plan; None without a route."""
    whole = random_problem(seed, days=1 + seed % 2, **sizes).replace(now=0)
    compiled = compile(whole)
    plan = assemble(whole, compiled, random_routes(seed, compiled))
    if not judge(whole, plan).feasible:
        return None
    dice = Random(seed)
    kept = [id for route in plan.routes for id in route.tickets[: dice.randint(0, len(route.tickets))]]
    return (whole, decide(whole, plan, kept), plan) if kept else None


def total(problem: Problem, compiled: Compiled, routes: list[list[int]]) -> int:
    """What a plan costs in all by the compiled rest and what is sunk."""
    sunk = judge(problem, assemble(problem, compiled, routes)).sunk
    return sum(money_of(compiled, routes).values()) + sunk


@FEW
@given(SEEDS)
def test_the_rest_and_what_is_sunk_cost_what_the_whole_day_costs(seed: int) -> None:
    made = decided_day(seed)
    if made is None:
        return
    whole, rest, _ = made
    compiled = compile(rest)
    for k in range(4):
        routes = random_routes(seed + k, compiled)
        plan = assemble(rest, compiled, routes)
        report, everything = judge(rest, plan), judge(whole, plan)
        assert report.cost == sum(money_of(compiled, routes).values())
        assert report.cost + report.sunk == everything.cost
        # a plan may break a limit of the whole plan; nothing else, and no fact is broken by a day that was feasible
        assert {one.rule for one in report.broken} == {one.rule for one in everything.broken} <= {"told", "stock"}
        assert not [fact for fact in report.facts if fact.hard]


@FEW
@given(SEEDS)
def test_re_planning_with_nothing_new_can_keep_the_plan_at_the_same_cost(seed: int) -> None:
    made = decided_day(seed)
    if made is None:
        return
    whole, rest, plan = made
    compiled = compile(rest)
    routes = routes_of(compiled, plan)
    again = assemble(rest, compiled, routes)
    assert judge(rest, again).feasible
    # the engineer has left by now: only a departure that was delayed for a later visit, or a break, may lie otherwise
    if all(before == after for before, after in zip(plan.routes, again.routes, strict=True)):
        assert total(rest, compiled, routes) == judge(whole, plan).cost


def every_rest(compiled: Compiled) -> Iterator[list[list[int]]]:
    """All routes of a tiny day."""
    n, m = compiled.day.n, compiled.day.m
    for owners in product(range(-1, m), repeat=n):
        lists = [[i for i in range(n) if owners[i] == e] for e in range(m)]
        if all(compiled.day.allowed[owners[i], i] for i in range(n) if owners[i] >= 0):
            yield from (list(map(list, orders)) for orders in product(*(permutations(one) for one in lists)))


@FEW
@given(SEEDS)
def test_the_best_rest_and_what_is_sunk_are_the_best_whole_day_with_that_prefix(seed: int) -> None:
    made = decided_day(seed, tickets=6, engineers=2)
    if made is None or len(made[1].open_tickets) > 4:
        return
    whole, rest, _ = made
    compiled = compile(rest)
    best = None
    for routes in every_rest(compiled):
        if all(evaluate(compiled.day, e, route).feasible for e, route in enumerate(routes)):
            report = judge(whole, assemble(rest, compiled, routes))
            if report.feasible and (best is None or report.cost < best):
                best = report.cost
    found = exact(compiled.day, seconds=10)
    assert found.optimal
    if found.routes is None:
        assert best is None
        return
    routes = [list(route) for route in found.routes]
    assert best == total(rest, compiled, routes)


@pytest.mark.parametrize("seed", range(30))
def test_a_shift_is_as_full_for_the_compiled_rest_as_for_the_judge(seed: int) -> None:
    """Routes that the compiled rest forbids are broken by the judge of the whole day, whatever their times."""
    made = decided_day(seed)
    if made is None:
        return
    _, rest, _ = made
    compiled, dice = compile(rest), Random(seed)
    for _ in range(20):
        e = dice.randrange(compiled.day.m)
        route = dice.sample(range(compiled.day.n), dice.randint(1, min(4, compiled.day.n))) if compiled.day.n else []
        if route and evaluate(compiled.day, e, route).feasible:
            plan = assemble(rest, compiled, [route if k == e else [] for k in range(compiled.day.m)])
            assert {one.rule for one in judge(rest, plan).broken} <= {"told", "stock"}

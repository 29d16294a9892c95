"""Candidates on random days: their prices are what the judge says, and what is impossible has its rules."""

from __future__ import annotations

import pytest

from models.judge import judge
from models.shapes import UnservedCost
from scheduler.compile import assemble, compile
from scheduler.explain import candidates
from scheduler.insertion.obstacles import obstacles
from scheduler.insertion.route_state import RouteState
from tests.compile.small import HOUR, Bound, Driving, When, engineer, problem, ticket
from tests.properties.random_days import random_problem, random_routes

SEEDS = range(25)


def test_the_price_is_the_detour_at_the_best_place() -> None:
    # Road of minutes at 60 an hour, that is 1000 a minute. T1 lies at kilometre 10, T2 at 14: 8 minutes more; alone 28.
    day = problem((engineer("E1"), engineer("E2")), (ticket("T1", 10), ticket("T2", 14)), Bound(), Driving())
    first, second = candidates(day, compile(day), [[0], []], "T2")
    assert (first.shift, first.price, first.parts, first.position) == ("E1@24", 8000, {"driving": 8000}, 0)
    assert (second.shift, second.price) == ("E2@24", 28000)
    # Served before T1, the visit of T1 moves by an hour and 4 + 4 minutes.
    assert first.moved == {"T1": 3600 + 480}
    assert (first.arrive, first.start, first.finish) == (8 * HOUR + 840, 8 * HOUR + 840, 9 * HOUR + 840)


def test_a_served_ticket_is_taken_out_before_it_is_offered() -> None:
    day = problem((engineer("E1"), engineer("E2")), (ticket("T1", 10), ticket("T2", 14)), Bound(), Driving())
    compiled = compile(day)
    assert candidates(day, compiled, [[0, 1], []], "T2") == candidates(day, compiled, [[0], []], "T2")


def test_a_route_without_room_is_not_a_forbidden_pair() -> None:
    only = dict.fromkeys(("T1", "T2"), ((9 * HOUR, 9 * HOUR + 1),))
    day = problem((engineer("E1"),), (ticket("T1"), ticket("T2")), When(spans=only))
    (one,) = candidates(day, compile(day), [[0]], "T2")
    assert not one.forbidden
    assert {obstacle.rule for obstacle in one.obstacles} == {"when"}
    assert "T2 on E1@24 would start after 09:00, too late" in {obstacle.message for obstacle in one.obstacles}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_price_is_what_the_judge_finds_after_the_insertion(seed: int) -> None:
    day = random_problem(seed, days=1 + seed % 2)
    compiled = compile(day)
    routes = random_routes(seed, compiled)
    served = {i for route in routes for i in route}
    before = judge(day, assemble(day, compiled, routes))
    for i in set(range(compiled.day.n)) - served:
        for one in candidates(day, compiled, routes, compiled.tickets[i]):
            if one.price is None:
                continue
            e, k = compiled.shift_index[one.shift], one.position
            inserted = [[*route[:k], i, *route[k:]] if f == e else route for f, route in enumerate(routes)]
            after = judge(day, assemble(day, compiled, inserted))
            assert after.cost - before.cost == one.price - compiled.day.unserved_cost[i]
            changed = {rule: after.costs[rule] - before.costs[rule] for rule in after.costs}
            for rule in day.policy.of(UnservedCost):  # what leaving the ticket cost before is no part of the price
                changed[rule.id] += rule.cost(day.ticket[compiled.tickets[i]], day)
            assert one.parts == {rule: money for rule, money in changed.items() if money}
            assert sum(one.parts.values()) == one.price
            # A hard plan limit is never exceeded by more than before.
            assert len(after.broken) <= len(before.broken)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_place_in_the_route_is_cheaper(seed: int) -> None:
    day = random_problem(seed)
    day = day.replace(policy=day.policy.without_rule("told", "stock", "senior-reserve"))
    compiled = compile(day)
    routes = random_routes(seed, compiled)
    case = RouteState.of(day, compiled, routes)
    for i in set(range(compiled.day.n)) - {i for route in routes for i in route}:
        for one in candidates(day, compiled, routes, compiled.tickets[i]):
            e = compiled.shift_index[one.shift]
            orders = [(*routes[e][:k], i, *routes[e][k:]) for k in range(len(routes[e]) + 1)]
            costs = [schedule.cost for order in orders if (schedule := case.timed(e, order)).feasible]
            assert one.price == (min(costs) - case.schedules[e].cost if costs else None)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_pair_is_forbidden_exactly_when_rules_say_so(seed: int) -> None:
    day = random_problem(seed, days=1 + seed % 2)
    compiled = compile(day)
    case = RouteState.of(day, compiled, [[] for _ in compiled.shifts])
    known = {rule.id for rule in day.policy.rules} | {"shift"}
    for e in range(compiled.day.m):
        for i in range(compiled.day.n):
            found = obstacles(case.book, *case.shift(e), case.ticket(i))
            assert bool(found) is not bool(compiled.day.allowed[e, i])
            assert {obstacle.rule for obstacle in found} <= known
            assert all(case.ticket(i).id in o.message or case.shift(e)[0].id in o.message for o in found)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_obstacle_is_a_rule_of_the_policy(seed: int) -> None:
    day = random_problem(seed)
    compiled = compile(day)
    routes = random_routes(seed, compiled)
    for id in compiled.tickets:
        for one in candidates(day, compiled, routes, id):
            assert (one.price is None) == bool(one.obstacles)
            assert all(day.policy.rule(obstacle.rule) is not None for obstacle in one.obstacles)

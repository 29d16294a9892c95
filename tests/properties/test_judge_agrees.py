"""The compiled day and the judge, who share no code, say the same of any plan."""

from __future__ import annotations

from random import Random

import pytest

from models.judge import judge
from models.plan import BreakTaken, Plan, Route, Visit
from models.problem import Problem
from models.rules import RULES
from models.shapes import Rule
from scheduler.compile import Compiled, assemble, compile, routes_of
from scheduler.day import drive
from scheduler.engine import evaluate
from scheduler.solvers.agreement import day_money
from tests.properties.random_days import random_problem, random_routes
from tests.rules.days import posed

SEEDS = range(40)
PRICED = sorted({rule.id for rule in RULES if not rule.hard} | {"told"})


def only(problem: Problem, *ids: str, hard: bool = True) -> Problem:
    """The problem with these priced rules and, if wanted, the hard ones."""
    rules = tuple(rule for rule in problem.policy.rules if (rule.hard and hard) or rule.id in ids)
    return problem.replace(policy=problem.policy.but(rules=rules))


def over_hard_limits(compiled: Compiled, routes: list[list[int]]) -> bool:
    """Does the plan exceed a hard plan limit of the Day?"""
    day = compiled.day
    used = [0] * len(day.row_cap)
    for e, route in enumerate(routes):
        used = [a + b for a, b in zip(used, evaluate(day, e, route).usage, strict=True)]
    served = {i for route in routes for i in route}
    left = [i for i in range(day.n) if i not in served]
    used = [a + int(day.row_unserved[k, left].sum()) for k, a in enumerate(used)]
    return any(a > cap and price < 0 for a, cap, price in zip(used, day.row_cap, day.row_price, strict=True))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_of_feasible_routes_is_feasible_and_costs_the_same(seed: int) -> None:
    problem = random_problem(seed, days=1 + seed % 2)
    compiled = compile(problem)
    for k in range(4):
        routes = random_routes(seed * 10 + k, compiled)
        plan = assemble(problem, compiled, routes)
        report = judge(problem, plan)
        stock = [finding for finding in report.broken if finding.rule not in ("told", "stock")]
        assert not stock
        assert report.feasible is not over_hard_limits(compiled, routes), report.broken
        assert report.cost == sum(day_money(compiled.day, routes).values())
        assert routes_of(compiled, plan) == routes


@pytest.mark.parametrize("rule", PRICED)
def test_each_priced_rule_alone_costs_the_same(rule: str) -> None:
    charged = 0
    for seed in range(12):
        problem = only(random_problem(seed), rule)
        compiled = compile(problem)
        for k in range(2):
            routes = random_routes(seed * 10 + k, compiled)
            report = judge(problem, assemble(problem, compiled, routes))
            cost = sum(day_money(compiled.day, routes).values())
            assert report.costs.get(rule, 0) == report.cost == cost
            charged += cost
    assert charged > 0  # the rule had something to say


@pytest.mark.parametrize("seed", SEEDS)
def test_plans_that_break_hard_rules_cost_the_same_too(seed: int) -> None:
    problem = random_problem(seed)
    free = only(problem, *PRICED, hard=False)
    compiled = compile(free)
    routes = random_routes(seed, compiled)
    plan = assemble(free, compiled, routes)
    report = judge(problem, plan)
    told = problem.policy.rule("told")
    assert report.cost == sum(day_money(compiled.day, routes).values())
    assert set(report.costs) == set(PRICED) - ({"told"} if told.hard else set())


def anyhow(problem: Problem, compiled: Compiled, e: int, route: list[int], seed: int) -> Route:
    """The route at its earliest times, rules or not, with a break on some leg when the shift has one."""
    random, day = Random(seed), compiled.day
    engineer, shift = problem.shifts[e]
    blocks = list(zip(day.block_from.tolist(), day.block_to.tolist(), strict=True))
    blocks = blocks[day.block_offset[e] : day.block_offset[e + 1]]
    pause = random.randint(0, len(route)) if day.break_length[e] and random.random() < 0.8 else -1
    rest, now, here, visits = None, int(day.start[e]), int(day.start_place[e]), []
    for k, i in enumerate([*route, -1]):
        leave, there = now, int(day.place[i]) if i >= 0 else int(day.end_place[e])
        now = drive(blocks, now, int(day.seconds[0, here, there]))
        if k == pause:
            begin = max(now, int(day.break_earliest[e]))
            now = drive(blocks, begin, int(day.break_length[e]))
            rest = BreakTaken(start=min(begin, max(int(day.break_latest[e]), leave)), end=now)
        if i >= 0:
            s = slice(*day.window_offset[day.window_set[e, i] : day.window_set[e, i] + 2])
            open_ = [max(now, int(a)) for a, b in zip(day.window_first[s], day.window_last[s], strict=True) if now <= b]
            start, lasts = min(open_, default=now), int(day.duration[e, i])
            visits.append(Visit(ticket=compiled.tickets[i], arrive=now, start=start, finish=start + lasts))
            now, here = start + lasts, there
    return Route(
        shift=shift.id, engineer=engineer.id, depart=int(day.start[e]), visits=tuple(visits), end=now, rest=rest
    )


def some_tickets(random: Random, compiled: Compiled, e: int) -> list[int]:
    """Some tickets in any order, mostly such as the shift may serve."""
    allowed = [i for i in range(compiled.day.n) if compiled.day.allowed[e, i]]
    among = allowed if len(allowed) > 1 and random.random() < 0.8 else list(range(compiled.day.n))
    return random.sample(among, random.randint(1, min(6, len(among))))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_route_that_the_day_forbids_is_broken_whatever_its_times(seed: int) -> None:
    problem = random_problem(seed, days=1 + seed % 2)
    compiled = compile(problem)
    random = Random(seed)
    for k in range(20):
        e = random.randrange(len(compiled.shifts))
        route = some_tickets(random, compiled, e)
        if evaluate(compiled.day, e, route).feasible:
            continue
        served = {compiled.tickets[i] for i in route}
        plan = Plan(
            routes=(anyhow(problem, compiled, e, route, seed * 100 + k),),
            unserved=tuple(id for id in compiled.tickets if id not in served),
        )
        broken = {finding.rule for finding in judge(problem, plan).broken} - {"told", "stock"}
        assert broken, (e, route)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_days_of_the_rule_book_agree(rule: type[Rule]) -> None:
    """The example that keeps a rule compiles to a feasible plan; the one that breaks a hard rule names it."""
    problem, plan = posed(rule.keeps())
    if rule.id != "crew-and-order":
        compiled = compile(problem)
        routes = routes_of(compiled, plan)
        assert judge(problem, assemble(problem, compiled, routes)).feasible
    problem, plan = posed(rule.breaks())
    if rule.hard:
        assert rule.id in {finding.rule for finding in judge(problem, plan).broken}
    else:
        assert judge(problem, plan).costs[rule.id] > 0

"""The best times of one route: the judge finds nothing wrong with them, and the native engine has the same."""

from __future__ import annotations

from random import Random

import pytest

from models.engineer import Absence
from models.judge import judge
from models.plan import Plan
from models.problem import Problem
from models.rules.absence import AbsenceRule
from models.rules.longest_overtime import LongestOvertime
from models.rules.pay import Pay
from models.rules.rest_break import RestBreak
from models.rules.stock import Stock
from models.schedule import schedule
from models.shapes import Rule
from scheduler.compile import assemble, compile
from tests.rules import days
from tests.rules.random_days import random_problem

at = days.at


def timed(rule: Rule, *tickets: str, **person: object) -> tuple[int, ...] | None:
    """Departure, starts and end of E1 serving these tickets, an hour each, at the site 30 min away."""
    wanted = tuple(days.ticket(id) for id in tickets)
    problem, _ = days.day(rule, days.engineer(**person), wanted, routes={})
    route = schedule(problem, problem.engineers[0], problem.engineers[0].shifts[0], tickets)
    return None if route is None else (route.depart, *(visit.start for visit in route.visits), route.end)


def test_everything_is_as_early_as_possible() -> None:
    assert timed(LongestOvertime(), "T1", "T2") == (at("08:00"), at("08:30"), at("09:30"), at("11:00"))


def test_nothing_is_scheduled_for_nobody() -> None:
    assert timed(LongestOvertime()) is None


def test_a_route_that_ends_after_the_longest_overtime_is_none() -> None:
    tickets = [f"T{k}" for k in range(8)]  # 30 min + 8 h + 30 min: home at 17:00
    assert timed(LongestOvertime(minutes=0), *tickets) is not None
    assert timed(LongestOvertime(minutes=0), *tickets, "T8") is None


def test_a_service_waits_for_the_end_of_an_absence_it_would_touch() -> None:
    away = (Absence(start=at("09:00"), end=at("10:00")),)
    # there at 08:30, but an hour of work would reach into the absence
    assert timed(AbsenceRule(), "T1", absences=away) == (at("08:00"), at("10:00"), at("11:30"))


def test_whoever_is_paid_by_worked_time_departs_no_earlier_than_needed() -> None:
    problem, _ = days.day(Pay(), days.engineer(pay="worked"), days.ticket(windows=()), routes={})
    from models.rules.parts_ready import PartsReady

    late = problem.replace(
        tickets=(days.ticket(parts_ready=at("12:00")),), policy=problem.policy.with_rule(PartsReady())
    )
    route = schedule(late, late.engineers[0], late.engineers[0].shifts[0], ["T1"])
    assert route is not None and (route.depart, route.visits[0].arrive) == (at("11:30"), at("12:00"))


def test_the_break_goes_where_it_delays_the_least() -> None:
    # four hours of work from 08:30; due between 11:00 and 12:00: after T3 (11:30), not after T4 (12:30, too late)
    rule = RestBreak(minutes=30, earliest="11:00", latest="12:00")
    assert timed(rule, "T1", "T2", "T3", "T4") == (
        at("08:00"), at("08:30"), at("09:30"), at("10:30"), at("12:00"), at("13:30"),
    )  # fmt: skip


def loose_problem(seed: int) -> Problem:
    """A random day without the rules that would let hardly any route pass."""
    problem = random_problem(seed)
    strict = ("territory", "visit-limit", "tier-scope", "skill-level", "certificate", "van-parts", "crew-and-order")
    return problem.replace(policy=problem.policy.without_rule(*strict[seed % 4 :], "crew-and-order"))


def orders(problem: Problem, seed: int) -> list[tuple[int, list[str]]]:
    """Some shifts and orders of tickets, mostly ones that may go together."""
    dice = Random(seed)
    compiled = compile(problem)
    found = []
    for _ in range(30):
        e = dice.randrange(compiled.day.m)
        may = [i for i in range(compiled.day.n) if compiled.day.allowed[e, i]]
        found.append((e, [compiled.tickets[i] for i in dice.sample(may, min(len(may), dice.randint(1, 3)))]))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_the_native_engine_and_the_judge_agree_with_it(seed: int) -> None:
    problem = loose_problem(seed)
    compiled = compile(problem)
    column = {id: k for k, id in enumerate(compiled.tickets)}
    for e, ids in orders(problem, seed):
        engineer, shift = problem.shift[compiled.shifts[e][1]]
        route = schedule(problem, engineer, shift, ids)
        routes = [[column[id] for id in ids] if k == e else [] for k in range(compiled.day.m)]
        if route is None:
            if ids:
                with pytest.raises(ValueError):
                    assemble(problem, compiled, routes)
            continue
        assert (route,) == assemble(problem, compiled, routes).routes
        rest = tuple(ticket.id for ticket in problem.open_tickets if ticket.id not in ids)
        assert {finding.rule for finding in judge(problem, Plan(routes=(route,), unserved=rest)).broken} <= {Stock.id}


def test_the_random_days_have_routes_with_visits_breaks_and_late_departures() -> None:
    routes = []
    for seed in range(12):
        problem = loose_problem(seed)
        shifts = compile(problem).shifts
        for e, ids in orders(problem, seed):
            engineer, shift = problem.shift[shifts[e][1]]
            routes.append((schedule(problem, engineer, shift, ids), max(shift.start, problem.now)))
    made = [(route, begin) for route, begin in routes if route is not None]
    assert len(made) > 50
    assert any(route.rest for route, _ in made)
    assert any(route.depart > begin for route, begin in made)
    assert any(len(route.visits) > 1 for route, _ in made)

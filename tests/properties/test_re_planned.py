"""A day that runs as planned, ends a visit early, or is planned by two desks: what must hold on any day."""

from __future__ import annotations

from collections import Counter
from functools import cache
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from models.clock import DAY, HOUR, MINUTE
from models.errors import InputError
from models.events import EVENTS, Event, Freeze, VisitFinished, situation
from models.judge import judge
from models.plan import Plan
from models.problem import Problem
from models.shapes import FinishCost, StartCost, UnservedCost
from scheduler.compile import assemble, compile
from scheduler.generate import generate
from scheduler.planning.plan import plan as planned
from scheduler.planning.scope import elsewhere, within
from scheduler.replan import replan
from scheduler.travel.roads import roads
from tests.properties.random_days import random_problem, random_routes
from tests.properties.test_decided_ties import halves

FEW = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
SEEDS = st.integers(0, 10_000)
TIMES = st.integers(7 * 60, 42 * 60)


def published(seed: int, days: int = 1) -> tuple[Problem, Plan] | None:
    """A day of all rules with a plan that keeps them, as somebody might have published it."""
    whole = random_problem(seed, tickets=7, engineers=3, days=days).replace(now=0, published=None)
    if seed % 3 == 0 and days == 1:
        whole = whole.replace(engineers=tuple(map(halves, whole.engineers)))
    compiled = compile(whole)
    try:
        plan = assemble(whole, compiled, random_routes(seed, compiled))
    except ValueError:  # two shifts of a person that tie: each route is possible alone
        return None
    found = whole.replace(published=plan), plan
    return found if plan.routes and judge(*found).feasible else None


def same_money(rest: Problem, whole: Problem, plan: Plan) -> None:
    """By rule, what the rest costs and what is sunk are what the whole day costs.

    Not by rules that look at the moment: what is late is not charged again, who waits grows older, a wish lapses.
    A way home that has begun is two legs, each of them rounded down, by the hour and by the kilometre.
    """
    report, everything = judge(rest, plan), judge(whole.at_dawn, plan)
    sunk = Counter[str]()
    for fact in report.facts:
        sunk[fact.rule] += fact.cost
    for rule in whole.policy.rules:
        looks = isinstance(rule, (UnservedCost, StartCost, FinishCost)) or rule.id == "preferred-engineer"
        if not rule.hard and not looks:
            rounded = 2 * len(plan.routes) * (rule.id == "travel-cost")
            missing = everything.costs[rule.id] - report.costs[rule.id] - sunk[rule.id]
            assert 0 <= missing <= rounded, rule.id


@FEW
@given(SEEDS, TIMES, st.booleans())
def test_a_day_that_runs_as_planned_is_planned_as_it_runs(seed: int, minute: int, divert: bool) -> None:
    """Whatever the time: the plan comes back, keeps every rule, and costs with what is sunk what the day costs."""
    made = published(seed, days=1 + seed % 2)
    assume(made is not None)
    assert made is not None
    whole, plan = made
    now = situation(whole, minute * MINUTE, ahead=Freeze(divert=divert))
    proposal = replan(now, iterations=30, threads=1)
    assert proposal.plan == plan
    report = judge(now.problem, plan)
    assert report.feasible and not [fact for fact in report.facts if fact.hard]
    assert proposal.after.cost == report.cost
    if not divert:
        same_money(now.problem, whole, plan)


@pytest.mark.parametrize("seed", range(3))
def test_a_larger_day_that_runs_as_planned_is_planned_as_it_runs(seed: int) -> None:
    whole = generate(tickets=40, engineers=9, seed=seed)
    plan = planned(whole, iterations=400, proof=False).plan
    whole = whole.replace(published=plan)
    for hour in (9, 11, 14, 17):
        now = situation(whole, hour * HOUR + seed * 7 * MINUTE)
        proposal = replan(now, iterations=30, threads=1)
        assert proposal.plan == plan
        assert judge(now.problem, plan).feasible
        same_money(now.problem, whole, plan)


@FEW
@given(SEEDS, st.floats(0.01, 0.99), st.integers(0, 90), st.booleans())
def test_a_visit_finished_early_never_makes_the_rest_of_the_day_dearer(
    seed: int, share: float, minutes: int, divert: bool
) -> None:
    made = published(seed)
    assume(made is not None)
    assert made is not None
    whole, plan = made
    route = Random(seed).choice(plan.routes)
    visit = Random(seed).choice(route.visits)
    early = visit.start + max(1, int((visit.finish - visit.start) * share))
    assume(early < visit.finish)
    finished, ahead = VisitFinished(at=early, ticket=visit.ticket), Freeze(divert=divert)
    now = early + minutes * MINUTE
    calm = situation(whole, now, ahead=ahead)
    used = situation(whole, now, events=[finished], ahead=ahead)
    proposal = replan(used, iterations=60, threads=1)
    report, lasted = judge(used.problem, proposal.plan), judge(calm.problem, plan)
    assert report.feasible and lasted.feasible
    assert proposal.after.cost == report.cost <= proposal.before.cost
    # what is sunk ends earlier, too: wages until the visit was to end are still to be spent
    assert report.cost + report.sunk <= lasted.cost + lasted.sunk, "as if the visit had lasted"


@cache
def of_two_territories(seed: int) -> Problem:
    """A day whose tickets are all in one of two territories, and many of whose people work in both."""
    made = random_problem(seed, tickets=9, engineers=3, days=1 + seed % 2).replace(now=0, published=None)
    dice = Random(seed)
    tickets = tuple(ticket.but(territory=dice.choice(["north", "south"])) for ticket in made.tickets)
    return made.replace(tickets=tickets, published=None)


def one_after_the_other(whole: Problem, iterations: int) -> tuple[Plan, Plan]:
    """The plan of the north, and that of the south which knows of it, each as its desk publishes it."""
    north = planned(within(whole, "north"), iterations=iterations, proof=False, threads=1).plan
    south = planned(
        within(elsewhere(whole, north, "south"), "south"), iterations=iterations, proof=False, threads=1
    ).plan
    return north, south


def together(whole: Problem, north: Plan, south: Plan) -> Plan:
    """Both plans as one: of a shift that both have, the second knows what the first decided."""
    routes = {route.shift: route for route in north.routes} | {route.shift: route for route in south.routes}
    served = {id for route in routes.values() for id in route.tickets}
    left = tuple(ticket.id for ticket in whole.open_tickets if ticket.id not in served)
    return Plan(routes=tuple(routes[shift.id] for _, shift in whole.shifts if shift.id in routes), unserved=left)


@settings(FEW, max_examples=12)
@given(SEEDS)
def test_two_territories_planned_one_after_the_other_are_a_plan_of_the_whole_day(seed: int) -> None:
    whole = of_two_territories(seed)
    north, south = one_after_the_other(whole, iterations=60)
    both = together(whole, north, south)
    assert judge(whole, both).broken == ()
    assert {id for id in both.served() if whole.ticket[id].territory == "north"} == set(north.served())


def test_the_territories_of_the_days_above_share_people_and_pieces() -> None:
    """So that the test above can fail: blind to each other they send somebody to two places, or give a piece twice."""
    clashes = 0
    for seed in range(12):
        whole = of_two_territories(seed)
        blind = [
            planned(within(whole, area), iterations=60, proof=False, threads=1).plan for area in ("north", "south")
        ]
        shifts = [{route.shift for route in plan.routes} for plan in blind]
        clashes += bool(shifts[0] & shifts[1])
    assert clashes > 6


MAKING = [kind for kind in EVENTS if kind.made_up.__func__ is not Event.made_up.__func__]  # type: ignore[attr-defined]


def test_no_event_touches_a_route_that_is_over() -> None:
    """Yesterday's stays as it was, whatever happens in the morning of the second day and whatever is planned then."""
    tried = Counter[str]()
    for seed in range(1, 32, 2):
        made = published(seed, days=2)
        over = {route.shift: route for route in made[1].routes if route.end < DAY} if made is not None else {}
        if made is None or not over:
            continue
        minute = DAY + Random(seed).randint(7 * 60, 15 * 60) * MINUTE
        calm = situation(made[0], minute)
        for kind in MAKING:
            event = kind.made_up(Random(seed), calm)
            try:
                now = situation(made[0], minute + MINUTE, events=[event] if event is not None else [], roads=roads)
            except InputError:
                continue  # it contradicts what is known, or is about a place these days have no roads to
            assert {id: decided.route for id, decided in now.problem.stands.items() if id in over} == over, kind.kind
            if event is not None and not tried[kind.kind]:
                after = replan(now, iterations=20, threads=1).plan
                assert {route.shift: route for route in after.routes if route.shift in over} == over, kind.kind
            tried[kind.kind] += event is not None
    assert len(tried) > 10 and {"engineer-late", "engineer-out", "visit-overruns", "ticket-cancelled"} <= set(tried)

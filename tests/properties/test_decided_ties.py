"""Two shifts of one person on one day, of which some stands: nobody is in two places, and nothing is forgotten."""

from __future__ import annotations

from random import Random

import pytest

from models.engineer import Engineer, Shift
from models.homeward import decide
from models.judge import judge
from models.plan import Plan
from models.problem import Problem
from scheduler.compile import assemble, compile
from scheduler.engine import schedules
from scheduler.solvers.exact import exact
from tests.properties.random_days import random_problem
from tests.properties.test_decided import every_rest


def halves(engineer: Engineer) -> Engineer:
    """The engineer with each shift cut in two that touch: a break belongs to the second."""
    found: list[Shift] = []
    for shift in engineer.shifts:
        noon = (shift.start + shift.end) // 2
        found.append(shift.but(end=noon, rest=None))
        found.append(shift.but(id=f"{shift.id}/2", start=noon))
    return engineer.but(shifts=tuple(found))


def day_of_halves(seed: int) -> tuple[Problem, Problem, Plan] | None:
    """A day of people with two shifts that touch, the same with a prefix of some plan decided, and that plan."""
    whole = random_problem(seed, tickets=5, engineers=2).replace(now=0)
    whole = whole.replace(engineers=tuple(map(halves, whole.engineers)))
    compiled, dice = compile(whole), Random(seed)
    for _ in range(60):
        owners = [dice.choice([-1, *range(compiled.day.m)]) for _ in range(compiled.day.n)]
        routes = [
            dice.sample(own := [i for i, e in enumerate(owners) if e == k], len(own)) for k in range(compiled.day.m)
        ]
        if not any(routes) or not all(found.feasible for found in schedules(compiled.day, routes)):
            continue
        plan = assemble(whole, compiled, routes)
        if judge(whole, plan).feasible:
            kept = [id for route in plan.routes for id in route.tickets[: dice.randint(0, len(route.tickets))]]
            return (whole, decide(whole, plan, kept), plan) if kept else None
    return None


def best_rest(whole: Problem, rest: Problem) -> int | None:
    """The least that the whole day costs with what stands, by trying every plan of the rest."""
    compiled, best = compile(rest), None
    for routes in every_rest(compiled):
        if all(found.feasible for found in schedules(compiled.day, routes)):
            report = judge(whole, assemble(rest, compiled, routes))
            if report.feasible and (best is None or report.cost < best):
                best = report.cost
    return best


SEEDS = range(40)


def test_the_days_are_such_that_shifts_tie_and_some_stand() -> None:
    made = [found for seed in SEEDS if (found := day_of_halves(seed)) is not None]
    tied = [compile(rest).day.tie_first.size for _, rest, _ in made]
    assert len(made) > 12 and sum(size > 0 for size in tied) > 6
    joined = [
        engineer.id
        for _, rest, _ in made
        for engineer in rest.engineers
        if engineer.shifts[0].id in rest.stands and engineer.shifts[1].id not in rest.stands
    ]
    assert len(joined) > 6, "a first shift that stands in part, and a second that is still open"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_of_the_rest_sends_nobody_to_two_places_and_costs_what_the_whole_day_costs(seed: int) -> None:
    made = day_of_halves(seed)
    if made is None:
        return
    whole, rest, plan = made
    compiled, dice = compile(rest), Random(seed)
    assert not judge(rest, plan).broken, "what stands and what was to come is still a plan"
    for _ in range(20):
        owners = [dice.choice([-1, *range(compiled.day.m)]) for _ in range(compiled.day.n)]
        routes = [[i for i, e in enumerate(owners) if e == k] for k in range(compiled.day.m)]
        if not all(found.feasible for found in schedules(compiled.day, routes)):
            continue
        made_rest = assemble(rest, compiled, routes)
        part, everything = judge(rest, made_rest), judge(whole, made_rest)
        assert part.cost + part.sunk == everything.cost
        assert (
            {finding.rule for finding in part.broken}
            == {finding.rule for finding in everything.broken}
            <= {"told", "stock"}
        )


@pytest.mark.parametrize("seed", SEEDS)
def test_the_exact_rest_is_the_best_whole_day_with_what_stands(seed: int) -> None:
    made = day_of_halves(seed)
    if made is None or len(made[1].open_tickets) > 4:
        return
    whole, rest, _ = made
    compiled = compile(rest)
    found = exact(compiled.day, seconds=20)
    assert found.optimal
    best = best_rest(whole, rest)
    if found.routes is None:
        assert best is None
        return
    plan = assemble(rest, compiled, [list(route) for route in found.routes])
    assert judge(whole, plan).feasible
    assert judge(whole, plan).cost == best

"""What must not change the best plan, and what can only make it better, on days small enough to list every plan."""

from __future__ import annotations

import re
from functools import cache
from math import inf

import pytest

from models.entity import Entity
from models.interval import FOREVER
from models.judge import judge
from models.plan import Plan
from models.problem import Problem
from models.ticket import Ticket, Window
from models.travel import Travel
from scheduler.compile import assemble, compile
from scheduler.solvers.exact import exact
from tests.oracle.enumeration import best_plan
from tests.properties.random_days import random_problem

SEEDS = range(12)


def best(problem: Problem) -> float:
    """Cost of the best of all plans; infinite when every plan breaks a limit."""
    found = best_plan(compile(problem).day)
    return inf if found is None else found.cost


@cache
def small(seed: int) -> Problem:
    return random_problem(seed, tickets=4, engineers=2)


@cache
def best_of(seed: int) -> float:
    return best(small(seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_judge_gives_the_best_plan_its_price(seed: int) -> None:
    problem = small(seed)
    compiled = compile(problem)
    found = best_plan(compiled.day)
    if found is not None:
        report = judge(problem, assemble(problem, compiled, found.routes))
        assert report.feasible
        assert report.cost == found.cost


def renamed(problem: Problem) -> Problem:
    """Every engineer, shift, ticket and place under another name."""

    def of(one: Entity) -> Entity:
        return type(one).model_validate_json(re.sub(r'"([ETp])(\d)', r'"\1x\2', one.model_dump_json()))

    travel = problem.travel
    return problem.replace(
        engineers=tuple(map(of, problem.engineers)),
        tickets=tuple(map(of, problem.tickets)),
        travel=Travel(tuple(key.replace("p", "px") for key in travel.keys), travel.seconds, travel.metres),
        published=of(problem.published) if isinstance(problem.published, Plan) else None,
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_names_do_not_matter(seed: int) -> None:
    assert {ticket.id for ticket in renamed(small(seed)).tickets} == {f"Tx{k}" for k in range(4)}
    assert best(renamed(small(seed))) == best_of(seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_the_input_does_not_matter(seed: int) -> None:
    problem = small(seed)
    turned = problem.replace(engineers=problem.engineers[::-1], tickets=problem.tickets[::-1])
    assert best(turned) == best_of(seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_one_more_engineer_never_costs_more(seed: int) -> None:
    problem = small(seed)
    helper = random_problem(seed + 100, engineers=3).engineers[2]
    # The same hours as E0: what an unserved ticket costs looks at the end of the last shift.
    helper = helper.but(shifts=tuple(shift.but(id=f"E2/{shift.id}") for shift in problem.engineers[0].shifts))
    assert best(problem.replace(engineers=(*problem.engineers, helper))) <= best_of(seed)


def wider(ticket: Ticket) -> Ticket:
    """An hour more before and after each window, and parts that are there."""
    windows = tuple(Window(start=window.start - 3600, end=window.end + 3600) for window in ticket.windows)
    return ticket.but(windows=windows, parts_ready=None if ticket.parts_ready is None else -FOREVER)


@pytest.mark.parametrize("seed", SEEDS)
def test_wider_windows_never_cost_more(seed: int) -> None:
    problem = small(seed)
    assert best(problem.replace(tickets=tuple(map(wider, problem.tickets)))) <= best_of(seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_ticket_less_saves_at_most_what_leaving_it_costs(seed: int) -> None:
    problem = small(seed)
    compiled = compile(problem)
    price = int(compiled.day.unserved_cost[0])
    told = [int(p) for p, w in zip(compiled.day.row_price, compiled.day.row_unserved[:, 0], strict=True) if w]
    fewer = best(problem.replace(tickets=problem.tickets[1:]))
    if -1 not in told:  # a hard limit may count the ticket that is left
        assert fewer <= best_of(seed) <= fewer + price + sum(told)


@pytest.mark.parametrize("seed", SEEDS[:6])
def test_the_exact_model_finds_the_best_of_all_plans(seed: int) -> None:
    problem = small(seed)  # breaks and counts of late visits together are more than the exact model can state
    day = compile(problem.replace(policy=problem.policy.without_rule("told"))).day
    found, listed = exact(day), best_plan(day)
    assert found.optimal
    assert listed is not None
    assert found.cost == listed.cost

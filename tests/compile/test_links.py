"""Tickets that need what no visit can give are in the Day, and nobody may serve them."""

from __future__ import annotations

from dataclasses import replace

from models.judge import judge
from models.place import NOWHERE
from models.rules.crew_and_order import CrewAndOrder
from models.rules.set_aside import SetAside
from models.rules.unserved_cost import UnservedCostRule
from scheduler import plan
from scheduler.compile import compile
from tests.compile.small import Crew, engineer, problem, ticket


def test_nobody_may_serve_a_ticket_that_needs_others_and_the_rest_is_planned() -> None:
    made = problem((), (ticket("T1", crew_size=2), ticket("T2")), CrewAndOrder())
    # one shift, two tickets: T1 for nobody, T2 for E1
    assert compile(made).day.allowed.tolist() == [[0, 1]]


def test_a_ticket_that_is_nowhere_needs_no_way_to_it() -> None:
    lost = ticket("T1", place=NOWHERE, set_aside="row 2 of tickets.csv has no coordinates")
    price = UnservedCostRule(price={1: 50, 2: 50, 3: 50, 4: 50}, per_day=0, lateness=False)
    made = problem((), (lost, ticket("T2")), SetAside(), price)
    result = plan(made, iterations=20)
    assert result.plan.unserved == ("T1",)
    assert [route.tickets for route in result.plan.routes] == [("T2",)]
    assert judge(made, result.plan).feasible
    # what is left costs what leaving any ticket costs: 50.000
    assert result.cost == 50_000


def test_a_day_on_which_nobody_works_and_nothing_has_a_place_is_a_day_all_the_same() -> None:
    lost = ticket("T1", place=NOWHERE, set_aside="no coordinates")
    made = replace(problem((), (lost,), SetAside()), engineers=(engineer().but(shifts=()),))
    assert compile(made).tickets == ("T1",)


def test_a_finished_ticket_that_needed_others_does_not_matter() -> None:
    assert compile(problem((), (ticket("T1", crew_size=2, status="finished"), ticket("T2")), Crew())).tickets == ("T2",)

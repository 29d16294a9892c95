from __future__ import annotations

from scheduler.compile import compile
from scheduler.day import NEVER
from tests.compile.small import Van, engineer, problem, ticket


def test_a_part_that_can_run_out_is_a_resource() -> None:
    people = (engineer("E1", van={"pump": 2}), engineer("E2"))
    tickets = (ticket("T1", parts={"pump": 1}), ticket("T2", parts={"pump": 2}))
    compiled = compile(problem(people, tickets, Van()))
    assert compiled.resources == (("van", "pump"),)
    assert compiled.day.demand.tolist() == [[1], [2]]
    assert compiled.day.capacity.tolist() == [[2], [0]]
    assert compiled.day.allowed.tolist() == [[1, 1], [0, 0]]


def test_a_part_that_no_route_can_exhaust_is_no_resource() -> None:
    # E1 has pumps for both tickets; E2 has none and may serve neither: nothing is left to count.
    people = (engineer("E1", van={"pump": 3}), engineer("E2"))
    compiled = compile(problem(people, (ticket("T1", parts={"pump": 1}), ticket("T2", parts={"pump": 2})), Van()))
    assert compiled.day.demand.shape == (2, 0)
    assert compiled.day.allowed.tolist() == [[1, 1], [0, 0]]


def test_a_capacity_that_a_rule_does_not_name_is_what_the_rule_says() -> None:
    class Boundless(Van):
        missing = None

    people = (engineer("E1", van={"pump": 1}), engineer("E2"))
    tickets = (ticket("T1", parts={"pump": 1}), ticket("T2", parts={"pump": 1}))
    assert compile(problem(people, tickets, Boundless())).day.capacity.tolist() == [[1], [NEVER]]

from __future__ import annotations

import numpy as np
import pytest

from models.clock import HOUR
from models.engineer import Engineer
from models.judge import judge
from models.policy import Policy
from models.problem import Problem
from models.rules import RULES
from models.ticket import Ticket
from scheduler.compile import assemble, compile
from scheduler.engine import schedules
from tests.compile.small import CLOCK, Left, engineer, problem, road, ticket
from tests.properties.random_days import random_problem

EVERYTHING = Policy(rules=tuple(rule() for rule in RULES))


class Dear(Left):
    id = "dear"


@pytest.mark.parametrize(
    ("people", "calls"),
    [
        ((), ()),
        ((engineer(),), ()),
        ((), (ticket(),)),
        ((engineer().but(shifts=()),), (ticket(),)),
        ((engineer(),), (ticket().but(status="cancelled"),)),
    ],
    ids=["nothing", "nobody calls", "nobody works", "nobody has a shift", "all is done"],
)
def test_an_empty_day_is_a_day(people: tuple[Engineer, ...], calls: tuple[Ticket, ...]) -> None:
    day = Problem(people, calls, road(), EVERYTHING, CLOCK)
    compiled = compile(day)
    assert compiled.day.n == len(day.open_tickets)
    assert len(schedules(compiled.day, [[] for _ in compiled.shifts])) == len(compiled.shifts)
    report = judge(day, assemble(day, compiled, [[] for _ in compiled.shifts]))
    assert report.feasible
    assert report.cost == int(compiled.day.unserved_cost.sum())


def test_what_several_rules_say_of_leaving_a_ticket_adds_up() -> None:
    assert compile(problem((), (), Left(price=5), Dear(price=7))).day.unserved_cost.tolist() == [12]


def test_only_rules_of_the_policy_are_asked() -> None:
    free = problem((), (ticket(priority=1, created=-HOUR),))
    day = compile(free).day
    assert not day.unserved_cost.any()
    assert not day.term_due.size
    assert compile(free.replace(policy=EVERYTHING)).day.term_due.size


@pytest.mark.parametrize("seed", range(5))
def test_the_same_problem_compiles_to_the_same_arrays(seed: int) -> None:
    one, other = (compile(random_problem(seed)).day.arrays() for _ in range(2))
    assert one.keys() == other.keys()
    assert all(np.array_equal(one[name], other[name]) for name in one)


@pytest.mark.parametrize("seed", range(5))
def test_every_array_has_its_documented_type(seed: int) -> None:
    money = {"leg_cost", "overtime_rate", "fixed_cost", "work_rate", "unserved_cost", "term_step", "term_rate"}
    money |= {"pair_cost", "row_cap", "row_price", "paid_rate"}
    for name, array in compile(random_problem(seed)).day.arrays().items():
        wanted = np.int64 if name in money else np.uint8 if name in ("allowed", "term_on_finish") else np.int32
        assert array.dtype == wanted, name

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from models.engineer import Shift
from models.errors import InputError
from models.problem import Problem
from models.ticket import SkillNeed
from scheduler.compile import compile
from tests.compile.small import HOUR, Allow, Priced, engineer, problem, ticket

PEOPLE = (engineer("E1"), engineer("E2"))
TICKETS = (ticket("T1"), ticket("T2"), ticket("T3"))


class Table(Allow):
    """The same rule for all pairs at once."""

    id = "table"

    def allows_all(self, problem: Problem) -> NDArray[np.bool_]:
        return np.array([[self.allows(e, t, problem) for t in problem.tickets] for e in problem.engineers], np.bool_)


class WrongTable(Allow):
    id = "wrong-table"

    def allows_all(self, problem: Problem) -> NDArray[np.bool_]:
        return np.ones((1, 1), np.bool_)


def test_a_pair_is_allowed_when_every_rule_allows_it() -> None:
    rules = Allow(forbidden=(("E1", "T1"),)), Table(forbidden=(("E2", "T3"),))
    assert compile(problem(PEOPLE, TICKETS, *rules)).day.allowed.tolist() == [[0, 1, 1], [1, 1, 0]]


def test_a_table_over_all_tickets_loses_the_columns_of_finished_ones() -> None:
    tickets = (TICKETS[0], TICKETS[1].but(status="finished"), TICKETS[2])
    compiled = compile(problem(PEOPLE, tickets, Table(forbidden=(("E2", "T3"),))))
    assert compiled.tickets == ("T1", "T3")
    assert compiled.closed == {"T2"}
    assert compiled.day.allowed.tolist() == [[1, 1], [1, 0]]


def test_a_table_of_the_wrong_size_names_its_rule() -> None:
    with pytest.raises(ValueError, match="table of rule wrong-table is"):
        compile(problem(PEOPLE, TICKETS, WrongTable()))


def test_both_days_of_an_engineer_may_serve_the_same() -> None:
    days = [Shift(id=f"E1@{24 + k}", start=(8 + 24 * k) * HOUR, end=(17 + 24 * k) * HOUR) for k in range(2)]
    rules = Allow(forbidden=(("E1", "T2"),)), Priced(prices={"E1/T3": 5})
    day = compile(problem((engineer("E1", *days), engineer("E2")), TICKETS, *rules)).day
    assert day.allowed.tolist() == [[1, 0, 1], [1, 0, 1], [1, 1, 1]]
    assert day.pair_cost.tolist() == [[0, 0, 5], [0, 0, 5], [0, 0, 0]]


def test_duration_depends_on_the_engineer() -> None:
    quick = engineer("E2", speed={"plc": 80})
    plc = ticket("T1", skills=(SkillNeed(skill="plc"),), duration=1000)
    assert compile(problem((engineer("E1"), quick), plc)).day.duration.tolist() == [[1000], [800]]


def test_a_ticket_that_nobody_may_serve_is_unplannable() -> None:
    compiled = compile(problem(PEOPLE, TICKETS, Allow(forbidden=(("E1", "T2"), ("E2", "T2")))))
    assert compiled.unplannable == ("T2",)


def test_a_table_that_cannot_hold_its_price_is_asked_for_by_name() -> None:
    class Dear(Priced):
        def cost_all(self, problem: Problem) -> NDArray[np.int64]:
            return np.full((len(problem.engineers), len(problem.tickets)), 10**30, np.int64)

    with pytest.raises(InputError, match=r"rule priced: .* of ticket T1 by engineer E1 is above"):
        compile(problem(PEOPLE, TICKETS, Dear(prices={"E1/T1": 10**30})))

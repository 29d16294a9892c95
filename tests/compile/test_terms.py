from __future__ import annotations

import pytest

from models.errors import InputError
from models.shapes import Late, PlanRow
from scheduler.compile import compile
from scheduler.day import NEVER
from tests.compile.small import HOUR, Count, LateFinish, LateStart, problem, ticket


def test_terms_of_start_and_finish_stand_in_the_order_of_tickets() -> None:
    rules = LateStart(late=(Late(9 * HOUR, 5, 6),)), LateFinish(late=(Late(10 * HOUR, 7, 0),))
    day = compile(problem((), (ticket("T1"), ticket("T2")), *rules)).day
    assert day.term_offset.tolist() == [0, 2, 4]
    assert day.term_due.tolist() == [9 * HOUR, 10 * HOUR] * 2
    assert day.term_step.tolist() == [5, 7] * 2
    assert day.term_rate.tolist() == [6, 0] * 2
    assert day.term_on_finish.tolist() == [0, 1] * 2
    assert day.term_row.tolist() == [-1] * 4


def test_terms_that_cannot_cost_anything_are_left_out() -> None:
    day = compile(problem((), (), LateStart(late=(Late(9 * HOUR, 0, 0), Late(NEVER, 5, 5))))).day
    assert day.term_due.size == 0


def test_a_plan_limit_that_counts_late_starts_is_a_term_without_a_price() -> None:
    rows = (PlanRow("told", cap=1, late={"T1": (9 * HOUR, 1)}),)
    day = compile(problem((), (ticket("T1"), ticket("T2")), Count(made=lambda _: rows))).day
    assert day.term_offset.tolist() == [0, 1, 1]
    assert (day.term_due[0], day.term_step[0], day.term_rate[0], day.term_row[0]) == (9 * HOUR, 0, 0, 0)


def test_a_due_time_decades_ago_is_refused() -> None:
    with pytest.raises(InputError, match="ticket T1 was due"):
        compile(problem((), (), LateStart(late=(Late(-2 * NEVER, 5, 6),))))

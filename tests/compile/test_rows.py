from __future__ import annotations

import pytest

from models.errors import InputError
from models.shapes import PlanRow
from scheduler.compile import Compiled, compile
from tests.compile.small import Count, engineer, problem, ticket


def compiled(row: PlanRow) -> Compiled:
    people, tickets = (engineer("E1"), engineer("E2")), (ticket("T1"), ticket("T2"))
    return compile(problem(people, tickets, Count(made=lambda _: (row,))))


def test_weights_are_spread_over_shifts_and_tickets() -> None:
    row = PlanRow("part", 3, None, {("*", "T1"): 2, ("E2", "T1"): 1}, {"E2@24": 4}, {"T2": 5})
    day = compiled(row).day
    assert day.row_pair.tolist() == [[[2, 0], [1, 0]]]
    assert day.row_used.tolist() == [[0, 4]]
    assert day.row_unserved.tolist() == [[0, 5]]
    assert (day.row_cap.tolist(), day.row_price.tolist()) == ([3], [-1])


def test_a_priced_limit_has_its_price() -> None:
    made = compiled(PlanRow("part", 3, 500, {("*", "T1"): 2}))
    assert made.day.row_price.tolist() == [500]
    assert made.rows[0][0] == "count"


def test_tickets_that_are_not_planned_count_nothing() -> None:
    assert not compiled(PlanRow("part", 3, None, {("*", "T9"): 2}, {}, {"T9": 1}, {"T9": (0, 1)})).day.row_pair.any()


def test_a_row_counts_in_units_of_its_late_weight() -> None:
    # Counts are 0, 2, 4, ...: a cap of 5 is as good as one of 4, which is two units.
    day = compiled(PlanRow("told", 5, None, {("*", "T1"): 4}, {}, {}, {"T1": (0, 2), "T2": (0, 2)})).day
    assert (day.row_cap.tolist(), day.row_pair[0, 0].tolist(), day.term_row.tolist()) == ([2], [2, 0], [0, 0])
    priced = compiled(PlanRow("told", 4, 100, {}, {}, {}, {"T1": (0, 2)})).day
    assert (priced.row_cap.tolist(), priced.row_price.tolist()) == ([2], [200])


@pytest.mark.parametrize(
    "row",
    [
        PlanRow("told", 5, None, {("*", "T1"): -1}),
        PlanRow("told", 5, None, {}, {}, {}, {"T1": (0, 1), "T2": (0, 2)}),
        PlanRow("told", 5, None, {("*", "T1"): 3}, {}, {}, {"T1": (0, 2)}),
        PlanRow("told", 5, 100, {}, {}, {}, {"T1": (0, 2)}),
    ],
    ids=["negative", "two late weights", "not a multiple", "odd cap with a price"],
)
def test_weights_that_a_day_cannot_count_are_refused_by_rule(row: PlanRow) -> None:
    with pytest.raises(InputError, match="rule count: the weights of told"):
        compiled(row)

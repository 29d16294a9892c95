"""Rule ``stock``: which parts, which tickets, how many pieces."""

from __future__ import annotations

from models.rules.stock import Stock
from models.shapes import PlanRow
from models.ticket import Ticket
from tests.rules.ask import a_day, a_ticket


def of(rule: Stock, *tickets: Ticket) -> tuple[PlanRow, ...]:
    return rule.rows(a_day(rule).replace(tickets=tickets))


def test_every_part_that_somebody_uses_is_counted_with_its_pieces() -> None:
    tickets = (
        a_ticket("T1", parts={"PCB": 2, "FAN": 1}),
        a_ticket("T2", parts={"PCB": 1}),
        a_ticket("T3", parts={"PCB": 0}),
        a_ticket("T4"),
    )
    assert of(Stock(pieces={"PCB": 3, "FAN": 0, "BELT": 9}), *tickets) == (
        PlanRow("part PCB", 3, pair={("*", "T1"): 2, ("*", "T2"): 1}),
        PlanRow("part FAN", 0, pair={("*", "T1"): 1}),
    )


def test_a_part_that_is_not_named_is_not_counted() -> None:
    assert of(Stock(), a_ticket(parts={"PCB": 2})) == ()


def test_parts_on_order_take_nothing_from_the_depot() -> None:
    tickets = (
        a_ticket("T1", parts={"PCB": 1}, parts_ready=36_000),
        a_ticket("T2", parts={"PCB": 1}, parts_ready=0),  # arrived as the horizon began
        a_ticket("T3", parts={"PCB": 1}),
    )
    (row,) = of(Stock(pieces={"PCB": 1}), *tickets)
    assert row.pair == {("*", "T3"): 1}
    assert row.price is None
    assert of(Stock(pieces={"PCB": 1}), *tickets[:2]) == ()

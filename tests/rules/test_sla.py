"""What both SLA clocks share: when something is due, and which lateness is charged."""

from __future__ import annotations

from models.clock import DAY
from models.rules.response_sla import ResponseSla
from models.rules.sla import due_after, lateness
from models.shapes import Late
from tests.rules.ask import a_day, a_ticket, at, table

HOURS = {1: 4, 2: 0.5}

DUE = {
    "the ticket's own time": (at("10:00"), at("06:00"), 1, at("10:00")),
    "the first second is a time": (0, at("06:00"), 1, 0),
    "so many hours after the request": (None, at("06:00"), 1, at("10:00")),
    "half an hour": (None, at("06:00"), 2, at("06:30")),
    "requested yesterday": (None, -DAY, 1, 4 * 3600 - DAY),
    "requested as the horizon begins": (None, 0, 1, 4 * 3600),
    "a priority without hours": (None, at("06:00"), 3, None),
    "its own time without hours": (5, None, 3, 5),
    "nobody knows when it was requested": (None, None, 1, None),
}


@table("own, created, priority, due", DUE)
def test_due_is_the_tickets_own_time_or_so_many_hours_after_the_request(
    own: int | None, created: int | None, priority: int, due: int | None
) -> None:
    assert due_after(a_ticket(created=created, priority=priority), own, HOURS) == due


CHARGED = {
    "no SLA": (None, "09:00", ()),
    "due later": ("10:00", "09:00", (Late(at("10:00"), 600, 200),)),
    "due at the moment of planning": ("09:00", "09:00", (Late(at("09:00"), 600, 200),)),
    # the breach has happened whatever is planned; what still counts is every hour from now
    "overdue by a second": ("08:59:59", "09:00", (Late(at("09:00"), 0, 200),)),
}


@table("due, now, terms", CHARGED)
def test_lateness_before_the_moment_of_planning_is_not_charged_again(
    due: str | None, now: str, terms: tuple[Late, ...]
) -> None:
    ticket = a_ticket(priority=1)
    day = a_day(ResponseSla(), ticket=ticket, now=at(now))
    assert lateness(ticket, None if due is None else at(due), {1: 600}, {1: 200}, day) == terms


def test_a_priority_that_is_not_named_costs_nothing() -> None:
    ticket, due = a_ticket(priority=2), at("10:00")
    day = a_day(ResponseSla(), ticket=ticket)
    assert lateness(ticket, due, {1: 600}, {1: 200}, day) == ()
    assert lateness(ticket, due, {2: 600}, {}, day) == (Late(due, 600, 0),)
    assert lateness(ticket, due, {}, {2: 200}, day) == (Late(due, 0, 200),)
    assert lateness(ticket, due, {2: 600}, {}, day.replace(now=due + 1)) == ()  # the breach alone, and that is over

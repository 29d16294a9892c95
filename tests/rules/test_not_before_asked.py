"""Rule ``not-before-asked``: the second at which the customer asked, and what counts as booked."""

from __future__ import annotations

from models.rules.not_before_asked import NotBeforeAsked
from models.ticket import Pin, Window
from scheduler import plan
from scheduler.loaders import load
from tests.loaders.edits import TINY
from tests.rules.ask import a_day, a_ticket, an_engineer, asked_for, at, permits, says, starts, table

RULE = NotBeforeAsked()

CASES = {
    "nobody knows when": (None, "00:00", True),
    "a second before": ("10:00", "09:59:59", False),
    "as it is asked for": ("10:00", "10:00", True),
    "and for good": ("10:00", "23:59:59", True),
}


@table("created, time, allowed", CASES)
def test_no_visit_before_it_was_asked_for(created: str | None, time: str, allowed: bool) -> None:
    ticket = a_ticket(created=None if created is None else at(created))
    assert permits(RULE, an_engineer(), ticket, time) is allowed


def test_booked_work_may_be_entered_after_its_time() -> None:
    window = Window(start=at("09:00"), end=at("11:00"))
    for booked in ({"windows": (window,)}, {"pin": Pin(engineer="E1", start=at("09:00"))}):
        assert permits(RULE, an_engineer(), a_ticket(created=at("10:00"), **booked), "09:00")


def test_what_was_asked_for_by_now_is_no_question_of_time() -> None:
    assert starts(RULE, an_engineer(), a_ticket(created=0)) is None
    assert starts(RULE, an_engineer(), a_ticket(created=-1)) is None
    assert starts(RULE, an_engineer(), a_ticket(created=1)) is not None
    assert asked_for(RULE) == "ticket"


def test_the_reason_names_start_and_request() -> None:
    def why(created: int | None) -> str:
        engineer, ticket = an_engineer(), a_ticket(created=created)
        return RULE.why(engineer, ticket, at("09:30"), a_day(RULE, engineer, ticket))

    assert says(why(at("10:00")), "T1 starts 09:30; it was asked for 10:00", "10:00 才有人请求")
    assert says(why(None), "it was asked for later", "之后 才有人请求")


def test_a_day_known_afterwards_is_planned_as_it_was_asked_for() -> None:
    day = load(TINY)
    two = day.clock.at(0, "14:00")
    late = day.tickets[1].but(created=two, windows=(), pin=None)
    made = plan(day.replace(tickets=(day.tickets[0], late, *day.tickets[2:])), iterations=50, threads=1)
    served = made.plan.served()
    assert made.report.feasible
    assert late.id not in served or served[late.id][1].start >= two

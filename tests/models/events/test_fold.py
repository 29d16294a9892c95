"""Events folded into a problem, on a road where a kilometre is a minute."""

from __future__ import annotations

import pytest

from models.errors import InputError
from models.events import (
    EngineerOut,
    Event,
    Freeze,
    NoShow,
    TicketArrived,
    TicketCancelled,
    VisitFinished,
    VisitOverruns,
    VisitStarted,
    situation,
)
from models.plan import Plan
from models.problem import Problem
from scheduler.compile import assemble, compile, routes_of
from tests.compile.small import HOUR, MINUTE, Bound, Driving, Left, engineer, problem, ticket

PEOPLE = (engineer("E1"), engineer("E2"))


def published() -> tuple[Problem, Plan]:
    """E1 serves T1 08:10-09:10 at km 10 and T2 09:15-10:15 at km 15, E2 serves T3 08:05-09:05 at km 5."""
    day = problem(PEOPLE, (ticket("T1", 10), ticket("T2", 15), ticket("T3", 5)), Bound(), Driving(), Left())
    return day, assemble(day, compile(day), [[0, 1], [2]])


def open_ids(day: Problem) -> set[str]:
    return {one.id for one in day.open_tickets}


def test_without_an_event_the_published_plan_comes_back() -> None:
    day, plan = published()
    for now in range(7 * HOUR, 11 * HOUR, 7 * MINUTE):
        at = situation(day, now, plan)
        compiled = compile(at.problem)
        assert assemble(at.problem, compiled, routes_of(compiled, plan)) == plan


def test_what_has_begun_is_fixed_and_who_is_driving_goes_on() -> None:
    day, plan = published()
    # 09:12: T1 ended 09:10, E1 is on the way to T2, E2 has ended T3
    at = situation(day, "09:12", plan)
    assert open_ids(at.problem) == set()
    assert [one.status for one in at.problem.tickets] == ["finished", "travelling", "finished"]
    assert open_ids(situation(day, "09:12", plan, ahead=Freeze(divert=True)).problem) == {"T2"}


def test_a_freeze_keeps_the_near_future() -> None:
    day, plan = published()
    assert open_ids(situation(day, "09:00", plan).problem) == {"T2"}
    assert open_ids(situation(day, "09:00", plan, ahead=Freeze(freeze=30 * MINUTE)).problem) == set()


def test_an_overrun_moves_the_start_of_the_rest() -> None:
    day, plan = published()
    at = situation(day, "09:00", plan, [VisitOverruns(at=9 * HOUR, ticket="T1", until=10 * HOUR)])
    stands, compiled = at.problem.stands["E1@24"], compile(at.problem)
    assert (stands.free, stands.place) == (10 * HOUR, day.ticket["T1"].place)
    assert compiled.day.start[compiled.shift_index["E1@24"]] == 10 * HOUR


def test_a_visit_that_ended_early_frees_its_engineer() -> None:
    day, plan = published()
    at = situation(day, "08:40", plan, [VisitFinished(at=8 * HOUR + 40 * MINUTE, ticket="T3")])
    assert at.stands["E2@24"].free == 8 * HOUR + 40 * MINUTE


def test_nothing_is_lost_when_somebody_falls_out() -> None:
    day, plan = published()
    # at 08:30 E1 is at work on T1; the work is broken off and both tickets are open again
    at = situation(day, "08:30", plan, [EngineerOut(at=8 * HOUR + 30 * MINUTE, engineer="E1")])
    assert open_ids(at.problem) == {"T1", "T2"}


def test_a_no_show_stays_open_and_a_cancelled_ticket_does_not() -> None:
    day, plan = published()
    events: list[Event] = [
        NoShow(at=8 * HOUR + 20 * MINUTE, ticket="T1"),
        TicketCancelled(at=8 * HOUR + 20 * MINUTE, ticket="T2"),
    ]
    at = situation(day, "08:20", plan, events)
    assert open_ids(at.problem) == {"T1"}
    assert at.stands["E1@24"].place == day.ticket["T1"].place


@pytest.mark.parametrize(
    ("event", "rule"),
    [
        (EngineerOut(at=9 * HOUR, engineer="E9"), "unknown-engineer"),
        (VisitStarted(at=9 * HOUR, ticket="T9"), "unknown-ticket"),
        (TicketArrived(at=9 * HOUR, ticket=ticket("T1")), "contradicts-state"),
        (VisitOverruns(at=9 * HOUR, ticket="T1", until=8 * HOUR), "contradicts-state"),
        (EngineerOut(at=9 * HOUR, engineer="E1", until=8 * HOUR), "empty-span"),
    ],
)
def test_an_event_that_contradicts_the_state_is_refused_by_name(event: Event, rule: str) -> None:
    day, plan = published()
    with pytest.raises(InputError) as error:
        situation(day, "10:00", plan, [event])
    assert [one.rule for one in error.value.troubles] == [rule]
    assert event.kind in str(error.value)


def test_the_past_cannot_be_planned() -> None:
    day, plan = published()
    with pytest.raises(InputError, match="before the last event"):
        situation(day, "08:00", plan, [VisitStarted(at=9 * HOUR, ticket="T1")])

"""The board of a running day: who is where, what needs somebody's eye."""

from __future__ import annotations

import pytest

from models.events import EngineerLate, EngineerOut, Event, NoShow, TicketArrived, VisitOverruns, VisitStarted
from models.problem import Problem
from models.rules.response_sla import ResponseSla
from scheduler.desk.now import DayNow
from tests.compile.small import ticket
from tests.replan.small import at, now, published


def board(time: str, *events: Event, day: Problem | None = None) -> DayNow:
    return DayNow(now(day or published(), time, *events))


def doing(then: DayNow) -> dict[str, tuple[str, str]]:
    return {person.engineer: (person.doing, person.ticket) for person in then.people}


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("07:30", ("before-shift", "")),
        ("08:05", ("driving", "T1")),
        ("08:30", ("working", "T1")),
        ("09:12", ("driving", "T2")),
        ("09:30", ("working", "T2")),
        ("10:20", ("returning", "")),
        ("10:40", ("back", "")),
    ],
)
def test_the_board_says_where_somebody_is(time: str, expected: tuple[str, str]) -> None:
    """E1 leaves at 08:00, is at T1 08:10-09:10, at T2 09:15-10:15, back at 10:30."""
    assert doing(board(time))["E1"] == expected


def test_what_was_reported_looks_different_from_what_is_assumed() -> None:
    then = board("08:30", VisitStarted(at=at("08:10"), ticket="T1"))
    reported = {person.engineer: person.reported for person in then.people}
    assert (reported["E1"], reported["E2"]) == (True, False)
    assert "working on T1 since 08:10 until 09:10 (reported); then T2 09:15" in then.text()
    assert "(assumed)" in then.text()
    assert "正在服务 T1" in then.text("zh")


def test_a_visit_that_will_be_late_is_named_with_its_promise() -> None:
    then = board("09:05", VisitOverruns(at=at("09:05"), ticket="T1", until=at("10:00")))
    (late,) = then.troubles
    assert (late.kind, late.ticket.id, late.promised, late.expected) == ("late", "T2", at("09:15"), at("10:05"))
    assert "T2 P3, E1 10:05, promised 09:15, 50 min late" in then.text()


def test_a_visit_nobody_can_make_any_more_and_one_nobody_has_are_told_apart() -> None:
    then = board(
        "07:30", EngineerOut(at=at("07:30"), engineer="E1"), TicketArrived(at=at("07:30"), ticket=ticket("N1", 3))
    )
    kinds = {trouble.ticket.id: trouble.kind for trouble in then.troubles}
    assert kinds == {"T1": "lost", "T2": "lost", "N1": "unserved"}
    assert doing(then)["E1"] == ("away", "")


def test_a_promise_with_little_to_spare_is_at_risk_and_one_that_is_broken_is_said() -> None:
    day = published(tickets=(ticket("T1", 10, respond_by=at("08:20")), ticket("T2", 15, respond_by=at("09:00")),
                             ticket("T3", 5), ticket("T4", 8)))  # fmt: skip
    day = day.replace(policy=day.policy.but(rules=(*day.policy.rules, ResponseSla())))
    kinds = {trouble.ticket.id: trouble.kind for trouble in board("08:00", day=day).troubles}
    assert (kinds["T1"], kinds["T2"]) == ("risk", "sla")


def test_who_is_held_up_or_was_at_a_closed_door_is_where_they_are() -> None:
    assert doing(board("08:20", NoShow(at=at("08:12"), ticket="T1")))["E1"][0] in ("driving", "free")
    held = board("08:02", EngineerLate(at=at("08:02"), engineer="E2", until=at("09:00")))
    assert [trouble.ticket.id for trouble in held.troubles] == ["T3", "T4"]


def test_the_board_in_json_is_plain() -> None:
    data = board("08:30").as_dict()
    assert data["at"] == "2026-11-24T08:30:00+08:00"
    assert data["people"][0]["ticket"] == "T1"
    assert data["disputes"] == []

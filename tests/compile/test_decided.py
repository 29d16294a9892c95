"""What decided visits use up, to the second and the piece, on two shifts of one engineer.

E1 works 08:00-12:00 (``a``) and 14:00-18:00 (``b``), half an hour from the site.
"""

from __future__ import annotations

from typing import Any

from models.decided import Decided
from models.engineer import Shift
from models.place import Place
from models.plan import BreakTaken, Route, Visit
from models.policy import Policy
from models.problem import Problem
from models.rules.van_parts import VanParts
from models.rules.work_limit import WorkLimit
from models.shapes import Measure, PlanRow
from scheduler.compile import compile
from scheduler.compile.decided import begin, left_of, open_shifts, row_left, takes, until
from scheduler.day import NEVER
from tests.rules.ask import CLOCK, DEPOT, ROADS, SITE, a_ticket, an_engineer, at, table

A = Shift(id="a", start=at("08:00"), end=at("12:00"))
B = Shift(id="b", start=at("14:00"), end=at("18:00"))
E1 = an_engineer(shifts=(A, B))


def stands(shift: str, start: str, end: str, depart: str = "08:00", **fields: Any) -> Decided:
    """A visit of an hour at the site that stands; nothing more would end the shift at ``end``."""
    visit = Visit(ticket="T1", arrive=at(start), start=at(start), finish=at(start) + 3600)
    route = Route(shift=shift, engineer="E1", depart=at(depart), visits=(visit,), end=at(end))
    return Decided(**{"route": route, "place": SITE, "free": visit.finish, "driven": 1800, **fields})


def day(*decided: Decided, shifts: tuple[Shift, ...] = (A, B), now: str = "00:00", **fields: Any) -> Problem:
    engineer = E1.but(shifts=shifts)
    tickets = (a_ticket("T1", parts={"x": 2}), a_ticket("T2"))
    return Problem((engineer,), tickets, ROADS, Policy(), CLOCK, now=at(now), decided=decided, **fields)


MORNING = stands("a", "08:30", "10:00")

BEGINS: dict[str, tuple[Problem, str, str]] = {
    "nothing stands": (day(), "a", "08:00"),
    "nothing stands, planned later": (day(now="08:00:01"), "a", "08:00:01"),
    "something stands": (day(MORNING), "a", "09:30"),
    "something stands, planned later": (day(MORNING, now="09:30:01"), "a", "09:30:01"),
    "the other shift is not touched": (day(MORNING), "b", "14:00"),
    "the first is over a second late for the second": (day(stands("a", "13:00", "14:00:01")), "b", "14:00:01"),
    "the first is over as the second begins": (day(stands("a", "12:59:59", "14:00")), "b", "14:00"),
    "a later shift does not put off an earlier": (day(stands("b", "15:00", "16:30", depart="14:00")), "a", "08:00"),
    # from the site, where the first ends, to the depot, where the second starts
    "the way between counts": (
        day(stands("a", "13:00", "14:00"), shifts=(A.but(end_place=SITE), B)), "b", "14:30",
    ),
    "to where the second starts": (
        day(stands("a", "13:00", "14:00"), shifts=(A.but(end_place=SITE), B.but(start_place=SITE))), "b", "14:00",
    ),
}  # fmt: skip


@table("problem, shift, expected", BEGINS)
def test_a_shift_goes_on_when_its_engineer_is_free_and_there(problem: Problem, shift: str, expected: str) -> None:
    assert begin(problem, *problem.shift[shift]) == at(expected)


EVENING = stands("b", "15:00", "16:30", depart="13:30")

ENDS: dict[str, tuple[Problem, str, str]] = {
    "nothing stands": (day(), "a", "20:00"),
    "before the later one departs": (day(EVENING), "a", "13:30"),
    "not the later one itself": (day(EVENING), "b", "20:00"),
    "though something of it stands": (day(MORNING, EVENING), "a", "13:30"),
    "an earlier one bounds nothing": (day(MORNING), "b", "20:00"),
    "with the way to it": (day(EVENING, shifts=(A, B.but(start_place=SITE))), "a", "13:00"),
    "from where the first ends": (day(EVENING, shifts=(A.but(end_place=SITE), B)), "a", "13:00"),
    "both there": (day(EVENING, shifts=(A.but(end_place=SITE), B.but(start_place=SITE))), "a", "13:30"),
    "one shift": (day(MORNING, shifts=(A,)), "a", "20:00"),
}


@table("problem, shift, expected", ENDS)
def test_a_shift_is_over_before_a_later_one_of_the_same_engineer_departs(
    problem: Problem, shift: str, expected: str
) -> None:
    assert until(problem, *problem.shift[shift], at("20:00")) == at(expected)


def test_a_place_without_known_travel_takes_no_way() -> None:
    moon = Place(id="moon")
    problem = day(stands("a", "13:00", "14:00"), shifts=(A.but(end_place=moon), B))
    assert begin(problem, *problem.shift["b"]) == at("14:00")


LEFT: dict[str, tuple[Measure, int, int]] = {
    "visits": (Measure.VISITS, 3, 2),
    "no visit": (Measure.VISITS, 1, 0),
    "fewer than were made": (Measure.VISITS, 0, 0),
    # 1800 s were driven, and 1800 s home stand
    "driving": (Measure.TRAVEL, 7200, 5400),
    "driving as far as home": (Measure.TRAVEL, 3600, 1800),
    "less than home": (Measure.TRAVEL, 3599, 1800),
    "the return": (Measure.RETURN, at("12:00"), at("12:00")),
    "a return that what stands has passed": (Measure.RETURN, at("09:59:59"), at("10:00")),
    "work is told by its end": (Measure.WORK, 3600, 3600),
}


@table("measure, most, left", LEFT)
def test_what_is_left_of_a_limit(measure: Measure, most: int, left: int) -> None:
    problem = day(MORNING)
    assert left_of(problem, *problem.shift["a"], measure, most) == left
    assert left_of(problem, *problem.shift["b"], measure, most) == most


def test_where_the_day_ends_the_way_home_from_there_stands() -> None:
    problem = day(MORNING, shifts=(A.but(end_place=SITE), B))
    assert left_of(problem, *problem.shift["a"], Measure.TRAVEL, 0) == 0
    problem = day(stands("a", "08:30", "10:00", place=DEPOT, driven=3600))
    assert left_of(problem, *problem.shift["a"], Measure.TRAVEL, 0) == 0


def test_parts_of_decided_visits_are_gone_from_their_van() -> None:
    problem = day(MORNING)
    assert takes(problem, VanParts(), A) == {"x": 2}
    assert takes(problem, VanParts(), B) == takes(day(), VanParts(), A) == {}


ROWS: dict[str, tuple[PlanRow, int, dict[str, int]]] = {
    "a ticket by anybody": (PlanRow("r", 10, pair={("*", "T1"): 3, ("*", "T2"): 5}), 7, {}),
    "by this engineer": (PlanRow("r", 10, pair={("E1", "T1"): 3}), 7, {}),
    "by another": (PlanRow("r", 10, pair={("E2", "T1"): 3}), 10, {}),
    "more than there is": (PlanRow("r", 2, pair={("*", "T1"): 3}), 0, {}),
    "shifts": (PlanRow("r", 10, used={"a": 4, "b": 5}), 6, {"b": 5}),
    "late by a second": (PlanRow("r", 10, late={"T1": (at("08:29:59"), 2)}), 8, {}),
    "as it is due": (PlanRow("r", 10, late={"T1": (at("08:30"), 2)}), 10, {}),
    "late is another": (PlanRow("r", 10, late={"T2": (0, 2)}), 10, {}),
}


@table("row, cap, used", ROWS)
def test_what_is_left_of_a_count(row: PlanRow, cap: int, used: dict[str, int]) -> None:
    left = row_left(day(MORNING), row)
    assert (left.cap, left.used) == (cap, used)
    assert row_left(day(), row) == row


def test_closed_shifts_are_not_open() -> None:
    assert [shift.id for _, shift in open_shifts(day())] == ["a", "b"]
    assert [shift.id for _, shift in open_shifts(day(closed=frozenset({"a"})))] == ["b"]


def test_a_break_that_comes_later_may_still_be_moved() -> None:
    for start, rest in (("09:29:59", True), ("09:30", False)):
        taken = BreakTaken(start=at(start), end=at(start) + 60)
        decided = MORNING.but(route=MORNING.route.but(rest=taken))
        assert decided.rest == (taken if rest else None)


def test_the_longest_working_day_runs_from_the_departure_that_was() -> None:
    for minutes, last in ((300, "13:00"), (120, "10:00"), (60, "10:00")):  # 10:00 stands already
        problem = day(MORNING, shifts=(A,)).replace(policy=Policy(rules=(WorkLimit(minutes=minutes),)))
        made = compile(problem).day
        assert (made.last[0], made.max_work[0]) == (at(last), NEVER)
    free = compile(day(shifts=(A,)).replace(policy=Policy(rules=(WorkLimit(minutes=300),)))).day
    assert free.last[0] > at("18:00") and free.max_work[0] == 300 * 60

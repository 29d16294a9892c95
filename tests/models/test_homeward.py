"""The way home of somebody who does nothing more, and the part of a route that stands, to the second."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from models.decided import Decided
from models.engineer import Absence, Break, Shift
from models.homeward import decide, due_break, homeward, standing, way
from models.plan import BreakTaken, Plan, Route, Visit
from models.problem import Problem
from tests.compile.small import HOUR, MINUTE, Away, Rest, engineer, place, problem, ticket
from tests.rules.ask import at, table

REST = Break(length=30 * MINUTE, earliest=at("11:30"), latest=at("12:00"))


def day(*absences: Absence, rest: Break | None = REST, **fields: Any) -> Problem:
    """E1 works 8-17 from km 0; T1 is at km 10, T2 at km 20."""
    shift = Shift(id="E1@24", start=8 * HOUR, end=17 * HOUR, rest=rest)
    return problem(
        engineer("E1", shift, absences=absences), (ticket("T1", 10), ticket("T2", 20)), Rest(), Away(), **fields
    )


def home(made: Problem, leave: str, rest: Break | None) -> tuple[int, BreakTaken | None]:
    worker, shift = made.shift["E1@24"]
    return homeward(made, worker, shift, place(10), at(leave), rest)


HOME = {
    # leaves km 10 at, break -> home at, break taken
    "no break": ("09:00", None, "09:10", None),
    "home as the break may begin at the latest": ("11:50", REST, "12:00", None),
    "a second after": ("11:50:01", REST, "12:30:01", ("12:00", "12:30")),
    "leaves as it may begin at the latest": ("12:00", REST, "12:40", ("12:00", "12:30")),
    "leaves a second after": ("12:00:01", REST, "12:10:01", None),
    "home long before": ("09:00", REST, "09:10", None),
}


@table("leave, rest, end, taken", HOME)
def test_the_way_home_has_the_break_when_it_is_due_on_it(
    leave: str, rest: Break | None, end: str, taken: tuple[str, str] | None
) -> None:
    found, pause = home(day(), leave, rest)
    assert found == at(end)
    assert pause == (None if taken is None else BreakTaken(start=at(taken[0]), end=at(taken[1])))


def test_a_break_with_one_moment_to_begin_begins_then() -> None:
    """Its earliest begin is its latest; home at 12:09 it is over at 12:39 all the same."""
    late = REST.but(earliest=at("12:00"))
    assert home(day(), "11:59", late) == (at("12:39"), BreakTaken(start=at("12:00"), end=at("12:30")))


AWAY = {
    # away -> home at, having left at 09:00
    "not on the way": ("10:00", "11:00", "09:10"),
    "on the way": ("09:05", "10:00", "10:05"),
    "to a second before the end of the shift": ("09:05", "16:59:59", "17:04:59"),
    "to the end of the shift": ("09:05", "17:00", "09:10"),
    "beyond it": ("09:05", "18:00", "09:10"),
}


@table("start, end, back", AWAY)
def test_time_off_stops_the_way_home_unless_it_lasts_to_the_end_of_the_shift(start: str, end: str, back: str) -> None:
    assert home(day(Absence(start=at(start), end=at(end))), "09:00", None) == (at(back), None)


def test_a_break_lasts_longer_by_the_time_off_in_it() -> None:
    away = Absence(start=at("12:10"), end=at("12:20"))
    # 11:55 from km 10, home 12:05; the break until 12:45, ten minutes of it away
    assert home(day(away), "11:55", REST) == (at("12:45"), BreakTaken(start=at("12:00"), end=at("12:40")))


def test_who_ends_a_shift_elsewhere_drives_there() -> None:
    made = day()
    worker, shift = made.shift["E1@24"]
    assert homeward(made, worker, shift.but(end_place=place(12)), place(10), at("09:00"), None)[0] == at("09:02")


def test_where_travel_is_not_known_no_way_is_counted() -> None:
    made, nowhere = day(), place(99)
    assert way(made, place(3), place(10)) == 7 * MINUTE
    assert [way(made, nowhere, place(1)), way(made, place(1), nowhere), way(made, nowhere, nowhere)] == [0, 0, 0]


def test_the_break_is_that_of_the_first_rule_that_has_one() -> None:
    made = day()
    assert due_break(made, *made.shift["E1@24"]) == REST
    bare = day(rest=None)
    assert due_break(bare, *bare.shift["E1@24"]) is None


def route(*finishes: str, rest: tuple[str, str] | None = None, end: str = "15:00") -> Route:
    """T1, and T2, an hour each; E1 leaves at 08:00."""
    visits = tuple(
        Visit(ticket=f"T{k}", arrive=at(finish) - HOUR, start=at(finish) - HOUR, finish=at(finish))
        for k, finish in enumerate(finishes, 1)
    )
    pause = None if rest is None else BreakTaken(start=at(rest[0]), end=at(rest[1]))
    return Route(shift="E1@24", engineer="E1", depart=at("08:00"), visits=visits, end=at(end), rest=pause)


def test_of_a_whole_route_everything_stands_as_it_is() -> None:
    whole = route("09:10", "10:30", rest=("12:00", "12:30"))
    found = standing(day(), whole)
    assert found.route == whole == standing(day(), whole, 2).route
    assert (found.place.key, found.free, found.driven, found.rested) == ("km20", at("10:30"), 20 * MINUTE, False)
    assert found.rest is None, "it is still to come"


def test_no_visits_are_nothing_that_stands() -> None:
    with pytest.raises(ValueError, match="nothing of E1@24 stands"):
        standing(day(), route("09:10"), 0)


PART = {
    # rest of the route, end of T1 -> rest of what stands, end, is it over
    "no break in it": (None, "09:10", None, "09:20", False),
    "begun a second before T1 ends": (("09:09:59", "09:40"), "09:10", ("09:09:59", "09:40"), "09:20", True),
    "begun as T1 ends": (("09:10", "09:40"), "09:10", None, "09:20", False),
    "due on the way home": (("12:30", "13:00"), "11:55", ("12:00", "12:30"), "12:35", False),
}


@table("rest, finish, kept, end, over", PART)
def test_of_a_part_the_end_is_that_of_somebody_who_does_nothing_more(
    rest: tuple[str, str] | None, finish: str, kept: tuple[str, str] | None, end: str, over: bool
) -> None:
    found = standing(day(), route(finish, "14:00", rest=rest), 1)
    assert found.route.tickets == ("T1",)
    assert found.route.end == at(end)
    assert found.route.rest == (None if kept is None else BreakTaken(start=at(kept[0]), end=at(kept[1])))
    assert found.rested is over


def test_nobody_is_home_before_now() -> None:
    assert standing(day(now=at("10:00")), route("09:10", "14:00"), 1).route.end == at("10:10")


def test_what_was_known_of_the_visits_is_kept() -> None:
    assert standing(day(), route("09:10"), known={"T1": "reported"}).known == {"T1": "reported"}
    assert standing(day(), route("09:10")).known == {}


DECIDED = {
    "the first": (("T1",), 1),
    "both": (("T1", "T2"), 2),
    "what comes after an open visit is open": (("T2",), 0),
    "nothing": ((), 0),
    "a ticket of nobody": (("T9",), 0),
}


@table("ids, count", DECIDED)
def test_the_visits_up_to_the_first_that_is_not_named_stand(ids: tuple[str, ...], count: int) -> None:
    whole = route("09:10", "10:30")
    found = decide(day(), Plan(routes=(whole,)), ids).decided
    assert [len(decided.route.visits) for decided in found] == ([count] if count else [])


def test_what_stands_already_is_never_less() -> None:
    whole = Plan(routes=(route("09:10", "10:30"),))
    once = decide(day(), whole, ["T1"])
    once = once.replace(decided=tuple(one.but(known={"T1": "reported"}) for one in once.decided))
    assert decide(once, whole, []).decided == once.decided
    assert decide(once, whole, ["T1"]).decided == once.decided
    more = decide(once, whole, ["T1", "T2"]).decided[0]
    assert (more.route.tickets, more.known) == (("T1", "T2"), {"T1": "reported"})


def test_of_a_shift_that_is_out_nothing_more_is_known_unless_said() -> None:
    known = Decided(route=route("09:10"), place=place(10), free=at("09:10"))
    assert (known.driven, known.rested, known.in_progress, known.known) == (0, False, False, {})
    with pytest.raises(ValidationError):
        Decided(route=route("09:10"), place=place(10), free=at("09:10"), driven=-1)

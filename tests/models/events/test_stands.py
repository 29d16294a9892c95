"""Where a shift stands, to the second: departures that were held up, breaks that are owed, who is off the route."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from models.engineer import Absence, Break, Shift
from models.errors import InputError
from models.events import (
    BreakReported,
    EngineerLate,
    EngineerOut,
    EngineerPosition,
    NoShow,
    PlanPublished,
    RoadClosed,
    ShiftHandedOver,
    Situation,
    State,
    TicketCancelled,
    VisitFinished,
    VisitOnTheWay,
    VisitStarted,
    fold,
    situation,
    situation_of,
)
from models.events.detours import off_the_route
from models.events.shift_position import Freeze, ShiftPosition
from models.events.state import Closure, Leg, Position
from models.plan import BreakTaken, Plan, Route, Visit
from models.problem import Problem
from models.travel import Travel
from scheduler.compile import assemble, compile
from tests.compile.small import HOUR, MINUTE, Away, Bound, Driving, Left, Rest, engineer, place, problem, ticket
from tests.rules.ask import at, table

SHIFT = Shift(id="E1@24", start=8 * HOUR, end=17 * HOUR)


def published(rest: Break | None = None, **fields: Any) -> tuple[Problem, Plan]:
    """E1 serves T1 08:10-09:10 at km 10 and T2 09:20-10:20 at km 20, and is home at 10:40."""
    worker = engineer("E1", SHIFT.but(rest=rest), **fields)
    day = problem(worker, (ticket("T1", 10), ticket("T2", 20)), Bound(), Driving(), Left(), Rest(), Away())
    return day, assemble(day, compile(day), [[0, 1]])


def seen(now: str, *events: Any, rest: Break | None = None, ahead: Freeze | None = None) -> Situation:
    day, plan = published(rest)
    return situation(day, at(now), plan, events, ahead=ahead)


# --- held up as the shift begins: the departure moves when it lies within the delay

HELD = {
    # the delay is known from, until, now -> departure
    "from before the departure": ("07:50", "08:05", "08:20", "08:05"),
    "from the departure on": ("08:00", "08:05", "08:20", "08:05"),
    "a second after it": ("08:00:01", "08:05", "08:20", "08:00"),
    "until the departure": ("07:30", "08:00", "08:20", "08:00"),
    "until a second after it": ("07:30", "08:00:01", "08:20", "08:00:01"),
    "over long ago": ("07:00", "07:30", "08:20", "08:00"),
}


@table("since, until, now, depart", HELD)
def test_a_departure_within_a_delay_moves_to_its_end(since: str, until: str, now: str, depart: str) -> None:
    found = seen(now, EngineerLate(at=at(since), engineer="E1", until=at(until)))
    assert found.stands["E1@24"].depart == at(depart)


BEGIN = {
    "nothing is known": ((), "08:00"),
    "a delay beyond the begin": ((EngineerLate(at=at("07:00"), engineer="E1", until=at("09:00")),), "09:00"),
    "a delay to the begin": ((EngineerLate(at=at("07:00"), engineer="E1", until=at("08:00")),), "08:00"),
    "a delay to a second after": ((EngineerLate(at=at("07:00"), engineer="E1", until=at("08:00:01")),), "08:00:01"),
    "a delay beyond the end": (
        (EngineerLate(at=at("07:00"), engineer="E1", until=at("18:00")),), "16:59:59"),
}  # fmt: skip


@table("events, start", BEGIN)
def test_who_is_held_up_before_leaving_begins_later(events: tuple[Any, ...], start: str) -> None:
    found = seen("07:30", *events)
    assert found.stands["E1@24"].depart is None
    (shift,) = found.problem.engineers[0].shifts
    assert shift.start == at(start)
    assert shift.rest is None
    assert found.problem.decided == ()


# --- what stands of a shift that has left


def test_what_stands_is_in_progress_and_knows_the_way_home() -> None:
    (decided,) = seen("08:30").problem.decided
    assert decided.in_progress and not decided.rested
    assert (decided.route.depart, decided.route.end) == (at("08:00"), at("09:20"))
    assert (decided.free, decided.driven, decided.known) == (at("09:10"), 10 * MINUTE, {"T1": "under-way"})
    assert decided.route.rest is None and decided.rest is None


NOON = Break(length=30 * MINUTE, earliest=at("09:00"), latest=at("09:15"))
"""Due on a way home that begins at 09:10, and before T2."""


def test_a_break_that_is_owed_lies_on_the_way_home_until_something_is_added() -> None:
    # at 08:30 E1 is at work until 09:10; home would be 09:20, after the latest begin of the break at 09:15
    (decided,) = seen("08:30", rest=NOON).problem.decided
    assert decided.route.rest == BreakTaken(start=at("09:15"), end=at("09:45"))
    assert decided.route.end == at("09:50")
    assert (decided.rest, decided.rested) == (None, False), "it may still be moved"
    (shift,) = seen("08:30", rest=NOON).problem.engineers[0].shifts
    assert shift.rest == NOON


def test_a_break_that_is_over_stands() -> None:
    # as published E1 rests between T1 and T2, from 09:15 or arrival on, and is at T2 by 09:50
    _, plan = published(NOON)
    (route,) = plan.routes
    assert route.rest is not None
    (decided,) = seen("10:00", rest=NOON).problem.decided
    assert decided.known == {"T1": "under-way", "T2": "under-way"}
    assert decided.rested and decided.rest == route.rest
    assert decided.route.end == at("11:10")


MISSED = {
    # T1 ends; now -> is the break due at once, or was there time for it
    "no time for it at all": ("09:30", "09:31", True),
    "idle for half an hour since": ("09:00", "09:30", False),
    "a second less": ("09:00", "09:29:59", True),
    "idle before its window": ("08:30", "09:16", True),
    "half an hour from its earliest begin on": ("08:30", "09:30", False),
}


@table("ends, now, missed", MISSED)
def test_a_break_whose_window_is_over_is_due_at_once_unless_there_was_time_for_it(
    ends: str, now: str, missed: bool
) -> None:
    # nobody wants T2, and T1 was to last until noon: E1 stays at km 10
    day, plan = published(NOON)
    (route,) = plan.routes
    visits = (route.visits[0].but(finish=at("12:00")),)
    plan = plan.but(routes=(route.but(visits=visits, rest=None, end=at("12:10")),), unserved=("T2",))
    found = situation(day, at(now), plan, [VisitFinished(at=at(ends), ticket="T1")])
    (decided,) = found.problem.decided
    (shift,) = found.problem.engineers[0].shifts
    assert (found.stands["E1@24"].missed is not None) is missed
    assert decided.rested is not missed
    if missed:
        assert shift.rest == NOON.but(latest=max(at(now), at(ends)))
    else:
        assert shift.rest == NOON


# --- absences that a visit would run into

AWAY = {
    # from, until -> is T1 (08:10-09:10) broken off, and when is E1 free
    "from its last second on": ("09:09:59", "12:00", True),
    "from its end on": ("09:10", "12:00", False),
    "until its begin": ("06:00", "08:10", False),
    "until a second after its begin": ("06:00", "08:10:01", True),
}


@table("start, end, broken", AWAY)
def test_a_visit_that_runs_into_an_absence_is_broken_off(start: str, end: str, broken: bool) -> None:
    day, plan = published()
    away = day.engineers[0].but(absences=(Absence(start=at(start), end=at(end), kind="out"),))
    found = situation(day.replace(engineers=(away,)), at("09:09:30"), plan)
    assert ("T1" in found.fixed) is not broken


NO_SHOW = {
    # reported -> free from
    "on arrival": ("08:10", "08:10"),
    "after waiting": ("08:30", "08:30"),
    "there sooner than planned": ("08:05", "08:05"),
}


@table("when, free", NO_SHOW)
def test_after_a_no_show_its_engineer_is_there_from_then_on(when: str, free: str) -> None:
    found = seen("08:40", NoShow(at=at(when), ticket="T1"), ahead=Freeze(divert=True)).stands["E1@24"]
    assert (found.off.place.key, found.fixed, found.depart) == ("km10", (), at("08:00"))
    # as published E1 leaves for T2 at 09:10
    assert (found.free, found.off.way, found.driven) == (at(free), (), 10 * MINUTE)


# --- who is off the route when a plan is accepted


def stood(kilometre: int, *, way: tuple[Leg, ...] = (), fixed: int = 0, end: int | None = None) -> ShiftPosition:
    visits = tuple(Visit(ticket=f"T{k + 1}", arrive=0, start=0, finish=0) for k in range(fixed))
    return ShiftPosition("E1", "E1@24", Position(place=place(kilometre), free=at("09:00"), way=way), visits, end=end)


def with_visits(count: int) -> Plan:
    visits = tuple(Visit(ticket=f"T{k + 1}", arrive=0, start=0, finish=0) for k in range(count))
    return Plan(routes=(Route(shift="E1@24", engineer="E1", depart=0, visits=visits, end=0),) if count else ())


ON = (Leg(toward=place(20), gone=60),)
OFF = {
    # where somebody stands, visits of the new plan -> off the route
    "at the start, nothing fixed": (stood(0), 1, False),
    "elsewhere, nothing fixed": (stood(10), 1, True),
    "at the last fixed visit": (stood(10, fixed=1), 1, False),
    "at another than the last": (stood(10, fixed=2), 2, True),
    "at the start after a visit": (stood(0, fixed=1), 1, True),
    "on the way from the last": (stood(10, fixed=1, way=ON), 2, True),
    "on the way from the start": (stood(0, way=ON), 1, True),
    "on the way home, nothing more to do": (stood(10, fixed=1, way=ON, end=at("10:00")), 1, False),
    "on the way home, something was added": (stood(10, fixed=1, way=ON, end=at("10:00")), 2, True),
    "at home, nothing more to do": (stood(0, fixed=1, end=at("09:00")), 1, False),
    "at home, something was added": (stood(0, fixed=1, end=at("09:00")), 2, True),
    "on the way home from nothing, no plan for it": (stood(10, way=ON, end=at("10:00")), 0, False),
    "on the way home from nothing, and something to do": (stood(10, way=ON, end=at("10:00")), 1, True),
}


@table("position, visits, off", OFF)
def test_who_is_at_home_or_at_the_last_fixed_visit_is_on_the_route(
    position: ShiftPosition, visits: int, off: bool
) -> None:
    day, _ = published()
    found = off_the_route(day, [position], with_visits(visits))
    assert found == ({"E1@24": position.off} if off else {})


def test_one_on_the_route_hides_nobody_after() -> None:
    day, _ = published()
    spots = off_the_route(day, [stood(0, fixed=1, end=at("09:00")), stood(10)], with_visits(1))
    assert list(spots) == ["E1@24"]


def test_an_event_is_written_without_what_it_leaves_out() -> None:
    day, _ = published()
    out = EngineerOut(at=at("09:00"), engineer="E1")
    assert out.to_json(day.clock) == {"kind": "engineer-out", "at": "2026-11-24T09:00:00+08:00", "engineer": "E1"}
    assert TicketCancelled(at=0, ticket="T1", who="Li").to_json(day.clock)["who"] == "Li"


@pytest.mark.parametrize(
    ("count", "said"), [(2, "2 times (2026-11-24, 2026-11-25)"), (3, "2026-11-26)"), (4, "2026-11-26, ...)")]
)
def test_a_refused_time_of_day_names_three_days_at_most(count: int, said: str) -> None:
    from models.events import moment

    shifts = tuple(Shift(id=f"E1@{k}", start=k * 24 * HOUR, end=k * 24 * HOUR + 9 * HOUR) for k in range(count))
    day = problem(engineer("E1", *shifts), (ticket("T1", 10),))
    with pytest.raises(InputError) as error:
        moment(day, "08:00")
    assert said in str(error.value)
    assert f"2026-11-{23 + count}T08:00" in str(error.value)


# --- breaks that were reported, begun, or stand before a visit that is late

LUNCH = Break(length=30 * MINUTE, earliest=at("11:00"), latest=at("11:30"))


def with_lunch() -> tuple[Problem, Plan]:
    """E1: T1 08:10-09:10 at km 10, break 11:30-12:00, T2 12:10-13:10 at km 20, T3 13:20-14:20 at km 10."""
    worker = engineer("E1", SHIFT.but(rest=LUNCH))
    day = problem(worker, (ticket("T1", 10), ticket("T2", 20), ticket("T3", 10)), Bound(), Driving(), Left(), Rest())
    starts = {"T1": "08:10", "T2": "12:10", "T3": "13:20"}
    visits = tuple(Visit(ticket=id, arrive=at(s), start=at(s), finish=at(s) + HOUR) for id, s in starts.items())
    rest = BreakTaken(start=at("11:30"), end=at("12:00"))
    return day, Plan(
        routes=(Route(shift="E1@24", engineer="E1", depart=at("08:00"), visits=visits, end=at("14:30"), rest=rest),)
    )


def test_a_break_that_has_begun_is_taken_although_the_visit_after_it_was_cancelled() -> None:
    day, plan = with_lunch()
    for now, free, rested in (("11:40", "12:00", True), ("11:30", "11:30", False)):
        found = situation(day, at(now), plan, [TicketCancelled(at=at("09:00"), ticket="T2")])
        (decided,) = found.problem.decided
        assert (decided.route.tickets, decided.rested) == (("T1",), rested)
        assert max(decided.free, at(now)) == at(free)


def test_a_late_visit_begins_after_the_drive_and_the_break_before_it() -> None:
    # T1 ends at 12:00: break 12:00-12:30, ten minutes on the road
    day, plan = with_lunch()
    found = situation(day, at("12:50"), plan, [VisitFinished(at=at("12:00"), ticket="T1")])
    visit = found.stands["E1@24"].fixed[1]
    assert (visit.ticket, visit.start) == ("T2", at("12:40"))


def test_the_last_break_that_was_reported_is_the_break_of_the_shift() -> None:
    day, plan = with_lunch()
    first = BreakReported(at=at("10:40"), engineer="E1", start=at("10:00"), until=at("10:30"))
    second = first.but(at=at("11:30"), start=at("11:00"), until=at("11:30"))
    for events, begin in (([first], "10:00"), ([first, second], "11:00")):
        (decided,) = situation(day, at("11:35"), plan, events).problem.decided
        assert decided.rest == BreakTaken(start=at(begin), end=at(begin) + 30 * MINUTE)
        assert decided.rested


def test_what_was_driven_since_is_no_time_to_rest() -> None:
    # T1 ends 09:00, E1 leaves for T2; it is cancelled five minutes later: idle from 09:05 on
    day, plan = published(NOON)
    plan = plan.but(routes=(plan.routes[0].but(rest=None),))
    events = [VisitFinished(at=at("09:00"), ticket="T1"), TicketCancelled(at=at("09:05"), ticket="T2")]
    for now, missed in (("09:34:59", True), ("09:35", False)):
        assert (situation(day, at(now), plan, events).stands["E1@24"].missed is not None) is missed


def test_who_waits_at_the_start_of_the_shift_has_left_a_second_after_the_departure() -> None:
    day = problem(engineer("E1"), (ticket("T1", 0),), Bound(), Driving(), Left())
    visit = Visit(ticket="T1", arrive=at("08:00"), start=at("08:30"), finish=at("09:30"))
    plan = Plan(routes=(Route(shift="E1@24", engineer="E1", depart=at("08:00"), visits=(visit,), end=at("09:30")),))
    for now, depart in (("08:00", None), ("08:00:01", at("08:00"))):
        assert situation(day, at(now), plan, ahead=Freeze(divert=True)).stands["E1@24"].depart == depart


# --- what a report of the next visit says of the one before, and of the way there


def test_a_visit_ends_when_its_engineer_leaves_for_the_next_not_when_that_begins() -> None:
    # T1 is to last until 09:10; whoever left it at 09:00 and was at T2 at 09:12 did not work at T1 in between
    left, began = VisitOnTheWay(at=at("09:00"), ticket="T2"), VisitStarted(at=at("09:12"), ticket="T2")
    for events, finish in (((left, began), "09:00"), ((left,), "09:00"), ((began,), "09:10")):
        assert seen("09:15", *events).stands["E1@24"].fixed[0].finish == at(finish)


def test_who_has_begun_was_there_as_published_and_who_has_not_comes_when_the_drive_ends() -> None:
    # T2 is published for 09:20, to wait until 09:30; T1 lasts until 09:15, and the drive takes ten minutes
    day, plan = published()
    (route,) = plan.routes
    waits = route.visits[1].but(start=at("09:30"), finish=at("10:30"))
    plan = plan.but(routes=(route.but(visits=(route.visits[0], waits)),))
    overrun, began = VisitFinished(at=at("09:15"), ticket="T1"), VisitStarted(at=at("09:22"), ticket="T2")
    for events, arrive, start in (((overrun, began), "09:20", "09:22"), ((overrun,), "09:25", "09:30")):
        visit = situation(day, at("09:23"), plan, events).stands["E1@24"].fixed[1]
        assert (visit.arrive, visit.start) == (at(arrive), at(start))


def test_who_was_led_astray_goes_home_from_there() -> None:
    # T2 is cancelled at 09:14, four of ten minutes on the way to it: from km 14 home is fourteen minutes away
    day, plan = published()
    cancelled = TicketCancelled(at=at("09:14"), ticket="T2")
    state = fold(State(day, plan), [cancelled])
    stands = situation_of(state, at("09:14")).stands.values()
    rest = plan.but(routes=(plan.routes[0].but(visits=plan.routes[0].visits[:1]),))
    accepted = PlanPublished(at=at("09:14"), plan=rest, spots=off_the_route(day, stands))
    state = fold(state, [accepted])
    for now, end, driven in (("09:14", None, 14), ("09:14:01", "09:28", 14), ("09:28", "09:28", 28)):
        found = situation_of(state, at(now)).stands["E1@24"]
        assert (found.end, found.driven // MINUTE) == (None if end is None else at(end), driven)


def test_a_drive_that_takes_longer_is_under_way_sooner_and_the_break_before_it_sooner_still() -> None:
    # published: T1 until 09:10, five minutes, a break 09:15-09:45, five minutes, T2 at 09:50. T1 ends at 08:40, and
    # since 08:30 the drive takes thirty minutes: with the break, whoever is to be at T2 by 09:50 leaves at 08:50
    def slow(problem: Problem, closed: tuple[Closure, ...]) -> Travel:
        travel = problem.travel
        return Travel(travel.keys, travel.seconds * (3 if closed else 1), travel.metres, travel.source)

    day, plan = published()
    (route,) = plan.routes
    later = route.visits[1].but(arrive=at("09:50"), start=at("09:50"), finish=at("10:50"))
    rest = BreakTaken(start=at("09:15"), end=at("09:45"))
    plan = plan.but(routes=(route.but(visits=(route.visits[0], later), rest=rest, end=at("11:10")),))
    events = [RoadClosed(at=at("08:30"), lat=0, lon=0, radius_km=1), VisitFinished(at=at("08:40"), ticket="T1")]
    for now, fixed in (("08:50", ["T1"]), ("08:50:01", ["T1", "T2"])):
        found = situation(day, at(now), plan, events, roads=slow).stands["E1@24"]
        assert [visit.ticket for visit in found.fixed] == fixed


# --- what is none of this day, and what says nothing


def test_a_published_plan_of_another_day_is_refused_by_name() -> None:
    day, plan = published()
    (route,) = plan.routes
    strange = route.but(shift="E9@24", visits=(route.visits[0].but(ticket="T9"),))
    with pytest.raises(InputError) as error:
        situation(day, at("08:00"), plan.but(routes=(route, strange)))
    assert [trouble.rule for trouble in error.value.troubles] == ["unknown-shift", "unknown-ticket"]


def test_the_first_place_without_travel_is_named() -> None:
    day, plan = published()
    new = day.replace(tickets=(*day.tickets, ticket("T8", 77), ticket("T9", 88)))
    with pytest.raises(InputError, match="travel to km77 has to be found"):
        situation(new, at("08:00"), plan)


def test_a_handover_note_says_nothing_that_a_plan_could_use() -> None:
    assert ShiftHandedOver.quiet and not VisitFinished.quiet
    with pytest.raises(ValidationError):
        ShiftHandedOver(at=0, counter=-1)
    (lon,) = [column for column in EngineerPosition.cells if column.name == "lon"]
    (lat,) = [column for column in EngineerPosition.cells if column.name == "lat"]
    assert (lon.least, lon.most, lat.least, lat.most) == (-180, 180, -90, 90)

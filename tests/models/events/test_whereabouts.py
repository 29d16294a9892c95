"""Where people are: on the way, held up, led astray; on a road where a kilometre is a minute."""

from __future__ import annotations

import pytest

from models.engineer import Absence, Break, Shift
from models.errors import InputError
from models.events import (
    EngineerLate,
    EngineerOut,
    Event,
    Freeze,
    NoShow,
    PlanPublished,
    RoadClosed,
    Situation,
    State,
    TicketArrived,
    TicketCancelled,
    TrainingCancelled,
    VisitFinished,
    fold,
    situation,
    situation_of,
)
from models.events.detours import off_the_route
from models.plan import BreakTaken, Plan
from models.problem import Problem
from models.rules.change_budget import ChangeBudget
from models.rules.stock import Stock
from models.ticket import Pin
from scheduler.compile import assemble, compile
from tests.compile.small import HOUR, MINUTE, Away, Bound, Driving, Left, Rest, engineer, problem, ticket

DIVERT = Freeze(divert=True)


def published(*rules: object) -> tuple[Problem, Plan]:
    """E1 serves T1 08:10-09:10 at km 10 and T2 09:20-10:20 at km 20."""
    day = problem(engineer("E1"), (ticket("T1", 10), ticket("T2", 20)), Bound(), Driving(), Left(), *rules)  # type: ignore[arg-type]
    return day, assemble(day, compile(day), [[0, 1]])


def at(hour: int, minute: int = 0) -> int:
    return hour * HOUR + minute * MINUTE


def seen(now: int, *events: Event, ahead: Freeze | None = None) -> Situation:
    day, plan = published()
    return situation(day, now, plan, events, ahead=ahead)


def test_who_is_diverted_on_the_way_is_where_the_way_has_led() -> None:
    # 09:14: E1 left T1 four minutes ago for T2, ten minutes away
    now = seen(at(9, 14), ahead=DIVERT)
    here = now.stands["E1@24"].place
    places = {id: now.problem.ticket[id].place for id in ("T1", "T2")}
    assert [now.problem.travel.leg(here, places[id])[0] for id in ("T1", "T2")] == [4 * MINUTE, 6 * MINUTE]
    assert now.stands["E1@24"].free == at(9, 14)


def test_the_published_plan_is_still_possible_for_who_may_be_diverted() -> None:
    day, plan = published()
    now = situation(day, at(9, 14), plan, ahead=DIVERT)
    compiled = compile(now.problem)
    rest = assemble(now.problem, compiled, [[compiled.ticket_index["T2"]]])
    assert rest.served()["T2"][1].start == at(9, 20)


def test_a_visit_is_under_way_when_its_drive_should_have_begun_not_because_it_is_next() -> None:
    # T1 ends half an hour early; as published E1 leaves for T2 at 09:10, ten minutes before it begins
    finished = VisitFinished(at=at(8, 40), ticket="T1")
    for now in (at(8, 40), at(8, 41), at(9, 10)):
        assert [one.id for one in seen(now, finished).problem.open_tickets] == ["T2"]
    late = seen(at(9, 10) + 1, finished)
    assert [one.id for one in late.problem.open_tickets] == []
    assert late.problem.stands["E1@24"].known == {"T1": "reported", "T2": "under-way"}


def test_a_delay_leaves_the_morning_alone() -> None:
    # at 09:14, between T1 and T2, E1 is held up until 10:00; four of ten minutes are driven, six are left
    late = EngineerLate(at=at(9, 14), engineer="E1", until=at(10))
    now = seen(at(9, 14), late)
    first, second = now.stands["E1@24"].fixed
    assert (first.start, second.start) == (at(8, 10), at(10, 6))


def test_a_delay_before_the_shift_moves_its_begin() -> None:
    now = seen(at(7, 30), EngineerLate(at=at(7, 30), engineer="E1", until=at(8, 30)))
    assert now.stands["E1@24"].free == at(8, 30)


def test_a_visit_cancelled_long_ago_does_not_delay_what_followed() -> None:
    # T1 is cancelled at 08:05, on the way; T2 is reached as published at 09:20, whatever the time is now
    cancelled = TicketCancelled(at=at(8, 5), ticket="T1")
    now = seen(at(9, 30), cancelled)
    assert [(visit.ticket, visit.start) for visit in now.stands["E1@24"].fixed] == [("T2", at(9, 20))]
    middle = seen(at(8, 5), cancelled)
    assert middle.problem.travel.leg(middle.stands["E1@24"].place, middle.problem.ticket["T2"].place)[0] == 15 * MINUTE


def test_where_a_no_show_had_led_is_known_after_a_new_plan() -> None:
    day, plan = published()
    state = fold(State(day, plan), [NoShow(at=at(8, 30), ticket="T1")])
    now = situation_of(state, at(8, 30))
    compiled = compile(now.problem)
    rest = assemble(now.problem, compiled, [[compiled.ticket_index["T2"]]])
    new = rest.but(unserved=("T1",))
    # from km 10, not from km 0: T2 at 08:40
    assert new.served()["T2"][1].start == at(8, 40)
    accepted = PlanPublished(at=at(8, 30), plan=new, spots=off_the_route(day, now.stands.values()))
    later = situation_of(fold(state, [accepted]), at(8, 35))
    assert later.fixed["T2"][1] == at(8, 40)


def test_a_closed_road_does_not_slow_the_past() -> None:
    def slow(problem: Problem, closed: tuple[RoadClosed, ...]) -> object:
        travel = problem.travel
        return type(travel)(travel.keys, travel.seconds * (3 if closed else 1), travel.metres, travel.source)

    day, plan = published()
    road = RoadClosed(at=at(9), lat=0, lon=0, radius_km=1)
    now = situation(day, at(9), plan, [road], roads=slow)  # type: ignore[arg-type]
    assert now.stands["E1@24"].fixed[0].start == at(8, 10)
    assert now.problem.travel.leg(day.ticket["T1"].place, day.ticket["T2"].place)[0] == 30 * MINUTE
    assert now.state.problem.travel is day.travel, "the next situation starts from the usual roads again"


def test_pieces_that_were_used_are_gone_from_the_stock() -> None:
    day, plan = published()
    tickets = tuple(one.but(parts={"FAN": 1}) for one in day.tickets)
    day = day.replace(tickets=tickets, policy=day.policy.but(rules=(*day.policy.rules, Stock(pieces={"FAN": 1}))))
    compiled = compile(situation(day, at(8, 30), plan).problem)
    assert compiled.day.row_cap.tolist() == [0]


def test_a_customer_who_was_not_told_keeps_the_old_promise() -> None:
    # T2 moves from 09:20 by 10 minutes, twice: each is free, but the second is measured against what was told
    day, plan = published(ChangeBudget(free_minutes=15))
    state = State(day, plan)
    for minutes in (10, 20):
        visits = tuple(one.but(start=at(9, 20) + minutes * MINUTE) if one.ticket == "T2" else one
                       for one in plan.routes[0].visits)  # fmt: skip
        state = fold(
            state, [PlanPublished(at=at(7) + minutes, plan=plan.but(routes=(plan.routes[0].but(visits=visits),)))]
        )
        told = state.promises
        assert told is not None
        assert told.served()["T2"][1].start == at(9, 20) + (0 if minutes == 10 else 20 * MINUTE)


@pytest.mark.parametrize(
    ("events", "rule"),
    [
        ((NoShow(at=at(8, 30), ticket="T1"), NoShow(at=at(8, 31), ticket="T1")), "contradicts-state"),
        ((VisitFinished(at=at(9), ticket="T1"), VisitFinished(at=at(9, 1), ticket="T1")), "contradicts-state"),
        ((TicketArrived(at=at(9), ticket=ticket("N1", 3, pin=Pin(engineer="E9"))),), "unknown-engineer"),
        ((TicketArrived(at=at(9), ticket=ticket("N1", 3, territory="mars")),), "unknown-territory"),
        ((TrainingCancelled(at=at(9), engineer="E1"),), "contradicts-state"),
        ((EngineerOut(at=at(9), engineer="E1"), EngineerOut(at=at(9, 5), engineer="E1")), "contradicts-state"),
    ],
)
def test_an_event_that_contradicts_the_state_is_refused(events: tuple[Event, ...], rule: str) -> None:
    with pytest.raises(InputError) as error:
        seen(at(10), *events)
    assert [one.rule for one in error.value.troubles] == [rule]


def test_out_without_times_is_out_for_the_rest_of_the_day() -> None:
    out = seen(at(7), EngineerOut(at=at(7), engineer="E1")).problem.engineer["E1"].absences[-1]
    # to the end of the shift at 17:00, not to midnight: this policy knows no overtime
    assert (out.start, out.end) == (at(7), at(17))


def test_a_problem_in_progress_is_a_situation() -> None:
    day, plan = published()
    now = Situation.of(situation(day, at(8, 30), plan).problem)
    assert [visit.ticket for visit in now.stands["E1@24"].fixed] == ["T1"]
    compiled = compile(now.problem)
    rest = assemble(now.problem, compiled, [[compiled.ticket_index["T2"]]])
    assert rest.served()["T2"][1].start == at(9, 20)


EARLY = VisitFinished(at=at(8, 30), ticket="T1")
"""T1 should have ended at 09:10, when E1 was to leave for T2, ten minutes away."""


@pytest.mark.parametrize(
    ("now", "to_next", "back"),
    [(at(8, 30), 10, 0), (at(8, 34), 6, 4), (at(8, 40), 0, 10), (at(9, 5), 0, 10)],
)
def test_who_finishes_early_drives_on_at_once_and_waits_at_the_next_customer(now: int, to_next: int, back: int) -> None:
    # no visit of a route is left for later than at once; the next one is not under way before it should be, though
    found = seen(now, EARLY)
    places = {id: found.problem.ticket[id].place for id in ("T1", "T2")}
    here = found.stands["E1@24"].place
    assert found.problem.travel.leg(here, places["T2"])[0] == to_next * MINUTE
    assert found.problem.travel.leg(here, places["T1"])[0] == back * MINUTE
    assert [ticket.id for ticket in found.problem.open_tickets] == ["T2"]
    assert found.problem.stands["E1@24"].free == max(now, at(8, 30))
    assert found.problem.stands["E1@24"].driven == (10 + back) * MINUTE


def test_who_ends_a_visit_as_published_or_later_leaves_then() -> None:
    for finish in (at(9, 10), at(9, 12)):
        found = seen(at(9, 14), VisitFinished(at=finish, ticket="T1"), ahead=DIVERT)
        spot = found.stands["E1@24"].off
        assert (spot.free, [leg.gone for leg in spot.way]) == (at(9, 14), [at(9, 14) - finish])


def test_a_visit_that_is_cancelled_after_an_early_finish_leaves_its_engineer_on_the_way_there() -> None:
    found = seen(at(8, 50), EARLY, TicketCancelled(at=at(8, 37), ticket="T2"))
    assert [leg.gone for leg in found.stands["E1@24"].off.way] == [7 * MINUTE]


def home_with_a_break(seconds: int = 30 * MINUTE) -> tuple[Problem, Plan]:
    """E1 serves T1 08:10-09:10 at km 10 and drives home 09:10-09:15, has a break until 09:45, and goes on to 09:50."""
    rest = Break(length=seconds, earliest=at(9), latest=at(9, 15))
    worker = engineer("E1", Shift(id="E1@24", start=at(8), end=at(17), rest=rest))
    day = problem(worker, (ticket("T1", 10),), Bound(), Driving(), Left(), Rest())
    return day, assemble(day, compile(day), [[0]])


def test_a_break_on_the_way_home_stands_where_it_was_published_and_the_drive_before_it_counts() -> None:
    day, plan = home_with_a_break()
    (route,) = plan.routes
    assert route.rest == BreakTaken(start=at(9, 15), end=at(9, 45))
    assert route.end == at(9, 50)
    # now, until when E1 is not to be had, minutes of the way home that are driven, is the break over or begun
    for now, free, gone, rested in ((at(9, 12), 12, 2, False), (at(9, 20), 45, 5, True), (at(9, 48), 48, 8, True)):
        found = situation(day, now, plan)
        decided = found.problem.stands["E1@24"]
        assert decided.route == route
        assert (decided.free, decided.rested) == (at(9, free), rested)
        assert [leg.gone for leg in found.stands["E1@24"].off.way] == [gone * MINUTE]
        assert found.stands["E1@24"].to_come == (None if rested else route.rest)
    late = situation(day, at(9, 50), plan)
    assert (late.problem.stands["E1@24"].place.key, late.problem.stands["E1@24"].driven) == ("km0", 20 * MINUTE)
    assert late.problem.stands["E1@24"].route == route


def test_who_is_late_has_the_break_on_the_way_home_when_it_is_due() -> None:
    # T1 lasts until 09:12; the break is due within the ten minutes home, at 09:15, and lasts from arrival on
    day, plan = home_with_a_break()
    overrun = VisitFinished(at=at(9, 12), ticket="T1")
    found = situation(day, at(9, 14), plan, [overrun]).problem.stands["E1@24"].route
    assert (found.rest, found.end) == (BreakTaken(start=at(9, 15), end=at(9, 45)), at(9, 52))


def test_time_off_stops_the_way_home_unless_it_lasts_to_the_end_of_the_shift() -> None:
    # 09:10 E1 leaves for home, ten minutes away; is called away from 09:15 until noon, or for good
    day, plan = published()
    day, plan = day.replace(policy=day.policy.with_rule(Away())), plan.but(unserved=("T2",), routes=(
        plan.routes[0].but(visits=plan.routes[0].visits[:1], end=at(9, 20)),))  # fmt: skip
    for until, end, gone in ((at(12), at(12, 5), 5), (at(17), at(9, 20), 8)):
        away = (day.engineer["E1"].but(absences=(Absence(start=at(9, 15), end=until, kind="course"),)),)
        found = situation(day.replace(engineers=away), at(9, 18), plan)
        assert found.problem.stands["E1@24"].route.end == end
        assert [leg.gone for leg in found.stands["E1@24"].off.way] == [gone * MINUTE]

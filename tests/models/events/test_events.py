"""Each kind of event: what it refuses, on both sides of every edge, and what it leaves of the day.

E1 and E2 work 08:00-17:00. The published plan sends E1 to T1 08:30-09:30 and T2 09:30-10:30; T3 is open, T4 cancelled.
"""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from models.clock import DAY
from models.engineer import Absence, Engineer, Shift, Training
from models.errors import InputError
from models.events import (
    EngineerLate,
    EngineerOut,
    Event,
    Freeze,
    NoShow,
    PartMissing,
    PlanPublished,
    RoadClosed,
    State,
    TicketArrived,
    TicketCancelled,
    TicketChanged,
    TrainingCancelled,
    VisitFinished,
    VisitOverruns,
    VisitStarted,
)
from models.events.promises import told
from models.events.state import VisitReport
from models.place import Place
from models.plan import Plan, Route, Visit
from models.policy import Policy
from models.problem import Problem
from models.rules.change_budget import ChangeBudget
from models.rules.longest_overtime import LongestOvertime
from models.rules.not_before_promised import NotBeforePromised
from models.shapes import Rule
from models.territory import Territory
from models.ticket import Named, Pin, Window
from tests.rules.ask import CLOCK, ROADS, a_ticket, an_engineer, at, table


def visit(id: str, start: str, arrive: str = "") -> Visit:
    return Visit(ticket=id, arrive=at(arrive or start), start=at(start), finish=at(start) + 3600)


def plan(*visits: Visit, who: str = "E1") -> Plan:
    return Plan(routes=(Route(shift=f"{who}@24", engineer=who, depart=at("08:00"), visits=visits, end=at("11:00")),))


PUBLISHED = plan(visit("T1", "08:30"), visit("T2", "09:30", "09:20"))


def day(*rules: Rule, engineers: tuple[Engineer, ...] = (), **fields: Any) -> State:
    tickets = (a_ticket("T1"), a_ticket("T2"), a_ticket("T3"), a_ticket("T4", status="cancelled"))
    people = engineers or (an_engineer("E1"), an_engineer("E2"))
    problem = Problem(people, tickets, ROADS, Policy(rules=rules), CLOCK, **fields)
    return State(problem=problem, published=PUBLISHED)


def refused(event: Event, state: State | None = None) -> str | None:
    """Rule of the refusal."""
    trouble = event.refusal(state or day())
    assert trouble is None or str(trouble.message).startswith(f"event {event.kind}: ")
    return None if trouble is None else trouble.rule


NOON = at("12:00")

REFUSED: dict[str, tuple[Event, str | None]] = {
    "nobody of that id is out": (EngineerOut(at=NOON, engineer="E9"), "unknown-engineer"),
    "out until now": (EngineerOut(at=NOON, engineer="E1", until=NOON), "empty-span"),
    "out for a second": (EngineerOut(at=NOON, engineer="E1", until=NOON + 1), None),
    "out from later on": (EngineerOut(at=NOON, engineer="E1", start=NOON + 1, until=NOON + 1), "empty-span"),
    "out for the rest of the day": (EngineerOut(at=NOON, engineer="E1"), None),
    "nobody of that id is late": (EngineerLate(at=NOON, engineer="E9", until=NOON + 1), "unknown-engineer"),
    "late until now": (EngineerLate(at=NOON, engineer="E1", until=NOON), "contradicts-state"),
    "late by a second": (EngineerLate(at=NOON, engineer="E1", until=NOON + 1), None),
    "nobody of that id has a training": (TrainingCancelled(at=NOON, engineer="E9"), "unknown-engineer"),
    "no training": (TrainingCancelled(at=NOON, engineer="E1"), "contradicts-state"),
    "a ticket that is known arrives": (TicketArrived(at=NOON, ticket=a_ticket("T1")), "contradicts-state"),
    "a new ticket": (TicketArrived(at=NOON, ticket=a_ticket("N1")), None),
    "a new ticket for somebody unknown": (
        TicketArrived(at=NOON, ticket=a_ticket("N1", required=(Named(engineer="E1"), Named(engineer="E9")))),
        "unknown-engineer",
    ),
    "a new ticket for somebody known": (
        TicketArrived(at=NOON, ticket=a_ticket("N1", required=(Named(engineer="E1"),), pin=Pin(engineer="E2"))),
        None,
    ),
    "a new ticket pinned to somebody unknown": (
        TicketArrived(at=NOON, ticket=a_ticket("N1", pin=Pin(engineer="E9"))),
        "unknown-engineer",
    ),
    "a new ticket pinned to a time": (TicketArrived(at=NOON, ticket=a_ticket("N1", pin=Pin(start=NOON))), None),
    "a new ticket elsewhere": (TicketArrived(at=NOON, ticket=a_ticket("N1", territory="south")), "unknown-territory"),
    "an unknown ticket is cancelled": (TicketCancelled(at=NOON, ticket="T9"), "unknown-ticket"),
    "a cancelled ticket is cancelled": (TicketCancelled(at=NOON, ticket="T4"), "contradicts-state"),
    "an open ticket is cancelled": (TicketCancelled(at=NOON, ticket="T3"), None),
    "nothing changes": (TicketChanged(at=NOON, ticket="T3"), "empty-change"),
    "an unknown ticket changes": (TicketChanged(at=NOON, ticket="T9", priority=1), "unknown-ticket"),
    "a priority changes": (TicketChanged(at=NOON, ticket="T3", priority=1), None),
    "windows are taken away": (TicketChanged(at=NOON, ticket="T3", windows=()), None),
    "a visit that nobody makes starts": (VisitStarted(at=NOON, ticket="T3"), "no-visit"),
    "a visit to an unknown ticket starts": (VisitStarted(at=NOON, ticket="T9"), "unknown-ticket"),
    "a visit to a cancelled ticket starts": (VisitStarted(at=NOON, ticket="T4"), "contradicts-state"),
    "a visit starts": (VisitStarted(at=at("08:40"), ticket="T1"), None),
    "a visit ends as it was to start": (VisitFinished(at=at("08:30"), ticket="T1"), "contradicts-state"),
    "a visit ends a second later": (VisitFinished(at=at("08:30:01"), ticket="T1"), None),
    "a visit that nobody makes ends": (VisitFinished(at=NOON, ticket="T3"), "no-visit"),
    "a visit lasts until now": (VisitOverruns(at=NOON, ticket="T1", until=NOON), "contradicts-state"),
    "a visit lasts a second longer": (VisitOverruns(at=NOON, ticket="T1", until=NOON + 1), None),
    "a visit that nobody makes lasts": (VisitOverruns(at=NOON, ticket="T3", until=NOON + 1), "no-visit"),
    "nobody was to be there": (NoShow(at=NOON, ticket="T3"), "no-visit"),
    "nobody is there": (NoShow(at=at("08:40"), ticket="T1"), None),
    "a part is there already": (PartMissing(at=NOON, ticket="T1", ready=NOON), "contradicts-state"),
    "a part comes in a second": (PartMissing(at=NOON, ticket="T1", ready=NOON + 1), None),
    "a part does not come": (PartMissing(at=NOON, ticket="T1"), None),
    "a part of a visit that nobody makes": (PartMissing(at=NOON, ticket="T3"), "no-visit"),
    "a road is open again": (RoadClosed(at=NOON, lat=0, lon=0, radius_km=1, until=NOON), "contradicts-state"),
    "a road is closed for a second": (RoadClosed(at=NOON, lat=0, lon=0, radius_km=1, until=NOON + 1), None),
    "a road is closed for good": (RoadClosed(at=NOON, lat=0, lon=0, radius_km=1), None),
    "a plan of an unknown shift": (PlanPublished(at=NOON, plan=plan(visit("T1", "13:00"), who="E9")), "unknown-shift"),
    "a plan of an unknown ticket": (PlanPublished(at=NOON, plan=plan(visit("T9", "13:00"))), "unknown-ticket"),
    "a plan": (PlanPublished(at=NOON, plan=plan(visit("T3", "13:00"))), None),
}


@table("event, rule", REFUSED)
def test_what_contradicts_the_day_is_refused_by_name(event: Event, rule: str | None) -> None:
    assert refused(event) == rule


SEEN: dict[str, tuple[Event, dict[str, VisitReport], str | None]] = {
    "it has started": (VisitStarted(at=NOON, ticket="T1"), {"T1": VisitReport(started=1)}, "contradicts-state"),
    "it started at once": (VisitStarted(at=NOON, ticket="T1"), {"T1": VisitReport(started=0)}, "contradicts-state"),
    "it has ended": (
        VisitStarted(at=NOON, ticket="T1"),
        {"T1": VisitReport(started=1, finished=2)},
        "contradicts-state",
    ),
    "the engineer is at another": (
        VisitStarted(at=NOON, ticket="T2"),
        {"T1": VisitReport(started=1)},
        "contradicts-state",
    ),
    "the engineer has left another": (
        VisitStarted(at=NOON, ticket="T2"),
        {"T1": VisitReport(started=1, finished=2)},
        None,
    ),
    "the other was given up": (VisitStarted(at=NOON, ticket="T2"), {"T1": VisitReport(started=1, failed=2)}, None),
    "nothing is known of the other": (VisitStarted(at=NOON, ticket="T2"), {"T1": VisitReport(expected=5)}, None),
    "ends as it was reported to start": (
        VisitFinished(at=at("08:40"), ticket="T1"),
        {"T1": VisitReport(started=at("08:40"))},
        "contradicts-state",
    ),
    "ends a second later": (
        VisitFinished(at=at("08:40:01"), ticket="T1"),
        {"T1": VisitReport(started=at("08:40"))},
        None,
    ),
    "began early, ends early": (
        VisitFinished(at=at("08:20"), ticket="T1"),
        {"T1": VisitReport(started=at("08:10"))},
        None,
    ),
    "ends twice": (
        VisitFinished(at=NOON, ticket="T1"),
        {"T1": VisitReport(started=1, finished=2)},
        "contradicts-state",
    ),
    "given up twice": (NoShow(at=NOON, ticket="T1"), {"T1": VisitReport(failed=1)}, "contradicts-state"),
    "a part after it was given up": (
        PartMissing(at=NOON, ticket="T1"),
        {"T1": VisitReport(failed=0)},
        "contradicts-state",
    ),
    "cancelled after its end": (
        TicketCancelled(at=NOON, ticket="T1"),
        {"T1": VisitReport(finished=1)},
        "contradicts-state",
    ),
    "cancelled at work": (TicketCancelled(at=NOON, ticket="T1"), {"T1": VisitReport(started=1)}, None),
    "changed at work": (
        TicketChanged(at=NOON, ticket="T1", priority=1),
        {"T1": VisitReport(started=1)},
        "contradicts-state",
    ),
    "changed, given up": (
        TicketChanged(at=NOON, ticket="T1", priority=1),
        {"T1": VisitReport(started=1, failed=2)},
        None,
    ),
    "changed, over": (
        TicketChanged(at=NOON, ticket="T1", priority=1),
        {"T1": VisitReport(finished=1)},
        "contradicts-state",
    ),
}


@table("event, seen, rule", SEEN)
def test_what_was_reported_before_decides_what_may_be_reported_now(
    event: Event, seen: dict[str, VisitReport], rule: str | None
) -> None:
    assert refused(event, day().but(seen=seen)) == rule


# E1 is away 12:00-13:00 already
AWAY = {
    "the same time": ("12:00", "13:00", "contradicts-state"),
    "a part of it": ("12:10", "12:20", "contradicts-state"),
    "a second before it": ("11:59:59", "13:00", None),
    "a second after it": ("12:00", "13:00:01", None),
}


@table("start, until, rule", AWAY)
def test_who_is_away_already_is_not_out_again(start: str, until: str, rule: str | None) -> None:
    state = day(engineers=(an_engineer(absences=(Absence(start=at("12:00"), end=at("13:00")),)),))
    assert refused(EngineerOut(at=at("08:00"), engineer="E1", start=at(start), until=at(until)), state) == rule


NIGHT = Shift(id="n", start=at("22:00"), end=DAY + at("06:00"))
LATE, NEXT = (
    Shift(id="l", start=at("18:00"), end=at("20:00")),
    Shift(id="t", start=DAY + at("08:00"), end=DAY + at("17:00")),
)
USUAL = Shift(id="u", start=at("08:00"), end=at("17:00"))

REST_OF_DAY: dict[str, tuple[tuple[Shift, ...], str, tuple[Rule, ...], int]] = {
    "to the end of the shift": ((USUAL,), "12:00", (), at("17:00")),
    "overtime included": ((USUAL,), "12:00", (LongestOvertime(),), at("19:00")),
    "no overtime": ((USUAL,), "12:00", (LongestOvertime(minutes=0),), at("17:00")),
    "before the shift": ((USUAL,), "07:00", (LongestOvertime(),), at("19:00")),
    "as the shift begins": ((USUAL,), "08:00", (), at("17:00")),
    "after the shift, to midnight": ((USUAL,), "20:00", (LongestOvertime(),), DAY),
    "as the shift ends, to midnight": ((USUAL,), "17:00", (), DAY),
    "without a shift, to midnight": ((), "12:00", (), DAY),
    "to the end of the second shift": ((USUAL, LATE), "12:00", (), at("20:00")),
    "between the two": ((USUAL, LATE), "17:30", (), at("20:00")),
    "not tomorrow's": ((USUAL, NEXT), "12:00", (), at("17:00")),
    "of a night shift, to the morning": ((NIGHT,), "23:00", (), DAY + at("06:00")),
    "overtime ends as the next shift begins": (
        (NIGHT, Shift(id="m", start=DAY + at("07:00"), end=DAY + at("12:00"))),
        "23:00",
        (LongestOvertime(),),
        DAY + at("07:00"),
    ),
}


@table("shifts, now, rules, until", REST_OF_DAY)
def test_who_is_out_for_the_rest_of_the_day_is_out_to_its_end(
    shifts: tuple[Shift, ...], now: str, rules: tuple[Rule, ...], until: int
) -> None:
    state = day(*rules, engineers=(an_engineer(shifts=shifts),))
    (absence,) = EngineerOut(at=at(now), engineer="E1").apply(state).problem.engineer["E1"].absences
    assert (absence.start, absence.end) == (at(now), until)


def test_an_absence_is_added_and_not_what_was_said_of_it() -> None:
    before = Absence(start=0, end=1)
    state = day(engineers=(an_engineer(absences=(before,)), an_engineer("E2")))
    event = EngineerOut(at=NOON, engineer="E1", start=at("13:00"), until=at("14:00"), why="ill")
    after = event.apply(state).problem
    assert after.engineer["E1"].absences == (before, Absence(start=at("13:00"), end=at("14:00"), kind="out"))
    assert after.engineer["E2"].absences == ()


# reported at 12:00 before; until when; reported again at, until; held since, until
HELD = {
    "for the first time": (None, "12:00", "13:00", ("12:00", "13:00")),
    "longer": (("12:00", "13:00"), "12:30", "14:00", ("12:00", "14:00")),
    "not shorter": (("12:00", "14:00"), "12:30", "13:00", ("12:00", "14:00")),
    "again as it ends": (("12:00", "13:00"), "13:00", "14:00", ("12:00", "14:00")),
    "again a second after it": (("12:00", "13:00"), "13:00:01", "14:00", ("13:00:01", "14:00")),
}


@table("before, now, until, held", HELD)
def test_somebody_who_is_held_up_is_so_from_the_first_report_to_the_last_time(
    before: tuple[str, str] | None, now: str, until: str, held: tuple[str, str]
) -> None:
    state = day().but(held={"E1": (at(before[0]), at(before[1]))} if before else {})
    after = EngineerLate(at=at(now), engineer="E1", until=at(until)).apply(state)
    assert after.held == {"E1": (at(held[0]), at(held[1]))}


def test_trainings_of_the_title_that_have_not_ended_are_cancelled() -> None:
    spans = {"a": ("09:00", "12:00"), "b": ("11:00", "12:00:01"), "c": ("14:00", "15:00")}
    trainings = tuple(Training(start=at(start), end=at(end), title=title) for title, (start, end) in spans.items())
    state = day(engineers=(an_engineer(trainings=trainings),))

    def left(**title: str) -> str:
        after = TrainingCancelled(at=NOON, engineer="E1", **title).apply(state)
        return "".join(one.title for one in after.problem.engineer["E1"].trainings)

    assert (left(), left(title="c"), left(title="b")) == ("a", "ab", "ac")
    assert refused(TrainingCancelled(at=NOON, engineer="E1", title="a"), state) == "contradicts-state"
    assert refused(TrainingCancelled(at=NOON, engineer="E1", title="b"), state) is None


def test_a_new_ticket_is_added_and_was_asked_for_now_unless_it_says_when() -> None:
    state = TicketArrived(at=NOON, ticket=a_ticket("N1")).apply(day())
    assert [one.id for one in state.problem.tickets] == ["T1", "T2", "T3", "T4", "N1"]
    assert state.problem.ticket["N1"].created == NOON
    assert TicketArrived(at=NOON, ticket=a_ticket("N1", created=0)).apply(day()).problem.ticket["N1"].created == 0


def test_a_territory_is_known_from_the_list_or_from_an_engineer() -> None:
    arrived = TicketArrived(at=NOON, ticket=a_ticket("N1", territory="south"))
    assert refused(arrived, day(territories=(Territory(id="south"),))) is None
    assert refused(arrived, day(engineers=(an_engineer(territories=("north", "south")),))) is None
    assert refused(arrived, day(territories=(Territory(id="north"),))) == "unknown-territory"


CHANGES: dict[str, Any] = {
    "windows": (Window(start=0, end=1),),
    "priority": 1,
    "place": Place(id="depot"),
    "duration": 60,
    "respond_by": 5,
    "resolve_by": 6,
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_changes_what_it_names_and_nothing_else(name: str) -> None:
    before = day()
    after = TicketChanged(at=NOON, ticket="T3", **{name: CHANGES[name]}).apply(before)
    assert after.problem.ticket["T3"] == before.problem.ticket["T3"].but(**{name: CHANGES[name]})
    assert after.problem.tickets[:2] == before.problem.tickets[:2]


def test_what_is_reported_of_a_visit_is_remembered() -> None:
    seen = {"T1": VisitReport(expected=7)}
    state = day().but(seen=seen)
    assert VisitStarted(at=at("08:40"), ticket="T1").apply(state).of("T1") == VisitReport(
        started=at("08:40"), expected=7
    )
    assert VisitFinished(at=at("09:00"), ticket="T1").apply(state).of("T1") == VisitReport(at("08:30"), at("09:00"), 7)
    begun = VisitStarted(at=at("08:40"), ticket="T1").apply(state)
    assert VisitFinished(at=at("09:00"), ticket="T1").apply(begun).of("T1") == VisitReport(at("08:40"), at("09:00"), 7)
    assert VisitOverruns(at=NOON, ticket="T1", until=NOON + 1).apply(state).of("T1") == VisitReport(expected=NOON + 1)
    assert NoShow(at=at("08:40"), ticket="T1").apply(state).of("T1") == VisitReport(expected=7, failed=at("08:40"))
    failed = NoShow(at=at("08:40"), ticket="T1").apply(state)
    assert VisitStarted(at=at("08:50"), ticket="T1").apply(failed).of("T1").failed is None
    cancelled = TicketCancelled(at=NOON, ticket="T1").apply(state)
    assert cancelled.of("T1").cancelled == NOON and cancelled.problem.ticket["T1"].status == "cancelled"
    assert cancelled.of("T2") == VisitReport() and cancelled.problem.ticket["T2"].status == "open"


# T2 is to be arrived at 09:20 and started 09:30
PARTS: dict[str, tuple[str, dict[str, VisitReport], bool]] = {
    "as somebody arrives": ("09:20", {}, True),
    "a second before": ("09:19:59", {}, False),
    "at work, though early": ("09:00", {"T2": VisitReport(started=at("08:50"))}, True),
    "at work since the horizon began": ("09:00", {"T2": VisitReport(started=0)}, True),
}


@table("now, seen, given_up", PARTS)
def test_a_missing_part_ends_a_visit_that_is_under_way_and_puts_off_the_next(
    now: str, seen: dict[str, VisitReport], given_up: bool
) -> None:
    state = day().but(seen=seen)
    after = PartMissing(at=at(now), ticket="T2", ready=NOON).apply(state)
    assert after.problem.ticket["T2"].parts_ready == NOON
    assert after.of("T2").failed == (at(now) if given_up else None)
    never = PartMissing(at=at(now), ticket="T2").apply(state)
    assert never.problem.ticket["T2"].parts_ready == at("17:00") + 7 * DAY  # after every shift of the horizon


def test_a_closure_matters_until_it_ends() -> None:
    closed = RoadClosed(at=NOON, lat=0, lon=0, radius_km=1, until=at("13:00"))
    assert [closed.closed_at(at(time)) for time in ("12:59:59", "13:00")] == [True, False]
    assert closed.but(until=None).closed_at(2**30)
    first = closed.but(factor=3.0)
    assert closed.apply(first.apply(day())).roads == (first, closed)


# T1 was given up at 09:00
AGAIN = {"as it was given up": ("09:00", True), "a second before": ("08:59:59", False), "later": ("14:00", True)}


@table("start, clean", AGAIN)
def test_a_visit_that_is_planned_anew_starts_with_a_clean_sheet(start: str, clean: bool) -> None:
    sheet = {"T1": VisitReport(started=1, failed=at("09:00")), "T2": VisitReport(started=5)}
    state = day(NotBeforePromised(), ChangeBudget()).but(seen=sheet, news=(NoShow(at=1, ticket="T1"),))
    after = PlanPublished(at=NOON, plan=plan(visit("T1", start), visit("T2", "09:30"))).apply(state)
    assert after.seen == ({"T2": VisitReport(started=5)} if clean else sheet)
    assert after.published == plan(visit("T1", start), visit("T2", "09:30"))


def test_a_visit_that_was_given_up_and_is_not_planned_stays_given_up() -> None:
    sheet = {"T1": VisitReport(failed=at("09:00"))}
    state = day(NotBeforePromised(), ChangeBudget()).but(seen=sheet)
    assert PlanPublished(at=NOON, plan=Plan()).apply(state).seen == sheet


# 15 min earlier and 15 min later need no call; T1 was promised for 08:30
TOLD = {
    "the same": ("08:30", None),
    "a second later": ("08:30:01", "08:30"),
    "as late as needs no call": ("08:45", "08:30"),
    "a second more": ("08:45:01", None),
    "as early as needs no call": ("08:15", "08:30"),
    "a second earlier still": ("08:14:59", None),
}


@table("start, known", TOLD)
def test_a_change_too_small_to_be_told_does_not_move_the_promise(start: str, known: str | None) -> None:
    state = day(NotBeforePromised(), ChangeBudget())
    assert told(state, plan(visit("T1", start))).get("T1") == (at(known) if known else None)
    assert "T1" not in told(state, plan(visit("T1", start), who="E2"))  # somebody else is a call anyway
    assert told(state.but(published=None), plan(visit("T1", start))) == {}
    assert told(state, plan(visit("T3", start))) == {"T1": at("08:30"), "T2": at("09:30")}  # what is dropped


def test_small_changes_add_up_against_what_was_told_at_first() -> None:
    state = day(NotBeforePromised(), ChangeBudget())
    for start, promised in (("08:40", "08:30"), ("08:45", "08:30"), ("08:46", None)):
        state = PlanPublished(at=0, plan=plan(visit("T1", start))).apply(state)
        assert state.told.get("T1") == (at(promised) if promised else None)
    assert state.told == {"T2": at("09:30")}, "what was promised of a visit that is gone is remembered"
    assert state.promises == state.published


def test_given_up_is_what_was_cancelled_or_failed() -> None:
    state = day().but(seen={"T1": VisitReport(failed=0), "T2": VisitReport(started=1)})
    assert [state.given_up(id) for id in ("T1", "T2", "T3", "T4", "T9")] == [True, False, False, True, False]


BOUNDS = {"lat": (-90, 90), "lon": (-180, 180), "radius_km": (0.001, 200), "factor": (1, 20)}


@pytest.mark.parametrize("field", BOUNDS)
def test_a_closure_lies_on_the_earth_and_is_of_some_size(field: str) -> None:
    usual = {"at": NOON, "lat": 0, "lon": 0, "radius_km": 1}
    for value in BOUNDS[field]:
        assert getattr(RoadClosed(**usual | {field: value}), field) == value
    for value in (BOUNDS[field][0] - 0.01, BOUNDS[field][1] + 0.01):
        with pytest.raises(ValidationError):
            RoadClosed(**usual | {field: value})
    assert RoadClosed(**usual).factor == 2


def test_nothing_is_frozen_for_a_negative_time() -> None:
    policy = Policy()
    assert Freeze.of(policy, freeze_minutes=0).freeze == 0 and Freeze.of(policy, freeze_minutes=5).freeze == 300
    with pytest.raises(InputError, match="is negative"):
        Freeze.of(policy, freeze_minutes=-1)
    assert State(problem=day().problem).now == 0

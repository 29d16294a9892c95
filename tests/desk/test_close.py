"""From day to day: records, tomorrow, and no ticket lost on the way."""

from __future__ import annotations

import json
import random
from datetime import timedelta
from pathlib import Path

import pytest

from models.clock import DAY, Clock
from models.errors import InputError
from models.events import (
    EngineerLate,
    EngineerOut,
    Event,
    NoShow,
    PartMissing,
    PlanPublished,
    TicketArrived,
    TicketCancelled,
    VisitFinished,
    VisitStarted,
)
from models.problem import Problem
from models.ticket import Window
from scheduler.desk.close import close, write_closing
from scheduler.generate import generate
from scheduler.loaders import load
from scheduler.loaders.records import load_records
from scheduler.planning.plan import plan
from scheduler.replan.log import Log
from tests.compile.small import ticket
from tests.replan.small import at, published


def log_of(day: Problem, *events: Event) -> Log:
    """A log in memory that begins with the published plan."""
    assert day.published is not None
    return Log(day, (PlanPublished(at=0, plan=day.published), *events))


def test_a_quiet_day_is_assumed_to_have_gone_as_published() -> None:
    closing = close(log_of(published()))
    assert closing.counts() == {"received": 4, "finished": 4, "cancelled": 0, "open": 0}
    assert set(closing.assumed) == {"T1", "T2", "T3", "T4"}
    assert [visit.fixed for visit in closing.records.visits] == [True] * 4
    assert {(row.engineer, row.kind) for row in closing.records.attendance} == {(f"E{k}", "present") for k in (1, 2, 3)}


def test_real_times_stand_in_the_records() -> None:
    day = published()
    closing = close(log_of(day, VisitStarted(at=at("08:20"), ticket="T1"), VisitFinished(at=at("09:40"), ticket="T1")))
    record = next(visit for visit in closing.records.visits if visit.ticket == "T1")
    text = closing.records.clock.moment
    assert f"{text(record.finished):%H:%M}" == "09:40"
    assert record.planned_start is not None
    assert f"{text(record.planned_start):%H:%M}" == "08:10"
    assert "T1" not in closing.assumed


def test_nobody_there_and_a_missing_part_are_visits_that_mended_nothing() -> None:
    day = published()
    events = (
        NoShow(at=at("08:30"), ticket="T1"),
        PartMissing(at=at("08:40"), ticket="T3", ready=DAY + at("10:00")),
    )
    closing = close(log_of(day, *events))
    first = {visit.ticket: visit for visit in closing.records.visits}
    assert (first["T1"].fixed, first["T1"].reason) == (False, "access")
    assert (first["T3"].fixed, first["T3"].reason) == (False, "part")
    going_on = {entry.ticket.id: entry for entry in closing.going_on}
    assert {id: entry.why for id, entry in going_on.items()} == {"T1": "follow-up", "T3": "follow-up"}
    again = going_on["T3"].ticket
    assert [named.engineer for named in again.preferred] == ["E2"], "the same engineer, who knows the fault"
    assert again.parts_ready == DAY + at("10:00")
    assert going_on["T3"].visits == 1


def test_what_a_customer_booked_for_tomorrow_and_what_nobody_served_go_on() -> None:
    tomorrow = Window(start=DAY + at("09:00"), end=DAY + at("11:00"))
    over = (Window(start=at("08:00"), end=at("09:00")),)
    tickets = (ticket("T1", 10), ticket("T2", 15, booked=tomorrow), ticket("T3", 5, windows=over, created=at("06:00")))
    closing = close(log_of(published(people=1, tickets=tickets, routes=[[0]])))
    going_on = {entry.ticket.id: entry for entry in closing.going_on}
    assert (going_on["T2"].why, going_on["T2"].ticket.booked) == ("booked", tomorrow)
    assert (going_on["T3"].why, going_on["T3"].ticket.windows) == ("unserved", ())
    assert going_on["T3"].age == at("17:00") - at("06:00")


def test_the_attendance_says_who_was_late_and_who_stayed_away() -> None:
    day = published(people=4)
    events = (
        EngineerOut(at=at("07:30"), engineer="E3"),
        EngineerOut(at=at("07:30"), engineer="E4", why="ill"),
        EngineerLate(at=at("07:50"), engineer="E1", until=at("08:25")),
    )
    rows = {row.engineer: row for row in close(log_of(day, *events)).records.attendance}
    assert {id: row.kind for id, row in rows.items()} == {
        "E1": "late", "E2": "present", "E3": "absent", "E4": "excused",
    }  # fmt: skip
    assert rows["E1"].minutes_late == 25


def test_a_statement_says_what_became_of_every_hour() -> None:
    """E2: 5 min out, T3 an hour, 3 min, T4 an hour, 8 min home; the rest of nine hours is standing by."""
    statement = next(row for row in close(log_of(published())).statements if row.engineer == "E2")
    assert (statement.visits, statement.service, statement.driving, statement.overtime) == (2, 7200, 16 * 60, 0)
    assert statement.standby == 9 * 3600 - 7200 - 16 * 60


def test_a_day_on_which_somebody_is_still_at_work_is_not_closed_yet() -> None:
    with pytest.raises(InputError, match="E1 is at T1 until 09:10") as error:
        close(log_of(published()), at("08:30"))
    assert "close it at 09:10" in str(error.value)


def test_closed_days_are_files_that_are_read_again(tmp_path: Path) -> None:
    day = generate(tickets=14, engineers=3, seed=4, language="en", name="monday")
    day = day.replace(published=plan(day, iterations=200, proof=False).plan)
    after = generate(tickets=6, engineers=3, seed=5, language="en", name="tuesday")
    shifted = after.replace(tickets=tuple(one.but(id=f"U{k}") for k, one in enumerate(after.tickets)))
    closing = close(log_of(day), following=shifted)
    write_closing(closing, tmp_path)
    records = load_records(tmp_path / "records")
    assert len(records.visits) == len(closing.attempts)
    tomorrow = load(tmp_path / "tomorrow")
    assert {one.id for one in tomorrow.tickets} == {entry.ticket.id for entry in closing.going_on} | {
        one.id for one in shifted.tickets
    }
    assert json.loads((tmp_path / "closing.json").read_text(encoding="utf-8"))["received"] == 14


def weekday(k: int) -> Problem:
    """The people and the new tickets of one day of a week."""
    made = generate(tickets=16, engineers=3, seed=10 + k, language="en", name=f"day{k}")
    clock = Clock(made.clock.origin + timedelta(days=k))
    return made.replace(tickets=tuple(one.but(id=f"D{k}-{one.id}") for one in made.tickets), clock=clock)


def test_a_week_runs_in_a_loop_without_loss(tmp_path: Path) -> None:
    """Five days with reports at random: what is left of one is in the next; in the end every ticket is somewhere."""
    dice, day = random.Random(7), weekday(0)
    received = {one.id for one in day.tickets}
    done: list[str] = []
    for k in range(5):
        day = day.replace(published=plan(day, iterations=100, proof=False).plan)
        closing = close(log_of(day, *_reports(day, dice, k)), following=weekday(k + 1))
        received |= {event.ticket.id for event in closing.log.events if isinstance(event, TicketArrived)}
        counts = closing.counts()
        assert counts["received"] == counts["finished"] + counts["cancelled"] + counts["open"]
        done += [*closing.finished, *closing.cancelled]
        write_closing(closing, tmp_path / str(k))
        day = load(tmp_path / str(k) / "tomorrow")
        received |= {one.id for one in weekday(k + 1).tickets}
    assert len(done) == len(set(done)), "nothing is finished twice"
    assert set(done) | {one.id for one in day.tickets} == received
    assert set(done).isdisjoint({one.id for one in day.tickets})


def _reports(day: Problem, dice: random.Random, k: int) -> list[Event]:
    """Some visits end late or not at all, one ticket comes in, one is cancelled."""
    assert day.published is not None
    served = sorted(day.published.served().items(), key=lambda pair: pair[1][1].start)
    events: list[Event] = []
    for id, (_, visit) in served[: len(served) // 2]:
        if dice.random() < 0.3:
            events.append(NoShow(at=visit.start + 60, ticket=id))
        elif dice.random() < 0.3:
            events.append(PartMissing(at=visit.start + 60, ticket=id, ready=DAY + visit.start))
    first = min(visit.start for _, (_, visit) in served)
    arrived = day.tickets[0].but(id=f"N{k}", windows=(), booked=None, pin=None, created=None, status="open")
    events.append(TicketArrived(at=first, ticket=arrived))
    if day.published.unserved:
        events.append(TicketCancelled(at=first, ticket=day.published.unserved[0]))
    return sorted(events, key=lambda event: event.at)

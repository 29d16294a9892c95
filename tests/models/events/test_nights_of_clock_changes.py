"""A night shift over midnight, and over both clock changes: what is reported at half past two is put where it belongs.

Berlin: on 25 October 2026 the clock goes from 03:00 back to 02:00, on 28 March 2027 from 02:00 on to 03:00. E1 works
from 22:00 to 06:00: nine hours in autumn, seven in spring. A kilometre is a minute; T1 to T4 are an hour of work each.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from models.clock import Clock
from models.engineer import Shift
from models.events import EngineerOut, Event, State, VisitFinished, VisitStarted, fold, moment, situation_of
from models.events.receipt import all_received
from models.judge import judge
from models.plan import Plan
from models.problem import Problem
from scheduler.compile import assemble, compile
from scheduler.loaders.events import read_events
from scheduler.replan.log import append, read_log
from tests.compile.small import HOUR, MINUTE, Bound, Driving, Left, engineer, problem, ticket

BERLIN = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True)
class Night:
    """An evening and how long its night shift is."""

    evening: str
    hours: int

    @property
    def clock(self) -> Clock:
        return Clock(datetime.fromisoformat(f"{self.evening}T00:00:00").replace(tzinfo=BERLIN))

    def at(self, text: str, fold: int = 0) -> int:
        """The second of a wall clock time; ``fold`` 1 = the second time it is shown."""
        day = self.clock.origin.date()
        hour = int(text[:2])
        when = datetime(day.year, day.month, day.day + (0 if hour >= 12 else 1), hour, int(text[3:]), tzinfo=BERLIN)
        return self.clock.seconds(when.replace(fold=fold))

    def opened(self) -> State:
        shift = Shift(id="E1@night", start=self.at("22:00"), end=self.at("06:00"))
        tickets = tuple(ticket(f"T{k}", 5 * k) for k in range(1, 5))
        day: Problem = problem(engineer("E1", shift), tickets, Bound(), Driving(), Left()).replace(clock=self.clock)
        plan: Plan = assemble(day, compile(day), [[0, 1, 2, 3]])
        return State(day, plan)


USUAL, AUTUMN, SPRING = Night("2026-11-24", 8), Night("2026-10-24", 9), Night("2027-03-27", 7)
NIGHTS = pytest.mark.parametrize("night", [USUAL, AUTUMN, SPRING], ids=["usual", "autumn", "spring"])


@NIGHTS
def test_the_night_is_as_long_as_it_is(night: Night) -> None:
    state = night.opened()
    (_, shift), *_ = state.problem.shifts
    assert shift.end - shift.start == night.hours * HOUR
    assert moment(state.problem, "22:30") == night.at("22:30") and moment(state.problem, "05:00") == night.at("05:00")


@NIGHTS
def test_visits_on_both_sides_of_midnight_are_reported_late_and_judged(night: Night, tmp_path: Path) -> None:
    """T1 22:05-23:05, T2 23:10-00:10, T3 00:15-01:15: their ends come in at 01:30, T2 ten minutes later."""
    state, path = night.opened(), tmp_path / "night.jsonl"
    day = state.problem.replace(published=state.published)
    told: list[Event] = [
        VisitStarted(at=night.at("23:12"), ticket="T2", sender="phone", counter=1),
        VisitFinished(at=night.at("00:22"), ticket="T2", sender="phone", counter=2),
        VisitStarted(at=night.at("00:29"), ticket="T3", sender="phone", counter=3),
    ]
    append(path, day, all_received(State(day, day.published), told, night.at("01:30")))
    now = read_log(path, day).state()
    assert (now.of("T2").started, now.of("T2").finished) == (night.at("23:12"), night.at("00:22"))
    assert now.now == night.at("01:30") and not now.disputes
    situation = situation_of(now, "01:30")
    assert situation.problem.now == night.at("01:30")
    assert {id: start for id, (_, start) in situation.fixed.items()}["T3"] == night.at("00:29")
    rest = assemble(situation.problem, compile(situation.problem), [[0] if situation.problem.open_tickets else []])
    assert judge(situation.problem, rest).feasible


def test_the_hour_that_comes_twice_is_two_hours(tmp_path: Path) -> None:
    """02:30 summer time is an hour before 02:30 winter time; the log keeps them apart, and the file says which."""
    state = AUTUMN.opened()
    day = state.problem.replace(published=state.published)
    first, second = AUTUMN.at("02:30"), AUTUMN.at("02:30", fold=1)
    assert second - first == HOUR
    summer, winter = "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"
    reports = [
        {"kind": "visit-started", "at": "2026-10-25T02:50:00+01:00", "happened": summer, "ticket": "T4"},
        {"kind": "visit-finished", "at": "2026-10-25T02:51:00+01:00", "happened": winter, "ticket": "T4"},
    ]
    file = tmp_path / "events.json"
    file.write_text(json.dumps(reports), encoding="utf-8")
    append(tmp_path / "night.jsonl", day, read_events(file, day))
    now = read_log(tmp_path / "night.jsonl", day).state()
    assert (now.of("T4").started, now.of("T4").finished) == (first, second) and not now.disputes


def test_a_finish_an_hour_before_its_start_by_the_same_wall_clock_is_a_dispute(tmp_path: Path) -> None:
    state = AUTUMN.opened()
    start, finish = AUTUMN.at("02:40", fold=1), AUTUMN.at("02:50")  # the first 02:50 lies before the second 02:40
    found = fold(state, [VisitStarted(at=start, ticket="T4"), VisitFinished(at=start + MINUTE, happened=finish,
                                                                            ticket="T4")])  # fmt: skip
    assert [dispute.event.kind for dispute in found.disputes] == ["visit-started"]
    assert found.of("T4").finished == finish


def test_the_hour_that_does_not_come_shortens_what_lies_between() -> None:
    """From 01:50 to 03:10 are twenty minutes: work that began then and lasts an hour is not done at 03:10."""
    state = fold(SPRING.opened(), [VisitStarted(at=SPRING.at("01:50"), ticket="T4")])
    now = situation_of(state, SPRING.at("03:10"))
    (visit,) = (visit for stand in now.stands.values() for visit in stand.fixed if visit.ticket == "T4")
    assert SPRING.at("03:10") - visit.start == 20 * MINUTE and visit.finish == SPRING.at("03:50")


@NIGHTS
def test_who_falls_out_after_midnight_is_out_until_the_end_of_the_night(night: Night) -> None:
    state = fold(night.opened(), [EngineerOut(at=night.at("00:30"), engineer="E1")])
    away = state.problem.engineer["E1"].absences[-1]
    assert (away.start, away.end) == (night.at("00:30"), night.at("06:00"))


@NIGHTS
def test_a_log_of_a_night_reads_back_to_the_second(night: Night, tmp_path: Path) -> None:
    state, path = night.opened(), tmp_path / "night.jsonl"
    day = state.problem.replace(published=state.published)
    moments = range(night.at("22:10"), night.at("05:50"), 37 * MINUTE)
    append(path, day, [EngineerOut(at=at, engineer="E1", start=at, until=at + MINUTE) for at in moments])
    assert [event.when for event in read_log(path, day).events] == list(moments)

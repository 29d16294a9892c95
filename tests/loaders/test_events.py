"""Events from files: JSON list, JSON lines, CSV; what is wrong is said by row and field, all at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.engineer import Shift
from models.errors import InputError
from models.events import (
    EVENTS,
    EngineerLate,
    EngineerOut,
    NoShow,
    PartMissing,
    RoadClosed,
    TicketArrived,
    TicketChanged,
    VisitFinished,
    event_of,
)
from models.problem import Problem
from scheduler.generate import generate
from scheduler.loaders.events import read_events
from scheduler.loaders.formats.events_table import EVENTS as TABLE

ELEVEN = 11 * 3600


@pytest.fixture(scope="module")
def problem() -> Problem:
    return generate(tickets=10, engineers=3, seed=5, language="zh")


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_json_list_is_read_by_time(problem: Problem, tmp_path: Path) -> None:
    text = json.dumps([
        {"kind": "visit-finished", "at": "11:05", "ticket": "T-001"},
        {"kind": "engineer-out", "at": "11:00", "engineer": "E01", "until": "2026-11-24T14:00:00+08:00", "why": "病假"},
    ])  # fmt: skip
    events = read_events(written(tmp_path, "e.json", text), problem)
    assert events == (
        EngineerOut(at=ELEVEN, engineer="E01", until=14 * 3600, why="病假"),
        VisitFinished(at=ELEVEN + 300, ticket="T-001"),
    )


def test_json_lines_and_one_object_are_read(problem: Problem, tmp_path: Path) -> None:
    one = '{"kind": "no-show", "at": "11:00", "ticket": "T-001"}'
    two = '{"kind": "engineer-late", "at": "11:10", "engineer": "E01", "until": "11:40"}'
    lines = read_events(written(tmp_path, "e.jsonl", f"{one}\n\n{two}\n"), problem)
    assert lines == (
        NoShow(at=ELEVEN, ticket="T-001"),
        EngineerLate(at=ELEVEN + 600, engineer="E01", until=ELEVEN + 2400),
    )
    assert read_events(written(tmp_path, "e.json", f"{one}\n{two}"), problem) == lines
    assert read_events(written(tmp_path, "one.json", one), problem) == lines[:1]


def test_a_csv_has_a_row_for_each_and_a_new_tickets_columns(problem: Problem, tmp_path: Path) -> None:
    text = (
        "kind,at,who,why,engineer,ticket,until,ready,lat,lon,radius_km,duration_min,priority,window_start,window_end\n"
        "engineer-out,11:00,王莉,病假,E01,,,,,,,,,,\n"
        "ticket-arrived,11:01,,,,N1,,,31.2,121.5,,50,1,11:30,14:00\n"
        "ticket-changed,11:02,,,,T-002,,,,,,,2,13:00,15:00\n"
        "part-missing,11:03,,,,T-003,,15:00,,,,,,,\n"
        "road-closed,11:04,,,,,12:00,,31.2,121.5,3,,,,\n"
    )
    out, arrived, changed, part, road = read_events(written(tmp_path, "e.csv", text), problem)
    assert out == EngineerOut(at=ELEVEN, engineer="E01", who="王莉", why="病假")
    assert isinstance(arrived, TicketArrived)
    assert (arrived.ticket.id, arrived.ticket.duration, arrived.ticket.priority) == ("N1", 3000, 1)
    assert (arrived.ticket.windows[0].start, arrived.ticket.windows[0].end) == (ELEVEN + 1800, 14 * 3600)
    assert isinstance(changed, TicketChanged)
    assert (changed.ticket, changed.priority, len(changed.windows or ())) == ("T-002", 2, 1)
    assert part == PartMissing(at=ELEVEN + 180, ticket="T-003", ready=15 * 3600)
    assert isinstance(road, RoadClosed)
    assert (road.lat, road.lon, road.radius_km, road.until) == (31.2, 121.5, 3.0, 12 * 3600)


def test_chinese_headings_and_encoding_are_read(problem: Problem, tmp_path: Path) -> None:
    text = "事件,时间,上报人,工程师,工单\nengineer-out,11:00,王莉,E01,\nno-show,11:05,,,T-001\n"
    events = read_events(written(tmp_path, "e.csv", text.encode("gb18030")), problem)
    assert [event.kind for event in events] == ["engineer-out", "no-show"]
    assert events[0].who == "王莉"


def test_a_new_ticket_in_json_is_one_of_the_day_format(problem: Problem, tmp_path: Path) -> None:
    ticket = {"id": "N1", "place": {"lat": 31.2, "lon": 121.5}, "duration": 3600, "priority": 1,
              "windows": [{"start": "12:00", "end": "14:00"}], "respond_by": "13:00"}  # fmt: skip
    text = json.dumps([{"kind": "ticket-arrived", "at": "11:00", "ticket": ticket}])
    (event,) = read_events(written(tmp_path, "e.json", text), problem)
    assert isinstance(event, TicketArrived)
    assert event.ticket.respond_by == 13 * 3600


def test_everything_wrong_in_json_is_said_at_once_by_position(problem: Problem, tmp_path: Path) -> None:
    text = json.dumps([
        {"kind": "enginer-out", "at": "11:00"},
        {"kind": "engineer-out", "at": "25:00", "engineer": "E01"},
        {"kind": "engineer-out", "at": "11:00"},
        {"kind": "no-show", "at": "11:00", "ticket": "T-001", "tiket": "T"},
        "no event",
    ])  # fmt: skip
    with pytest.raises(InputError) as error:
        read_events(written(tmp_path, "e.json", text), problem)
    found = [(one.row, one.field, one.rule) for one in error.value.troubles]
    assert found == [
        (1, "kind", "unknown-event"),
        (2, "at", "time"),
        (3, "engineer", "event-value"),
        (4, "tiket", "event-value"),
        (5, "", "not-an-event"),
    ]
    assert "you mean 'engineer-out'" in str(error.value)
    assert "you mean 'ticket'" in str(error.value)
    assert all(one.maybe and one.file == "e.json" for one in error.value.troubles)


def test_everything_wrong_in_a_csv_is_said_at_once_by_row(problem: Problem, tmp_path: Path) -> None:
    text = "kind,at,engineer,ticket\nengineer-out,soon,E01,\nsleep,11:00,,\nno-show,11:00,,\nno-show,,,T-001\n"
    with pytest.raises(InputError) as error:
        read_events(written(tmp_path, "e.csv", text), problem)
    found = [(one.row, one.field, one.rule) for one in error.value.troubles]
    assert found == [
        (2, "at", "time"),
        (3, "kind", "choice"),
        (4, "ticket", "missing-value"),
        (5, "at", "missing-value"),
    ]


def test_a_file_that_is_not_there_is_named(problem: Problem, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing\.json: --events: does not exist"):
        read_events(tmp_path / "nothing.json", problem)


def test_a_file_that_is_no_list_is_refused(problem: Problem, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no list of events"):
        read_events(written(tmp_path, "e.json", '{"engineers": []}'), problem)


def test_every_field_of_every_event_has_a_column() -> None:
    known = set(TABLE.column) | {"ticket", "place", "duration", "plan", "spots", "pins", "undoes", "corrected"}
    for event in EVENTS:
        assert set(event.model_fields) - known - {"windows"} == set(), event.kind


def test_an_event_is_the_same_after_plain_data(problem: Problem) -> None:
    event = TicketChanged(at=ELEVEN, ticket="T-001", priority=2, who="王莉", why="重要")
    assert event_of(event.to_json(problem.clock), problem.clock) == event
    assert event.to_json(problem.clock)["at"] == "2026-11-24T11:00:00+08:00"


TWO_DAYS = ("2026-11-24 08:00", "2026-11-24 17:00"), ("2026-11-25 08:00", "2026-11-25 17:00")


@pytest.mark.parametrize("name", ["e.csv", "e.json"])
@pytest.mark.parametrize(
    ("seen_from", "at", "until"),
    [
        (None, None, None),
        ("2026-11-24T10:05", "2026-11-24T10:00", "2026-11-24T11:30"),
        ("2026-11-25T10:05", "2026-11-25T10:00", "2026-11-25T11:30"),
        ("2026-11-25T07:45", "2026-11-25T10:00", "2026-11-25T11:30"),  # before its shift: that calendar day
    ],
)
def test_times_of_day_on_a_horizon_of_two_days_are_seen_from_the_moment(
    problem: Problem, tmp_path: Path, name: str, seen_from: str | None, at: str | None, until: str | None
) -> None:
    clock, (first, *others) = problem.clock, problem.engineers
    shifts = tuple(
        Shift(id=f"{first.id}@{k}", start=clock.seconds(start), end=clock.seconds(end))
        for k, (start, end) in enumerate(TWO_DAYS)
    )
    problem = problem.replace(engineers=(first.but(shifts=shifts), *others))
    text = {
        "e.csv": f"kind,at,engineer,until\nengineer-late,10:00,{first.id},11:30\n",
        "e.json": f'[{{"kind": "engineer-late", "at": "10:00", "engineer": "{first.id}", "until": "11:30"}}]',
    }[name]
    moment = clock.seconds(seen_from) if seen_from is not None else None
    if at is None or until is None:
        with pytest.raises(InputError, match="this day holds it 2 times"):
            read_events(written(tmp_path, name, text), problem, moment)
        return
    (event,) = read_events(written(tmp_path, name, text), problem, moment)
    assert isinstance(event, EngineerLate)
    assert (event.at, event.until) == (clock.seconds(at), clock.seconds(until))

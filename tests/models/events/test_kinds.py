"""A kind of event is one file, and known everywhere: to people in two languages, to files of every form, to pages."""

from __future__ import annotations

import csv
import json
import random
from importlib import import_module
from pathlib import Path

import pytest

from models.events import EVENTS, KINDS, DisputeRuled, Event, State, event_of, fold, situation_of
from models.problem import Problem
from scheduler.generate import generate
from scheduler.loaders.events import read_events
from scheduler.loaders.formats.events_table import EVENTS as TABLE
from scheduler.replan.random_events import OFTEN

ROOT = Path(__file__).parents[3]
FILES = sorted(path.stem for path in (ROOT / "models/events/kinds").glob("[a-z]*.py"))
NEVER_MADE_UP = {"plan-published", "dispute-ruled", "rule-waived", "report-withdrawn"}
"""What somebody decides, and what speaks of another report."""
IN_TABLES = [event for event in EVENTS if event.kind != "plan-published"]
"""A plan does not fit into a row."""
MORE = {
    "ticket-arrived": {"lat": "31.2", "lon": "121.5", "duration_min": "50", "priority": "1"},
    "ticket-changed": {"priority": "2"},
    "engineer-position": {"lat": "31.2", "lon": "121.5"},
    "road-closed": {"lat": "31.2", "lon": "121.5"},
}


@pytest.fixture(scope="module")
def problem() -> Problem:
    return generate(tickets=12, engineers=4, seed=5, language="zh")


def row(event: type[Event], kind: str) -> dict[str, str]:
    """A row as the columns of the kind have it."""
    cells = {"kind": kind, "at": "15:05"}
    cells |= {column.name: column.example for column in event.cells if column.name not in ("lat", "lon")}
    if event.kind == "engineer-late":
        cells["until"] = "16:00"
    return cells | MORE.get(event.kind, {})


def test_every_file_holds_one_kind_and_every_kind_has_a_file() -> None:
    found = {}
    for name in FILES:
        module = import_module(f"models.events.kinds.{name}")
        classes = [found for found in vars(module).values() if isinstance(found, type) and issubclass(found, Event)]
        own = [event for event in classes if event.__module__ == module.__name__]
        assert len(own) == 1, name
        found[name] = own[0]
        assert own[0].kind == name.replace("_", "-"), "a file is named after the kind in it"
    assert set(found.values()) == set(EVENTS) and len(EVENTS) == len(KINDS)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
def test_a_kind_has_words_in_both_languages_and_a_meaning(event: type[Event]) -> None:
    english, chinese = event.label
    assert english and english.isascii() and chinese and not chinese.isascii()
    assert event.__doc__ and event.__doc__.rstrip().endswith(".")


def test_no_two_kinds_have_one_name() -> None:
    assert len({label for event in EVENTS for label in event.label}) == 2 * len(EVENTS)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
def test_its_example_is_one(event: type[Event], problem: Problem) -> None:
    made = event_of({"kind": event.kind, "at": "2026-11-24T10:50:00+08:00", **timed(event.example)}, problem.clock)
    assert type(made) is event
    assert event_of(made.to_json(problem.clock), problem.clock) == made


def timed(example: dict[str, object]) -> dict[str, object]:
    """With the times of day as ISO 8601."""
    return {name: f"2026-11-24T{value}:00+08:00" if isinstance(value, str) and value[2:3] == ":" else value
            for name, value in example.items()}  # fmt: skip


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
@pytest.mark.parametrize("language", [0, 1])
def test_json_is_read_by_either_name(event: type[Event], language: int, problem: Problem, tmp_path: Path) -> None:
    name = event.label[1] if language else event.kind
    path = tmp_path / "events.json"
    path.write_text(json.dumps([{"kind": name, "at": "10:50", **event.example}]), encoding="utf-8")
    (made,) = read_events(path, problem)
    assert type(made) is event


@pytest.mark.parametrize("event", IN_TABLES, ids=lambda event: event.kind)
@pytest.mark.parametrize("language", [0, 1])
def test_a_row_is_read_by_either_name_with_headings_in_either_language(
    event: type[Event], language: int, problem: Problem, tmp_path: Path
) -> None:
    cells = row(event, event.label[1] if language else event.kind)
    if language:
        cells = {TABLE.column[name].chinese if name in TABLE.column else "工单": cell for name, cell in cells.items()}
    path = tmp_path / "events.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([list(cells), list(cells.values())])
    (made,) = read_events(path, problem)
    assert type(made) is event


def test_a_workbook_holds_all_of_them_in_one_sheet(problem: Problem, tmp_path: Path) -> None:
    from openpyxl import Workbook

    rows = [row(event, event.label[1]) for event in IN_TABLES]
    columns = list(dict.fromkeys(name for cells in rows for name in cells))
    book = Workbook()
    book.active.title = "事件"
    for line in (columns, *([cells.get(name) for name in columns] for cells in rows)):
        book.active.append(line)
    book.create_sheet("notes")
    book.save(tmp_path / "events.xlsx")
    read = read_events(tmp_path / "events.xlsx", problem)
    assert sorted(event.kind for event in read) == sorted(event.kind for event in IN_TABLES)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
def test_the_page_has_a_line_with_its_fields_and_meaning(event: type[Event]) -> None:
    page = (ROOT / "docs/events.md").read_text(encoding="utf-8")
    line = next(line for line in page.splitlines() if line.startswith(f"| `{event.kind}` | {event.label[1]} |"))
    assert all(f"`{name}`" in line for name in set(event.model_fields) - set(Event.model_fields))


def test_who_makes_events_up_makes_every_kind_that_happens_by_itself(problem: Problem) -> None:
    """In the course of a day, each of them at some time; none is refused on the day it was made of."""
    from scheduler import plan

    dice, made = random.Random(7), set()
    published = plan(problem, iterations=300, proof=False).plan
    for now in range(8 * 3600, 18 * 3600, 1200):
        situation = situation_of(State(problem, published), now)
        for event in EVENTS:
            if (found := event.made_up(dice, situation)) is not None:
                made.add(event.kind)
                assert type(found) is event and found.at == now
                assert not fold(State(problem, published), [found]).disputes, event.kind
    assert made == set(KINDS) - NEVER_MADE_UP - {"training-cancelled"} | ({"training-cancelled"} & made)
    assert set(OFTEN) <= set(KINDS) - NEVER_MADE_UP


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
def test_the_state_takes_every_kind_even_where_it_contradicts(event: type[Event], problem: Problem) -> None:
    """Ids of the example are strange to the day: a dispute or nothing, and what comes after it still counts."""
    made = event_of({"kind": event.kind, "at": "2026-11-24T10:50:00+08:00", **timed(event.example)}, problem.clock)
    after = fold(State(problem, None), [made])
    assert after.now == made.at and after.received == (made,)
    if not made.decides and after.disputes:
        ruling = DisputeRuled(at=made.at + 60, report=made.id, ruling="apply", why="it is so")
        fold(after, [ruling])
    assert made.decides or not set(event.private) & {"ticket", "engineer"}

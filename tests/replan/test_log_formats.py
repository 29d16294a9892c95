"""Logs of former formats are read, gone on with, and verified; what they hold in the chain stays there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.events import EngineerOut, Event, ReportWithdrawn, VisitStarted
from models.problem import Problem
from scheduler.replan.log import append, read_log
from scheduler.replan.verify import verify
from scheduler.store.journal import FileJournal
from tests.compile.small import CLOCK
from tests.replan.small import at, published

OUT = EngineerOut(at=at("08:30"), engineer="E2", who="Li", why="ill")


def second_format(path: Path, day: Problem, *events: Event) -> None:
    """A journal whose entries have no keys, and reasons and names in the chain."""
    title = {"format": "paigong-log-2", "day": day.name, "origin": CLOCK.iso(0)}
    entries = [title, *(event.to_json(CLOCK) for event in events)]
    FileJournal(path).append([json.dumps(entry, ensure_ascii=False).encode() for entry in entries])


@pytest.fixture
def day() -> Problem:
    return published()


@pytest.fixture
def log(day: Problem, tmp_path: Path) -> Path:
    path = tmp_path / "day.jsonl"
    second_format(path, day, OUT)
    return path


def test_a_log_without_keys_and_documents_is_read_and_gone_on_with(day: Problem, log: Path) -> None:
    assert read_log(log, day).events == (OUT,)
    started = VisitStarted(at=at("08:40"), ticket="T1", who="Zhao", why="as planned")
    append(log, day, [started])
    read = read_log(log, day).events
    assert read[0] == OUT and read[1].but(key="") == started
    found = verify(log)
    assert (found.head.count, found.documents, found.deleted, found.unnamed) == (3, 1, (), ())
    assert b"Zhao" not in log.read_bytes() and b"Li" in log.read_bytes()


def test_what_such_a_log_has_already_is_not_written_again(day: Problem, log: Path) -> None:
    append(log, day, [OUT])
    assert read_log(log, day).events == (OUT,)


def test_a_report_without_a_key_is_taken_back_by_its_number(day: Problem, log: Path) -> None:
    append(log, day, [ReportWithdrawn(at=at("08:45"), report="2", why="it was E3")])
    state = read_log(log, day).state()
    assert state.problem.engineer["E2"].absences == () and dict(state.withdrawn) and not state.disputes

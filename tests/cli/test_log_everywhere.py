"""One log: every question about a day in progress can be asked of it, and then no plan need be named."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import typer

from scheduler.cli.main import app, verbs
from scheduler.loaders import load
from tests.cli.call import Call

NEW = '{"id": "N1", "place": {"lat": 53.80, "lon": -1.55}, "duration": 1800, "priority": 2}'

ASKED: dict[str, tuple[str, ...]] = {
    "check": (),
    "chances": (),
    "explain": ("T-001", "--no-resolve"),
    "why-not": ("T-001", "E01", "--iterations", "20"),
    "try": ("T-001",),
    "suggest": ("T-001",),
    "emergency": ("--new", "NEW"),
    "slots": ("--new", "NEW"),
    "hold": ("--new", "NEW", "--from", "10:00", "--to", "16:00", "--until", "07:40", "--holds", "HOLDS"),
    "gap": ("E01", "--from", "09:00", "--to", "10:00"),
    "report": ("--out", "OUT.html"),
    "convert": ("OUT",),
    "replan": ("--iterations", "20"),
    "board": (),
    "handover": (),
}
"""Verb -> what is asked of the log at 07:30, beside the day."""

WRITE = {"accept", "undo", "close", "book", "follow", "receive", "shell"}
"""Verbs that write the log, or that a page of tests of their own asks."""


def options(verb: str) -> set[str]:
    """Arguments and options of a verb."""
    made = typer.main.get_command(app([verb, "rules"]))
    return {name for parameter in made.commands[verb.replace("_", "-")].params  # type: ignore[attr-defined]
            for name in (parameter.name, *parameter.opts)}  # fmt: skip


@pytest.fixture(scope="module")
def log(small_day: Path, planned: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan is published, and at seven E01 is held up until nine."""
    from models.events import EngineerLate, PlanPublished
    from scheduler.loaders.plan_file import read_plan
    from scheduler.replan.log import append

    problem = load(small_day)
    path = tmp_path_factory.mktemp("logs") / "day.jsonl"
    events = (PlanPublished(at=0, plan=read_plan(planned, problem)), EngineerLate(at=7 * 3600, engineer="E01",
                                                                                until=9 * 3600))  # fmt: skip
    append(path, problem, events)
    return path


def test_whoever_asks_about_a_plan_can_ask_the_log() -> None:
    """A new verb about a plan has ``--log``, and is asked here."""
    found = {verb.replace("_", "-"): options(verb) for verb in verbs()}
    with_log = {verb for verb, names in found.items() if "--log" in names}
    assert {verb for verb, names in found.items() if "plan" in names} <= with_log
    assert with_log - WRITE == set(ASKED)


@pytest.mark.parametrize("verb", ASKED)
def test_a_question_is_asked_of_the_log(verb: str, small_day: Path, log: Path, tmp_path: Path, call: Call) -> None:
    (tmp_path / "NEW").write_text(NEW, encoding="utf-8")
    words = [str(tmp_path / word) if word.startswith(("NEW", "HOLDS", "OUT")) else word for word in ASKED[verb]]
    code, out, err = call(verb, small_day, *words, "--log", log, "--at", "07:30")
    assert code in (0, 4), err
    assert out or code == 4
    if verb == "report":
        assert (tmp_path / "OUT.html").stat().st_size > 100_000


def test_the_plan_beside_a_log_may_be_named_all_the_same(small_day: Path, planned: Path, log: Path, call: Call) -> None:
    of_log = call("suggest", small_day, "T-001", "--log", log, "--at", "07:30")
    assert call("suggest", small_day, planned, "T-001", "--log", log, "--at", "07:30") == of_log
    assert call("suggest", small_day, "-", "T-001", "--log", log, "--at", "07:30") == of_log


def test_the_report_of_a_running_day_draws_planned_against_happened_at_any_past_moment(
    small_day: Path, planned: Path, log: Path, tmp_path: Path, call: Call
) -> None:
    def drawn(*words: object) -> str:
        code, _, err = call("report", small_day, *words, "--out", tmp_path / "r.html")
        assert code == 0, err
        return (tmp_path / "r.html").read_text(encoding="utf-8")

    late = drawn("--log", log, "--at", "09:30")
    early = drawn("--log", log, "--at", "06:30")
    plain = drawn(planned)
    count = len(json.loads((planned / "plan.json").read_text(encoding="utf-8"))["routes"])
    assert late.count(',"planned",') == early.count(',"planned",') >= count
    assert plain.count(',"planned",') == 0
    assert '"now":null' in plain
    assert '"now":null' not in late
    assert late != early, "what was known at half past six is another picture"
    counts = re.search(r'"served":(\d+),"open":(\d+),"unserved":(\d+)', late)
    assert counts is not None
    served, asked, unserved = map(int, counts.groups())
    assert served + unserved == asked, "who has been served already was asked for too"


def test_without_a_log_a_plan_is_needed(small_day: Path, call: Call) -> None:
    code, _, err = call("check", small_day, "-")
    assert code == 2
    assert "Maybe name one, or the day's event log with --log" in err


def test_a_workbook_of_the_day_in_progress(small_day: Path, log: Path, tmp_path: Path, call: Call) -> None:
    from openpyxl import load_workbook

    assert call("report", small_day, "--log", log, "--at", "07:30", "--out", tmp_path / "plan.xlsx")[0] == 0
    assert "Overview 总览" in load_workbook(tmp_path / "plan.xlsx").sheetnames


def test_a_past_moment_is_looked_at_as_it_was_known(small_day: Path, log: Path, call: Call) -> None:
    late = json.loads(call("replan", small_day, "--log", log, "--at", "07:30", "--json", "--iterations", 20)[1])
    before = json.loads(call("replan", small_day, "--log", log, "--at", "06:30", "--json", "--iterations", 20)[1])
    assert [event["kind"] for event in late["happened"]] == ["engineer-late"]
    assert "happened" not in before


def test_a_converted_day_in_progress_is_the_same_question(
    small_day: Path, log: Path, tmp_path: Path, call: Call
) -> None:
    """At ten some visits are over: read again, they are closed and the others are open."""
    assert call("convert", small_day, tmp_path / "now", "--log", log, "--at", "10:00")[0] == 0
    now = load(tmp_path / "now")
    assert now.clock.text(now.now) == "10:00"
    assert {ticket.status for ticket in now.tickets} >= {"finished", "open"}
    again = json.loads(call("replan", tmp_path / "now", "--json", "--iterations", 20)[1])
    told = json.loads(call("replan", small_day, "--log", log, "--at", "10:00", "--json", "--iterations", 20)[1])
    assert again["stays"] == told["stays"]


def test_how_much_stays_means_nothing_before_the_day_and_is_refused(small_day: Path, planned: Path, call: Call) -> None:
    for option in (("--freeze", "30"), ("--divert",)):
        code, _, err = call("check", small_day, planned, *option)
        assert code == 2
        assert option[0] in err and "no effect" in err
        assert call("check", small_day, planned, *option, "--at", "07:30")[0] in (0, 4)

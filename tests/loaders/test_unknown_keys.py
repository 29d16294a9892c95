"""In our own formats a key that is not known is an error; what is not needed is listed beforehand, with a reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import InputError, Trouble
from scheduler.loaders import json_of, load, load_with_rejects
from scheduler.loaders.events import read_events
from scheduler.loaders.ledger import Account
from tests.loaders.edits import TINY, Edit, add, copy_of_tiny, put, swap

SHIFTS = "engineer_id,start,end,break_min,break_earliest,break_latest"
MATRIX = "from,to,seconds,metres\nA,B,600,5000\nB,A,600,5000\n"

UNKNOWN: dict[str, tuple[Edit, str, str]] = {
    "shifts.csv": (swap("shifts.csv", SHIFTS, SHIFTS.replace("break_min", "brake_min")), "brake_min", "'break_min'"),
    "engineers.csv": (swap("engineers.csv", "points", "nickname"), "nickname", "x_nickname"),
    "territories.csv": (swap("territories.csv", "stop_min", "stop_mn"), "stop_mn", "'stop_min'"),
    "tickets.csv": (swap("tickets.csv", "asset", "window_sart"), "window_sart", "x_window_sart"),
    "travel.csv": (put("travel.csv", MATRIX.replace("metres", "meters")), "meters", "'metres'"),
    "absences.csv": (swap("absences.csv", "kind", "knd"), "knd", "'kind'"),
}


def _refused(read: Callable[[], object]) -> list[Trouble]:
    with pytest.raises(InputError) as caught:
        read()
    return list(caught.value.troubles)


@pytest.mark.parametrize("file", UNKNOWN)
def test_a_column_of_ours_that_is_mistyped_is_refused_with_the_nearest_name(file: str, tmp_path: Path) -> None:
    edit, field, maybe = UNKNOWN[file]
    day = copy_of_tiny(tmp_path)
    edit(day)
    (trouble,) = (one for one in _refused(lambda: load(day)) if one.rule == "unknown-column")
    assert (trouble.file, trouble.field) == (file, field)
    assert maybe in trouble.maybe


def _keys(day: Path, file: str) -> Account:
    loaded = load_with_rejects(day)
    assert loaded.ledger.open() == ()
    return next(one for one in loaded.ledger.accounts() if (one.source, one.kind) == (file, "key"))


@pytest.mark.parametrize(
    "words", ["ignore: {engineers: {nickname: for the party}}", "ignore: {engineers.nickname: for the party}"]
)
def test_a_column_listed_beforehand_is_ignored_with_its_reason(words: str, tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    swap("engineers.csv", "points", "nickname")(day)
    add("day.yaml", words)(day)
    assert _keys(day, "engineers.csv").ignored == {"for the party": 1}


def test_a_column_of_tickets_that_is_listed_is_not_kept_with_the_ticket(tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    add("day.yaml", "ignore: {tickets: {asset: the ERP knows it}}")(day)
    assert load(day).ticket["T1"].extra == {}
    assert _keys(day, "tickets.csv").ignored == {"the ERP knows it": 1}


def test_a_column_that_says_it_is_somebodys_own_is_ignored_outside_tickets(tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    swap("engineers.csv", "points", "x_points")(day)
    assert _keys(day, "engineers.csv").ignored == {"somebody's own (x_)": 1}


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("ignore: [shoe]", "ignore"),
        ("ignore: {enginers: {shoe: why}}", "ignore.enginers"),
        ("ignore: {engineers: [shoe]}", "ignore.engineers"),
        ("ignore: {engineers: {shoe: }}", "ignore.engineers.shoe"),  # no reason
        ("ignore: {engineers: {points: why}}", "ignore.engineers.points"),  # one of ours
        ("ignore: {files: {shifts.csv: why}}", "ignore.files.shifts.csv"),
    ],
)
def test_a_list_of_what_is_not_needed_that_cannot_be_meant_is_refused(words: str, field: str, tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    add("day.yaml", words)(day)
    assert [trouble.field for trouble in _refused(lambda: load(day))] == [field]


@pytest.mark.parametrize("name", ["vehicle.csv", "skill.csv", "Skills.CSV", "skills.xlsx", "certificate.csv"])
def test_a_file_that_is_a_slip_of_a_table_is_refused(name: str, tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    put(name, "engineer_id,skill\nE1,HVAC\n")(day)
    if name == "vehicle.csv":  # of no table: said, and its rows are counted
        loaded = load_with_rejects(day)
        assert [note.rule for note in loaded.notes] == ["unused-file"]
        assert [one.set_aside for one in loaded.ledger.accounts() if one.source == name] == [{"unused-file": 1}]
        return
    assert [(one.file, one.rule) for one in _refused(lambda: load(day))] == [(name, "unused-file")]
    add("day.yaml", f"ignore: {{files: {{{name}: last year's}}}}")(day)
    (account,) = (one for one in load_with_rejects(day).ledger.accounts() if one.source == name)
    assert account.ignored == {"last year's": 1}


def test_files_of_other_verbs_may_lie_beside_a_day(tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    for name in ("events.csv", "rejects.csv", "README.md", "notes.txt"):
        put(name, "a,b\n1,2\n")(day)
    assert load_with_rejects(day).notes == ()


def _json_day(tmp_path: Path, spoil: Callable[[dict[str, object]], None]) -> Path:
    data = json_of(load(TINY))
    spoil(data)
    path = tmp_path / "day.json"
    path.write_text(json.dumps(data))
    return path


def test_a_key_deep_in_a_json_day_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    def spoil(data: dict[str, object]) -> None:
        data["engineers"][0]["shifts"][0]["strat"] = 1  # type: ignore[index]

    (trouble,) = _refused(lambda: load(_json_day(tmp_path, spoil)))
    assert (trouble.rule, trouble.field) == ("unknown-key", "shifts.0.strat")
    assert "'start'" in trouble.maybe


def test_a_key_of_a_json_day_can_be_listed_and_one_that_is_not_sets_its_item_aside(tmp_path: Path) -> None:
    def spoil(data: dict[str, object]) -> None:
        data["tickets"][0]["colour"] = data["tickets"][1]["smell"] = "red"  # type: ignore[index]
        data["ignore"] = {"tickets": {"colour": "nobody asks"}}

    loaded = load_with_rejects(_json_day(tmp_path, spoil), reject_bad_rows=True)
    (keys,) = (one for one in loaded.ledger.accounts() if one.source == "day.json" and one.kind == "key")
    assert (keys.ignored, keys.set_aside) == ({"nobody asks": 1}, {"unknown-key": 1})
    # the ticket with the key nobody knows is left to people, the one with the listed key is planned
    assert [bool(ticket.set_aside) for ticket in loaded.problem.tickets[:2]] == [False, True]


def test_a_cell_of_an_event_that_means_nothing_for_its_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("kind,at,engineer,ticket,priority\nengineer-out,11:00,E1,,2\nticket-cancelled,11:05,E1,T1,\n")
    found = [(one.row, one.field, one.rule) for one in _refused(lambda: read_events(path, load(TINY)))]
    # somebody who falls out has no priority, and a ticket is cancelled whoever was to serve it
    assert found == [(2, "priority", "event-column"), (3, "engineer", "event-column")]


def test_a_column_of_events_that_is_not_known_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("kind,at,enginer\nengineer-out,11:00,E1\n")
    assert {one.field for one in _refused(lambda: read_events(path, load(TINY)))} >= {"enginer"}

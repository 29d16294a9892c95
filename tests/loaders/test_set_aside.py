"""Rows that are set aside: nobody is forgotten, grants remove nobody, unreadable restrictions keep people home."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.errors import InputError
from scheduler import plan
from scheduler.loaders import Loaded, json_of, load, load_with_rejects
from tests.loaders.edits import TINY, add, copy_of_tiny, put, swap

T, E, S = "tickets.csv", "engineers.csv", "shifts.csv"
ABSENT = "engineer_id,start,end,kind\n"


def _aside(day: Path) -> Loaded:
    return load_with_rejects(day, reject_bad_rows=True)


def _accounts(loaded: Loaded) -> dict[str, dict[str, int]]:
    """Source -> how many rows were found, used, set aside, ignored."""
    return {
        account.source: {"found": account.found, "used": account.used, "aside": sum(account.set_aside.values()),
                         "ignored": sum(account.ignored.values())}
        for account in loaded.ledger.accounts() if account.kind == "row"
    }  # fmt: skip


def test_a_ticket_without_a_place_is_unserved_and_the_rest_of_the_day_is_planned(tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    swap(T, "31.2204,121.4537", ",")(day)  # of a customer without other visits
    loaded = load_with_rejects(day)
    assert [note.rule for note in loaded.notes if note.rule == "no-place"] == ["no-place"]
    result = plan(loaded.problem, iterations=20)
    assert "T3" in result.plan.unserved
    assert result.report.feasible
    assert len(result.plan.served()) == len(plan(load(TINY), iterations=20).plan.served()) - 1


def test_with_reject_bad_rows_it_is_among_the_rejects_too(tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    swap(T, "31.2204,121.4537", ",")(day)  # of a customer without other visits
    loaded = _aside(day)
    assert [(reject.file, reject.row, reject.troubles[0].rule) for reject in loaded.rejects] == [(T, 4, "no-place")]
    assert "T3" in {ticket.id for ticket in loaded.problem.open_tickets}


def test_a_row_without_an_id_is_a_customer_all_the_same(tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    swap(T, "T2,", ",")(day)
    # the second ticket stands in row 3
    assert "tickets.csv:3" in _aside(day).problem.ticket


def test_a_copy_of_a_row_is_set_aside_once_and_its_ticket_is_planned(tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    swap(T, "T2,", "T1,")(day)
    loaded = _aside(day)
    assert [(reject.row, reject.troubles[0].rule) for reject in loaded.rejects] == [(3, "duplicate-id")]
    assert not loaded.problem.ticket["T1"].set_aside
    assert len(loaded.problem.tickets) == len(load(TINY).tickets) - 1


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("skills.csv", "engineer_id,skill,level\nE2,NET,nine\n"),
        ("certificates.csv", "engineer_id,certificate,expires\nE2,HV,someday\n"),
        ("vans.csv", "engineer_id,part,pieces\nE2,FUSE,-1\n"),
    ],
)
def test_a_bad_row_that_grants_something_removes_nobody(table: str, text: str, tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    put(table, text)(day)
    loaded = _aside(day)
    assert [(reject.file, reject.row) for reject in loaded.rejects] == [(table, 2)]
    assert loaded.problem.engineer["E2"].shifts == load(TINY).engineer["E2"].shifts


@pytest.mark.parametrize("table", ["absences.csv", "trainings.csv"])
def test_a_restriction_that_cannot_be_read_keeps_the_engineer_home_by_name(table: str, tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    put(table, "engineer_id,start,end\nE2,noonish,2026-11-24 15:00\n")(day)
    loaded = _aside(day)
    assert loaded.problem.engineer["E2"].shifts == ()
    assert loaded.problem.engineer["E1"].shifts
    said = [note for note in loaded.notes if note.rule == "engineer-blocked"]
    assert len(said) == 1
    assert f"E2 is not planned: row 2 of {table}" in said[0].message


def test_an_empty_key_cell_means_none(tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    put("certificates.csv", "engineer_id,certificate,expires\nE1,,\nE2,HV,2027-01-01\n")(day)
    loaded = load_with_rejects(day)
    assert [one.certificate for one in loaded.problem.engineer["E2"].certificates][-1] == "HV"
    assert _accounts(loaded)["certificates.csv"] == {"found": 2, "used": 1, "aside": 0, "ignored": 1}


def test_a_row_that_names_nothing_and_says_something_about_it_is_said(tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    put("certificates.csv", "engineer_id,certificate,expires\nE1,,2027-01-01\n")(day)
    assert [note.row for note in load_with_rejects(day).notes if note.rule == "names-nothing"] == [2]


def test_one_sheet_may_be_good_for_one_table_and_bad_for_another(tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text("order,lat,lon,dur\nA1,31.23,121.47,60\n")
    (tmp_path / "staff.csv").write_text(
        "id,lat,lon,cert,until,s,e\n"
        "W1,31.23,121.48,,,2026-11-24 08:30,2026-11-24 17:30\n"
        "W2,31.24,121.48,HV,whenever,2026-11-24 08:30,2026-11-24 17:30\n"
    )
    mapping = tmp_path / "ours.yaml"
    mapping.write_text(
        "tables:\n"
        "  tickets: {table: [orders], columns: {ticket_id: order, lat: lat, lon: lon, duration_min: dur}}\n"
        "  engineers: {table: [staff], columns: {engineer_id: id, lat: lat, lon: lon}}\n"
        "  shifts: {table: [staff], columns: {engineer_id: id, start: s, end: e}}\n"
        "  certificates: {table: [staff], columns: {engineer_id: id, certificate: cert, expires: until}}\n"
    )
    loaded = load_with_rejects(tmp_path, mapping=mapping, reject_bad_rows=True)
    # W1 holds no certificate, W2's cannot be read; both work
    assert {engineer.id: len(engineer.shifts) for engineer in loaded.problem.engineers} == {"W1": 1, "W2": 1}
    assert [(reject.file, reject.row) for reject in loaded.rejects] == [("staff.csv", 3)]
    # W1's row is used (and names no certificate), of W2's a part is set aside
    assert _accounts(loaded)["staff.csv"] == {"found": 2, "used": 1, "aside": 1, "ignored": 0}


def test_what_hangs_on_a_row_that_is_set_aside_is_not_called_unknown(tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    swap(E, "junior", "beginner")(day)
    swap(T, ",certificates,", ",required_engineers,")(day)
    add(T, "T9,x,C,31.2,121.4,north,repair,60,,,E3,,,,,3,,,,")(day)
    why = {reject.row: reject.troubles for reject in _aside(day).rejects if reject.file == T}
    assert [trouble.rule for trouble in why[6]] == ["engineer-set-aside"]
    assert why[6][0].message == "the row of engineer E3 is set aside"


def test_a_bad_item_of_json_stays_as_a_ticket_nobody_is_sent_to(tmp_path: Path) -> None:
    data = json_of(load(TINY))
    data["tickets"][0]["priority"] = 9
    data["tickets"][1].pop("place")
    data["engineers"][0].setdefault("skills", []).append({"skill": "", "level": 3})
    (tmp_path / "day.json").write_text(json.dumps(data))
    loaded = load_with_rejects(tmp_path / "day.json", reject_bad_rows=True)
    aside = {ticket.id: ticket.set_aside for ticket in loaded.problem.tickets if ticket.set_aside}
    assert set(aside) == {data["tickets"][0]["id"], data["tickets"][1]["id"]}
    # a skill without a name is one skill less, not one engineer less
    assert loaded.problem.engineer[data["engineers"][0]["id"]].shifts
    assert set(plan(loaded.problem, iterations=10).plan.unserved) >= set(aside)


def test_a_day_without_a_mistake_adds_up() -> None:
    loaded = load_with_rejects(TINY)
    assert loaded.ledger.open() == ()
    assert all(account["found"] == account["used"] for account in _accounts(loaded).values())


@pytest.mark.parametrize(
    ("column", "cell"),
    [("excluded_engineers", "E1@someday"), ("windows", "morning"), ("load", "heavy"), ("required_engineers", "@2026"),
     ("parts_ready_at", "soon")],
)  # fmt: skip
def test_a_restriction_of_a_ticket_that_cannot_be_read_leaves_it_unserved_by_name(
    column: str, cell: str, tmp_path: Path
) -> None:
    day = copy_of_tiny(tmp_path)
    swap(T, ",asset", f",{column}")(day)
    swap(T, ",E1,AC-4711", f",E1,{cell}")(day)
    loaded = _aside(day)
    assert [(reject.row, reject.troubles[0].field) for reject in loaded.rejects] == [(2, column)]
    assert f"row 2 of tickets.csv: {column}: " in loaded.problem.ticket["T1"].set_aside
    made = plan(loaded.problem, iterations=20)
    assert "T1" in made.plan.unserved
    assert len(loaded.problem.tickets) == len(load(TINY).tickets)  # counted like any other


@pytest.mark.parametrize(("column", "cell"), [("max_visits", "few"), ("max_work_min", "-1"), ("capacity", "much")])
def test_a_limit_of_an_engineer_that_cannot_be_read_keeps_them_home_by_name(
    column: str, cell: str, tmp_path: Path
) -> None:
    day = copy_of_tiny(tmp_path)
    swap(E, ",points,", f",{column},")(day)
    swap(E, ",120,", f",{cell},")(day)
    swap(E, ",40,", ",,")(day)
    loaded = _aside(day)
    assert "E1" not in loaded.problem.engineer
    (note,) = (note for note in loaded.notes if note.rule == "engineer-blocked")
    assert note.message.startswith(f"E1 is not planned: row 2 of engineers.csv: {column}: ")


@pytest.mark.parametrize(
    ("column", "cell"), [("HVAC:2,F-GAS", "HVAC:99,F-GAS"), ("HVAC:2,F-GAS", "HVAC:2,F-GAS@someday")]
)
def test_a_cell_that_grants_something_and_cannot_be_read_removes_nobody(column: str, cell: str, tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    swap(E, column, cell)(day)
    with pytest.raises(InputError):
        load(day)
    loaded = _aside(day)
    assert loaded.problem.engineer["E2"].shifts
    assert [(reject.file, reject.row) for reject in loaded.rejects] == [(E, 3)]
    assert _accounts(loaded)[E] == {"found": 3, "used": 2, "aside": 1, "ignored": 0}


def test_an_absence_in_json_that_cannot_be_read_keeps_the_engineer_home_by_name(tmp_path: Path) -> None:
    data = json_of(load(TINY))
    data["engineers"][1]["absences"] = [{"start": "noonish", "end": "2026-11-24T15:00:00+08:00"}]
    (tmp_path / "day.json").write_text(json.dumps(data))
    loaded = load_with_rejects(tmp_path / "day.json", reject_bad_rows=True)
    assert "E2" not in loaded.problem.engineer
    (note,) = (note for note in loaded.notes if note.rule == "engineer-blocked")
    assert note.message.startswith("E2 is not planned: item 2 of day.json[engineers]: absences.0.start: ")

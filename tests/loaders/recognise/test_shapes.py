"""Shapes of files that companies have, each on the smallest sheet that shows it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from scheduler.loaders import load_with_rejects
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.recognise.files import files_in, sheets_in
from scheduler.loaders.recognise.propose import MappingProposal, propose
from scheduler.loaders.recognise.sheet import CompanySheet, heading_row, read_sheet
from scheduler.loaders.recognise.write import text_of

PEOPLE = [["Tech ID", "Name", "Home lat", "Home lng"], ["T1", "Ann", "53.80", "-1.55"], ["T2", "Bo", "53.81", "-1.56"]]
ROSTER = [["Tech ID", "Date", "Start", "Finish"], ["T1", "2026-11-24", "08:00", "16:30"]]
ORDERS = [
    ["Job No", "Customer", "Latitude", "Longitude", "Duration (min)", "Priority"],
    ["J1", "C1", "53.80", "-1.51", "60", "High"],
    ["J2", "C2", "53.82", "-1.52", "90", "Low"],
]


def of(answers: dict[str, str] | None = None, **lines: Sequence[Sequence[object]]) -> MappingProposal:
    sheets = [read_sheet(name, f"{name}.csv", rows) for name, rows in lines.items()]
    return propose(
        [sheet for sheet in sheets if sheet is not None], {"timezone": "Europe/London"} if answers is None else answers
    )


def columns(proposal: MappingProposal, table: str) -> dict[str, object]:
    found: dict[str, object] = proposal.data["tables"][table]["columns"]
    return found


def test_three_plain_sheets_ask_nothing_but_the_zone() -> None:
    assert [one.id for one in of({}, jobs=ORDERS, technicians=PEOPLE, roster=ROSTER).questions] == ["timezone"]
    assert not of(jobs=ORDERS, technicians=PEOPLE, roster=ROSTER).questions


def test_headings_stand_where_the_known_words_are_not_where_the_title_is() -> None:
    lines = [["Region North, open jobs", "", ""], ["printed", "2026-11-23", "by office"], [], *ORDERS]
    assert heading_row(lines) == 3


def test_sums_and_footers_are_no_rows_and_a_short_row_of_data_is() -> None:
    lines = [*ORDERS, ["Total", "", "", "", "150", ""], ["Printed by the office"], ["J3", "C3", "53.8", "-1.5", "", ""]]
    sheet = read_sheet("jobs", "jobs.csv", lines)
    assert isinstance(sheet, CompanySheet)
    assert sheet.rows == (2, 3, 6) and sheet.sums == {4: ("Job No", "Total"), 5: ("Job No", "Printed by the office")}


def test_hours_of_everybody_are_asked_where_no_roster_is() -> None:
    proposal = of(jobs=ORDERS, technicians=PEOPLE)
    assert [one.id for one in proposal.questions] == ["hours", "date"]
    answered = of({"timezone": "UTC", "hours": "7:00-15:00", "date": "2026-11-24"}, jobs=ORDERS, technicians=PEOPLE)
    assert columns(answered, "shifts") == {
        "engineer_id": "Tech ID", "start": {"constant": "07:00"}, "end": {"constant": "15:00"},
    }  # fmt: skip
    assert answered.data["day"]["start"] == "2026-11-24" and not answered.questions


def test_the_start_is_asked_where_no_column_has_it() -> None:
    people = [["Tech ID", "Name", "Grade"], ["T1", "Ann", "Senior"]]
    proposal = of(jobs=ORDERS, technicians=people, roster=ROSTER)
    assert [one.id for one in proposal.questions] == ["start"] and proposal.problems
    answers = {"timezone": "UTC", "start": "53.8,-1.5"}
    answered = of(answers, jobs=ORDERS, technicians=people, roster=ROSTER)
    assert columns(answered, "engineers")["lat"] == {"constant": "53.8"} and not answered.problems


def test_both_coordinates_in_one_cell_are_taken_apart_by_their_ranges() -> None:
    orders = [
        ["单号", "客户", "经纬度", "工时（分钟）"],
        ["A1", "K1", "121.4737,31.2304", "60"],
        ["A2", "K2", "121.48,31.24", "60"],
    ]
    found = columns(of(工单=orders, technicians=PEOPLE, roster=ROSTER), "tickets")
    assert found["lat"] == {"column": "经纬度", "part": 2} and found["lon"] == {"column": "经纬度", "part": 1}


def test_swapped_headings_of_coordinates_are_put_right_and_said() -> None:
    orders = [
        ["单号", "客户", "纬度", "经度", "工时（分钟）"],
        ["A1", "K1", "121.47", "31.23", "60"],
        ["A2", "K2", "121.48", "31.24", "60"],
    ]
    proposal = of(工单=orders, technicians=PEOPLE, roster=ROSTER)
    assert columns(proposal, "tickets")["lat"] == "经度"
    assert any("swapped" in remark.text for remark in proposal.remarks)


def test_day_and_month_are_asked_only_where_no_cell_decides() -> None:
    roster = [["Tech ID", "Date", "Start", "Finish"], ["T1", "03/04/2026", "08:00", "16:30"]]
    assert [one.id for one in of(jobs=ORDERS, technicians=PEOPLE, roster=roster).questions] == ["date_order"]
    roster.append(["T1", "13/04/2026", "08:00", "16:30"])
    proposal = of(jobs=ORDERS, technicians=PEOPLE, roster=roster)
    assert not proposal.questions
    assert columns(proposal, "shifts")["start"] == {"format": "%d/%m/%Y", "date": "Date", "column": "Start"}


def test_a_roster_by_name_looks_the_number_up_in_the_staff_sheet() -> None:
    roster = [
        ["Technician", "Date", "Start", "Finish"],
        ["Ann", "2026-11-24", "08:00", "16:30"],
        ["Bo", "2026-11-24", "8:00", "16:00"],
    ]
    spec = of(jobs=ORDERS, technicians=PEOPLE, roster=roster).data["tables"]["shifts"]
    assert spec["join"] == [{"table": "technicians", "there": "Name", "here": "Technician"}]
    assert spec["columns"]["engineer_id"] == "technicians.Tech ID"


def test_hours_in_one_cell_and_nights_are_read() -> None:
    roster = [["Tech ID", "Date", "Shift"], ["T1", "2026-11-24", "22:00-06:00"]]
    found = columns(of(jobs=ORDERS, technicians=PEOPLE, roster=roster), "shifts")
    assert found["start"] == {"column": "Shift", "part": 1, "date": "Date"}
    assert found["end"] == {"column": "Shift", "part": 2, "date": "Date", "after": "start"}


@pytest.mark.parametrize(
    ("heading", "cells", "unit"),
    [("工时(小时)", ["1", "2"], "h"), ("Duration (min)", ["1", "2"], "min"), ("Duration", ["30", "90"], "min"),
     ("Duration", ["0.5", "1.5"], "h"), ("Est. hours", ["1", "2"], "h"), ("预计工时", ["1", "2.5"], "h")],
)  # fmt: skip
def test_the_unit_of_a_length_is_in_the_heading_or_in_the_numbers(heading: str, cells: list[str], unit: str) -> None:
    orders = [["Job No", "Customer", "Latitude", "Longitude", heading], *(
        [f"J{i}", "C1", "53.80", "-1.51", cell] for i, cell in enumerate(cells))]  # fmt: skip
    assert columns(of(jobs=orders, technicians=PEOPLE, roster=ROSTER), "tickets")["duration_min"]["unit"] == unit  # type: ignore[index]


def test_a_unit_nobody_can_tell_is_asked() -> None:
    orders = [
        ["Job No", "Customer", "Latitude", "Longitude", "Duration"],
        ["J1", "C1", "53.80", "-1.51", "1"],
        ["J2", "C1", "53.80", "-1.51", "8"],
    ]
    assert [one.id for one in of(jobs=orders, technicians=PEOPLE, roster=ROSTER).questions] == ["unit"]


def test_words_of_a_status_that_nobody_knows_are_asked_and_the_known_ones_are_not() -> None:
    rows = [["Job No", "Customer", "Latitude", "Longitude", "Duration (min)", "Status"]]
    rows += [[f"J{i}", "C", "53.8", "-1.5", "60", word] for i, word in enumerate(("New", "Closed", "Zebra", "On hold"))]
    proposal = of(jobs=rows, technicians=PEOPLE, roster=ROSTER)
    (question,) = proposal.questions
    assert question.id == "status" and "Zebra (1)" in question.text and "Closed" not in question.text
    answered = of({"timezone": "UTC", "status": "none"}, jobs=rows, technicians=PEOPLE, roster=ROSTER)
    assert columns(answered, "tickets")["status"]["values"]["Zebra"] == "finished"  # type: ignore[index]
    assert answered.data["tables"]["tickets"]["leave_out"] == {"Status": ["On hold"]}


def test_files_with_a_date_in_their_name_are_found_again_tomorrow() -> None:
    proposal = of(**{"jobs 2026-11-24": ORDERS, "technicians": PEOPLE, "roster": ROSTER})
    assert proposal.data["tables"]["tickets"]["table"] == "jobs *"


def test_sheets_without_a_name_are_told_by_their_title_and_called_by_the_file(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first, second = book.active, book.create_sheet("Sheet2")
    first.title = "Sheet1"
    first.append(["Open jobs"])
    for line in ORDERS:
        first.append(line)
    second.append(["Our technicians"])
    second.append(["Tech ID", "Name", "Home lat", "Home lng", "Working hours"])
    second.append(["T1", "Ann", 53.8, -1.55, "7:00 AM - 3:30 PM"])
    book.save(tmp_path / "export 2026-11-24.xlsx")
    proposal = propose(
        sheets_in(files_in([tmp_path]), InputIssues()), {"timezone": "Europe/London", "date": "2026-11-24"}
    )
    tables = proposal.data["tables"]
    assert [tables[name]["table"] for name in ("tickets", "engineers")] == ["export *", "export */Sheet2"]
    assert not proposal.questions
    (tmp_path / "m.yaml").write_text(text_of(proposal, {}), encoding="utf-8")
    loaded = load_with_rejects(tmp_path, mapping=tmp_path / "m.yaml")
    ((_, shift),) = loaded.problem.shifts
    assert (loaded.problem.clock.text(shift.start), loaded.problem.clock.text(shift.end)) == ("07:00", "15:30")
    # the staff sheet feeds people and hours; a column that one of them uses is not unknown to the other
    assert not [note for note in loaded.notes if note.rule == "unknown-column"]


def test_any_time_on_a_visit_day_is_the_whole_day(tmp_path: Path) -> None:
    orders = [[*ORDERS[0], "Visit date", "Time slot"], [*ORDERS[1], "11/24/2026", "Anytime"],
              [*ORDERS[2], "11/24/2026", "1:00 PM - 5:00 PM"]]  # fmt: skip
    for name, lines in (("jobs", orders), ("technicians", PEOPLE), ("roster", ROSTER)):
        with (tmp_path / f"{name}.csv").open("w", newline="") as file:
            csv.writer(file).writerows(lines)
    proposal = propose(sheets_in(files_in([tmp_path]), InputIssues()), {"timezone": "Europe/London"})
    (tmp_path / "m.yaml").write_text(text_of(proposal, {}), encoding="utf-8")
    day = load_with_rejects(tmp_path, mapping=tmp_path / "m.yaml").problem
    spans = [[(day.clock.text(one.start), one.end - one.start) for one in ticket.windows] for ticket in day.tickets]
    assert spans == [[("00:00", 86400)], [("13:00", 4 * 3600)]]


def test_orders_that_name_a_site_take_its_place() -> None:
    orders = [["Job No", "Customer", "Site", "Duration (min)"], ["J1", "C", "S1", "60"], ["J2", "C", "S2", "60"]]
    sites = [["Site", "Latitude", "Longitude"], ["S1", "53.80", "-1.50"], ["S2", "53.81", "-1.51"]]
    proposal = of(jobs=orders, technicians=PEOPLE, roster=ROSTER, sites=sites)
    assert columns(proposal, "tickets")["place_id"] == "Site" and not proposal.problems
    lost = of(jobs=[row[:2] + row[3:] for row in orders], technicians=PEOPLE, roster=ROSTER)
    assert [problem.text for problem in lost.problems] == ["jobs: the orders say nowhere where they are"]

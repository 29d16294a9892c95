"""Rosters with names down and days across, as people keep them in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from models.errors import InputError
from models.problem import Problem
from scheduler.loaders import load_with_rejects
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.load import Loaded
from scheduler.loaders.recognise.files import files_in, sheets_in
from scheduler.loaders.recognise.propose import MappingProposal, propose
from scheduler.loaders.recognise.write import text_of

ORDERS = [
    ["单号", "客户", "纬度", "经度", "工时（分钟）"],
    ["A1", "K1", 31.23, 121.47, 60],
    ["A2", "K2", 31.24, 121.48, 90],
]
PEOPLE = [["工号", "姓名", "纬度", "经度"], ["W1", "张伟", 31.22, 121.46], ["W2", "李娜", 31.21, 121.45]]


def book(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, lines in sheets.items():
        sheet = made.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
    made.save(path / "export.xlsx")
    return path


def mapped(
    day: Path, answers: dict[str, str] | None = None, wanted: str | None = None
) -> tuple[MappingProposal, Loaded]:
    """The proposal, and the day read by it."""
    given = {"coord_sys": "wgs84"} | (answers or {})
    proposal = propose(sheets_in(files_in([day]), InputIssues()), given)
    (day / "mine.yaml").write_text(text_of(proposal, {}), encoding="utf-8")
    return proposal, load_with_rejects(day, mapping=day / "mine.yaml", date=wanted)


def shifts(day: Problem) -> dict[str, str]:
    return {shift.id: f"{day.clock.text(shift.start)}-{day.clock.text(shift.end)}" for _, shift in day.shifts}


def test_letters_are_read_as_the_title_explains_them_and_days_off_are_none(tmp_path: Path) -> None:
    roster = [
        ["2026年11月 排班表（早:7:00-15:00 晚：13:00-21:00）"],
        ["姓名", datetime(2026, 11, 24), datetime(2026, 11, 25), datetime(2026, 11, 26)],
        ["", "周二", "周三", "周四"],
        ["张伟", "早", "休", "8-17"],
        ["李娜", "晚", "年假", ""],
    ]
    proposal, loaded = mapped(book(tmp_path, 工单=ORDERS, 人员=PEOPLE, 排班=roster))
    assert not [question.id for question in proposal.questions if question.id not in ("coord_sys",)]
    assert shifts(loaded.problem) == {"W1@2026-11-24": "07:00-15:00", "W2@2026-11-24": "13:00-21:00"}
    later = load_with_rejects(tmp_path, mapping=tmp_path / "mine.yaml", date="2026-11-26").problem
    assert shifts(later) == {"W1@2026-11-26": "08:00-17:00"}  # W2 has no cell that day
    assert all(not account.open for account in loaded.ledger.accounts())


def test_letters_nobody_explains_are_asked_with_what_is_usual(tmp_path: Path) -> None:
    roster = [["姓名", "2026-11-24", "2026-11-25"], ["张伟", "早", "夜"], ["李娜", "Q", "休"]]
    day = book(tmp_path, 工单=ORDERS, 人员=PEOPLE, 排班=roster)
    proposal, _ = mapped(day, {"codes": "早=8-16,夜=22-6,Q=9-18"})
    assert not proposal.questions
    (question,) = [one for one in propose(sheets_in(files_in([day]), InputIssues())).questions if one.id == "codes"]
    assert "Q (1)" in question.text and question.default == "早=08:00-16:00,夜=00:00-08:00"
    night = load_with_rejects(day, mapping=day / "mine.yaml", date="2026-11-25").problem
    assert shifts(night) == {"W1@2026-11-25": "22:00-11-26 06:00"}


def test_a_cell_with_two_spans_is_two_shifts(tmp_path: Path) -> None:
    roster = [["姓名", "2026-11-24", "2026-11-25"], ["张伟", "8:00-12:00/13:00-17:00", "休"], ["李娜", "8-12", "休"]]
    _, loaded = mapped(book(tmp_path, 工单=ORDERS, 人员=PEOPLE, 排班=roster))
    assert sorted(shifts(loaded.problem).values()) == ["08:00-12:00", "08:00-12:00", "13:00-17:00"]


def test_numbers_of_days_are_days_of_the_month_in_the_title(tmp_path: Path) -> None:
    roster = [
        ["维修部 2026年11月排班"],
        ["姓名", *range(20, 31)],
        ["张伟", *["8-17"] * 11],
        ["李娜", *["休"] * 4, *["8-17"] * 7],
    ]
    _, loaded = mapped(book(tmp_path, 工单=ORDERS, 人员=PEOPLE, 排班=roster), wanted="2026-11-24")
    assert set(shifts(loaded.problem)) == {"W1@2026-11-24", "W2@2026-11-24"}


def test_weekdays_across_are_those_of_the_day_that_is_planned(tmp_path: Path) -> None:
    week = ["Mon", "Tue", "Wed", "Thu", "Fri"]
    roster = [
        ["Technician", *week],
        ["Ann Lee", "off", "8-5", "8-5", "8-5", "8-5"],
        ["Bo Cox", "8-5", "9am-1pm", "off", "off", "8-5"],
    ]
    people = [
        ["Tech ID", "First name", "Last name", "Latitude", "Longitude"],
        ["T1", "Ann", "Lee", 53.8, -1.5],
        ["T2", "Bo", "Cox", 53.8, -1.6],
    ]
    orders = [
        ["Job No", "Customer", "Latitude", "Longitude", "Duration (min)"],
        ["J1", "C", 53.8, -1.51, 60],
        ["J2", "C", 53.81, -1.51, 60],
    ]
    day = book(tmp_path, jobs=orders, technicians=people, roster=roster)
    _, loaded = mapped(day, {"timezone": "Europe/London", "date": "2026-11-24"})  # a Tuesday
    assert shifts(loaded.problem) == {"T1@2026-11-24": "08:00-17:00", "T2@2026-11-24": "09:00-13:00"}
    assert [one.name for one in loaded.problem.engineers] == ["Ann Lee", "Bo Cox"]
    monday = load_with_rejects(day, mapping=day / "mine.yaml", date="2026-11-23").problem
    assert shifts(monday) == {"T2@2026-11-23": "08:00-17:00"}


def test_a_word_the_mapping_does_not_know_is_an_error_of_the_planned_day_only(tmp_path: Path) -> None:
    roster = [["姓名", "2026-11-24", "2026-11-25"], ["张伟", "8-17", "8-17"], ["李娜", "8-17", "8-17"]]
    day = book(tmp_path, 工单=ORDERS, 人员=PEOPLE, 排班=roster)
    mapped(day)
    roster[2][2] = "ZZ"
    book(tmp_path, 工单=ORDERS, 人员=PEOPLE, 排班=roster)
    assert load_with_rejects(day, mapping=day / "mine.yaml", date="2026-11-24").problem.shifts
    with pytest.raises(InputError, match=r"'ZZ'.*roster-code"):
        load_with_rejects(day, mapping=day / "mine.yaml", date="2026-11-25")


def test_days_without_a_year_are_those_of_the_date_asked_for(tmp_path: Path) -> None:
    lines: dict[str, Sequence[Sequence[object]]] = {
        "工单": ORDERS, "人员": PEOPLE,
        "排班": [["姓名", "11月24日", "11月25日"], ["张伟", "8-17", "休"], ["李娜", "休", "8-17"]],
    }  # fmt: skip
    for name, rows in lines.items():
        with (tmp_path / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
    proposal, loaded = mapped(tmp_path, {"date": "2026-11-25"})
    assert not proposal.questions and shifts(loaded.problem) == {"W2@2026-11-25": "08:00-17:00"}
    assert loaded.problem.clock.origin.date() == date(2026, 11, 25)


def test_a_roster_with_first_and_last_name_in_two_cells_finds_its_people(tmp_path: Path) -> None:
    people = [["Staff No", "Surname", "Forename", "Latitude", "Longitude", "Hourly rate"],
              ["T1", "Lee", "Ann", 53.8, -1.5, "£38.50"], ["T2", "Cox", "Bo", 53.8, -1.6, "£1,038.50"]]  # fmt: skip
    roster = [
        ["Surname", "Forename", "2026-11-24", "2026-11-25"],
        ["Lee", "Ann", "8-17", "off"],
        ["Cox", "Bo", "off", "8-17"],
    ]
    orders = [["Job No", "Customer", "Latitude", "Longitude", "Duration (min)", "Preferred technician"],
              ["J1", "C", 53.8, -1.51, 60, "Lee, Ann"], ["J2", "C", 53.81, -1.51, 60, "Cox, Bo"]]  # fmt: skip
    _, loaded = mapped(book(tmp_path, jobs=orders, technicians=people, roster=roster), {"timezone": "Europe/London"})
    day = loaded.problem
    assert shifts(day) == {"T1@2026-11-24": "08:00-17:00"}
    assert [one.engineer for one in day.ticket["J1"].preferred] == ["T1"]
    assert [one.cost_per_hour for one in day.engineers] == [38_500, 1_038_500]
    assert [note.field for note in loaded.notes if note.rule == "currency-sign"] == ["Hourly rate"]

"""``paigong roster`` from a folder to tables that planning reads."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.call import Call

FILES = {
    "people.csv": """engineer,name,tier,territory,weekly_hours,weekends
E1,Wang,senior,north,40,2
E2,Li,senior,north,40,0
E3,Zhao,junior,north,40,1
E4,Chen,junior,north,20,0
""",
    "duties.csv": "duty,start,end,hours,standby\nearly,08:00,17:00,8,\nlate,13:00,22:00,8,\nonCall,17:00,08:00,2,yes\n",
    "needs.csv": "territory,weekday,people,short\nnorth,*,2,400\nnorth,7,1,400\n",
    "fixed.csv": "engineer,day,duty\nE1,2026-12-02,leave\n",
    "wishes.csv": "engineer,day,duty,points\nE3,2026-12-06,,3\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "team"
    path.mkdir()
    for name, text in FILES.items():
        (path / name).write_text(text, encoding="utf-8")
    return path


def rosters(folder: Path, call: Call, *more: object) -> tuple[int, str, str]:
    return call("roster", folder, "--start", "2026-11-30", "--weeks", 1, "--effort", 0.2, *more)


def test_a_folder_becomes_a_roster_with_shifts_calendars_and_a_page(folder: Path, tmp_path: Path, call: Call) -> None:
    code, out, err = rosters(folder, call, "--out", tmp_path / "out")
    assert code == 0, err
    assert "the cheapest there is" in out
    rows = list(csv.DictReader((tmp_path / "out/roster.csv").read_text("utf-8-sig").splitlines()))
    assert {row["engineer"] for row in rows} == {"E1", "E2", "E3", "E4"}
    assert next(row for row in rows if row["engineer"] == "E1")["2026-12-02"] == "leave"
    assert next(row for row in rows if row["engineer"] == "E3")["2026-12-06"] == "off"
    shifts = list(csv.DictReader((tmp_path / "out/shifts.csv").read_text("utf-8-sig").splitlines()))
    assert all(row["start"].endswith(("08:00", "13:00")) for row in shifts)  # standby is no shift
    calendar = (tmp_path / "out/calendars/E1.ics").read_text("utf-8")
    assert "SUMMARY:leave" in calendar
    assert "DTSTART;VALUE=DATE:20261202" in calendar
    page = (tmp_path / "out/report.html").read_text("utf-8")
    assert "Who works when" in page
    assert "排班表" in page


def test_why_somebody_works_is_answered_in_money_or_rules(folder: Path, call: Call) -> None:
    # on Wednesday E1 is on leave: E2 is the only senior
    code, out, _ = rosters(folder, call, "--why", "E2@2026-12-02")
    assert code == 0
    assert "no roster keeps all rules: senior-there (north 2026-12-02)" in out
    code, out, _ = rosters(folder, call, "--why", "E3@2026-11-30")
    assert "the roster costs" in out or "is off on" in out


def test_a_month_that_cannot_be_names_the_rules_that_collide(folder: Path, call: Call) -> None:
    (folder / "fixed.csv").write_text("engineer,day,duty\nE1,2026-12-02,leave\nE2,2026-12-02,leave\n", encoding="utf-8")
    code, out, _ = rosters(folder, call)
    assert code == 4
    assert "senior-there: north 2026-12-02" in out
    code, out, _ = rosters(folder, call, "--language", "zh")
    assert "互相冲突" in out


def test_rules_are_switched_off_or_set_and_mistyped_ones_refused(folder: Path, call: Call) -> None:
    (folder / "roster.yaml").write_text("rules: {senior-there: off, standby-there: off}\n", encoding="utf-8")
    assert rosters(folder, call)[0] == 0
    (folder / "roster.yaml").write_text("rules: {senior-their: off}\n", encoding="utf-8")
    code, _, err = rosters(folder, call)
    assert code == 2
    assert "Maybe you mean 'senior-there'" in err


def test_every_trouble_is_named_at_once(folder: Path, call: Call) -> None:
    (folder / "wishes.csv").write_text("engineer,day,duty\nE9,2026-12-06,\nE3,2026-12-06,erly\n", encoding="utf-8")
    (folder / "duties.csv").write_text("duty,start,end\nearly,8 Uhr,17:00\n", encoding="utf-8")
    code, _, err = rosters(folder, call)
    assert code == 2
    assert "E9" in err
    assert "8 Uhr" in err
    (folder / "needs.csv").unlink()
    code, _, err = rosters(folder, call)
    assert code == 2
    assert "needs.csv" in err


def test_a_day_or_a_person_that_is_not_there_is_named(folder: Path, call: Call) -> None:
    assert rosters(folder, call, "--why", "E8@2026-12-02")[0] == 2
    assert rosters(folder, call, "--why", "E2@2027-12-02")[0] == 2
    assert call("roster", folder, "--start", "30.11.2026")[0] == 2


def test_a_country_without_known_holidays_is_named_and_not_an_internal_error(folder: Path, call: Call) -> None:
    """It once ended in exit 1: the forecast put the error into words, the roster did not."""
    code, _, err = rosters(folder, call, "--country", "XX")
    assert code == 2
    assert "holidays of XX are not known" in err
    code, _, err = rosters(folder, call, "--country", "cn")
    assert code == 2
    assert "Maybe you mean 'CN'" in err

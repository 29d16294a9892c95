"""Records are read as days are: any language, any order, every trouble at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.engineer import TierLevel
from models.errors import InputError
from models.text import Text
from scheduler.generate.history import history
from scheduler.loaders import load
from scheduler.loaders.records import RECORD_TABLES, load_records, load_records_with_rejects
from scheduler.loaders.records.write import write_records
from tests.loaders.records.folder import write

ROOT = Path(__file__).parents[3]

FAULTS: dict[str, tuple[str, str, str]] = {
    # kind of fault -> (table, row, the rule that names it)
    "unknown engineer of a visit": ("visits", "V3,T1,E9,2026-09-02 09:00,2026-09-02 10:00,,", "unknown-engineer"),
    "unknown ticket of a visit": ("visits", "V4,T9,E1,2026-09-02 09:00,2026-09-02 10:00,,", "unknown-ticket"),
    "finished before arrived": ("visits", "V5,T1,E1,2026-09-03 10:00,2026-09-03 09:00,,", "order"),
    "a visit of two days": ("visits", "V6,T1,E2,2026-09-04 10:00,2026-09-06 09:00,,", "too-long"),
    "arrived before created": ("visits", "V7,T1,E1,2026-08-30 10:00,2026-08-30 11:00,,", "before-created"),
    "overlapping visits": ("visits", "V8,T1,E1,2026-09-01 09:30,2026-09-01 09:45,,", "visit-overlap"),
    "two visits of one name": ("visits", "V2,T2,E1,2026-09-07 10:30,2026-09-07 11:00,leak,no", "duplicate-id"),
    "an hour that does not exist": ("visits", "V10,T1,E2,2026-09-07 25:30,2026-09-07 11:00,leak,no", "time"),
    "a day that does not exist": ("visits", "V11,T1,E2,2026-02-30 10:30,2026-09-07 11:00,leak,no", "time"),
    "a visit without a ticket": ("visits", "V12,,E2,2026-09-08 10:30,2026-09-08 11:00,leak,no", "missing-value"),
    "fixed is neither yes nor no": ("visits", "V13,T1,E2,2026-09-09 10:30,2026-09-09 11:00,leak,ja", "choice"),
    "a time without a date": ("visits", "V14,T1,E2,10:30,2026-09-09 11:00,leak,no", "time-without-date"),
    "reopened before the finish": ("reopens", "T1,2026-09-01 09:30,V1,same", "before-finish"),
    "reopened, never visited": ("reopens", "T7,2026-09-02 09:30,,same", "unknown-ticket"),
    "a reopen of another's visit": ("reopens", "T1,2026-09-06 09:30,V2,same", "other-ticket"),
    "a reopen of no visit": ("reopens", "T1,2026-09-07 09:30,V99,same", "unknown-visit"),
    "an unknown cause": ("reopens", "T1,2026-09-08 09:30,V1,weather", "choice"),
    "a score outside its scale": ("ratings", "R3,V1,mystery,2026-09-02 18:00,6,", "outside-scale"),
    "a score below a scale of its own": ("ratings", "R4,V2,mystery,2026-09-02 18:00,-1,0-10", "outside-scale"),
    "no scale": ("ratings", "R5,V2,survey,2026-09-02 18:00,4,stars", "scale"),
    "a scale upside down": ("ratings", "R6,V2,survey,2026-09-02 18:00,4,5-1", "scale"),
    "a rating before its visit": ("ratings", "R7,V2,survey,2026-09-01 10:00,4,", "before-visit"),
    "a rating of no visit": ("ratings", "R8,V88,survey,2026-09-02 18:00,4,", "unknown-visit"),
    "an unknown source": ("ratings", "R9,V1,letter,2026-09-02 18:00,4,", "choice"),
    "a grade in words": ("ratings", "R10,V1,survey,2026-09-02 18:00,good,", "number"),
    "two ratings of one name": ("ratings", "R1,V2,survey,2026-09-02 18:00,3,", "duplicate-id"),
    "answered before sent": ("surveys", "V2,2026-09-02 10:05,2026-09-02 09:00", "before-sent"),
    "a survey of no visit": ("surveys", "V77,2026-09-02 10:05,", "unknown-visit"),
    "a survey before the visit": ("surveys", "V2,2026-08-02 10:05,", "duplicate-id"),
    "a call for no month": ("callbacks", "V1,September,unanswered,1,answered", "month"),
    "half a call": ("callbacks", "V1,2026-09,unanswered,half,answered", "number"),
    "an unknown outcome": ("callbacks", "V1,2026-10,unanswered,1,busy", "choice"),
    "a shift without a day": ("attendance", "E1,monday,present,", "missing-value"),
    "present and late": ("attendance", "E1,E1@2026-09-02,present,15", "contradiction"),
    "an unknown kind of attendance": ("attendance", "E1,E1@2026-09-03,asleep,", "choice"),
    "negative minutes": ("attendance", "E1,E1@2026-09-04,late,-5", "range"),
    "attendance of nobody": ("attendance", "E8,E8@2026-09-04,present,", "unknown-engineer"),
    "a breach at another's visit": ("breaches", "B2,E2,2026-09-02,rude,no,V2", "other-engineer"),
    "an unknown breach": ("breaches", "B3,E1,2026-09-02,lazy,no,", "choice"),
    "points lapse before the exam": ("courses", "E1,NET,2026-08-01,20,2025-07-31,", "order"),
    "points taken without a reason": ("courses", "E1,NET2,2026-08-01,-20,,", "missing-value"),
    "a course of nobody": ("courses", "E5,NET,2026-08-01,20,,", "unknown-engineer"),
    "a decision about nothing": ("decisions", "D2,,confirm,Zhao Lei,2026-09-12,yes", "missing-value"),
    "a decision by nobody": ("decisions", "D3,breach:B1,confirm,,2026-09-12,yes", "missing-value"),
    "an unknown decision": ("decisions", "D4,breach:B1,forgive,Zhao Lei,2026-09-12,yes", "choice"),
    "a tier that does not exist": ("engineers", "E3,Zhao Lei,expert,north", "unknown-tier"),
    "two rows of one engineer": ("engineers", "E2,Li Na,senior,north", "duplicate-id"),
    "two rows of one ticket": ("tickets", "T2,2026-09-01 09:30,", "duplicate-id"),
    "a row that is too long": ("customers", "C2,no,more", "row-too-long"),
}


def planted(tmp_path: Path) -> tuple[Path, dict[str, tuple[str, int, str]]]:
    """A folder with all faults, and where each of them lies."""
    extra: dict[str, list[str]] = {}
    places = {}
    lengths = {"visits": 3, "reopens": 2, "ratings": 3, "surveys": 2, "callbacks": 2, "attendance": 3, "breaches": 2,
               "courses": 2, "decisions": 2, "engineers": 3, "tickets": 3, "customers": 2}  # fmt: skip
    for kind, (table, row, rule) in FAULTS.items():
        extra.setdefault(table, []).append(row)
        places[kind] = (f"{table}.csv", lengths[table] + len(extra[table]), rule)
    return write(tmp_path / "bad", extra), places


def test_every_planted_fault_is_named_in_one_go(tmp_path: Path) -> None:
    folder, places = planted(tmp_path)
    assert len(places) >= 40
    with pytest.raises(InputError) as caught:
        load_records(folder)
    said = {(trouble.file, trouble.row, trouble.rule) for trouble in caught.value.troubles}
    assert {kind: place for kind, place in places.items() if place not in said} == {}
    assert all(trouble.field and trouble.maybe for trouble in caught.value.troubles if trouble.rule != "row-too-long")
    assert {(trouble.file, trouble.row) for trouble in caught.value.troubles} == {
        place[:2] for place in places.values()
    }


def test_bad_rows_are_set_aside_on_request_and_counted(tmp_path: Path) -> None:
    folder, places = planted(tmp_path)
    found = load_records_with_rejects(folder, reject_bad_rows=True)
    assert {(reject.file, reject.row) for reject in found.rejects} >= {place[:2] for place in places.values()}
    assert found.ledger.open() == ()
    assert [visit.id for visit in found.records.visits] == ["V1", "V2"]
    assert [rating.id for rating in found.records.ratings] == ["R1", "R2"]


def test_what_hangs_on_a_row_set_aside_goes_with_it_and_says_so(tmp_path: Path) -> None:
    folder = write(tmp_path / "r", {"visits": ["V3,T1,E1,2026-09-03 10:00,2026-09-03 09:00,,"],
                                    "ratings": ["R3,V3,survey,2026-09-03 18:00,4,"]})  # fmt: skip
    found = load_records_with_rejects(folder, reject_bad_rows=True)
    reasons = {trouble.rule for reject in found.rejects for trouble in reject.troubles}
    assert reasons == {"order", "visit-set-aside"}


def test_a_small_folder_is_read_to_the_last_cell(tmp_path: Path) -> None:
    records = load_records(write(tmp_path / "r"))
    assert records.name == "small"
    assert records.staff[0].tier is TierLevel.SENIOR and records.staff[0].territory == "north"
    assert records.clock.iso(records.visits[0].arrived) == "2026-09-01T09:00:00+08:00"
    assert records.visits[1].fixed is False
    assert records.ratings[1].grade == pytest.approx(4.6) and records.ratings[1].satisfied
    assert records.attendance[1].day == date(2026, 9, 1) and records.attendance[1].minutes_late == 12
    assert records.breaches[0].serious and records.decisions[0].heard


def test_every_column_is_understood_by_its_chinese_heading(tmp_path: Path) -> None:
    english = load_records(write(tmp_path / "en"))
    folder = tmp_path / "zh"
    folder.mkdir()
    (folder / "records.yaml").write_text("name: small\ntimezone: Asia/Shanghai\n", encoding="utf-8")
    for table in RECORD_TABLES:
        lines = (tmp_path / "en" / f"{table.name}.csv").read_text(encoding="utf-8").splitlines()
        head = ",".join(table.column[name].chinese for name in lines[0].split(","))
        # what Excel in China saves: GB18030
        (folder / f"{table.chinese}.csv").write_bytes("\r\n".join([head, *lines[1:]]).encode("gb18030"))
    assert load_records(folder) == english


def test_a_workbook_says_the_same_as_its_folder(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    folder = write(tmp_path / "small")
    book = openpyxl.Workbook()
    book.remove(book.active)
    sheet = book.create_sheet("settings")
    for line in (("key", "value"), ("name", "small"), ("timezone", "Asia/Shanghai")):
        sheet.append(line)
    for table in RECORD_TABLES:
        sheet = book.create_sheet(table.name)
        for line in (folder / f"{table.name}.csv").read_text(encoding="utf-8").splitlines():
            sheet.append([cell or None for cell in line.split(",")])
    book.save(tmp_path / "small.xlsx")
    assert load_records(tmp_path / "small.xlsx") == load_records(folder)


def test_another_system_s_export_is_read_through_a_mapping(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "jobs.csv").write_text(
        "Job,Order,Tech,Start,Stop,Done\n1,900,E1,2026-09-01 09:00,2026-09-01 10:00,Y\n", encoding="utf-8"
    )
    (folder / "stars.csv").write_text("No,Job,When,Stars\nS1,1,2026-09-01 18:00,5\n", encoding="utf-8")
    (tmp_path / "m.yaml").write_text(
        "timezone: Asia/Shanghai\n"
        "tables:\n"
        "  visits:\n    table: jobs\n    columns:\n      visit: Job\n      ticket: Order\n      engineer: Tech\n"
        "      arrived: Start\n      finished: Stop\n      fixed: {column: Done, values: {'Y': 'yes', 'N': 'no'}}\n"
        "  ratings:\n    table: stars\n    columns:\n      rating: 'No'\n      visit: Job\n      given: When\n"
        "      score: Stars\n      source: {constant: survey}\n",
        encoding="utf-8",
    )
    found = load_records_with_rejects(folder, mapping=tmp_path / "m.yaml")
    assert [visit.id for visit in found.records.visits] == ["1"] and found.records.visits[0].fixed
    assert found.records.ratings[0].satisfied and found.ledger.open() == ()


def test_a_copy_counts_once_and_is_said(tmp_path: Path) -> None:
    folder = write(tmp_path / "r", {"ratings": ["R1,V1,survey,2026-09-01 18:00,5,"]})
    found = load_records_with_rejects(folder)
    assert [rating.id for rating in found.records.ratings] == ["R1", "R2"]
    assert [note.rule for note in found.notes] == ["copy"]
    assert "repeats" in found.notes[0].message and isinstance(found.notes[0].message, Text)


def test_of_two_ratings_of_one_source_the_later_counts_and_is_said(tmp_path: Path) -> None:
    folder = write(tmp_path / "r", {"ratings": ["R3,V1,survey,2026-09-02 18:00,2,"]})
    found = load_records_with_rejects(folder)
    assert sorted(rating.id for rating in found.records.ratings) == ["R2", "R3"]
    assert [note.rule for note in found.notes] == ["second-rating"]


def test_times_without_offset_need_the_company_s_zone(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_records(write(tmp_path / "r", settings="name: small\n"))
    assert {trouble.rule for trouble in caught.value.troubles} == {"time-without-offset"}
    offset = {
        "visits": ["=visit,ticket,engineer,arrived,finished", "V1,T1,E1,2026-09-01T09:00+08:00,2026-09-01T10:00+08:00"]
    }
    folder = write(tmp_path / "s", offset, settings="name: small\n")
    for name in ("tickets", "reopens", "ratings", "surveys", "callbacks", "breaches", "decisions"):
        (folder / f"{name}.csv").unlink()
    assert len(load_records(folder).visits) == 1  # calendar days of courses and attendance need no zone


def test_days_are_those_of_the_company_s_calendar_also_when_clocks_change(tmp_path: Path) -> None:
    rows = ["=visit,ticket,engineer,arrived,finished",
            "V1,T1,E1,2026-10-24 23:30,2026-10-24 23:59", "V2,T2,E1,2026-10-25 23:30,2026-10-25 23:59"]  # fmt: skip
    tickets = ["=ticket", "T1", "T2"]
    others = {name: ["=" + lines] for name, lines in (
        ("reopens", "ticket,reopened"), ("ratings", "rating,visit,source,given,score"), ("surveys", "visit,sent"),
        ("callbacks", "visit,month"), ("breaches", "breach,engineer,day,kind"))}  # fmt: skip
    records = load_records(write(tmp_path / "r", {"visits": rows, "tickets": tickets, **others},
                                 "timezone: Europe/Berlin\n"))  # fmt: skip
    assert [records.day_of(visit.arrived) for visit in records.visits] == [date(2026, 10, 24), date(2026, 10, 25)]
    # the day on which clocks go back has 25 hours
    assert records.end_of(date(2026, 10, 25)) - records.start_of(date(2026, 10, 25)) == 25 * 3600
    assert records.visits[1].arrived - records.visits[0].arrived == 25 * 3600


def test_made_up_months_go_round_through_files(tmp_path: Path) -> None:
    problem = load(ROOT / "data" / "newcomer")
    records, truth = history(problem, months=1, seed=3)
    assert load_records(write_records(records, tmp_path / "r")).but(name=records.name) == records
    again, same = history(problem, months=1, seed=3)
    assert again == records and same == truth
    assert history(problem, months=1, seed=4)[0] != records

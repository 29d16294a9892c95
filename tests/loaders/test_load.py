"""The same day from every kind of file, in every encoding, in every zone."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import date, datetime, time
from pathlib import Path

import pytest

from models.engineer import TierLevel
from models.errors import InputError
from models.policy import Policy
from models.problem import Problem
from scheduler.loaders import load, load_with_rejects, write_day
from tests.loaders.edits import TINY, add, copy_of_tiny, put, rename, swap


def rules(notes: object) -> set[str]:
    return {note.rule for note in notes}  # type: ignore[attr-defined]


@pytest.fixture
def day(tmp_path: Path) -> Path:
    return copy_of_tiny(tmp_path)


def test_every_column_arrives_where_it_belongs() -> None:
    problem = load(TINY)
    ticket, engineer = problem.ticket["T1"], problem.engineer["E1"]
    text = problem.clock.text
    assert (ticket.title, ticket.customer, ticket.territory, ticket.duration) == ("空调不制冷", "C1", "north", 3600)
    assert (ticket.skills[0].skill, ticket.skills[0].level, ticket.tier) == ("HVAC", 2, TierLevel.INTERMEDIATE)
    assert (text(ticket.windows[0].start), text(ticket.windows[0].end)) == ("09:00", "12:00")
    assert ticket.extra == {"asset": "AC-4711"} and ticket.parts == {"PCB-7": 1}
    assert engineer.cost_per_hour == 80_000 and engineer.overtime == 3600 and engineer.van["FILTER"] == 4
    # a certificate that is valid until 31 March counts the whole of that day
    expires = engineer.certificates[0].expires
    assert expires is not None and problem.clock.iso(expires) == "2027-04-01T00:00:00+08:00"
    assert problem.engineer["E2"].absences[0].kind == "doctor"


def test_sources_have_hashes_and_row_counts() -> None:
    sources = {source.name: source for source in load_with_rejects(TINY).sources}
    assert sources["tickets.csv"].sha256 == hashlib.sha256((TINY / "tickets.csv").read_bytes()).hexdigest()
    assert sources["tickets.csv"].rows == {"tickets": 4}
    assert "policies/default.yaml" in sources  # a plan follows from the policy as much as from the tickets


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_read_the_same_and_the_unusual_ones_are_named(day: Path, encoding: str) -> None:
    for name in ("tickets.csv", "engineers.csv", "territories.csv"):
        (day / name).write_bytes((TINY / name).read_text(encoding="utf-8").encode(encoding))
    loaded = load_with_rejects(day)
    assert loaded.problem.tickets == load(TINY).tickets
    named = [note.message for note in loaded.notes if note.rule == "encoding"]
    assert bool(named) == (encoding in ("gb18030", "utf-16"))
    assert all(encoding.upper() in message for message in named)


@pytest.mark.parametrize("sign", ["\t", ";"])
def test_other_delimiters_are_read_and_named(day: Path, sign: str) -> None:
    text = (TINY / "shifts.csv").read_text().replace(",", sign)
    put("shifts.csv", text)(day)
    loaded = load_with_rejects(day)
    assert loaded.problem.engineers == load(TINY).engineers
    assert "delimiter" in rules(loaded.notes)


def test_chinese_headings_and_file_names_are_understood(day: Path) -> None:
    swap("tickets.csv", "ticket_id,title,customer_id,lat,lon", "工单号,标题,客户号,纬度,经度")(day)
    rename("tickets.csv", "工单.csv")(day)
    assert load(day).tickets == load(TINY).tickets


def test_list_cells_split_on_both_semicolons(day: Path) -> None:
    swap("engineers.csv", "HVAC:3;PLC:2", "HVAC：3；PLC:2")(day)
    assert load(day).engineers == load(TINY).engineers


def test_unknown_columns_of_tickets_are_kept_and_a_likely_slip_is_refused(day: Path) -> None:
    assert load(day).ticket["T1"].extra == {"asset": "AC-4711"}
    swap("tickets.csv", "asset", "predecesors")(day)
    with pytest.raises(InputError) as caught:
        load(day)
    (trouble,) = caught.value.troubles
    assert (trouble.rule, trouble.field) == ("unknown-column", "predecesors")
    assert "'predecessors'" in trouble.maybe


def test_a_column_that_says_it_is_somebodys_own_is_kept_and_comes_back(day: Path, tmp_path: Path) -> None:
    swap("tickets.csv", "asset", "x_predecesors")(day)
    kept = load(day)
    assert kept.ticket["T1"].extra == {"predecesors": "AC-4711"}
    assert load(write_day(kept, tmp_path / "again")).tickets == kept.tickets


def test_a_file_nobody_reads_is_said(day: Path) -> None:
    put("abscences.csv", "engineer_id,start,end\n")(day)
    (note,) = load_with_rejects(day).notes
    assert note.rule == "unused-file" and "'absences.csv'" in note.maybe


def test_without_a_time_zone_utc_is_taken_and_said(day: Path) -> None:
    swap("day.yaml", "timezone: Asia/Shanghai\n", "")(day)
    assert "timezone-assumed" in rules(load_with_rejects(day).notes)


def test_without_day_yaml_the_earliest_shift_says_the_day_and_its_offset_the_zone(day: Path) -> None:
    (day / "day.yaml").unlink()
    add("shifts.csv", "E2,2026-11-23T09:00:00+08:00,2026-11-23T18:00:00+08:00,,,")(day)
    problem = load(day)
    assert problem.clock.iso(0) == "2026-11-23T00:00:00+08:00"


def test_a_date_picks_one_day_and_the_shifts_left_out_are_counted(day: Path) -> None:
    add("shifts.csv", "E2,2026-11-25 08:30,2026-11-25 17:30,,,")(day)
    loaded = load_with_rejects(day, date="2026-11-25")
    assert [shift.id for _, shift in loaded.problem.shifts] == ["E2@2026-11-25"]
    (left_out,) = [note.message for note in loaded.notes if note.rule == "shift-outside-horizon"]
    assert left_out.startswith("3 shifts") and left_out.endswith("are left out: 2026-11-24 (3)")
    assert load(day, date=date(2026, 11, 25)).clock.iso(0) == "2026-11-25T00:00:00+08:00"
    with pytest.raises(InputError, match="soon"):
        load(day, date="soon")


def test_a_date_on_which_nobody_works_says_on_which_dates_there_are_shifts(day: Path) -> None:
    add("shifts.csv", "E2,2026-11-25 08:30,2026-11-25 17:30,,,")(day)
    (note,) = [one for one in load_with_rejects(day, date="2026-12-01").notes if one.rule == "no-shift-on-the-date"]
    assert note.message.endswith("there are shifts on 2026-11-24 (3), 2026-11-25 (1)")
    assert note.maybe.startswith("give --date 2026-11-24")


def test_two_unnamed_shifts_of_a_day_get_two_names(day: Path) -> None:
    swap("shifts.csv", "E1,2026-11-24 08:30,2026-11-24 17:30,45,2026-11-24 11:30,2026-11-24 13:30",
         "E1,08:30,12:00,,,\nE1,13:00,17:30,,,")(day)  # fmt: skip
    shifts = [shift for engineer, shift in load(day).shifts if engineer.id == "E1"]
    assert [shift.id for shift in shifts] == ["E1@2026-11-24", "E1@2026-11-24#2"]
    assert shifts[0].start == 8.5 * 3600  # a time alone is one of the first day


def test_on_the_day_clocks_go_back_a_day_has_25_hours(day: Path) -> None:
    put("day.yaml", 'start: "2026-10-25"\ndays: 1\ntimezone: Europe/Berlin\n')(day)
    put(
        "shifts.csv",
        "engineer_id,start,end\nE1,2026-10-25 00:00,2026-10-25 24:00\nE2,2026-10-25 02:30,2026-10-25 12:00\n",
    )(day)
    loaded = load_with_rejects(day)
    by_id = {engineer.id: shift for engineer, shift in loaded.problem.shifts}
    assert by_id["E1"].end - by_id["E1"].start == 25 * 3600
    assert by_id["E2"].start == 2.5 * 3600 and "time-twice" in rules(loaded.notes)  # 02:30 occurs twice: the first


def test_a_time_that_clocks_skip_is_refused(day: Path) -> None:
    put("day.yaml", 'start: "2027-03-28"\ntimezone: Europe/Berlin\n')(day)
    put("shifts.csv", "engineer_id,start,end\nE1,2027-03-28 02:30,2027-03-28 12:00\n")(day)
    with pytest.raises(InputError, match="clocks go forward"):
        load(day)


def test_a_territory_has_its_own_time_zone(day: Path) -> None:
    put("territories.csv", "territory_id,timezone\nnorth,Asia/Tokyo\nsouth,\n")(day)
    problem = load(day)
    assert problem.clock.text(problem.ticket["T1"].windows[0].start) == "08:00"  # 09:00 in Tokyo
    starts = {engineer.id: problem.clock.text(shift.start) for engineer, shift in problem.shifts}
    assert starts == {"E1": "07:30", "E2": "08:30", "E3": "09:00"}  # E1 is of the north; E3 wrote an offset


def test_coordinates_of_chinese_maps_are_converted(day: Path) -> None:
    add("day.yaml", "coord_sys: gcj02")(day)
    place, plain = load(day).ticket["T1"].place, load(TINY).ticket["T1"].place
    # the shift of Shanghai is about 0.0019 degrees south-north and 0.0045 west-east
    assert plain.lat - place.lat == pytest.approx(-0.0019, abs=3e-4)
    assert plain.lon - place.lon == pytest.approx(0.0045, abs=3e-4)


def test_policies_come_from_the_caller_the_folder_or_the_settings(day: Path) -> None:
    assert load(day).policy.name == "default"
    add("day.yaml", "policy: cost-first")(day)
    assert load(day).policy.name == "cost-first"
    put("policy.yaml", "name: ours\n")(day)
    assert load(day).policy.name == "ours"
    assert load(day, policy="sla-first").policy.name == "sla-first"
    assert load(day, policy=Policy(name="mine")).policy.name == "mine"


def test_places_by_name(day: Path) -> None:
    put("places.csv", "place_id,lat,lon\nP1,31.2304,121.4737\n")(day)
    swap("tickets.csv", "asset", "place_id")(day)
    swap("tickets.csv", "31.2304,121.4737", ",")(day)
    swap("tickets.csv", "AC-4711", "P1")(day)
    place = load(day).ticket["T1"].place
    assert (place.id, place.lat, place.lon) == ("P1", 31.2304, 121.4737)


def make_workbook(path: Path, **changes: object) -> Path:
    """The tiny day as a workbook, with cells of dates and numbers as Excel keeps them."""
    import csv

    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name in ("tickets", "engineers", "shifts", "absences", "territories"):
        sheet = book.create_sheet(str(changes.get(name, name)))
        for line in csv.reader((TINY / f"{name}.csv").read_text(encoding="utf-8").splitlines()):
            sheet.append([_excel(cell) for cell in line])
    sheet = book.create_sheet("day")
    for line in [("key", "value"), ("name", "tiny"), ("start", datetime(2026, 11, 24)), ("days", 1),
                 ("timezone", "Asia/Shanghai"), ("travel.model", "estimate")]:  # fmt: skip
        sheet.append(line)
    book.save(path)
    return path


def _excel(cell: str) -> object:
    try:
        return float(cell)
    except ValueError:
        pass
    try:
        when = datetime.fromisoformat(cell)
    except ValueError:
        return cell
    return when if when.tzinfo is None and when.time() != time() else cell


def same(a: Problem, b: Problem) -> bool:
    return (a.engineers, a.tickets, a.clock, a.territories, a.name) == (
        b.engineers,
        b.tickets,
        b.clock,
        b.territories,
        b.name,
    )


def test_a_workbook_reads_as_the_folder_does(tmp_path: Path) -> None:
    assert same(load(make_workbook(tmp_path / "tiny.xlsx")), load(TINY))


def test_a_workbook_without_a_sheet_says_which_and_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no sheet tickets(.|\n)*Maybe you mean 'ticket'"):
        load(make_workbook(tmp_path / "tiny.xlsx", tickets="ticket"))


def test_a_broken_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(InputError, match="cannot be read as a workbook"):
        load(tmp_path / "a.xlsx")


def test_reading_a_day_imports_no_heavy_library() -> None:
    code = """
import sys, scheduler.loaders
scheduler.loaders.load(sys.argv[1])
print([name for name in ("pandas", "ortools", "httpx", "openpyxl") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code, str(TINY)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", ["nowhere", "README.txt"])
def test_paths_that_are_no_day_are_refused(tmp_path: Path, path: str) -> None:
    (tmp_path / "README.txt").write_text("hello")
    with pytest.raises(InputError, match="Maybe"):
        load(tmp_path / path)


def test_a_time_without_a_date_in_a_plan_by_hand_is_within_the_shift_of_its_engineer(day: Path, tmp_path: Path) -> None:
    """E1 works on the first day, E2 on the second: 09:00 is another moment for each."""
    from scheduler.loaders.plan_file import read_plan

    swap("shifts.csv", "E2,2026-11-24 08:30,2026-11-24 17:30", "E2,2026-11-25 08:30,2026-11-25 17:30")(day)
    swap("day.yaml", "days: 1", "days: 2")(day)
    problem = load(day)
    rows = "engineer,ticket,start\n" + "".join(f"{id},T{k},09:00\n" for k, id in enumerate(("E1", "E2"), 1))
    (tmp_path / "plan.csv").write_text(rows, encoding="utf-8")
    starts = {
        r.engineer: problem.clock.text(r.visits[0].start) for r in read_plan(tmp_path / "plan.csv", problem).routes
    }
    assert starts == {"E1": "09:00", "E2": "11-25 09:00"}

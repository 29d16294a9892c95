"""Bad input, one kind a line: what is spoiled, the code of the check, words of the message and of the Maybe line."""

# ruff: noqa: E501 - one kind a line

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import InputError
from scheduler.loaders import load, load_with_rejects
from tests.loaders.edits import Edit, add, both, copy_of_tiny, drop, put, rename, swap

T = "tickets.csv"
E = "engineers.csv"
S = "shifts.csv"
TICKET = "T1,空调不制冷,C1,31.2304,121.4737,north,repair,60,HVAC:2,intermediate,"
HEAD = "ticket_id,title,customer_id,lat,lon"

BAD: dict[str, tuple[Edit, str, str, str]] = {
    # files
    "no tickets file": (drop(T), "missing-file", "no tickets.csv", "write it"),
    "file with a mistyped name": (rename(S, "shift.csv"), "missing-file", "no shifts.csv", "you mean 'shift.csv'"),
    "empty file": (put(T, ""), "empty-file", "is empty", "headings"),
    "blank first row": (put(T, "\n" + HEAD), "no-headings", "no headings", "above the headings"),
    "neither UTF-8 nor GB18030": (put(T, b"ticket_id,title\nT1,\xff\xff\xff\n"), "encoding", "line 2", "CSV UTF-8"),
    "a workbook named csv": (put(T, b"PK\x03\x04\x00\x00"), "not-text", "zero byte", "workbook"),
    "quotation mark left open": (swap(T, "空调不制冷", '"空调'), "csv", "not CSV", "quotation mark"),
    "a comma too many": (add(T, "T9,a,C,31.2,121.4,north,repair,60,,,,,,,,3,,,,x,y"), "row-too-long", "21 cells", "comma"),
    # headings
    "missing column": (swap(T, "duration_min", "x"), "missing-column", "duration_min is missing", "add a column"),
    "mistyped column": (swap(E, "engineer_id", "enginer_id"), "missing-column", "engineer_id", "rename the column 'enginer_id'"),
    "missing longitude": (swap(T, ",lat,lon,", ",lat,x,"), "missing-column", "lon is missing", "longitude"),
    "column twice": (swap(T, "title", "lat"), "duplicate-column", "stands twice", "rename"),
    "column twice in two languages": (swap(T, "title", "纬度"), "duplicate-column", "stands twice", "rename"),
    "unknown column twice": (swap(T, "title", "asset"), "duplicate-column", "stands twice", "rename"),
    "cells without a heading": (swap(T, ",asset", ","), "column-without-heading", "no heading", "row 1"),
    # cells
    "no id": (swap(T, "T2,", ","), "missing-value", "is empty", "names the ticket"),
    "same ticket id": (swap(T, "T2,", "T1,"), "duplicate-id", "row 2 has the same", "copy"),
    "same engineer id": (swap(E, "E2,", "E1,"), "duplicate-id", "row 2 has the same", "copy"),
    "duration is a word": (swap(T, "repair,60", "repair,long"), "number", "not a length of time", "1 h 30 min"),
    "negative duration": (swap(T, "repair,60", "repair,-60"), "range", "-60 is not", "minus sign"),
    "duration like a clock": (swap(T, "repair,60", "repair,1:30"), "duration", "hours or minutes", "for instance 90"),
    "duration in parsecs": (swap(T, "repair,60", "repair,60 pc"), "duration", "not a unit of time", "min, h"),
    "broken ISO duration": (swap(T, "repair,60", "repair,PT"), "duration", "ISO 8601", "PT1H30M"),
    "decimal comma": (swap(T, "31.2304", '"31,2304"'), "number", "not a number", "write 31.2304"),
    "not a number at all": (swap(T, "31.2304", "nan"), "number", "not a number", "with a point"),
    "latitude of 131": (swap(T, "31.2304", "131.2304"), "range", "from -90 to 90", "mixed up"),
    "longitude of -200": (swap(T, "121.4737", "-200"), "range", "from -180 to 180", "mixed up"),
    "only a latitude": (swap(T, "31.2304,121.4737", "31.2304,"), "half-a-place", "one of the two", "both, or neither"),
    "unknown tier": (swap(T, "intermediate", "expert"), "unknown-tier", "is no tier", "one of"),
    "tier mistyped": (swap(E, "senior", "senoir"), "unknown-tier", "is no tier", "you mean 'senior'"),
    "priority of 9": (swap(T, ",1,2026-11-23", ",9,2026-11-23"), "range", "from 1 to 4", "mixed up"),
    "priority of 1.5": (swap(T, ",1,2026-11-23", ",1.5,2026-11-23"), "integer", "not a whole number", "write 2"),
    "not a time": (swap(T, "2026-11-24 09:00", "tomorrow"), "time", "is not a time", "2026-11-24 08:30"),
    "no such day": (swap(T, "2026-11-24 09:00", "2026-11-31 09:00"), "time", "day of the calendar", "like 2026"),
    "no such hour": (swap(T, "2026-11-24 09:00", "2026-11-24 25:00"), "time", "time of day", "like 2026"),
    "American date": (swap(T, "2026-11-24 09:00", "11/12/2026 09:00"), "time-ambiguous-date", "two different days", "2026-11-24"),
    "window backwards": (swap(T, "2026-11-24 09:00", "2026-11-24 13:00"), "window-order", "not after window_start", "swapped"),
    "level too high": (swap(T, "HVAC:2", "HVAC:12"), "range", "from 1 to 9", "mixed up"),
    "level is a word": (swap(T, "HVAC:2", "HVAC:two"), "number", "not a number", "from 1 to 9"),
    "level without a skill": (swap(T, "HVAC:2", ":2"), "list", "no name", "NET:2"),
    "skill twice": (swap(T, "HVAC:2", "HVAC:2;HVAC:1"), "list-twice", "stands twice", "leave one"),
    "list that begins like JSON": (swap(T, "HVAC:2", "[HVAC"), "list", "begins like JSON", "brackets"),
    "negative pieces": (swap(T, "PCB-7:1", "PCB-7:-1"), "range", "at least 0", "minus sign"),
    "unknown territory": (swap(T, "121.4737,north", "121.4737,nort"), "unknown-territory", "'nort'", "you mean 'north'"),
    "engineer in no territory": (swap(E, "north;south", "east"), "unknown-territory", "'east'", "one of"),
    "unknown status": (swap(E, "points", "standing"), "choice", "'120'", "one of"),
    "standing mistyped": (both(swap(E, "points", "standing"), swap(E, ",120,", ",actve,")), "choice", "'actve'", "'active'"),
    "performance of 101": (swap(E, "92.5", "101"), "range", "from 0 to 100", "mixed up"),
    "money with four decimals": (swap(E, "60,80,PCB", "60,80.0001,PCB"), "money", "three decimals", "write 80.00"),
    "negative money": (swap(E, "60,80,PCB", "60,-80,PCB"), "range", "at least 0", "minus sign"),
    "unknown coordinate system": (
        both(swap(T, "asset", "coord_sys"), swap(T, "AC-4711", "mars")), "choice", "'mars'", "bd09"),
    "speed without a number": (both(swap(E, "van", "speed"), swap(E, "PCB-7:2", "HVAC")), "list", "no number", "HVAC:80"),
    "own windows and a list of windows": (
        both(swap(T, "asset", "windows"), swap(T, "AC-4711", "09:00-10:00")), "window-twice", "as well", "in windows"),
    "windows that overlap": (
        both(
            swap(T, "asset", "windows"), swap(T, "4,2026-11-10 08:00,FILTER:2,,", "4,2026-11-10 08:00,,,09:00-11:00;10:00-12:00")),
        "window-overlap", "overlap", "join them"),
    "span backwards": (
        both(swap(T, "asset", "windows"), swap(T, "FILTER:2,,", ",,11:00-09:00")), "window-order", "before it begins", "swapped"),
    "span without an end": (
        both(swap(T, "asset", "windows"), swap(T, "FILTER:2,,", ",,09:00")), "list", "not a span", "12:00"),
    # references
    "shift of nobody": (swap(S, "E2,", "E22,"), "unknown-engineer", "'E22'", "you mean 'E2'"),
    "absence of nobody": (swap("absences.csv", "E2,", "X,"), "unknown-engineer", "'X'", "one of: E1, E2, E3"),
    "required engineer unknown": (
        both(swap(T, "preferred_engineers", "required_engineers"), swap(T, ",E1,AC", ",E9,AC")),
        "unknown-engineer", "'E9'", "one of: E1"),
    "pinned engineer unknown": (
        both(swap(T, "preferred_engineers", "pinned_engineer"), swap(T, ",E1,AC", ",Z,AC")), "unknown-engineer", "'Z'", "one of"),
    "predecessor unknown": (
        both(swap(T, "asset", "predecessors"), swap(T, "AC-4711", "T77:30")), "unknown-ticket", "'T77'", "one of: T1"),
    "own predecessor": (
        both(swap(T, "asset", "predecessors"), swap(T, "AC-4711", "T1")), "own-predecessor", "itself", "another id"),
    "lags backwards": (
        both(swap(T, "asset", "predecessors"), swap(T, "AC-4711", "T2:90:30")), "lag-order", "below the least", "swapped"),
    "place of no name": (
        both(swap(T, "asset", "place_id"), swap(T, "31.2304,121.4737", ","), swap(T, "AC-4711", "P1")),
        "unknown-place", "'P1'", "places table"),
    # shifts and what hangs on engineers
    "shift backwards": (swap(S, "2026-11-24 17:30", "2026-11-24 07:30"), "order", "not after start", "next day"),
    "shift without an end": (swap(S, "2026-11-24 17:30", ""), "missing-value", "is empty", "2026-11-24 17:30"),
    "shifts overlap": (swap(S, "E2,", "E1,"), "shift-overlap", "overlaps the one of row 2", "copy"),
    "shift id twice": (
        both(swap(S, "start,end,break_min", "start,end,shift_id"), swap(S, ",45,2026-11-24 11:30,2026-11-24 13:30", ",X,,"),
             swap(S, "E3,2026-11-24T09:00:00+08:00,2026-11-24T18:00:00+08:00,,,", "E3,2026-11-24 09:00,2026-11-24 18:00,X,,"),
             swap(S, ",break_earliest,break_latest", ",a,b")),
        "duplicate-id", "has the same", "copy"),
    "half a break": (swap(S, ",45,2026-11-24 11:30,2026-11-24 13:30", ",45,,"), "half-a-break", "break_earliest", "all three"),
    "break backwards": (
        swap(S, "11:30,2026-11-24 13:30", "14:30,2026-11-24 13:30"), "break-order", "before its earliest", "swapped"),
    "absence backwards": (swap("absences.csv", "15:00", "13:00"), "order", "not after start", "swapped"),
    "skill of nobody": (put("skills.csv", "engineer_id,skill\nE7,PLC\n"), "unknown-engineer", "'E7'", "one of"),
    "certificate that ends before it begins": (
        put("certificates.csv", "engineer_id,certificate,issued,expires\nE1,HV,2026-05-01,2026-01-01\n"),
        "order", "not after issued", "swapped"),
    "road factor below one": (swap("territories.csv", "浦东北,,", "浦东北,0.5,"), "range", "from 1 to 5", "mixed up"),
    "territory in no time zone": (
        both(swap("territories.csv", "stop_min", "timezone"), swap("territories.csv", "浦东北,,,", "浦东北,,,Asia/Shanghia")),
        "unknown-timezone", "no time zone", "'Asia/Shanghai'"),
    # day.yaml
    "time without quotes": (add("day.yaml", "now: 18:30"), "yaml-time", "reads 18:30 as 1110", 'write "18:30"'),
    "datetime without quotes": (add("day.yaml", "now: 2026-11-23T20:00:00+08:00"), "yaml-time", "loses its offset", "write"),
    "NO without quotes": (add("day.yaml", "policy: NO"), "yaml-bool", "as False", "when it is a name"),
    "on as a key": (add("day.yaml", "on: 1"), "yaml-bool", "truth value", 'write "on"'),
    "number in base 8": (swap("day.yaml", "days: 1", "days: 01"), "yaml-octal", "base 8", 'write "01"'),
    "same key twice": (add("day.yaml", "days: 2"), "yaml-duplicate-key", "stands twice", "another name"),
    "tab in YAML": (add("day.yaml", "\tpolicy: default"), "yaml", "not YAML", "tabs by spaces"),
    "list instead of keys": (put("day.yaml", "- a\n- b\n"), "yaml-shape", "holds list", "timezone: Asia/Shanghai"),
    "unknown setting": (add("day.yaml", "timezon: UTC"), "unknown-setting", "not known", "you mean 'timezone'"),
    "unknown time zone": (swap("day.yaml", "Asia/Shanghai", "Asia/Shanghia"), "unknown-timezone", "no time zone", "'Asia/Shanghai'"),
    "start is no date": (swap("day.yaml", '"2026-11-24"', '"Tuesday"'), "time", "is not a time", "2026-11-24"),
    "start is a number": (swap("day.yaml", '"2026-11-24"', "20261124"), "yaml-time", "is not a time", "in quotes"),
    "unknown travel model": (swap("day.yaml", "model: estimate", "model: estimat"), "choice", "'estimat'", "you mean 'estimate'"),
    "unknown travel key": (swap("day.yaml", "model: estimate", "sped_kmh: 30"), "unknown-setting", "not known", "'speed_kmh'"),
    "travel is a list": (swap("day.yaml", "{model: estimate}", "[1, 2]"), "settings-value", "model's name", "{model: estimate}"),
    "matrix that does not exist": (
        swap("day.yaml", "model: estimate", "model: matrix, file: roads.csv"), "missing-file", "does not exist", "mistyped"),
    "road server that does not answer": (
        swap("day.yaml", "model: estimate", 'model: osrm, url: "http://127.0.0.1:9"'), "road-server", "does not answer", "not running"),
    "unknown policy": (add("day.yaml", "policy: sla-frist"), "unknown-policy", "no policy is named", "you mean 'sla-first'"),
    "policy file that does not exist": (add("day.yaml", "policy: mine.yaml"), "missing-file", "does not exist", "mistyped"),
    "unknown rule in the policy": (put("policy.yaml", "rules: {skil-level: on}"), "unknown-rule", "not known", "you mean 'skill-level'"),
    # travel matrix
    "matrix without a place": (
        both(swap("day.yaml", "estimate", "matrix"), put("travel.csv", "from,to,seconds\nA,B,60\nB,A,60\n")),
        "place-not-in-matrix", "no place 31.235400,121.478700", "fallback"),
    "matrix without seconds": (put("travel.csv", "from,to,metres\nA,B,60\n"), "missing-column", "seconds is missing", ""),
    "matrix with negative seconds": (put("travel.csv", "from,to,seconds\nA,B,-6\n"), "range", "-6 is not", "minus sign"),
    "matrix with a pair twice": (
        put("travel.csv", "from,to,seconds\nA,B,6\nA,B,7\n"), "duplicate-pair", "more than once", "copy"),
    # the published plan
    "published plan is no JSON": (put("published.json", "{"), "json", "not JSON", "just before"),
    "published plan is something else": (put("published.json", '{"tickets": []}'), "unknown-key", "not known", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_with_file_rule_and_a_way_out(name: str, tmp_path: Path) -> None:
    edit, rule, words, maybe = BAD[name]
    day = copy_of_tiny(tmp_path)
    edit(day)
    with pytest.raises(InputError) as caught:
        load(day)
    found = [trouble for trouble in caught.value.troubles if trouble.rule == rule]
    assert found, f"no {rule} in: {caught.value}"
    assert any(words in t.message and maybe in t.maybe for t in found), str(caught.value)
    assert all(trouble.file or trouble.field for trouble in caught.value.troubles)
    assert any(line.startswith("Maybe ") for line in map(str.strip, str(caught.value).splitlines())), str(caught.value)


def test_there_are_enough_kinds() -> None:
    assert len(BAD) >= 60


def test_bad_rows_can_be_set_aside_and_are_counted_with_reasons(tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    swap(T, "repair,60", "repair,-60")(day)
    swap(E, "junior", "beginner")(day)
    loaded = load_with_rejects(day, reject_bad_rows=True)
    # T1 has a bad duration, E3 a bad tier, and E3's shift hangs on a row that is set aside
    assert {(one.file, one.row) for one in loaded.rejects} == {(T, 2), (E, 4), (S, 4)}
    assert {trouble.rule for one in loaded.rejects for trouble in one.troubles} == {
        "range",
        "unknown-tier",
        "engineer-set-aside",
    }
    # T1 is not forgotten: it is a ticket that nobody is sent to, with the reason
    assert [ticket.id for ticket in loaded.problem.tickets] == ["T1", "T2", "T3", "T4"]
    assert "row 2 of tickets.csv: duration_min: -60" in loaded.problem.ticket["T1"].set_aside
    assert not any(ticket.set_aside for ticket in loaded.problem.tickets[1:])
    assert [engineer.id for engineer in loaded.problem.engineers] == ["E1", "E2"]


def test_all_troubles_come_in_one_go(tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    swap(T, "repair,60", "repair,-60")(day)
    swap(T, "T2,", "T1,")(day)
    swap(S, "E2,", "E22,")(day)
    add("day.yaml", "timezon: UTC")(day)
    drop("absences.csv")(day)
    with pytest.raises(InputError) as caught:
        load(day)
    rules = {trouble.rule for trouble in caught.value.troubles}
    assert {"range", "duplicate-id", "unknown-engineer", "unknown-setting"} <= rules


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (put(E, ""), (E, "empty-file")),
        (put(E, "engineer_id,lat,lon\n"), (E, "empty-table")),
        (put(E, b"\x00\x00"), (E, "not-text")),
        (drop(E), (E, "missing-file")),
        (swap(E, "engineer_id", "who"), (E, "missing-column")),
        (put("territories.csv", ""), ("territories.csv", "empty-file")),
    ],
)
def test_errors_that_follow_from_another_are_left_out(edit: Edit, said: tuple[str, str], tmp_path: Path) -> None:
    """An empty engineers.csv is one error, not one for every shift, absence and ticket as well."""
    day = copy_of_tiny(tmp_path)
    edit(day)
    for reject in (False, True):
        with pytest.raises(InputError) as caught:
            load(day, reject_bad_rows=reject)
        others = {(one.file, one.rule) for one in caught.value.troubles} - {said, (E, "unknown-column")}
        assert others == set()
        assert said in {(one.file, one.rule) for one in caught.value.troubles}

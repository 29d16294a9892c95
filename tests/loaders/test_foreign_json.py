"""VROOM's and Timefold's problems: every documented key has a fate, by name; what is read is read right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from models.errors import InputError
from models.problem import Problem
from scheduler.loaders import load, load_with_rejects
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.formats.timefold_keys import INVENTORY
from scheduler.loaders.formats.timefold_keys import KEYS as TIMEFOLD
from scheduler.loaders.formats.vroom_keys import KEYS as VROOM
from scheduler.loaders.ledger import Fate, KeyList, keys_of
from scheduler.loaders.mapped import read_mapped

EXPORTS = Path(__file__).parents[1] / "data" / "exports"


def day_of(folder: Path, mapping: str, content: dict[str, Any]) -> Problem:
    (folder / "p.json").write_text(json.dumps(content))
    (folder / "day.yaml").write_text('start: "2026-03-10"\ntimezone: UTC\n')
    return load(folder / "p.json", mapping=mapping)


def troubles(folder: Path, mapping: str, content: dict[str, Any]) -> list[tuple[str, int | None, str]]:
    with pytest.raises(InputError) as caught:
        day_of(folder, mapping, content)
    return [(trouble.field, trouble.row, trouble.maybe) for trouble in caught.value.troubles]


def said(name: str, mapping: str) -> dict[str, list[str]]:
    """Rule -> fields of what is said of a sample."""
    found: dict[str, list[str]] = {}
    for note in load_with_rejects(EXPORTS / name, mapping=mapping).notes:
        found.setdefault(note.rule, []).append(note.field)
    return found


@pytest.mark.parametrize(
    ("name", "mapping", "known"), [("vroom-full.json", "vroom", VROOM), ("timefold-full.json", "timefold", TIMEFOLD)]
)
def test_every_key_of_a_full_sample_is_accounted_for(name: str, mapping: str, known: KeyList) -> None:
    content = json.loads((EXPORTS / name).read_text(encoding="utf-8"))
    assert [key for key in keys_of(content) if known.fate(key)[0] is Fate.OPEN] == []
    desk = InputIssues()
    read_mapped(EXPORTS / name, mapping, desk)
    assert [account for account in desk.ledger.accounts() if account.kind == "key" and account.open] == []
    aside = {key for key in keys_of(content) if known.fate(key)[0] is Fate.SET_ASIDE}
    notes = {note.field for note in desk.notes if note.rule == "key-set-aside"}
    assert aside <= notes  # nothing is set aside without a word
    assert sum(note.rule == "keys-ignored" for note in desk.notes) == 1  # what is not needed is said once


@pytest.mark.parametrize("known", [VROOM, INVENTORY])
def test_no_key_stands_on_two_lists(known: KeyList) -> None:
    lists = [set(known.used), set(known.ignored), set(known.set_aside)]
    assert sum(map(len, lists)) == len(set.union(*lists))


def test_a_full_vroom_problem_says_what_it_cannot_say_here() -> None:
    fields = said("vroom-full.json", "vroom")
    assert fields["load-left-out"] == ["capacity", "delivery", "pickup"] and fields["break-left-out"] == ["breaks"]
    day = load(EXPORTS / "vroom-full.json", mapping="vroom")
    first, second = day.tickets
    assert (first.place.setup, first.duration, second.duration) == (60, 300, 0) and len(first.windows) == 2
    ((engineer, shift),) = day.shifts
    assert (engineer.overtime, engineer.max_visits, engineer.max_travel) == (0, 8, 14400)
    assert shift.rest is not None and (shift.rest.length, shift.rest.earliest, shift.rest.latest) == (
        1800,
        43200,
        46800,
    )
    (absence,) = engineer.absences  # the break at one moment is a span away
    assert (absence.start, absence.end) == (54000, 54600)
    assert day.travel.leg(first.place, second.place)[0] == 500


VAN = {"id": 7, "start": [-1.55, 53.80], "end": [-1.55, 53.80], "time_window": [28800, 43200]}
JOB = {"id": 1, "location": [-1.56, 53.81], "service": 600}


def test_a_key_that_is_nearly_one_that_counts_is_an_error_of_its_item(tmp_path: Path) -> None:
    slips = troubles(
        tmp_path, "vroom", {"vehicles": [VAN | {"capcity": [1]}], "jobs": [JOB, JOB | {"id": 2, "skils": [4]}]}
    )
    assert slips == [("skils", 2, "you mean 'skills'."), ("capcity", 1, "you mean 'capacity'.")]


def test_a_time_window_of_a_job_and_windows_of_a_vehicle_are_read_as_meant(tmp_path: Path) -> None:
    van = {key: value for key, value in VAN.items() if key != "time_window"}
    van |= {"time_windows": [[28800, 36000], [50400, 57600]]}
    day = day_of(tmp_path, "vroom", {"vehicles": [van], "jobs": [JOB | {"time_window": [50400, 54000]}]})
    assert [(shift.start, shift.end) for _, shift in day.shifts] == [(28800, 36000), (50400, 57600)]
    assert (day.tickets[0].windows[0].start, day.tickets[0].windows[0].end) == (50400, 54001)


def test_windows_written_flat_name_job_field_and_shape(tmp_path: Path) -> None:
    flat = troubles(tmp_path, "vroom", {"vehicles": [VAN], "jobs": [JOB | {"time_windows": [32400, 36000]}]})
    assert flat == [("time_windows", 1, "write [[32400, 36000]].")]


def test_two_entries_of_one_vehicle_are_two_shifts_unless_they_differ(tmp_path: Path) -> None:
    late = VAN | {"time_window": [57600, 72000]}
    day = day_of(tmp_path, "vroom", {"vehicles": [VAN, late], "jobs": [JOB]})
    assert len(day.engineers) == 1 and [shift.start for _, shift in day.shifts] == [28800, 57600]
    other = troubles(tmp_path, "vroom", {"vehicles": [VAN, late | {"skills": [3]}], "jobs": [JOB]})
    assert [(field, row) for field, row, _ in other] == [("skills", 2)]


def test_a_vehicle_without_hours_has_the_whole_days_that_the_times_are_about(tmp_path: Path) -> None:
    van = {"id": 7, "start": [-1.55, 53.80]}
    at = 1773126000  # 2026-03-10 07:00 UTC
    day = day_of(tmp_path, "vroom", {"vehicles": [van], "jobs": [JOB | {"time_windows": [[at, at + 1800]]}]})
    ((_, shift),) = day.shifts
    assert day.clock.iso(shift.start) == "2026-03-10T00:00:00+00:00" and shift.end - shift.start == 86400


def test_a_vehicle_without_an_end_ends_at_its_last_job(tmp_path: Path) -> None:
    day = day_of(tmp_path, "vroom", {"vehicles": [{"id": 7, "start": [-1.55, 53.80]}], "jobs": [JOB]})
    assert day.engineers[0].end_place.anywhere and not day.engineers[0].start.anywhere


def test_a_shipment_is_set_aside_by_name(tmp_path: Path) -> None:
    shipment = {"pickup": {"id": 4, "location": [-1.5, 53.8]}, "delivery": {"id": 5, "location": [-1.6, 53.8]}}
    found = troubles(tmp_path, "vroom", {"vehicles": [VAN], "jobs": [JOB], "shipments": [shipment]})
    assert [(field, row) for field, row, _ in found] == [("shipments", 1)]


def test_a_full_timefold_problem_keeps_what_can_be_said() -> None:
    day = load(EXPORTS / "timefold-full.json", mapping="timefold")
    ana = day.engineer["Ana"]
    first, group = day.ticket["A"], day.ticket["G"]
    assert (ana.overtime, ana.max_travel, dict(ana.speed)) == (3600, 10800, {"gas": 80})
    assert ana.cost_per_hour is not None
    shift = ana.shifts[0]
    # the last departure by 17:00 ends the shift; one hour of it is the overtime that 16:30 to 17:30 allows
    assert (day.clock.text(shift.start), day.clock.text(shift.end)) == ("08:30", "16:00")
    assert shift.rest is not None and shift.rest.length == 1800
    assert day.clock.text(shift.rest.latest) == "13:00"  # starts by 13:00 and would end by 14:00 from 13:30
    (away,) = ana.absences
    assert (day.clock.text(away.start), day.clock.text(away.end)) == ("14:30", "15:00")
    crane = next(skill for skill in ana.skills if skill.skill == "crane")
    assert crane.valid_to is not None and day.clock.text(crane.valid_to) == "12:00"
    assert {one.certificate for one in ana.certificates} == {"DBS", "KEYHOLDER"}
    assert first.predecessors[0].ticket == "B" and first.predecessors[0].least_lag == 900
    assert (first.priority, day.ticket["C"].priority) == (1, 3)  # no priority is 6 of 10 there
    pin = day.ticket["B"].pin
    assert pin is not None and pin.engineer == "Ana"  # asked for by the visit, said by the itinerary
    assert group.crew_size == 2 and day.ticket["C"].pin is None


def test_a_hard_end_of_a_shift_has_no_overtime(tmp_path: Path) -> None:
    shift = {
        "id": "s",
        "startLocation": [53.8, -1.5],
        "minStartTime": "2026-03-10T08:00:00Z",
        "maxEndTime": "2026-03-10T16:00:00Z",
    }
    visit = {"id": "V", "location": [53.8, -1.6], "serviceDuration": "PT1H"}
    content = {"vehicles": [{"id": "E", "shifts": [shift]}], "visits": [visit]}
    assert day_of(tmp_path, "timefold", content).engineers[0].overtime == 0


def test_a_pin_that_is_nowhere_and_a_slip_are_said(tmp_path: Path) -> None:
    shift = {
        "id": "s",
        "startLocation": [53.8, -1.5],
        "minStartTime": "2026-03-10T08:00:00Z",
        "maxEndTime": "2026-03-10T16:00:00Z",
    }
    visit = {"id": "V", "location": [53.8, -1.6], "serviceDuration": "PT1H", "pinningRequested": True}
    content: dict[str, Any] = {"vehicles": [{"id": "E", "shifts": [shift]}], "visits": [visit]}
    (tmp_path / "q.json").write_text(json.dumps(content))
    notes = load_with_rejects(tmp_path / "q.json", mapping="timefold").notes
    assert any(note.rule == "pin-nowhere" for note in notes)
    content["visits"][0]["requiredSkils"] = [{"name": "gas"}]
    assert troubles(tmp_path, "timefold", content) == [("requiredSkils", 1, "you mean 'requiredSkills'.")]


def test_a_group_whose_visits_differ_is_set_aside_by_name(tmp_path: Path) -> None:
    shift = {
        "id": "s",
        "startLocation": [53.8, -1.5],
        "minStartTime": "2026-03-10T08:00:00Z",
        "maxEndTime": "2026-03-10T16:00:00Z",
    }
    one = {"id": "G1", "location": [53.8, -1.6], "serviceDuration": "PT1H"}
    group = {"id": "G", "visits": [one, one | {"id": "G2", "requiredSkills": [{"name": "gas"}]}]}
    content = {"vehicles": [{"id": "E", "shifts": [shift]}], "visits": [], "visitGroups": [group]}
    assert [(field, row) for field, row, _ in troubles(tmp_path, "timefold", content)] == [("visits", 1)]


SQUARE = [[[121.0, 31.0], [122.0, 31.0], [122.0, 32.0], [121.0, 32.0], [121.0, 31.0]]]
HOLE = [[121.4, 31.4], [121.6, 31.4], [121.6, 31.6], [121.4, 31.6], [121.4, 31.4]]


def with_area(area: Any) -> dict[str, Any]:
    shift = {"id": "s", "startLocation": [31.2, 121.2], "minStartTime": "2026-03-10T08:00:00Z",
             "maxEndTime": "2026-03-10T17:00:00Z"}  # fmt: skip
    visits = [{"id": id, "location": at, "serviceDuration": "PT30M"}
              for id, at in (("IN", [31.2, 121.2]), ("HOLE", [31.5, 121.5]), ("OUT", [33.0, 121.5]))]  # fmt: skip
    return {"vehicles": [{"id": "v", "requiredArea": area, "shifts": [shift]},
                         {"id": "w", "shifts": [shift | {"id": "t"}]}], "visits": visits}  # fmt: skip


@pytest.mark.parametrize(
    ("area", "outside"),
    [({"type": "Polygon", "coordinates": SQUARE}, ["OUT"]),
     ({"type": "Polygon", "coordinates": [*SQUARE, HOLE]}, ["HOLE", "OUT"]),
     ({"type": "MultiPolygon", "coordinates": [SQUARE, [HOLE]]}, ["OUT"])],
)  # fmt: skip
def test_a_vehicle_of_timefold_serves_nothing_outside_its_required_area(
    area: dict[str, Any], outside: list[str], tmp_path: Path
) -> None:
    day = day_of(tmp_path, "timefold", with_area(area))
    barred = {ticket.id: [one.engineer for one in ticket.excluded] for ticket in day.tickets}
    assert [id for id, names in barred.items() if names == ["v"]] == outside
    assert all(names in ([], ["v"]) for names in barred.values())


@pytest.mark.parametrize(
    "area", [{"type": "Circle", "coordinates": []}, {"type": "Polygon", "coordinates": [SQUARE[0][:-1]]}, "north", {}]
)
def test_an_area_that_cannot_be_read_blocks_its_vehicle_by_name(area: Any, tmp_path: Path) -> None:
    ((field, row, _),) = troubles(tmp_path, "timefold", with_area(area))
    assert (field, row) == ("requiredArea", 1)
    loaded = load_with_rejects(tmp_path / "p.json", mapping="timefold", reject_bad_rows=True)
    assert [one.id for one in loaded.problem.engineers] == ["w"]


@pytest.mark.parametrize("hours", [[1773126000, 2650000000], [0, 4000000000]])
def test_hours_that_end_in_another_decade_mean_no_limit_and_are_said(hours: list[int], tmp_path: Path) -> None:
    van = VAN | {"time_window": hours}
    window = JOB | {"id": 1, "time_windows": [[1773129600, 1773133200]]}
    always = JOB | {"id": 2, "time_windows": [[0, 4000000000]]}
    (tmp_path / "p.json").write_text(json.dumps({"vehicles": [van], "jobs": [window, always]}))
    loaded = load_with_rejects(tmp_path / "p.json", mapping="vroom")
    day = loaded.problem
    ((_, shift),) = day.shifts
    assert day.clock.iso(shift.start)[:10] == "2026-03-10"
    assert [note.rule for note in loaded.notes].count("hours-shortened") == 1
    from scheduler.planning.plan import plan

    made = plan(day, iterations=20, threads=1)
    assert made.report.feasible and not made.plan.unserved
    assert {day.clock.iso(visit.start)[:10] for route in made.plan.routes for visit in route.visits} == {"2026-03-10"}

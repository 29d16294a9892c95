"""Exports of other systems, through the ready mappings, and what is said of wrong mappings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.engineer import TierLevel
from models.errors import InputError
from models.problem import Problem
from scheduler.loaders import load, load_with_rejects
from scheduler.loaders.mapping import mapping_from, mapping_names, read_mapping
from tests.loaders.edits import TINY

EXPORTS = Path(__file__).parent.parent / "data" / "exports"


def load_export(name: str) -> Problem:
    path = EXPORTS / name
    return load(path if path.is_dir() else EXPORTS / f"{name}.json", mapping=name)


def text(problem: Problem, seconds: int | None) -> str:
    assert seconds is not None
    return problem.clock.text(seconds)


@pytest.mark.parametrize("name", mapping_names())
def test_every_ready_mapping_has_an_export_that_reads(name: str) -> None:
    day = load_export(name)
    assert day.tickets and day.shifts


def test_salesforce_scales_skill_levels_joins_work_orders_and_leaves_out_the_inactive() -> None:
    day = load_export("salesforce")
    first, second = day.tickets
    assert first.id == "SA-1001" and first.priority == 1 and second.priority == 4
    # levels run to 99.99 there and to 9 here: 33 * 0.09 = 2.97 -> 3; 10 * 0.09 = 0.9 -> 1
    assert [(need.skill, need.level) for need in first.skills] == [("HVAC", 3), ("PLC", 1)]
    assert first.tier == TierLevel.SENIOR
    # what the customer was told (01:00 UTC) wins over the earliest start, shown in the day's zone
    assert text(day, first.windows[0].start) == "09:00" and text(day, first.windows[0].end) == "12:00"
    # nothing is dropped: what lost against a better column, and what nobody asked for, stays with the ticket
    kept = {"Id": "08p1", "EarliestStartTime": "2026-11-24T00:30:00.000Z", "Region": "East"}
    assert kept.items() <= first.extra.items()
    assert [engineer.name for engineer in day.engineers] == ["王伟"]
    assert second.status == "planned"
    notes = load_with_rejects(EXPORTS / "salesforce", mapping="salesforce").notes
    assert any(note.rule == "mapped-rows-left-out" and "1 rows" in note.message for note in notes)


def test_dynamics_reads_promised_times_in_utc() -> None:
    day = load_export("dynamics")
    (ticket,), (engineer,) = day.tickets, day.engineers
    assert (text(day, ticket.windows[0].start), text(day, ticket.windows[0].end)) == ("09:00", "11:00")
    assert ticket.duration == 7200 and ticket.priority == 2 and ticket.customer == "ACME"
    assert ticket.skills[0].level == 3 and engineer.skills[0].level == 4
    assert text(day, engineer.absences[0].start) == "14:00"


def test_sap_splits_requirements_on_commas() -> None:
    day = load_export("sap-fsm")
    (ticket,) = day.tickets
    assert [need.skill for need in ticket.skills] == ["PUMP", "ELEC"]
    assert ticket.priority == 1 and text(day, ticket.resolve_by) == "16:00"
    assert text(day, ticket.windows[0].start) == "08:00"  # 07:00 UTC is 08:00 in Berlin in winter


def test_servicenow_counts_one_as_most_urgent_and_has_a_fifth_priority() -> None:
    day = load_export("servicenow")
    assert [ticket.priority for ticket in day.tickets] == [1, 4]
    assert text(day, day.tickets[0].windows[0].start) == "09:00"  # 17:00 UTC is 09:00 on the west coast in winter


def test_odoo_counts_three_as_most_urgent_and_hours() -> None:
    day = load_export("odoo")
    assert [ticket.priority for ticket in day.tickets] == [1, 4]
    assert [ticket.duration for ticket in day.tickets] == [5400, 1800]
    assert text(day, day.tickets[0].windows[0].start) == "09:00"  # naive UTC 08:00, Paris in winter


def test_vroom_is_lon_lat_high_is_urgent_and_windows_hold_their_end() -> None:
    day = load_export("vroom")
    first, second = day.tickets
    assert (first.place.lat, first.place.lon) == (48.70329, 1.98465)
    assert (first.priority, second.priority) == (1, 4)
    assert first.duration == 300 and first.place.setup == 60
    assert (first.windows[0].start, first.windows[0].end) == (32400, 36001)  # 36000 itself is permitted there
    assert first.load == 1 and first.skills[0].skill == "1"
    ((engineer, shift),) = day.shifts
    assert (shift.start, shift.end) == (28800, 43200) and engineer.max_visits == 3
    assert shift.rest is not None and shift.rest.length == 300


def test_vroom_brings_its_own_matrix(tmp_path: Path) -> None:
    content = {
        "vehicles": [{"id": 1, "start_index": 0, "time_window": [0, 7200]}],
        "jobs": [{"id": 5, "location_index": 1, "service": 60}],
        "matrices": {"car": {"durations": [[0, 100], [200, 0]], "distances": [[0, 1000], [2000, 0]]}},
    }
    (tmp_path / "p.json").write_text(json.dumps(content))
    day = load(tmp_path / "p.json", mapping="vroom")
    assert day.travel.leg(day.engineers[0].start, day.tickets[0].place) == (100, 1000)
    assert day.travel.leg(day.tickets[0].place, day.engineers[0].start) == (200, 2000)


def test_timefold_bounds_the_end_of_the_work_so_the_start_is_bounded_earlier() -> None:
    day = load_export("timefold")
    first, second = day.tickets
    assert first.duration == 5400 and first.skills[0].level == 2
    # the work ends by 13:00 and takes 90 min, so it starts by 11:30, that moment included
    assert first.windows[0].end - first.windows[0].start == 90 * 60 + 1
    assert (first.priority, second.priority) == (1, 4)
    assert second.pin is not None and second.pin.engineer == "Carl"


def test_own_mapping_by_path_renames_columns_and_units(tmp_path: Path) -> None:
    text = (
        (TINY / "tickets.csv")
        .read_text(encoding="utf-8")
        .replace("duration_min", "Stunden")
        .replace("repair,60", "repair,1.5")
    )
    for name in ("engineers.csv", "shifts.csv", "territories.csv", "day.yaml"):
        (tmp_path / name).write_bytes((TINY / name).read_bytes())
    (tmp_path / "tickets.csv").write_text(text, encoding="utf-8")
    own = {name: name for name in ("ticket_id", "lat", "lon", "territory_id")} | {
        "duration_min": {"column": "Stunden", "unit": "h"}}  # fmt: skip
    people = {name: name for name in ("engineer_id", "lat", "lon")}
    mapping = {
        "tables": {"tickets": {"columns": own}, "engineers": {"columns": people},
                   "shifts": {"columns": {name: name for name in ("engineer_id", "start", "end")}},
                   "territories": {"columns": {"territory_id": "territory_id"}}}}  # fmt: skip
    (tmp_path / "mine.yaml").write_text(json.dumps(mapping))
    day = load(tmp_path, mapping=tmp_path / "mine.yaml")
    assert day.ticket["T1"].duration == 5400
    assert day.ticket["T1"].extra["asset"] == "AC-4711"
    assert "x_title" in day.ticket["T1"].extra  # a column the mapping does not name is kept, and is not taken for ours


def test_messages_name_the_columns_of_the_export(tmp_path: Path) -> None:
    for file in (EXPORTS / "odoo").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    orders = tmp_path / "fsm.order.csv"
    orders.write_text(orders.read_text().replace(",1.5,3,", ",soon,9,"))
    with pytest.raises(InputError) as caught:
        load(tmp_path, mapping="odoo")
    said = {(trouble.field, trouble.rule) for trouble in caught.value.troubles}
    assert said == {("scheduled_duration", "number"), ("priority", "unmapped-value")}


@pytest.mark.parametrize(
    ("content", "field", "maybe"),
    [
        ({"tabels": {}}, "tabels", "'tables'"),
        ({"tables": {"ticket": {}}}, "tables.ticket", "'tickets'"),
        ({"tables": {"tickets": {"columns": {"tiket_id": "x"}}}}, "tables.tickets.columns.tiket_id", "'ticket_id'"),
        (
            {"tables": {"tickets": {"columns": {"lat": {"colunm": "x"}}}}},
            "tables.tickets.columns.lat.colunm",
            "'column'",
        ),
        ({"reader": "vrom"}, "reader", "'vroom'"),
        ({"day": {"timezon": "UTC"}}, "day.timezon", "'timezone'"),
        ({"timezone": "Asia/Shanghia"}, "timezone", ""),
    ],
)
def test_a_wrong_mapping_is_refused_with_the_nearest_name(content: dict[str, object], field: str, maybe: str) -> None:
    with pytest.raises(InputError) as caught:
        mapping_from(content, "m.yaml")
    assert any(trouble.field == field and maybe in trouble.maybe for trouble in caught.value.troubles)


def test_an_unknown_mapping_offers_the_nearest() -> None:
    with pytest.raises(InputError, match="'salesforce'"):
        read_mapping("salesfroce")


def test_a_missing_file_of_an_export_is_named(tmp_path: Path) -> None:
    (tmp_path / "fsm.person.csv").write_bytes((EXPORTS / "odoo" / "fsm.person.csv").read_bytes())
    with pytest.raises(InputError) as caught:
        load(tmp_path, mapping="odoo")
    messages = [trouble.message for trouble in caught.value.troubles]
    assert any("fsm.order" in message for message in messages)

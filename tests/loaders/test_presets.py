"""The ready mappings of the products, each on an export with every key it knows: what arrives, and what is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.engineer import TierLevel
from models.errors import InputError
from models.problem import Problem
from scheduler.loaders import load, load_with_rejects
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.inventory import FATES, inventory
from scheduler.loaders.mapped import read_mapped
from scheduler.loaders.mapping import mapping_names, read_mapping

EXPORTS = Path(__file__).parents[1] / "data" / "exports"
PRODUCTS = ("salesforce", "dynamics", "sap-fsm", "servicenow", "odoo")


def full(name: str) -> Problem:
    return load(EXPORTS / f"{name}-full", mapping=name)


def text(day: Problem, seconds: int | None) -> str:
    assert seconds is not None
    return day.clock.text(seconds)


@pytest.mark.parametrize("name", PRODUCTS)
def test_every_key_of_a_product_has_a_fate_and_what_is_lost_is_said(name: str) -> None:
    desk = InputIssues()
    read_mapped(EXPORTS / f"{name}-full", name, desk)
    assert [account.source for account in desk.ledger.accounts() if account.kind == "key" and account.open] == []
    assert not desk.troubles and not any(note.rule == "unknown-column" for note in desk.notes)
    lost = {(key.table, key.key) for key in inventory(read_mapping(name)) if key.fate == "set aside"}
    said = {(Path(note.file).stem, note.field) for note in desk.notes if note.rule == "key-set-aside"}
    there = {(path.stem, heading) for path in (EXPORTS / f"{name}-full").glob("*.csv")
             for heading in path.read_text(encoding="utf-8").splitlines()[0].split(",")}  # fmt: skip
    assert lost & there == said & lost and said


@pytest.mark.parametrize("name", mapping_names())
def test_an_inventory_names_every_key_once_and_gives_a_reason_for_what_is_not_used(name: str) -> None:
    keys = inventory(read_mapping(name))
    assert len({(key.table, key.key) for key in keys}) == len(keys) > 40
    assert all(key.fate in FATES and (key.why or key.fate == "used") for key in keys)


def test_salesforce_follows_ids_units_windows_statuses_and_weekly_hours() -> None:
    day = full("salesforce")
    leak, meter, gone = day.tickets
    assert (leak.duration, meter.duration, gone.duration) == (5400, 2700, 1800)  # hours, minutes, minutes
    assert [(need.skill, need.level) for need in leak.skills] == [("Gas", 4)]  # 50 of 99.99, named by the skill's label
    assert (text(day, leak.windows[0].start), text(day, leak.windows[0].end)) == ("09:00", "11:00")
    assert (leak.status, meter.status, gone.status) == ("open", "planned", "cancelled")  # by category, not by word
    assert (leak.priority, leak.work_type, leak.tier) == (1, "Gas repair", TierLevel.SENIOR)
    assert [one.engineer for one in leak.preferred] == ["0HnA"] and [one.engineer for one in meter.excluded] == ["0HnB"]
    assert meter.pin is not None and meter.pin.engineer == "0HnA" and text(day, meter.pin.start) == "13:00"
    assert leak.pin is None and gone.pin is None
    ann = day.engineer["0HnA"]
    assert set(ann.territories) == {"0HhA", "0HhB"} and ann.start.lon == -1.56  # all memberships; home is the primary's
    assert {engineer.id for engineer in day.engineers} == {"0HnA", "0HnB"}  # neither crews nor who left
    # Tuesday's normal hours of the operating hours, local time; the extended ones and Wednesday's do not count
    assert [(text(day, shift.start), text(day, shift.end)) for _, shift in day.shifts] == [("08:00", "16:30")] * 2


def test_salesforce_takes_no_running_number_for_a_skill(tmp_path: Path) -> None:
    for file in (EXPORTS / "salesforce").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    needs = tmp_path / "SkillRequirement.csv"
    needs.write_text(needs.read_text().replace("SkillId", "SkillNumber"))
    with pytest.raises(InputError) as caught:
        load(tmp_path, mapping="salesforce")
    assert [trouble.rule for trouble in caught.value.troubles] == ["join-without-key"]


def test_hours_by_the_week_need_a_day(tmp_path: Path) -> None:
    for file in (EXPORTS / "salesforce-full").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "day.yaml").write_text("timezone: Europe/London\n")
    with pytest.raises(InputError, match="--date"):
        load(tmp_path, mapping="salesforce")
    wednesday = load(tmp_path, mapping="salesforce", date="2026-11-25")
    assert [text(wednesday, shift.end) for _, shift in wednesday.shifts] == ["12:00", "12:00"]


def test_dynamics_reads_the_web_apis_names_and_follows_ids_to_names() -> None:
    day = full("dynamics")
    first, second = day.tickets
    assert (first.customer, first.work_type, first.territory) == ("acc1", "Repair", "t1")
    assert (first.priority, second.priority) == (1, 4)  # levels of importance 10 and 1
    assert [(need.skill, need.level) for need in first.skills] == [("Gas", 3)]
    assert (text(day, first.windows[0].start), text(day, first.windows[0].end)) == ("10:00", "12:00")
    assert text(day, second.windows[0].start) == "13:00"  # what was promised
    ann = day.engineer["r1"]
    assert (ann.tier, ann.skills[0].level, set(ann.territories)) == (TierLevel.SENIOR, 5, {"t1", "t2"})
    assert [one.engineer for one in first.preferred] == ["r1"] and [one.engineer for one in second.excluded] == ["r2"]
    assert {engineer.id for engineer in day.engineers} == {"r1", "r2"}  # a van is no engineer


def test_dynamics_says_which_ids_it_cannot_follow(tmp_path: Path) -> None:
    for file in (EXPORTS / "dynamics-full").iterdir():
        if file.stem not in ("msdyn_priority", "ratingvalue", "characteristic"):
            (tmp_path / file.name).write_bytes(file.read_bytes())
    loaded = load_with_rejects(tmp_path, mapping="dynamics")
    rules = {note.rule for note in loaded.notes}
    assert {"mapped-value-assumed", "mapped-level"} <= rules
    need = loaded.problem.tickets[0].skills[0]
    assert (need.skill, need.level) == ("c1", 1)  # the skill is known by its id on both sides
    assert [ticket.priority for ticket in loaded.problem.tickets] == [3, 3]


def test_dynamics_reads_an_excel_export_with_display_names(tmp_path: Path) -> None:
    (tmp_path / "Resource Requirements.csv").write_text(
        "Name,Work Order,Duration,Priority,Time Window Start,Time Window End,Latitude,Longitude,Created On,Territory\n"
        "RR-1,00101,90,High,2026-11-24 10:00,2026-11-24 12:00,53.80,-1.55,2026-11-23 09:00,Leeds\n"
    )
    (tmp_path / "Bookable Resources.csv").write_text("Name,Latitude,Longitude\nAnn,53.80,-1.56\n")
    (tmp_path / "Work Hours.csv").write_text("Resource,Start Time,End Time\nAnn,2026-11-24 08:00,2026-11-24 16:30\n")
    (tmp_path / "day.yaml").write_text("timezone: Europe/London\n")
    (ticket,) = load(tmp_path, mapping="dynamics").tickets
    assert (ticket.priority, ticket.duration, ticket.territory) == (2, 5400, "Leeds") and len(ticket.windows) == 1


def test_sap_pins_by_flags_and_knows_requirements_reservations_and_absences() -> None:
    day = full("sap-fsm")
    first, second = day.tickets
    assert [need.skill for need in first.skills] == ["PUMP"] and second.status == "finished"
    assert first.pin is not None and (first.pin.engineer, first.pin.start) == ("P-1", None)  # the person, not the time
    (anna,) = day.engineers
    assert (text(day, anna.absences[0].start), text(day, anna.trainings[0].start)) == ("13:00", "15:00")
    assert second.priority == 4  # the service call's, where the activity says none


def test_servicenow_pins_fixed_windows_and_falls_back_to_the_order() -> None:
    day = full("servicenow")
    first, second = day.tickets
    assert (first.priority, second.priority, second.customer) == (1, 4, "ACME")
    assert second.pin is not None and second.pin.engineer == "jdoe" and text(day, second.pin.start) == "14:00"
    assert first.pin is None and [one.engineer for one in first.preferred] == ["jdoe"]
    assert {(skill.skill, skill.level) for skill in day.engineer["jdoe"].skills} == {("NET", 3), ("FIBER", 1)}


def test_odoo_takes_places_from_locations_and_levels_from_progress() -> None:
    day = full("odoo")
    first, second = day.tickets
    assert (first.place.lat, first.place.address, first.priority, first.duration) == (48.85, "1 rue", 1, 5400)
    assert second.status == "finished"
    (worker,) = day.engineers
    assert {(skill.skill, skill.level) for skill in worker.skills} == {("HEAT", 4), ("GAS", 9)}
    assert worker.tier is TierLevel.SENIOR


def test_a_join_that_matches_nothing_is_an_error(tmp_path: Path) -> None:
    for file in (EXPORTS / "salesforce-full").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    orders = tmp_path / "WorkOrder.csv"
    orders.write_text(orders.read_text().replace("0WOA", "X1").replace("0WOB", "X2"))
    with pytest.raises(InputError) as caught:
        load(tmp_path, mapping="salesforce")
    assert [(trouble.rule, trouble.file) for trouble in caught.value.troubles] == [
        ("join-matches-nothing", "WorkOrder.csv")
    ]


def test_names_that_no_public_documentation_shows_are_marked_in_the_inventory() -> None:
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    marked = [line for line in page.splitlines() if line.startswith("| ") and line.endswith("unverified |")]
    for table, key in (("agent_schedule", "`agent`"), ("workhours", "`starttime`"), ("visits", "`profit`"),
                       ("vehicles", "`preferredArea`"), ("ServiceAppointment", "`Appointment Number`"),
                       ("Skill", "`person`")):  # fmt: skip
        assert any(line.startswith(f"| {table} |") and key in line for line in marked), (table, key)
    # these stand in public references
    for key in ("`shifts[].skills[].multiplier`", "`msdyn_preferencetype`", "`AppointmentNumber`", "`requiredArea`"):
        assert not any(key in line for line in marked), key

"""Options without effect are refused, never ignored; what looks wrong about a day is said before it is planned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.errors import InputError
from models.ticket import Pin
from scheduler.loaders import json_of, load, load_with_rejects
from scheduler.loaders.doctor import warnings
from scheduler.sources.day_source import DaySource
from tests.loaders.edits import TINY, copy_of_tiny, put

MATRIX = "from,to,seconds,metres\nA,B,600,5000\nB,A,600,5000\n"
DAY = 'start: "2026-11-24"\ntimezone: Asia/Shanghai\n'


def _with_matrix(folder: Path, travel: str) -> Path:
    (folder / "day.yaml").write_text(DAY + f"travel: {travel}\n")
    (folder / "tickets.csv").write_text("ticket_id,place_id,duration_min\nT1,B,60\n")
    (folder / "engineers.csv").write_text("engineer_id,place_id\nE1,A\n")
    (folder / "shifts.csv").write_text("engineer_id,start,end\nE1,2026-11-24 08:00,2026-11-24 17:00\n")
    (folder / "travel.csv").write_text(MATRIX)
    return folder


@pytest.mark.parametrize(
    ("travel", "field"),
    [
        ("{model: matrix, stop_min: 10}", "travel.stop_min"),
        ("{road_factor: 2}", "travel.road_factor"),  # the table beside it implies model: matrix
        ("{model: matrix, profile: bike}", "travel.profile"),
        ("{model: matrix, hop_km: 2, fallback: error}", "travel.hop_km"),
    ],
)
def test_an_option_of_another_travel_model_is_refused_by_name(travel: str, field: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load(_with_matrix(tmp_path, travel))
    assert [(one.field, one.rule) for one in caught.value.troubles] == [(field, "option-without-effect")]


def test_the_estimate_may_be_tuned_where_it_fills_what_the_matrix_does_not_know(tmp_path: Path) -> None:
    assert load(_with_matrix(tmp_path, "{model: matrix, fallback: estimate, stop_min: 10}")).travel.keys == ("A", "B")


def test_a_caller_who_takes_another_model_need_not_edit_the_day(tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    put("day.yaml", DAY + "travel: {model: estimate, stop_min: 10}\n")(day)
    assert load(day, travel="estimate").tickets


def test_a_travel_table_beside_the_estimate_is_said_to_be_unused(tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    put("day.yaml", DAY + "travel: {model: estimate}\n")(day)
    put("travel.csv", MATRIX)(day)
    assert "unused-file" in {note.rule for note in load_with_rejects(day).notes}


@pytest.mark.parametrize(
    ("policy", "rule"),
    [
        ("name: old\neffective_to: 2020-01-01\n", "policy-not-effective"),
        ("name: early\neffective_from: 2030-01-01\n", "policy-not-effective"),
        ("name: west\nterritories: [west]\n", "policy-elsewhere"),
    ],
)
def test_a_policy_that_does_not_hold_the_day_is_refused(policy: str, rule: str, tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    put("policy.yaml", policy)(day)
    with pytest.raises(InputError) as caught:
        DaySource(day).read()
    assert [one.rule for one in caught.value.troubles] == [rule]


def test_a_policy_of_one_territory_plans_that_territory(tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    put("policy.yaml", "name: north\nterritories: [north]\n")(day)
    with pytest.raises(InputError, match="south"):
        DaySource(day).read()
    assert {ticket.territory for ticket in DaySource(day, territory="north").load().tickets} == {"north"}


def _said(rule: str, **changes: object) -> list[str]:
    return [one.message for one in warnings(load(TINY).replace(**changes)) if one.rule == rule]


def test_pins_that_clash_are_said() -> None:
    day = load(TINY)
    nine = day.clock.at(0, "09:00")
    # T1 lasts an hour from nine; ten o'clock is the first moment that does not clash
    clash = [ticket.but(pin=Pin(engineer="E1", start=nine + later * 60))
             for ticket, later in zip(day.tickets[:2], (0, 59), strict=True)]  # fmt: skip
    assert len(_said("pins-clash", tickets=tuple(clash))) == 1
    clash[1] = clash[1].but(pin=Pin(engineer="E1", start=nine + 3600))
    assert _said("pins-clash", tickets=tuple(clash)) == []


def test_hours_of_the_policy_that_make_everything_late_are_said_in_words() -> None:
    tickets = tuple(ticket.but(respond_by=None) for ticket in load(TINY).tickets)
    said = _said("response-sla-before-the-day", tickets=tickets)
    assert len(said) == 1
    assert "no ticket has a response time; the policy's hours make" in said[0]
    assert _said("response-sla-before-the-day") == []  # T1 has one of its own


def test_crews_are_warned_of_and_not_called_unservable_as_well() -> None:
    day = load(TINY)
    tickets = (day.tickets[0].but(crew_size=2), *day.tickets[1:])
    assert len(_said("planned-by-hand", tickets=tickets)) == 1
    assert not [text for text in _said("nobody-can-serve", tickets=tickets) if "T1" in text]


def test_the_date_of_the_command_line_chooses_the_shifts_of_a_json_day_too(tmp_path: Path) -> None:
    data = json_of(load(TINY))
    first = data["engineers"][0]["shifts"][0]
    moved = {key: value.replace("2026-11-24", "2026-11-25") if isinstance(value, str) else value
             for key, value in first.items() if key != "rest"}  # fmt: skip
    data["engineers"][0]["shifts"].append(moved)
    (tmp_path / "day.json").write_text(json.dumps(data))
    assert len(load(tmp_path / "day.json").engineer["E1"].shifts) == 2
    for date in ("2026-11-24", "2026-11-25"):
        loaded = load_with_rejects(tmp_path / "day.json", date=date)
        (shift,) = loaded.problem.engineer["E1"].shifts
        assert loaded.problem.clock.iso(shift.start).startswith(date)
        assert "shift-outside-horizon" in {note.rule for note in loaded.notes}

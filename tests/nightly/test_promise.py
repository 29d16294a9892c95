"""What `validate` says can be planned, can be planned: a promise, tried on days with extreme and damaged values."""

from __future__ import annotations

import csv
import io
import json
import random
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.engineer import Break
from models.errors import InputError
from models.problem import Problem
from models.ticket import Pin, SkillNeed
from scheduler.loaders import json_of, load
from scheduler.loaders.contract import TABLE, Column
from scheduler.loaders.doctor import warnings
from scheduler.nightly.order import Order
from scheduler.nightly.reading import can_be_planned, read
from scheduler.planning.plan import plan
from scheduler.sources.day_source import DaySource
from tests.fuzz.damage import in_json, in_table, in_yaml
from tests.loaders.edits import TINY, copy_of_tiny

EXTREMES: dict[str, tuple[str, ...]] = {
    "number": ("0", "1", "89.9", "1e7", "0.0001"),
    "integer": ("0", "1", "4", "1000000", "2147483647"),
    "minutes": ("0", "0.5", "100000", "9999999", "1e7"),
    "money": ("0", "0.001", "1e9", "1e12", "1e15"),
    "time": ("2026-11-24 00:00", "2026-11-24 23:59:59", "1970-01-01 00:00", "2099-12-31 23:59", "09:30"),
    "until": ("2026-11-24 09:00", "1999-01-01", "9999-12-31"),
    "levels": ("HVAC:9", "X:1"),
    "pieces": ("PCB-7:0", "PCB-7:999999999", "Z:1"),
    "percents": ("HVAC:1", "HVAC:100000"),
    "named": ("E1", "E2@2026-11-24 10:00", "E1;E2;E3"),
    "spans": ("09:00-10:00;15:00-16:00", "2026-11-24 09:00/2026-11-24 09:01"),
    "lags": ("T2:0:0", "T2:999999"),
    "tier": ("senior", "junior"),
}
"""Kind of cell -> what is legal and hardly ever meant."""

TABLES = ("tickets", "tickets", "engineers", "shifts", "absences", "territories")
POLICY = (
    "name: mine\nrules:\n  travel-cost: {{per_hour: {}, per_km: {}}}\n  unserved-cost: {{price: {{1: {}, 2: 1}}}}\n"
)
PRICES = (0, 1, 1e3, 1e6, 1e9, 1e12, 0.001)
some = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def promised(day: Path, reject: bool) -> Problem | None:
    """The problem of a day of which validate says that it can be planned; None where it says that it cannot."""
    try:
        found = read(Order(DaySource(day, reject_bad_rows=reject), Path()))
        can_be_planned(found.problem)
    except InputError:
        return None
    return found.problem


def kept(problem: Problem | None) -> None:
    """It is planned, and the judge finds no broken rule."""
    if problem is not None:
        assert plan(problem, iterations=1, threads=1).report.feasible


def _extreme(day: Path, dice: random.Random) -> None:
    """One cell, or a whole column, gets a value that is legal and hardly ever meant."""
    table = TABLE[dice.choice(TABLES)]
    column: Column = dice.choice([column for column in table.columns if column.choices or column.kind in EXTREMES])
    path = day / f"{table.name}.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    value = dice.choice(column.choices or EXTREMES[column.kind])
    for row in rows:
        row.setdefault(column.name, "")
    for row in rows if dice.random() < 0.3 else [dice.choice(rows)]:
        row[column.name] = value
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def extreme_day(folder: Path, seed: int) -> Path:
    dice = random.Random(seed)
    day = copy_of_tiny(folder)
    if dice.random() < 0.5:
        (day / "policy.yaml").write_text(POLICY.format(*(dice.choice(PRICES) for _ in range(3))))
    if dice.random() < 0.3:
        settings_file = day / "day.yaml"
        settings_file.write_text(settings_file.read_text().replace("days: 1", f"days: {dice.choice((2, 30, 366))}"))
    for _ in range(dice.randint(1, 4)):
        _extreme(day, dice)
    return day


def damaged_day(folder: Path, seed: int) -> Path:
    dice = random.Random(seed)
    day = copy_of_tiny(folder)
    path = dice.choice(sorted(path for path in day.iterdir() if path.suffix in (".csv", ".yaml")))
    path.write_bytes((in_yaml if path.suffix == ".yaml" else in_table)(path.read_bytes(), dice))
    return day


def damaged_json(folder: Path, seed: int) -> Path:
    path = folder / "day.json"
    path.write_bytes(in_json(json.dumps(json_of(load(TINY))).encode(), random.Random(seed)))
    return path


@given(seed=st.integers(0, 10**6), reject=st.booleans())
@some
def test_a_day_of_extreme_values_that_can_be_planned_is_planned(seed: int, reject: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        kept(promised(extreme_day(Path(folder), seed), reject))


@given(seed=st.integers(0, 10**6), reject=st.booleans(), form=st.sampled_from((damaged_day, damaged_json)))
@some
def test_a_damaged_day_that_can_be_planned_is_planned(seed: int, reject: bool, form: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        kept(promised(form(Path(folder), seed), reject))


def test_work_that_lasts_for_years_is_left_to_people_and_the_rest_is_planned() -> None:
    day = load(TINY)
    # nineteen years, and at a third of the speed more seconds than 32 bits hold
    years = day.tickets[0].but(duration=600_000_000, skills=(SkillNeed(skill="HVAC", level=1),))
    slow = tuple(engineer.but(speed={"HVAC": 700}) for engineer in day.engineers)
    found = day.replace(tickets=(years, *day.tickets[1:]), engineers=slow)
    can_be_planned(found)
    made = plan(found, iterations=20, threads=1)
    assert "T1" in made.plan.unserved and made.report.feasible
    assert len(made.plan.served()) >= 2
    assert {trouble.rule for trouble in warnings(found)} >= {"longer-than-shift"}


def test_a_break_of_years_makes_no_error_of_the_program() -> None:
    day = load(TINY)
    first = day.engineers[0]
    shift = first.shifts[0].but(rest=Break(length=600_000_000, earliest=first.shifts[0].start, latest=9 * 10**8))
    found = day.replace(engineers=(first.but(shifts=(shift,)), *day.engineers[1:]))
    can_be_planned(found)
    kept(found)


@pytest.mark.parametrize("seconds", [2**28 + 1, 2**31, 2**40, -(2**40)])
def test_a_shift_or_a_moment_years_away_is_refused_by_name_before_the_search(seconds: int) -> None:
    day = load(TINY)
    first = day.engineers[0]
    shift = first.shifts[0].but(start=seconds, end=seconds + 3600, rest=None)
    for found in (day.replace(now=seconds), day.replace(engineers=(first.but(shifts=(shift,)), *day.engineers[1:]))):
        with pytest.raises(InputError) as caught:
            can_be_planned(found)
        assert {trouble.rule for trouble in caught.value.troubles} == {"horizon-too-long"}


def test_needs_nobody_can_meet_pins_that_clash_and_no_place_are_said_and_the_rest_is_planned() -> None:
    day = load(TINY)
    nine = day.clock.at(0, "09:00")
    pinned = [ticket.but(pin=Pin(engineer="E1", start=nine)) for ticket in day.tickets[:2]]
    crew = day.tickets[2].but(crew_size=2)
    heavy = day.tickets[3].but(load=10**9)
    vans = tuple(engineer.but(capacity=5) for engineer in day.engineers)
    found = day.replace(tickets=(*pinned, crew, heavy), engineers=vans)
    said = {trouble.rule for trouble in warnings(found)}
    assert said >= {"pins-clash", "planned-by-hand"}
    can_be_planned(found)
    made = plan(found, iterations=20, threads=1)
    assert made.report.feasible
    assert {"T3", "T4"} <= set(made.plan.unserved)

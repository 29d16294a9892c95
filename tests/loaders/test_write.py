"""What is written reads back as the same day."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

import scheduler as pg
from models.errors import InputError
from models.events import Freeze, situation
from models.judge import judge
from models.plan import Plan
from models.problem import Problem
from models.shapes import for_one_visit
from models.waive import with_waivers
from models.waiver import Waiver
from scheduler.compile import compile
from scheduler.loaders import load, write_day, write_json
from scheduler.loaders.formats.json_day import json_of
from scheduler.loaders.formats.write import same_travel
from scheduler.loaders.formats.write_workbook import write_workbook
from tests.loaders.days import problems
from tests.loaders.edits import TINY

few = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))


def differences(a: Problem, b: Problem) -> list[str]:
    """Names of the parts in which two problems differ."""
    found = [
        one.name for one in fields(Problem) if one.name != "travel" and getattr(a, one.name) != getattr(b, one.name)
    ]
    return found if same_travel(a.travel, b.travel) else [*found, "travel"]


@given(problems())
@few
def test_a_folder_reads_back_as_the_same_day(problem: Problem) -> None:
    with tempfile.TemporaryDirectory() as folder:
        again = load(write_day(problem, folder))
    assert differences(problem, again) == []


@given(problems())
@few
def test_one_json_reads_back_as_the_same_day(problem: Problem) -> None:
    with tempfile.TemporaryDirectory() as folder:
        again = load(write_json(problem, Path(folder) / "day.json"))
    assert differences(problem, again) == []


def test_travel_that_no_estimate_gives_is_written_as_a_matrix(tmp_path: Path) -> None:
    day = load(TINY)
    seconds = day.travel.seconds.copy()
    seconds[0, 1] += 7  # one-way street: no symmetric estimate says this
    other = day.replace(travel=type(day.travel)(day.travel.keys, seconds, day.travel.metres, "somebody"))
    for again in (load(write_day(other, tmp_path / "a")), load(write_json(other, tmp_path / "b.json"))):
        assert np.array_equal(again.travel.seconds, seconds)
        assert np.array_equal(again.travel.metres, day.travel.metres)


def test_a_published_plan_stays_with_the_day(tmp_path: Path) -> None:
    day = load(TINY).replace(published=Plan(unserved=("T1", "T2", "T3", "T4"), origin="2026-11-24T00:00:00+08:00"))
    assert load(write_day(day, tmp_path / "a")).published == day.published
    assert load(write_json(day, tmp_path / "b.json")).published == day.published


def test_files_open_right_in_excel(tmp_path: Path) -> None:
    written = (write_day(load(TINY), tmp_path) / "tickets.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")  # without the mark Excel in China reads GB18030
    assert "空调不制冷".encode() in written


def begun() -> Problem:
    """The small day at ten o'clock: some visits are over, one is under way, and one shift is outside the question."""
    day = load(TINY)
    plan = pg.plan(day, iterations=50, proof=False).plan
    first = min(visit.start for route in plan.routes for visit in route.visits)
    left = situation(day, first + 60, plan).problem
    assert left.decided, "somebody is at work by then"
    return left.replace(closed=frozenset({left.shifts[-1][1].id}))


def test_what_is_decided_survives_a_write_and_a_read(tmp_path: Path) -> None:
    day = begun()
    for again in (load(write_day(day, tmp_path / "a")), load(write_json(day, tmp_path / "b.json"))):
        assert again.decided == day.decided
        assert again.closed == day.closed
        assert [ticket.status for ticket in again.tickets] == [ticket.status for ticket in day.tickets]
        assert {ticket.id for ticket in again.open_tickets} == {ticket.id for ticket in day.open_tickets}
        plan = pg.plan(day, iterations=50, proof=False)
        assert judge(again, plan.plan) == judge(day, plan.plan), "and so does what a plan costs"


def test_what_was_waived_survives_a_write_and_a_read(tmp_path: Path) -> None:
    """Else a plan that keeps to the waiver would break a rule on the day as it is read again."""
    day = load(TINY)
    rule = next(rule.id for rule in day.policy.rules if for_one_visit(type(rule)))
    waiver = Waiver(rule=rule, ticket=day.tickets[0].id, engineer=day.engineers[0].id, by="p-7")
    day = with_waivers(day, [waiver])
    for again in (load(write_day(day, tmp_path / "a")), load(write_json(day, tmp_path / "b.json"))):
        assert again.waived == (waiver,)
        assert compile(again).day.allowed.tolist() == compile(day).day.allowed.tolist()
    data = json_of(day) | {"waived": [{"rule": rule, "ticket": "T-NONE", "engineer": waiver.engineer}]}
    (tmp_path / "c.json").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(InputError, match="a waiver names the ticket T-NONE"):
        load(tmp_path / "c.json")


def test_a_day_without_decisions_has_no_file_of_them(tmp_path: Path) -> None:
    write_day(load(TINY), tmp_path)
    assert not (tmp_path / "decided.json").exists()
    assert "decided" not in json_of(load(TINY)) and "closed" not in json_of(load(TINY))


WRONG: dict[str, tuple[Callable[[dict[str, Any]], None], str, str]] = {
    "a ticket that is not of this day": (
        lambda data: data["decided"][0]["route"]["visits"][0].update(ticket="T99"), "unknown-ticket", "T99"),
    "a shift that is not": (lambda data: data["decided"][0]["route"].update(shift="X"), "unknown-shift", "X"),
    "somebody else's shift": (lambda data: data["decided"][0]["route"].update(engineer="X"), "unknown-shift", "of X"),
    "a closed shift that is not": (lambda data: data.update(closed=["X"]), "unknown-shift", "X"),
    "a shift twice": (lambda data: data["decided"].append(data["decided"][0]), "decided-twice", "2 times"),
    "no list": (lambda data: data.update(decided="yes"), "value", "list"),
    "closed is no list": (lambda data: data.update(closed="yes"), "value", "list"),
    "a time that is none": (lambda data: data["decided"][0].update(free="soon"), "value", "soon"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize("form", ["folder", "json"])
def test_a_decision_that_is_none_of_this_day_is_refused(name: str, form: str, tmp_path: Path) -> None:
    edit, rule, said = WRONG[name]
    day = begun()
    path = write_day(day, tmp_path / "a") if form == "folder" else write_json(day, tmp_path / "b.json")
    file = path / "decided.json" if form == "folder" else path
    data = json.loads(file.read_text(encoding="utf-8"))
    edit(data)
    file.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(InputError, match=said) as caught:
        load(path)
    assert rule in {trouble.rule for trouble in caught.value.troubles}, str(caught.value)


def test_somebody_on_the_way_is_there_still(tmp_path: Path) -> None:
    day = load(TINY)
    plan = pg.plan(day, iterations=50, proof=False).plan
    route = max(plan.routes, key=lambda route: route.visits[0].arrive - route.depart)
    left = situation(day, route.depart + 60, plan, ahead=Freeze(divert=True))
    assert left.stands[route.shift].off.way, "on the way"
    problem = left.problem
    for again in (load(write_day(problem, tmp_path / "a")), load(write_json(problem, tmp_path / "b.json"))):
        assert again.decided == problem.decided
        for decided in again.decided:
            there = again.ticket[route.tickets[0]].place
            assert again.travel.leg(decided.place, there) == problem.travel.leg(decided.place, there)


def test_signs_that_no_workbook_may_hold_are_shown_as_such(tmp_path: Path) -> None:
    day = load(TINY)
    title = day.tickets[0].but(title="leak \x1b[31m here", extra={"as\x08set": "x"})
    path = write_workbook(day.replace(tickets=(title, *day.tickets[1:])), tmp_path / "day.xlsx")
    again = load(path).tickets[0]
    assert (again.title, again.extra) == ("leak �[31m here", {"as�set": "x"})

"""What is written reads back as the same day."""

from __future__ import annotations

import tempfile
from dataclasses import fields
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, given, settings

from models.plan import Plan
from models.problem import Problem
from scheduler.loaders import load, write_day, write_json
from scheduler.loaders.formats.write import same_travel
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

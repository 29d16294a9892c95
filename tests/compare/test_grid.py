"""Grids: every combination, in order, each a scenario."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import InputError
from scheduler.compare.compare import compare, read_scenarios
from scheduler.compare.grid import read_grid
from tests.compare.small import week

PRICE = {"step": {"prices": {"travel-cost": {"per_hour": "$"}}}, "values": [30, 90]}


def test_all_combinations_the_last_axis_fastest() -> None:
    points = read_grid({"grid": {"engineers": [-1, 0, 2], "travel": [1, 1.2]}})
    assert [point.scenario.name for point in points] == [
        "engineers -1, travel 1", "engineers -1, travel 1.2", "engineers +0, travel 1", "engineers +0, travel 1.2",
        "engineers +2, travel 1", "engineers +2, travel 1.2",
    ]  # fmt: skip
    assert [len(point.scenario.steps) for point in points] == [1, 2, 0, 1, 1, 2]
    assert points[3].at == {"engineers": 0, "travel": 1.2}


def test_any_setting_can_be_an_axis() -> None:
    first, second = read_grid({"grid": {"hour": PRICE}, "steps": [{"travel": {"factor": 1.1}}]})
    day = week(1)["day0"]
    assert first.scenario.apply(day).policy.rule("travel-cost").per_hour == 30_000
    assert second.scenario.apply(day).policy.rule("travel-cost").per_hour == 90_000
    assert [step.kind for step in first.scenario.steps] == ["travel", "prices"]


def test_a_study_of_a_grid_knows_where_each_scenario_lies(tmp_path: Path) -> None:
    file = tmp_path / "roads.yaml"
    file.write_text("grid:\n  travel: [0.5, 1.0, 2.0]\n")
    assert len(read_scenarios(file)) == 3
    study = compare(week(2), [file], seeds=1, iterations=500, workers=1)
    assert study.scenarios == ("base", "travel 0.5", "travel 1.0", "travel 2.0")
    assert study.points["travel 2.0"] == {"travel": 2.0}
    costs = [study.mean(name, "cost.travel-cost") or 0 for name in study.scenarios[1:]]
    assert costs[0] < costs[2]


def test_demand_is_drawn_alike_along_the_other_axis_and_nested_along_its_own() -> None:
    day = week(1, tickets=12)["day0"]
    points = read_grid({"grid": {"engineers": [0, 1], "demand": [0.5, 0.75]}})
    drawn = [{ticket.id for ticket in point.scenario.apply(day, 3).tickets} for point in points]
    assert drawn[0] == drawn[2]
    assert drawn[1] == drawn[3]
    assert drawn[0] < drawn[1]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"grid": {}}, ["maps axes to values"]),
        ({"grid": {"enginers": [1]}}, ["enginers", "'engineers'"]),
        ({"grid": {"engineers": 3}}, ["list of values"]),
        ({"grid": {"engineers": [0.5]}}, ["whole numbers"]),
        ({"grid": {"travel": [-1]}}, ["factor"]),
        ({"grid": {"hour": {"step": {"travel": {"factor": 2}}, "values": [1]}}}, ["no $"]),
        ({"grid": {"hour": {**PRICE, "vals": [1]}}}, ["vals", "'values'"]),
        ({"grid": {"travel": [2]}, "stps": []}, ["stps", "'steps'"]),
    ],
)
def test_a_grid_that_makes_no_sense_is_refused(data: dict[str, object], words: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        read_grid(data, "grid.yaml")
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_a_grid_of_too_many_scenarios_is_refused_before_one_is_made() -> None:
    with pytest.raises(InputError) as caught:
        read_grid({"grid": {"engineers": list(range(1000)), "demand": [1 + k / 1000 for k in range(1, 1000)]}})
    assert [(one.rule, one.field) for one in caught.value.troubles] == [("grid-too-large", "grid")]
    assert "999,000 scenarios" in str(caught.value)

"""Studies: what is planned, what is compared, what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import scheduler as pg
from models.errors import InputError
from scheduler.budget import Budget
from scheduler.compare.cells import TIMING, Cell, work
from scheduler.compare.compare import compare
from scheduler.compare.run import cells_of, work_on
from scheduler.compare.scenario import Scenario
from tests.compare.small import FAST, LESS, MORE, scenario, week

QUICK: dict[str, Any] = {"seeds": 2, "iterations": 300, "workers": 1}


def test_the_difference_is_the_mean_of_the_days_differences() -> None:
    study = compare(week(), [FAST], **QUICK)
    base, other = study.values("base", "cost"), study.values("empty roads", "cost")
    days = [sum(other[day, seed] - base[day, seed] for seed in (1, 2)) / 2 for day in study.days]
    found = study.difference("empty roads")
    assert found is not None
    assert found.mean == pytest.approx(sum(days) / 3)
    assert (found.units, found.unit) == (3, "days")


def test_equal_scenarios_are_worked_on_once_and_are_the_same() -> None:
    seen: list[str] = []
    study = compare(week(2), [Scenario("twin"), FAST], **QUICK, progress=lambda done, of, name: seen.append(name))
    assert len(seen) == 2 * 2 * 2  # base and twin share their cells
    assert study.verdict("twin", study.figures[0]) == "the same"
    assert study.table().query("scenario == 'twin' and figure == 'cost'")["difference"].item() == 0


def test_a_study_is_the_same_every_time() -> None:
    once, again = (compare(week(2), [FAST], **QUICK).as_dict() for _ in range(2))
    assert once == again


def test_scenarios_may_be_given_as_problems() -> None:
    day = week(1)["day0"]
    study = pg.compare({"as is": day, "named otherwise": MORE.apply(day).replace(name="x")}, **QUICK)
    assert (study.base, study.scenarios) == ("as is", ("as is", "named otherwise"))
    assert study.answers["as is", "day", 1] != study.answers["named otherwise", "day", 1]


def test_any_scenario_can_be_the_base() -> None:
    study = compare(week(2), [FAST, LESS], base="empty roads", **QUICK)
    assert study.base == "empty roads"
    assert study.others == ("one less",)


def test_chance_follows_the_seed_and_is_common_to_scenarios_that_share_their_steps() -> None:
    half = {"scale-demand": {"factor": 0.5}}
    a, b = scenario("half", half), scenario("half, fast", half, {"travel": {"factor": 0.5}})
    study = compare(week(1), [a, b], **QUICK)
    planned = {
        (name, seed): {v["ticket"] for r in answer["plan"]["routes"] for v in r["visits"]}
        | set(answer["plan"].get("unserved", ()))
        for (name, _, seed), answer in study.answers.items()
    }
    assert planned["half", 1] == planned["half, fast", 1]
    assert planned["half", 1] != planned["half", 2]


def test_a_cell_that_fails_is_reported_and_stops_nothing() -> None:
    days = week(2)
    cells = cells_of(days, {"base": Scenario("base").apply}, (1, 2), Budget(iterations=500, threads=1))

    def breaks(cell: Cell) -> dict[str, Any]:
        if cell.place == ("base", "day1", 2):
            raise RuntimeError("no more memory")
        return work(cell)

    worked = work_on(cells, do=breaks)
    assert len(worked.answers) == 3
    assert worked.failures["base", "day1", 2].message == "RuntimeError: no more memory"
    assert "raise RuntimeError" in worked.failures["base", "day1", 2].details


def test_a_study_prints_its_costs_and_shows_itself_in_notebooks() -> None:
    study = compare(week(2), [FAST], **QUICK)
    assert "empty roads" in study.summary()
    assert study._repr_html_().count("<tr") == 1 + 2 * 4  # head; two scenarios, four figures
    assert len(study.cells()) == 2 * 2 * 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"days": 1, "seeds": 1}, ["one day and one seed", "--seeds 5"]),
        ({"seeds": 0}, ["seeds", "at least 1"]),
        ({"base": "bse"}, ["bse", "'base'"]),
        ({"confidence": 95}, ["confidence", "0.95"]),
        ({"iterations": 0}, ["iterations"]),
        ({"solver": "engin"}, ["engin", "'engine'"]),
        ({"workers": 0}, ["workers"]),
        ({"scenarios": [FAST, FAST]}, ["two scenarios", "empty roads"]),
        (
            {"scenarios": [scenario("ghost", {"remove-engineers": {"where": {"ids": ["E09"]}}})]},
            ["E09", "Maybe", "ghost"],
        ),
        ({"scenarios": ["no-such.yaml"]}, ["no-such.yaml", "no such file"]),
    ],
)
def test_what_cannot_be_compared_is_refused_before_anything_is_planned(
    arguments: dict[str, Any], words: list[str]
) -> None:
    days = week(arguments.pop("days", 2))
    scenarios = arguments.pop("scenarios", [FAST])
    with pytest.raises(InputError) as caught:
        compare(days, scenarios, **(QUICK | arguments))
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_a_day_alone_is_nothing_to_compare() -> None:
    with pytest.raises(InputError, match="nothing to compare the base with"):
        compare(week(1)["day0"], **QUICK)


def test_days_without_tickets_are_refused_by_name() -> None:
    days = week(2)
    days["day1"] = days["day1"].replace(tickets=())
    with pytest.raises(InputError, match="day1 has no open ticket"):
        compare(days, [FAST], **QUICK)


def test_a_folder_without_days_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no day"):
        compare(tmp_path, [FAST], **QUICK)
    with pytest.raises(InputError, match="no folder of days"):
        compare(tmp_path / "nowhere", [FAST], **QUICK)


def test_timing_is_kept_out_of_the_study_itself() -> None:
    study = compare(week(2), [FAST], **QUICK)
    assert not set(TIMING) & set(study.as_dict()["cells"][0])
    assert work_on([]).answers == {}

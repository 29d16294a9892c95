"""The sample week: as the generator makes it, and every scenario beside it fits it."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.make_week import DAYS, make_week
from scheduler.compare.compare import read_scenarios
from scheduler.compare.days import read_days
from scheduler.planning.plan import plan

WEEK = Path(__file__).parents[2] / "data/week"
SCENARIOS = sorted((WEEK / "scenarios").glob("*.yaml"))


def test_the_week_is_what_the_generator_makes(tmp_path: Path) -> None:
    make_week(tmp_path)
    for folder in tmp_path.iterdir():
        made = {path.name: path.read_bytes() for path in folder.iterdir()}
        assert made == {path.name: path.read_bytes() for path in (WEEK / folder.name).iterdir()}
    assert len(list(tmp_path.iterdir())) == DAYS


def test_one_crew_works_all_week() -> None:
    crews = [
        [(one.id, one.tier, one.skills, one.start.key) for one in day.engineers] for day in read_days(WEEK).values()
    ]
    assert len(crews) == DAYS
    assert all(crew == crews[0] for crew in crews)


@pytest.mark.parametrize("file", SCENARIOS, ids=lambda path: path.stem)
def test_every_scenario_changes_every_day(file: Path) -> None:
    for day in read_days(WEEK).values():
        for point in read_scenarios(file):
            changed = point.scenario.apply(day)
            same = (changed.engineers, changed.tickets, changed.policy) == (day.engineers, day.tickets, day.policy)
            assert same == (not point.scenario.steps)


def test_the_page_of_the_week_names_every_scenario() -> None:
    page = (WEEK / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in SCENARIOS if f"scenarios/{path.name}" not in page] == []


@pytest.mark.parametrize("iterations", [1, 100, 500])
def test_the_shortest_budgets_still_give_plans(iterations: int) -> None:
    """Once a run that ended before its first bound chose by prices that it did not have."""
    for day in list(read_days(WEEK).values())[-2:]:
        assert plan(day, iterations=iterations, threads=1).report.feasible

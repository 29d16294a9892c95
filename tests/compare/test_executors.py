"""Where cells are worked on does not matter to what comes out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from models.errors import InputError
from scheduler.budget import Budget
from scheduler.compare.cells import ITERATIONS, TIMING, Cell
from scheduler.compare.compare import compare
from scheduler.compare.executors import Executor, Failure, Here, OnRay, Processes, executor_for
from scheduler.compare.run import cells_of, work_on
from scheduler.compare.scenario import Scenario
from tests.compare.small import FAST, LESS, week


def ray() -> Any:
    return pytest.importorskip("ray", reason="Ray is not installed; pip install 'paigong[ray]'")


def dies(cell: Cell) -> dict[str, Any]:
    """One cell takes its process with it."""
    if cell.seed == 2:
        os._exit(9)
    return {"cost": cell.seed}


def answers(executor: Executor) -> Any:
    study = compare(week(2), [FAST, LESS], seeds=2, iterations=800, executor=executor)
    kept = {place: {k: v for k, v in one.items() if k not in TIMING} for place, one in study.answers.items()}
    return kept, study.as_dict()


@pytest.fixture(scope="module")
def here() -> Iterator[Any]:
    yield answers(Here())


@pytest.mark.slow
def test_processes_give_the_same_study(here: Any) -> None:
    assert answers(Processes(2)) == here


@pytest.mark.slow
def test_a_local_ray_gives_the_same_study(here: Any) -> None:
    ray()
    assert answers(OnRay()) == here


@pytest.mark.slow
def test_a_process_that_dies_loses_its_cells_and_not_the_study() -> None:
    cells = cells_of(week(2), {"base": Scenario("base").apply}, (1, 2), Budget(iterations=ITERATIONS, threads=1))
    worked = work_on(cells, Processes(1), do=dies)
    assert len(worked.answers) + len(worked.failures) == 4
    assert {place[2] for place in worked.failures} >= {2}
    assert all("died" in one.message for one in worked.failures.values())


@pytest.mark.slow
def test_a_ray_worker_that_dies_loses_its_cell_and_not_the_study() -> None:
    ray()
    cells = cells_of(week(2), {"base": Scenario("base").apply}, (1, 2), Budget(iterations=ITERATIONS, threads=1))
    worked = work_on(cells, OnRay(count=1), do=dies)
    assert {place[2] for place in worked.failures} == {2}
    assert {place[2] for place in worked.answers} == {1}


def test_without_ray_the_way_to_get_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "ray", None)
    with pytest.raises(InputError, match=r"pip install 'paigong\[ray\]'"):
        next(iter(OnRay().run([], lambda cell: {})))


def test_one_worker_needs_no_other_process() -> None:
    assert executor_for(1, 100) == Here()
    assert executor_for(4, 1) == Here()
    assert executor_for(4, 100) == Processes(4)


def test_an_error_becomes_a_failure_with_its_story() -> None:
    def wrong(cell: Cell) -> dict[str, Any]:
        raise ValueError(f"seed {cell.seed} is unlucky")

    cells = cells_of(week(1), {"base": Scenario("base").apply}, (13,), Budget(iterations=ITERATIONS, threads=1))
    ((_, answer),) = Here().run(cells, wrong)
    assert isinstance(answer, Failure)
    assert answer.message == "ValueError: seed 13 is unlucky"

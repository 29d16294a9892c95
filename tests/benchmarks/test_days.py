"""The neutral dispatch days mean the same here as in the set's own checker."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from benchmarks.loaders.days import folder, from_dict, load_day
from scheduler.budget import Budget
from scheduler.engine import solve
from tests.engine import reference

NAMES = ("H-n30-m6-s1", "S-n30-m6-s2")

pytestmark = [
    pytest.mark.benchmark_data,
    pytest.mark.skipif(not (folder() / "days").is_dir(), reason="no dispatch days: set PAIGONG_BENCHMARKS"),
]


def original() -> ModuleType:
    """The set's own format, generator and checker."""
    spec = importlib.util.spec_from_file_location("original_days", folder() / "days" / "day.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_costs_a_thousand_times_what_the_checker_says(name: str) -> None:
    day = load_day(name)
    found = solve(day, budget=Budget(iterations=2000, seed=1), proof=False)
    source = original()
    checked = source.check(source.load(folder() / "days" / f"{name}.json.xz"), [list(route) for route in found.routes])
    assert found.cost == 1000 * checked["total"]


@pytest.mark.parametrize("name", NAMES)
def test_random_routes_are_feasible_here_when_they_are_for_the_checker(name: str) -> None:
    day, source, rng = load_day(name), original(), np.random.default_rng(1)
    problem = source.load(folder() / "days" / f"{name}.json.xz")
    outcomes = set()
    for _ in range(300):
        e = int(rng.integers(day.m))
        able = np.flatnonzero(day.allowed[e])
        route = rng.permutation(able)[: rng.integers(1, 4)].tolist()
        mine = reference.evaluate(day, e, route)
        outcomes.add(mine.feasible)
        try:
            cost = source.check(problem, [route if k == e else [] for k in range(day.m)])
        except AssertionError:
            assert not mine.feasible
        else:
            assert mine.feasible
            assert mine.cost == 1000 * (cost["total"] - cost["drop"])
    assert outcomes == {True, False}


def test_a_generated_day_is_read_like_one_from_a_file() -> None:
    day = from_dict(original().make(12, 3, 1, "S"))
    assert (day.n, day.m) == (12, 3)
    assert day.allowed.any(axis=0).all()


def test_a_missing_day_says_where_it_was_looked_for() -> None:
    with pytest.raises(FileNotFoundError, match="PAIGONG_BENCHMARKS"):
        load_day(Path("nowhere"))

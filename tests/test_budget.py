"""Budgets say when to stop, and refuse what makes no sense: one value for every verb and the engine."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from models.errors import InputError
from scheduler.budget import Budget
from tests.test_imports import MODULES


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"seconds": 0}, "seconds"),
        ({"seconds": 0.0009}, "seconds"),
        ({"seconds": float("nan")}, "seconds"),
        ({"seconds": -3}, "seconds"),
        ({"seconds": 1e7}, "seconds"),
        ({"iterations": 0}, "iterations"),
        ({"gap": 1.0}, "gap"),
        ({"gap": -0.1}, "gap"),
        ({"gap": float("nan")}, "gap"),
        ({"threads": 0}, "threads"),
        ({"seed": -1}, "seed"),
        ({"seed": 2**63}, "seed"),
        ({"seconds": 3, "iterations": 10}, "iterations"),
    ],
)
def test_a_budget_that_makes_no_sense_is_refused_with_advice(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(InputError, match=r"(?m)^ *Maybe") as error:
        Budget(**wrong)
    assert [trouble.field for trouble in error.value.troubles] == [field]


def test_the_least_and_the_most_that_make_sense_are_taken() -> None:
    assert Budget(seconds=1e-3, gap=0, seed=0, threads=1).said
    assert Budget(iterations=1, gap=0.999, seed=2**63 - 1).said


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(InputError) as error:
        Budget(seconds=-1, gap=2, threads=0)
    assert [trouble.field for trouble in error.value.troubles] == ["seconds", "gap", "threads"]


def test_only_a_budget_that_says_nothing_gets_the_seconds_of_a_verb() -> None:
    assert Budget(seed=3).or_seconds(30) == Budget(seconds=30, seed=3)
    for said in (Budget(seconds=1), Budget(iterations=1), Budget(gap=0.1)):
        assert said.or_seconds(30) == said


def test_the_numbers_of_a_budget_are_checked_in_one_place() -> None:
    """No other file of the product refuses iterations, a gap, or what an option says of seconds."""
    others = []
    for name, path in MODULES.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
        troubles = (
            call for call in calls if isinstance(call.func, ast.Name) and call.func.id in ("Trouble", "_trouble")
        )
        words = {part.value for call in troubles for part in ast.walk(call) if isinstance(part, ast.Constant)}
        if words & {"iterations", "gap", "--seconds", "--iterations", "--gap"}:
            others.append(name)
    assert others == ["scheduler.budget"]


def test_the_engine_does_not_start_without_an_end() -> None:
    with pytest.raises(InputError, match="nothing says when to stop"):
        Budget(seed=3).must_stop()
    Budget(gap=0.1).must_stop()

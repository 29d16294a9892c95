"""Budgets say when to stop, and refuse what makes no sense."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.engine.budget import Budget
from scheduler.engine.run_clock import Pace, RecordedClock, WorkClock


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"seconds": 0},
        {"seconds": float("nan")},
        {"seconds": -3},
        {"iterations": 0},
        {"gap": 1.0},
        {"gap": -0.1},
        {"seconds": 3, "iterations": 10},
    ],
)
def test_a_budget_that_makes_no_sense_is_refused_with_advice(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"(?m)^Maybe"):
        Budget(**wrong)


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(ValueError, match=r"(?s)seconds.*gap"):
        Budget(seconds=-1, gap=2)


def test_the_clock_of_work_shows_only_what_was_spent() -> None:
    pace = Pace(WorkClock(), seconds=2.0)
    assert pace.left() == 2.0
    pace.spend(1.5)
    assert pace.left() == 0.5
    pace.spend(1.5)
    assert pace.left() == 0.0


def test_a_recorded_clock_says_the_same_again_and_then_that_time_is_over() -> None:
    pace = Pace(WorkClock(), seconds=2.0)
    for spent in (0.25, 0.5):
        pace.spend(spent)
        pace.now()
    again = Pace(RecordedClock(pace.work(chains=2).readings), seconds=2.0)
    assert [again.now(), again.now()] == [0.25, 0.75]
    assert again.left() == 0.0

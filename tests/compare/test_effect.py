"""A planted effect is found, a planted nothing is not: on real plans, not on made-up numbers."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from scheduler.compare.compare import compare
from scheduler.compare.scenario import Scenario
from scheduler.compare.statistics import difference
from tests.compare.small import scenario, week

EFFORT: dict[str, Any] = {"iterations": 400, "workers": 1}


def test_a_planted_effect_is_found() -> None:
    """Half the driving time on six days: every day gets cheaper, so the interval must leave 0 out."""
    study = compare(week(6), [scenario("fast", {"travel": {"factor": 0.5}})], seeds=1, **EFFORT)
    found = study.difference("fast", "cost.travel-cost")
    assert found is not None
    assert found.high < 0
    assert study.verdict("fast", next(f for f in study.figures if f.id == "cost.travel-cost")) == "better"


def test_an_effect_within_the_proof_is_called_so() -> None:
    """The baseline proves nothing, so all of its cost is open: even a tenth of the driving is smaller than that."""
    study = compare(week(6), [scenario("fast", {"travel": {"factor": 0.1}})], seeds=1, solver="regret", **EFFORT)
    found = study.difference("fast")
    assert found is not None
    assert found.high < 0
    assert study.verdict("fast", study.figures[0]) == "smaller than the proof"
    assert study.gap("fast") is None


@pytest.mark.slow
def test_a_planted_nothing_is_seen_as_an_effect_about_one_time_in_twenty() -> None:
    """Two draws of the same demand on the same days differ by chance alone.

    Ten draws of three quarters of the tickets of six days give 45 pairs of scenarios between which there is nothing.
    The pairs share draws, so their verdicts hang together; with independent ones 5 % of 45 would be 2.3 with a standard
    deviation of 1.5. More than 8 (four deviations) would mean that the intervals are too short.
    """
    draws = 10
    step: dict[str, Any] = {"scale-demand": {"factor": 0.75}}
    study = compare(week(6), [scenario("some", step)], seeds=draws, iterations=400, workers=1)
    values = study.values("some", "cost")
    drawn = [{(day, 1): values[day, seed] for day in study.days} for seed in study.seeds]
    wrong = sum(difference(a, b).verdict() != "no difference seen" for a, b in combinations(drawn, 2))
    assert wrong <= 8


def test_nothing_at_all_is_never_seen() -> None:
    study = compare(week(3), [Scenario("nothing")], seeds=2, **EFFORT)
    assert all(study.verdict("nothing", figure) in ("the same", "") for figure in study.figures)

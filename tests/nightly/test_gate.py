"""What makes a run degraded."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.errors import InputError
from models.finding import Finding, Report
from scheduler.generate import generate
from scheduler.nightly.gate import objections, shortcomings, unserved_limit
from scheduler.planning.plan import plan
from scheduler.planning.result import Result


@pytest.fixture(scope="module")
def result() -> Result:
    """A proved plan of a very small day."""
    return plan(generate(tickets=4, engineers=2, seed=2), seconds=20, gap=0.0)


def test_a_plan_that_is_all_that_was_asked_for_has_no_shortcomings(result: Result) -> None:
    assert objections(result) == ()
    assert shortcomings(result, gap=0.01, most_unserved=0) == ()


def test_each_shortcoming_is_a_sentence(result: Result) -> None:
    travel = replace(result.problem.travel, source="estimate (fallback: 3 pairs unknown)")
    less = replace(
        result,
        ended="time",
        gap=0.05,
        plan=result.plan.but(unserved=("T-001", "T-002")),
        problem=result.problem.replace(travel=travel),
    )
    found = " | ".join(shortcomings(less, gap=0.01, most_unserved=1))
    assert "5.00% was proved" in found
    assert "fallback" in found
    assert "2 tickets are unserved, more than the 1" in found


def test_a_stopped_run_says_so(result: Result) -> None:
    assert "stopped" in shortcomings(replace(result, ended="stopped"), gap=None, most_unserved=None)[0]


def test_broken_rules_are_objections(result: Result) -> None:
    report = Report((Finding("skill-level", True, "E1 does not have VRF"),))
    assert objections(replace(result, report=report)) == ("skill-level: E1 does not have VRF",)


@pytest.mark.parametrize("text", ["-1", "many", "101%", "%", "1.5"])
def test_a_limit_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="Maybe write 5 or 3%"):
        unserved_limit(text, 100)

"""Following a day: planned again by itself, by the policy's word, within its budget."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.events import EngineerOut, PlanPublished, TicketArrived, VisitStarted
from models.problem import Problem
from models.sections.following import Following
from scheduler.budget import Budget
from scheduler.desk.follow import Follower
from scheduler.replan import append, read_log
from tests.compile.small import ticket
from tests.replan.small import at, published

OUT = EngineerOut(at=at("07:30"), engineer="E1")


def follower(path: Path, **rules: object) -> Follower:
    day: Problem = published()
    day = day.replace(policy=day.policy.with_section(Following(**rules)))
    assert day.published is not None
    append(path, day, [PlanPublished(at=0, plan=day.published)])
    return Follower(path, day, Budget(iterations=200))


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "day.jsonl"


def test_reports_that_change_nothing_lead_to_nothing(log: Path) -> None:
    follow = follower(log)
    assert follow.step().outcome == "nothing"
    append(log, follow.problem, [VisitStarted(at=at("08:10"), ticket="T1")])
    assert follow.step().outcome == "nothing"


def test_what_matters_leads_to_a_proposal_and_not_twice(log: Path) -> None:
    follow = follower(log)
    append(log, follow.problem, [OUT])
    step = follow.step()
    assert (step.outcome, step.because) == ("proposed", ("engineer-out",))
    assert step.proposal is not None
    assert set(step.proposal.customers) == {"T1", "T2"}
    assert len(read_log(log, follow.problem).events) == 2, "nothing is decided"
    assert follow.step().outcome == "nothing"


def test_what_keeps_the_budget_is_accepted_where_the_policy_says_so(log: Path) -> None:
    follow = follower(log, accept=True)
    append(log, follow.problem, [OUT])
    step = follow.step()
    assert step.outcome == "accepted"
    last = read_log(log, follow.problem).events[-1]
    assert isinstance(last, PlanPublished)
    assert (last.who, last.why) == ("follow", "engineer-out")
    assert {route.engineer for route in last.plan.routes} <= {"E2", "E3"}
    assert follow.step().outcome == "nothing"


def test_it_is_not_planned_again_too_soon(log: Path) -> None:
    follow = follower(log, at_most_every_minutes=10)
    append(log, follow.problem, [OUT])
    follow.step()
    append(log, follow.problem, [TicketArrived(at=at("07:35"), ticket=ticket("N1", 2))])
    assert follow.step().outcome == "waiting"
    append(log, follow.problem, [TicketArrived(at=at("07:40"), ticket=ticket("N2", 3))])
    step = follow.step()
    assert (step.outcome, step.because) == ("proposed", ("ticket-arrived",))


def test_only_the_kinds_the_policy_names_matter(log: Path) -> None:
    follow = follower(log, kinds=("ticket-arrived",))
    append(log, follow.problem, [OUT])
    assert follow.step().outcome == "nothing"


def test_where_no_plan_keeps_the_budget_somebody_has_to_decide(log: Path) -> None:
    follow = follower(log, max_changes=1, accept=True)
    append(log, follow.problem, [OUT])
    step = follow.step()
    assert step.outcome == "too-little"
    assert "the least that is feasible is 2" in step.trouble
    assert len(read_log(log, follow.problem).events) == 2

"""Regret insertion: whoever has the least choice goes first."""

from __future__ import annotations

import pytest

import scheduler as pg
from models.engineer import Skill
from models.ticket import SkillNeed, Ticket, Window
from scheduler.compile import compile
from scheduler.day import Day
from scheduler.generate import generate
from scheduler.loaders import read_policy
from scheduler.solvers.regret import regret
from tests.engine.days import PLAIN, random_day
from tests.rules import days


def at_nine(id: str, skill: str) -> Ticket:
    """An hour of work at the site that can only start at nine: nobody serves two of these."""
    nine = Window(start=days.at("09:00"), end=days.at("09:01"))
    return days.ticket(id, skills=(SkillNeed(skill=skill),), windows=(nine,))


def test_the_ticket_with_one_able_engineer_gets_her() -> None:
    """E1 can do both, E2 only B. Taking B first with E1, as cheap as E2, would leave A unserved."""
    engineers = (
        days.engineer("E1", skills=(Skill(skill="a"), Skill(skill="b"))),
        days.engineer("E2", skills=(Skill(skill="b"),)),
    )
    policy = read_policy("default")
    problem, _ = days.day(policy.rule("skill-level"), engineers, (at_nine("B", "b"), at_nine("A", "a")))
    result = pg.plan(problem.replace(policy=policy), solver="regret")
    assert {route.engineer: route.tickets for route in result.plan.routes} == {"E1": ("A",), "E2": ("B",)}


def test_what_is_dearer_to_serve_than_to_leave_stays_out() -> None:
    """The visit is worth 1 and an hour of driving at 60, twenty kilometres at 1.5: 80 more than nothing."""
    policy = read_policy("default").with_rule(read_policy("default").rule("unserved-cost").but(
        price={3: 1000}, per_day=0, lateness=False
    ))  # fmt: skip
    problem, _ = days.day(policy.rule("skill-level"), days.engineer(), days.ticket())
    assert regret(compile(problem.replace(policy=policy)).day) == [[]]


@pytest.mark.parametrize("pieces", [0, 1, 3])
def test_hard_plan_limits_are_kept(pieces: int) -> None:
    policy = read_policy("default")
    policy = policy.with_rule(policy.rule("stock").but(pieces={"FILTER": pieces}))
    problem = generate(tickets=40, engineers=8, seed=2, policy=policy)
    result = pg.plan(problem, solver="regret")
    assert result.report.feasible
    used = sum(problem.ticket[id].parts.get("FILTER", 0) for id in result.plan.served())
    assert used == pieces


def test_a_day_without_engineers_or_tickets_has_no_routes() -> None:
    problem = generate(tickets=3, engineers=2)
    assert regret(compile(problem.replace(tickets=())).day) == [[], []]
    assert regret(compile(problem.replace(engineers=())).day) == []


def test_a_day_without_plan_limits_needs_no_weights_of_them() -> None:
    """Days made without any row_* array once stopped the construction at its first ticket."""
    made = random_day(1, n=4, m=2, features=PLAIN)
    arrays = {name: value for name, value in made.arrays().items() if not name.startswith("row_")}
    bare = Day(**arrays)
    assert bare.row_unserved.shape == (0, 4)
    assert len(regret(bare)) == 2

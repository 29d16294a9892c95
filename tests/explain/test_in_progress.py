"""Explaining a day in progress: the plan people know, and what events have made of it."""

from __future__ import annotations

import scheduler
from models.events import EngineerOut
from models.money import money
from models.problem import Problem
from models.rules.absence import AbsenceRule
from models.rules.longest_overtime import LongestOvertime
from models.rules.plan_change import PlanChange
from models.rules.travel_cost import TravelCost
from models.rules.unserved_cost import UnservedCostRule
from scheduler.compile import assemble, compile
from scheduler.explain import explain, why_not
from tests.compile.small import HOUR, engineer, problem, ticket

RULES = (AbsenceRule(), LongestOvertime(), UnservedCostRule(), TravelCost(per_hour=60, per_km=0), PlanChange(price=50))


def night() -> Problem:
    return problem((engineer("E1"), engineer("E2"), engineer("E3")), (ticket("T1", 10), ticket("T2", 14)), *RULES)


def test_a_visit_that_an_event_made_impossible_has_next_best_engineers_in_the_mended_plan() -> None:
    # E1 has T1 at 8:10 and T2 at 9:14, falls ill at 9:00 in the middle of T1 and will not come to T2.
    day = night()
    known = assemble(day, compile(day), [[0, 1], [], []])
    now = scheduler.at(day, 9 * HOUR, published=known, events=[EngineerOut(engineer="E1", at=9 * HOUR)])
    said = explain(now, known, "T2", iterations=200)
    assert said.code == "breaks-a-rule"
    assert "T2" in said.gone
    assert "the plan does not hold as things stand (" in str(said)
    assert "按当前情况原计划已无法执行（" in said.text("zh")
    # E2 and E3 are as good as each other: 50.00 for the change are in both, so neither is dearer than the mended plan.
    assert {(one.engineer, one.resolved) for one in said.alternatives} >= {("E2", 0), ("E3", 0)}


def test_what_was_promised_has_its_price_when_a_visit_is_forced_away() -> None:
    # E1 is at T1 until 9:10, from there 4 minutes to T2 and 14 home; else 10 home from T1. E2 drives 28. And 50.00 for
    # the other engineer.
    day = night()
    known = assemble(day, compile(day), [[0, 1], [], []])
    now = scheduler.at(day, 9 * HOUR, published=known)
    said = why_not(now, known, "T2", "E2", iterations=200)
    assert said.code == "costs-more"
    assert said.gone == ()
    assert said.effects is not None
    assert said.effects.parts == {"plan-change": money(50), "travel-cost": money(28) + money(10) - money(18)}

"""The choice: cost against customers to be told; nobody is told for nothing."""

from __future__ import annotations

import pytest

from models.errors import InputError
from models.events import EngineerOut, TicketArrived, TicketCancelled
from models.judge import judge
from models.plan import Plan
from models.ticket import Window
from scheduler.compile import assemble
from scheduler.generate import generate
from scheduler.planning.plan import plan
from scheduler.replan import replan
from scheduler.replan.basis import ReplanBasis
from scheduler.replan.calls import Calls
from scheduler.replan.customers import Customers
from scheduler.replan.effort import Judged
from scheduler.replan.words import words
from tests.compile.small import ticket
from tests.replan.small import at, now, published


def calls(ground: ReplanBasis, found: Plan) -> Calls:
    customers = Customers(ground, None)
    return Calls(ground, customers, Judged.of(customers.problem(found), found))


def test_a_change_that_gains_nothing_is_taken_back() -> None:
    """T4 was given to E3, who drives 8 min more for it than E2, who is near: the call costs 50 and saves nothing."""
    ground = ReplanBasis.of(now(published(), "07:30"))
    needless = assemble(ground.problem, ground.compiled, [[0, 1], [2], [3]])
    found = calls(ground, needless)
    assert found.told(needless) == 1
    assert found.told(found.best.plan) == 0
    assert found.best.cost < Judged.of(ground.problem, needless).cost


def test_what_an_event_makes_necessary_is_not_taken_back() -> None:
    ground = ReplanBasis.of(now(published(), "07:30", EngineerOut(at=at("07:30"), engineer="E1")))
    needed = assemble(ground.problem, ground.compiled, [[], [2, 3], [0, 1]])
    assert calls(ground, needed).best.plan is needed


def test_the_points_go_from_few_calls_to_the_plan_that_is_proposed() -> None:
    day = generate(tickets=40, engineers=7, seed=3, language="en")
    day = day.replace(published=plan(day, iterations=600, proof=False).plan)
    busy = max(day.published.routes, key=lambda route: len(route.visits)).engineer if day.published else ""
    situation = now(day, "08:30", EngineerOut(at=at("08:30"), engineer=busy))
    made = replan(situation, iterations=800)
    told = [point.told for point in made.choices]
    costs = [point.cost for point in made.choices]
    assert told == sorted(set(told))
    assert costs == sorted(costs, reverse=True), "more calls never cost more"
    (best,) = [point for point in made.choices if point.recommended]
    assert (best.told, best.cost) == (len(made.customers), made.after.cost)
    ground = ReplanBasis.of(situation)
    again = Calls(ground, Customers(ground, None), Judged.of(ground.problem, made.plan))
    assert judge(ground.problem, again.best.plan).feasible
    if len(made.choices) > 1:
        text = words(made, day.clock)
        assert text.splitlines()[1].startswith("The choice")
        assert "recommended" in text


def test_earlier_than_told_only_when_the_customer_is_asked() -> None:
    """T1 is cancelled at 07:30: E1 could be at T2 an hour earlier, and at N1 between nine and twenty past ten."""
    day = published(people=1, tickets=(ticket("T1", 10), ticket("T2", 15)), routes=[[0, 1]])
    new = ticket("N1", 2, windows=(Window(start=at("09:00"), end=at("10:20")),))
    events = (TicketCancelled(at=at("07:30"), ticket="T1"), TicketArrived(at=at("07:30"), ticket=new))
    calm = replan(now(day, "07:30", *events), iterations=200)
    assert calm.plan.served()["T2"][1].start >= at("09:00"), "at most the free minutes earlier"
    asked = replan(now(day, "07:30", *events), iterations=200, ask=["T2"])
    assert asked.plan.unserved == ()
    if asked.plan.served()["T2"][1].start < at("09:00"):
        assert "T2" in asked.customers
    with pytest.raises(InputError, match="no ticket has this id"):
        replan(now(day, "07:30", *events), iterations=20, ask=["T9"])


def test_a_budget_leaves_no_choice() -> None:
    situation = now(published(), "07:30", EngineerOut(at=at("07:30"), engineer="E1"))
    assert replan(situation, iterations=200, max_changes=4).choices == ()

"""Hard budgets: customers to be told, engineers whose list changes; and the cost of each budget."""

from __future__ import annotations

from itertools import pairwise

import pytest

import scheduler as pg
from models.errors import InputError
from models.events import EngineerOut, Event, Situation, TicketArrived, situation
from models.problem import Problem
from scheduler.generate import generate
from scheduler.replan import frontier, replan
from scheduler.travel.roads import roads
from tests.compile.small import HOUR, MINUTE, ticket
from tests.replan.small import at, now, published

WORK = 400


@pytest.fixture(scope="module")
def busy() -> Problem:
    """Sixty tickets, ten engineers, published."""
    problem = generate(tickets=60, engineers=10, seed=2, language="en")
    return problem.replace(published=pg.plan(problem, iterations=3000, proof=False).plan)


def out_at_eleven(day: Problem) -> Situation:
    """The engineer with most visits to come falls out."""
    assert day.published is not None
    most = max(day.published.routes, key=lambda route: sum(visit.start > 11 * HOUR for visit in route.visits))
    return situation(day, "11:00", events=[EngineerOut(at=11 * HOUR, engineer=most.engineer)], roads=roads)


def test_no_more_customers_are_told_than_permitted(busy: Problem) -> None:
    now = out_at_eleven(busy)
    free = replan(now, iterations=WORK)
    least = frontier(now, iterations=50)[0].told
    assert least < len(free.customers)
    for most in range(least, len(free.customers) + 1):
        proposal = replan(now, iterations=WORK, max_changes=most)
        assert len(proposal.customers) <= most
        assert proposal.max_changes == most


def test_a_customer_who_gets_another_engineer_and_a_later_time_counts_once() -> None:
    # E1 is out; T1 must wait until E2 has ended T2 at 09:10+... : another engineer and two hours later, one call
    day = published(people=2, tickets=(ticket("T1", 10), ticket("T2", 10)), routes=[[0], [1]])
    event = EngineerOut(at=at("07:30"), engineer="E1")
    proposal = replan(now(day, "07:30", event), iterations=WORK, max_changes=1)
    moved = next(one for one in proposal.changes if one.ticket == "T1")
    assert (moved.kind, moved.engineer) == ("moved", "E2")
    assert moved.start is not None
    assert moved.start > at("08:10") + 15 * MINUTE
    assert proposal.customers == ("T1",)


def test_a_budget_too_small_is_refused_with_the_least_that_is_feasible() -> None:
    # both visits of E1 lose their engineer: two customers are told whatever is decided
    day, event = published(), EngineerOut(at=at("07:30"), engineer="E1")
    with pytest.raises(InputError, match="the least that is feasible is 2") as error:
        replan(now(day, "07:30", event), iterations=WORK, max_changes=1)
    assert error.value.troubles[0].rule == "budget-too-small"
    assert "Maybe allow 2 changes" in str(error.value)
    assert len(replan(now(day, "07:30", event), iterations=WORK, max_changes=2).customers) == 2


def test_without_a_call_only_the_idle_engineer_helps() -> None:
    event = TicketArrived(at=at("08:30"), ticket=ticket("N1", 6, priority=1))
    proposal = replan(now(published(), "08:30", event), iterations=WORK, max_changes=0)
    assert proposal.customers == ()
    assert [one.kind for one in proposal.changed] == ["added"]


def test_no_more_lists_change_than_permitted(busy: Problem) -> None:
    now = out_at_eleven(busy)
    costs = []
    for most in (1, 2, 3, 4):
        proposal = replan(now, iterations=WORK, max_engineers=most)
        assert len(proposal.touched) <= most
        costs.append(proposal.after.cost)
    assert costs[0] > costs[-1], "with one list nobody can take the visits; with four somebody does"


def test_lists_that_events_change_anyway_count() -> None:
    day = published()
    events: list[Event] = [EngineerOut(at=at("07:30"), engineer=id) for id in ("E1", "E2")]
    with pytest.raises(InputError, match=r"the least that is feasible is 2 \(E1, E2\)"):
        replan(now(day, "07:30", *events), iterations=WORK, max_engineers=1)
    assert replan(now(day, "07:30", *events), iterations=WORK, max_engineers=3).touched == ("E1", "E2", "E3")


def test_both_budgets_hold_together(busy: Problem) -> None:
    now = out_at_eleven(busy)
    most = frontier(now, iterations=50)[0].told + 1
    proposal = replan(now, iterations=WORK, max_changes=most, max_engineers=3)
    assert len(proposal.customers) <= most
    assert len(proposal.touched) <= 3


def test_a_larger_budget_never_costs_more(busy: Problem) -> None:
    points = frontier(out_at_eleven(busy), iterations=150)
    assert points[-1].changes is None
    assert all(a.cost >= b.cost for a, b in pairwise(points))
    assert all(one.told <= one.changes for one in points if one.changes is not None)
    assert len({one.cost for one in points}) > 2


def test_a_negative_budget_is_refused() -> None:
    with pytest.raises(InputError) as error:
        replan(published(), max_changes=-1, max_engineers=-2)
    assert [one.field for one in error.value.troubles] == ["max_changes", "max_engineers"]


def test_the_policy_may_hold_the_budget(busy: Problem) -> None:
    situation = out_at_eleven(busy)
    least = frontier(situation, iterations=50)[0].told
    rule = busy.policy.rule("change-budget").but(customers=least)
    day = busy.replace(policy=busy.policy.with_rule(rule))
    assert len(replan(out_at_eleven(day), iterations=WORK).customers) <= least

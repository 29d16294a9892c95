"""Next best engineers after planning again, compared like with like."""

from __future__ import annotations

import pytest

from models.judge import judge
from models.money import money
from models.problem import Problem
from models.rules.longest_overtime import LongestOvertime
from models.rules.travel_cost import TravelCost
from models.rules.unserved_cost import UnservedCostRule
from models.shapes import PairCost
from scheduler.budget import Budget
from scheduler.compile import assemble, compile
from scheduler.explain import Explanation, explain
from scheduler.insertion.question import together
from scheduler.insertion.warm_search import TOO_LATE, WarmSearch, confined
from scheduler.planning.plan import plan
from tests.compile.small import HOUR, Allow, Priced, Shift, engineer, problem, ticket
from tests.explain.test_why_not import forced_exactly
from tests.properties.random_days import random_problem

PRICES = (UnservedCostRule(price={1: 9000, 2: 5000, 3: 2000, 4: 800}), TravelCost(per_hour=60, per_km=0))


def asked(of: Problem, routes: list[list[int]], id: str, limit: int = 5) -> Explanation:
    return explain(of, assemble(of, compile(of), routes), id, iterations=300, limit=limit)


def swap(*more: PairCost) -> Problem:
    """Each of two engineers has time for one of two tickets an hour long."""
    people = tuple(engineer(id, Shift(id=f"{id}@24", start=8 * HOUR, end=10 * HOUR)) for id in ("E1", "E2"))
    return problem(people, (ticket("T1", 10), ticket("T2", 14)), LongestOvertime(minutes=0), *PRICES, *more)


def test_somebody_without_room_has_a_price_after_planning_again() -> None:
    # E2 has no room for T1 beside T2. The two swap: E2 costs 7.00 more on T1, E1 5.00 more on T2.
    said = asked(swap(Priced(prices={"E2/T1": money(7), "E1/T2": money(5)})), [[0], [1]], "T1")
    (other,) = said.alternatives
    assert (other.engineer, other.at_once, other.resolved) == ("E2", None, money(12))
    assert {one.ticket: (one.old_engineer, one.engineer) for one in other.effects.changes} == {
        "T1": ("E1", "E2"),
        "T2": ("E2", "E1"),
    }
    assert "E2 at 08:10  +12.00 CNY (at once no room)" in str(said)
    assert "E2 08:10  +12.00 CNY（仅插入 无空档）" in said.text("zh")


def test_at_once_and_after_planning_again_stand_beside_each_other() -> None:
    # E1 does both, 28 minutes. T1 alone with E2 is 20 minutes more; but E2 may do both just as well.
    of = problem((engineer("E1"), engineer("E2")), (ticket("T1", 10), ticket("T2", 14)), *PRICES)
    (other,) = asked(of, [[0, 1], []], "T1").alternatives
    assert (other.at_once, other.resolved) == (money(20), 0)


def test_a_better_engineer_has_a_negative_price_or_the_plan_was_poor() -> None:
    # E2 saves 5.00 on T1, which any search finds: then that is what the plan costs too much, not a merit of E2.
    of = problem((engineer("E1"), engineer("E2")), (ticket("T1", 10),), Priced(prices={"E1/T1": money(5)}), *PRICES)
    said = asked(of, [[0], []], "T1")
    assert said.saved == money(5)
    assert [(one.engineer, one.resolved) for one in said.alternatives] == [("E2", 0)]


def test_the_limit_bounds_how_many_are_tried() -> None:
    people = tuple(engineer(f"E{k}") for k in range(1, 7))
    of = problem(people, (ticket("T1", 10),), *PRICES)
    for limit, count in ((1, 1), (4, 2), (9, 5)):
        assert len(asked(of, [[0], *[[]] * 5], "T1", limit).alternatives) == count


def test_a_forbidden_engineer_is_no_alternative() -> None:
    of = swap().replace(policy=swap().policy.but(rules=(*swap().policy.rules, Allow(forbidden=(("E2", "T1"),)))))
    assert asked(of, [[0], [1]], "T1").alternatives == ()


@pytest.mark.parametrize("seed", range(6))
def test_on_small_days_the_price_is_the_exact_difference(seed: int) -> None:
    of = random_problem(100 + seed, tickets=5, engineers=3)
    of = of.replace(policy=of.policy.without_rule("told", "stock", "senior-reserve", "change-budget"))
    known = plan(of, gap=0.0, seconds=20)
    assert known.gap == 0
    for id in known.plan.served():
        said = explain(of, known.plan, id, iterations=400)
        assert said.saved == 0
        for other in said.alternatives:
            assert judge(of, other.plan).cost - known.cost == other.resolved
            assert other.resolved == forced_exactly(of, id, other.engineer) - known.cost


def test_what_has_no_tie_to_the_ticket_is_taken_back() -> None:
    before = [[0, 1], [2], [3], [4], []]
    after = [[1], [0, 2], [], [4, 3], []]
    assert together(before, after, [0]) == [[1], [0, 2], [3], [4], []]
    assert together(before, after, [3]) == [[0, 1], [2], [], [4, 3], []]
    # A ticket that nobody served ties to the route that serves it now.
    assert together([[0], [1]], [[5, 0], [1]], [5]) == [[5, 0], [1]]


def test_a_confined_ticket_is_served_whatever_it_costs_and_on_time_where_that_is_possible() -> None:
    of = problem(
        (engineer("E1"), engineer("E2")), (ticket("T1", 10), ticket("T2", 14)), UnservedCostRule(), *PRICES[1:]
    )
    compiled = compile(of)
    day = confined(compiled.day, 1, [1], on_time=True)
    assert day.allowed[:, 1].tolist() == [0, 1]
    found = WarmSearch(Budget(iterations=200)).search(day, [[], []], [1])
    assert found is not None
    assert 1 in found[1]
    assert day.unserved_cost[1] > TOO_LATE
    assert compiled.day.unserved_cost[1] < day.unserved_cost[1]  # the day itself is as it was


@pytest.mark.parametrize("seed", [1, 7])
def test_a_search_is_the_same_every_time(seed: int) -> None:
    of = random_problem(3)
    compiled = compile(of)
    empty = [[] for _ in compiled.shifts]
    first, again = (WarmSearch(Budget(iterations=500, seed=seed)).search(compiled.day, empty, [0]) for _ in range(2))
    assert first == again

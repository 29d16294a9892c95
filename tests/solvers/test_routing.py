"""OR-Tools routing on a Day: always a feasible plan, and honest about what its model leaves out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from scheduler.day import Day
from scheduler.engine import schedules
from scheduler.solvers.routing import inexpressible, routing
from tests.engine.days import PLAIN, random_day


@pytest.mark.parametrize("seed", range(6))
def test_whatever_the_day_holds_the_plan_is_feasible(seed: int) -> None:
    day = random_day(seed, n=8, m=3)
    plan = routing(day, solutions=20)
    served = [i for route in plan for i in route]
    assert len(plan) == day.m and len(set(served)) == len(served)
    assert all(schedule.feasible for schedule in schedules(day, plan))


def test_a_plain_day_is_stated_in_full_and_planned_well() -> None:
    """Leaving all tickets is the plan to beat."""
    day = random_day(4, n=10, m=4, features=PLAIN)
    assert inexpressible(day) == []
    assert cost(day, routing(day, solutions=50)) < cost(day, [[] for _ in range(day.m)])


def cost(day: Day, plan: Sequence[Sequence[int]]) -> int:
    """Money of the routes and of the tickets left."""
    served = {i for route in plan for i in route}
    left = [int(day.unserved_cost[i]) for i in range(day.n) if i not in served]
    return sum(schedule.cost for schedule in schedules(day, plan)) + sum(left)


def test_what_the_model_leaves_out_is_named() -> None:
    words = "\n".join(inexpressible(random_day(3, n=8, m=4)))
    for part in ("blocks", "breaks", "step", "plan limits"):
        assert part in words


def test_a_limit_is_asked_for() -> None:
    with pytest.raises(ValueError, match=r"(?m)^Maybe"):
        routing(random_day(1))


def test_days_with_nothing_to_do_have_empty_plans() -> None:
    assert routing(random_day(1, n=0, m=2), solutions=1) == [[], []]
    assert routing(random_day(1, n=2, m=0), solutions=1) == []

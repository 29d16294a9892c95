"""OR-Tools routing on a Day: always a feasible plan, and honest about what its model leaves out."""

from __future__ import annotations

import pytest

from scheduler.engine.plan import priced
from scheduler.solvers.routing import inexpressible, routing
from tests.engine.days import PLAIN, random_day


@pytest.mark.parametrize("seed", range(6))
def test_whatever_the_day_holds_the_plan_is_feasible(seed: int) -> None:
    day = random_day(seed, n=8, m=3)
    plan = routing(day, solutions=20)
    assert [list(r) for r in priced(day, plan).routes] == plan  # raises where a route is infeasible


def test_a_plain_day_is_stated_in_full_and_planned_well() -> None:
    """Leaving all tickets is the plan to beat."""
    day = random_day(4, n=10, m=4, features=PLAIN)
    assert inexpressible(day) == []
    assert priced(day, routing(day, solutions=50)).cost < int(day.unserved_cost.sum())


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

"""The exact model at its edges; its agreement with complete enumeration is under test in ``tests/oracle``."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scheduler.solvers.exact import exact
from tests.engine.days import DISPATCH, PLAIN, random_day, with_ties
from tests.oracle.enumeration import best_plan


def test_a_break_lies_where_its_own_route_is_cheapest_whatever_the_next_shift_would_like(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two shifts of one person, the first with a break that the second would like to have elsewhere."""
    seed = 2352
    day = with_ties(random_day(seed, n=4, m=2, rows=0, late_rows=False, flexible=False), seed, ([0, 1],))
    best = best_plan(day)
    assert best is not None
    found = exact(day)
    assert (found.optimal, found.cost) == (True, best.cost)
    monkeypatch.setattr("scheduler.solvers.exact._Model.keeps_breaks", lambda *_: True)
    assert exact(day).cost < best.cost, "a day on which it makes no difference tests nothing"


def test_a_day_without_shifts_leaves_every_ticket() -> None:
    day = random_day(1, n=3, m=0, features=PLAIN)
    found = exact(day)
    assert (found.routes, found.cost, found.optimal) == ((), int(day.unserved_cost.sum()), True)


def test_a_hard_limit_that_no_plan_keeps_leaves_no_plan() -> None:
    """Every ticket weighs one whether served or not, and the limit is one for three tickets."""
    day = random_day(1, n=3, m=2, features=DISPATCH)
    day = replace(
        day,
        row_cap=np.array([1], np.int64),
        row_price=np.array([-1], np.int64),
        row_pair=np.ones((1, 2, 3), np.int32),
        row_used=np.zeros((1, 2), np.int32),
        row_unserved=np.ones((1, 3), np.int32),
    )
    found = exact(day)
    assert (found.routes, found.optimal) == (None, True)

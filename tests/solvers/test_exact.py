"""The exact model says what it cannot state and solves what it can; its agreement is under test in ``tests/oracle``."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scheduler.solvers.exact import Unsupported, exact
from tests.engine.days import DISPATCH, PLAIN, random_day


def test_breaks_with_limits_on_late_visits_are_refused_by_name() -> None:
    day = next(d for d in (random_day(s) for s in range(50)) if np.any(d.break_length > 0) and np.any(d.term_row >= 0))
    with pytest.raises(Unsupported, match=r"(?s)break_length.*term_row.*Maybe"):
        exact(day)


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

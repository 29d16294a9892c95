"""Disagreements name the rules whose money differs."""

from __future__ import annotations

import pytest

from models.finding import Report
from scheduler.errors import Disagreement
from scheduler.loaders import read_policy
from scheduler.solvers.agreement import SHAPES_OF, agree

NOTHING = dict.fromkeys(SHAPES_OF, 0)


def test_equal_figures_pass() -> None:
    report = Report(costs={"travel-cost": 700, "unserved-cost": 300})
    agree(1000, report, NOTHING | {"driving": 700, "unserved": 300}, read_policy("default"))


def test_the_same_total_in_other_rules_is_a_disagreement() -> None:
    """700 + 300 is 300 + 700; only a look rule by rule sees it."""
    report = Report(costs={"travel-cost": 300, "unserved-cost": 700})
    with pytest.raises(Disagreement, match=r"driving \(travel-cost\): compiled 0.70, judged 0.30; unserved"):
        agree(1000, report, NOTHING | {"driving": 700, "unserved": 300}, read_policy("default"))


def test_a_solver_that_counts_otherwise_than_the_day_is_a_disagreement() -> None:
    report = Report(costs={"travel-cost": 700})
    with pytest.raises(Disagreement, match=r"the solver says 0\.60, the judge 0\.70 CNY"):
        agree(600, report, NOTHING | {"driving": 700}, read_policy("default"))

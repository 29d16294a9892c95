"""Rule ``visit-limit``: the engineer's figure, the policy's, neither."""

from __future__ import annotations

from models.rules.visit_limit import VisitLimit
from models.shapes import Measure
from tests.rules.ask import a_day, an_engineer, table

CASES = {
    "no limit unless somebody says so": (VisitLimit(), None, None),
    "the policy's": (VisitLimit(visits=7), None, 7),
    "none at all by the policy": (VisitLimit(visits=0), None, 0),
    "the engineer's own": (VisitLimit(), 5, 5),
    "the engineer's own goes before the policy's, though higher": (VisitLimit(visits=1), 500, 500),
    "an own figure of none is a figure": (VisitLimit(visits=7), 0, 0),
}


@table("rule, own, most", CASES)
def test_the_limit(rule: VisitLimit, own: int | None, most: int | None) -> None:
    engineer = an_engineer(max_visits=own)
    assert rule.most(engineer, engineer.shifts[0], a_day(rule, engineer)) == most
    assert rule.measure is Measure.VISITS

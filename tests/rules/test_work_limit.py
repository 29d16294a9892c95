"""Rule ``work-limit``: the engineer's figure, the policy's, neither."""

from __future__ import annotations

from models.rules.work_limit import WorkLimit
from models.shapes import Measure
from tests.rules.ask import a_day, an_engineer, table

CASES = {
    "no limit unless somebody says so": (WorkLimit(), None, None),
    "the policy's, in minutes": (WorkLimit(minutes=7), None, 7 * 60),
    "none at all by the policy": (WorkLimit(minutes=0), None, 0),
    "the engineer's own, in seconds": (WorkLimit(), 5, 5),
    "the engineer's own goes before the policy's, though higher": (WorkLimit(minutes=1), 500, 500),
    "an own figure of none is a figure": (WorkLimit(minutes=7), 0, 0),
}


@table("rule, own, most", CASES)
def test_the_limit(rule: WorkLimit, own: int | None, most: int | None) -> None:
    engineer = an_engineer(max_work=own)
    assert rule.most(engineer, engineer.shifts[0], a_day(rule, engineer)) == most
    assert rule.measure is Measure.WORK

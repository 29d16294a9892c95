"""Rule ``longest-overtime``: the end of the shift, the engineer's figure, the policy's."""

from __future__ import annotations

from models.rules.longest_overtime import LongestOvertime
from models.shapes import Measure
from tests.rules.ask import a_day, an_engineer, at, table

CASES = {
    "two hours unless somebody says otherwise": (LongestOvertime(), None, "19:00"),
    "the policy's": (LongestOvertime(minutes=1), None, "17:01"),
    "none by the policy": (LongestOvertime(minutes=0), None, "17:00"),
    "the engineer's own, to the second": (LongestOvertime(), 61, "17:01:01"),
    "an own figure of none is a figure": (LongestOvertime(), 0, "17:00"),
}


@table("rule, own, latest", CASES)
def test_the_latest_return(rule: LongestOvertime, own: int | None, latest: str) -> None:
    engineer = an_engineer(overtime=own)
    assert rule.most(engineer, engineer.shifts[0], a_day(rule, engineer)) == at(latest)
    assert rule.measure is Measure.RETURN

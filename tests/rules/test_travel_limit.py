"""Rule ``travel-limit``: the engineer's figure, the policy's, neither."""

from __future__ import annotations

from models.rules.travel_limit import TravelLimit
from models.shapes import Measure
from tests.rules.ask import a_day, an_engineer, table

CASES = {
    "no limit unless somebody says so": (TravelLimit(), None, None),
    "the policy's, in minutes": (TravelLimit(minutes=7), None, 7 * 60),
    "none at all by the policy": (TravelLimit(minutes=0), None, 0),
    "the engineer's own, in seconds": (TravelLimit(), 5, 5),
    "the engineer's own goes before the policy's, though higher": (TravelLimit(minutes=1), 500, 500),
    "an own figure of none is a figure": (TravelLimit(minutes=7), 0, 0),
}


@table("rule, own, most", CASES)
def test_the_limit(rule: TravelLimit, own: int | None, most: int | None) -> None:
    engineer = an_engineer(max_travel=own)
    assert rule.most(engineer, engineer.shifts[0], a_day(rule, engineer)) == most
    assert rule.measure is Measure.TRAVEL

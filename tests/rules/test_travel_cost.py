"""Rule ``travel-cost``: hour and kilometre, the engineer's rates or the policy's, each by itself."""

from __future__ import annotations

from models.rules.travel_cost import TravelCost
from tests.rules.ask import a_day, an_engineer, table

POLICY = TravelCost(per_hour=7, per_km="0.001")

CASES = {
    "60 an hour and 1.50 a km unless somebody says otherwise": (TravelCost(), {}, (60_000, 1_500)),
    "the policy's": (POLICY, {}, (7_000, 1)),
    "an hour of one's own": (POLICY, {"cost_per_travel_hour": 5}, (5_000, 1)),
    "a kilometre of one's own": (POLICY, {"cost_per_km": 5}, (7_000, 5_000)),
    "an hour for nothing": (POLICY, {"cost_per_travel_hour": 0}, (0, 1)),
    "a kilometre for nothing": (POLICY, {"cost_per_km": 0}, (7_000, 0)),
    "an hour of work is another rule": (POLICY, {"cost_per_hour": 5, "pay": "worked"}, (7_000, 1)),
}


@table("rule, fields, rates", CASES)
def test_an_hour_and_a_kilometre(rule: TravelCost, fields: dict[str, object], rates: tuple[int, int]) -> None:
    engineer = an_engineer(**fields)
    assert rule.rates(engineer, a_day(rule, engineer)) == rates

"""Rule ``overtime-cost``: the engineer's rate or the policy's."""

from __future__ import annotations

from models.rules.overtime_cost import OvertimeCost
from models.shapes import ShiftPrice
from tests.rules.ask import a_day, an_engineer, table

CASES = {
    "90 an hour unless somebody says otherwise": (OvertimeCost(), {}, 90_000),
    "the policy's": (OvertimeCost(per_hour="0.001"), {}, 1),
    "the engineer's own": (OvertimeCost(), {"cost_per_overtime_hour": 5}, 5_000),
    "a rate of nothing is a rate": (OvertimeCost(), {"cost_per_overtime_hour": 0}, 0),
    "worked time is another rule": (OvertimeCost(), {"pay": "worked", "cost_per_hour": 5}, 90_000),
}


@table("rule, fields, hour", CASES)
def test_an_hour_of_overtime(rule: OvertimeCost, fields: dict[str, object], hour: int) -> None:
    engineer = an_engineer(**fields)
    assert rule.price(engineer, engineer.shifts[0], a_day(rule, engineer)) == ShiftPrice(overtime_hour=hour)

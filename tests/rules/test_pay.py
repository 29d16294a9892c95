"""Rule ``pay``: by worked time or by the shift, the engineer's rate or the policy's."""

from __future__ import annotations

from models.rules.pay import Pay
from models.shapes import ShiftPrice
from tests.rules.ask import a_day, an_engineer, table

OWN, RULE = Pay(per_hour=7, per_shift=11), Pay()

CASES = {
    "by the shift: paid anyway": (RULE, {"pay": "shift"}, ShiftPrice()),
    "by the shift, when the policy says so": (OWN, {"pay": "shift"}, ShiftPrice(used=11_000)),
    "by the shift, whatever an hour would cost": (OWN, {"pay": "shift", "cost_per_hour": 5}, ShiftPrice(used=11_000)),
    "by worked time": (RULE, {"pay": "worked"}, ShiftPrice(worked_hour=60_000)),
    "by worked time, at the policy's rate": (OWN, {"pay": "worked"}, ShiftPrice(worked_hour=7_000)),
    "at a rate of one's own": (OWN, {"pay": "worked", "cost_per_hour": 5}, ShiftPrice(worked_hour=5_000)),
    "a rate of nothing is a rate": (OWN, {"pay": "worked", "cost_per_hour": 0}, ShiftPrice()),
    "overtime is another rule": (RULE, {"pay": "worked", "cost_per_overtime_hour": 5}, ShiftPrice(worked_hour=60_000)),
}


@table("rule, fields, price", CASES)
def test_an_engineer_is_paid_by_worked_time_or_by_the_shift(
    rule: Pay, fields: dict[str, object], price: ShiftPrice
) -> None:
    engineer = an_engineer(**fields)
    assert rule.price(engineer, engineer.shifts[0], a_day(rule, engineer)) == price

"""Rule ``pay``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from models.engineer import Engineer, Shift
from models.money import Price, money
from models.rules import days
from models.shapes import ShiftCost, ShiftPrice

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class Pay(ShiftCost):
    """Engineers paid by worked time cost money from departure to return; those paid by the shift only if you say so.

    Why
    ---
    Somebody on a salary is paid whether the plan sends him or not: that money is spent and must not sway the plan. With
    ``per_shift`` above zero the plan prefers to leave whole shifts free. Somebody paid by the hour (``pay: worked``)
    costs from departure to return, waiting and breaks included; the departure is as late as the visits allow. An
    engineer's own rate per hour goes before the policy's.

    Example
    -------
    E1 is paid by worked time, 60 CNY per hour, departs at 08:00 and is back at 10:00: 120.00 CNY. E2, paid by the
    shift, costs nothing.

    Fix
    ---
    Fill the gaps of the route, depart later, or give the ticket to somebody who is paid anyway.
    """

    id: ClassVar[str] = "pay"
    title: ClassVar[tuple[str, str]] = ("pay by worked time or by shift", "工时与班次费用")

    per_hour: Price = Field(money(60), description="[currency/h] worked, for engineers paid by worked time")
    per_shift: Price = Field(0, description="[currency] once for a shift that serves anything, if paid by the shift")

    def price(self, engineer: Engineer, shift: Shift, facts: Facts) -> ShiftPrice:
        if engineer.pay == "shift":
            return ShiftPrice(used=self.per_shift)
        return ShiftPrice(worked_hour=self.per_hour if engineer.cost_per_hour is None else engineer.cost_per_hour)

    @classmethod
    def keeps(cls) -> Example:
        return days.day(cls(), days.engineer(pay="shift"), days.ticket())

    @classmethod
    def breaks(cls) -> Example:
        return days.day(cls(), days.engineer(pay="worked"), days.ticket())

"""Rule ``overtime-cost``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from models.engineer import Engineer, Shift
from models.money import Price, money
from models.rules import days
from models.shapes import ShiftCost, ShiftPrice
from models.tradeoff import Tradeoff

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class OvertimeCost(ShiftCost):
    """Coming back after the end of the shift costs money by the hour.

    Why
    ---
    Overtime is paid at a higher rate and wears people out. For engineers who are paid by worked time (rule ``pay``)
    this is the supplement that comes on top. An engineer's own rate goes before the policy's.

    Example
    -------
    90 CNY per hour. E1's shift ends at 17:00 and E1 is back at 18:30: 1 h 30 min cost 135.00 CNY.

    Fix
    ---
    Serve the last ticket earlier or tomorrow, or give it to somebody with time left.
    """

    id: ClassVar[str] = "overtime-cost"
    title: ClassVar[tuple[str, str]] = ("overtime", "加班费用")
    tradeoffs: ClassVar[tuple[Tradeoff, ...]] = (
        Tradeoff("overtime", "per_hour", "saving an hour of overtime", "少加班一小时"),
    )

    per_hour: Price = Field(money(90), description="[currency/h] return after the end of the shift")

    def price(self, engineer: Engineer, shift: Shift, facts: Facts) -> ShiftPrice:
        own = engineer.cost_per_overtime_hour
        return ShiftPrice(overtime_hour=self.per_hour if own is None else own)

    @classmethod
    def keeps(cls) -> Example:
        return days.day(cls(), days.engineer(), days.ticket(), starts={"T1": "15:30"})

    @classmethod
    def breaks(cls) -> Example:
        return days.day(cls(), days.engineer(), days.ticket(), starts={"T1": "17:00"})

"""Rule ``travel-cost``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from models.engineer import Engineer
from models.money import Price, money
from models.rules import days
from models.shapes import LegCost

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class TravelCost(LegCost):
    """Driving costs money by the hour and by the kilometre.

    Why
    ---
    An hour on the road is an hour not spent at a customer, and the van burns fuel. The price per hour is the price of
    the hour's loss, also for people who are paid anyway. An engineer's own rates go before the policy's.

    Example
    -------
    60 CNY per hour and 1.50 CNY per km. The way out, 30 min and 20 km, costs 30 + 30 = 60 CNY; out and back cost
    120.00 CNY.

    Fix
    ---
    Give the visit to somebody closer, or serve neighbouring tickets in one route.
    """

    id: ClassVar[str] = "travel-cost"
    title: ClassVar[tuple[str, str]] = ("driving", "车程费用")

    per_hour: Price = Field(money(60), description="[currency/h] driving")
    per_km: Price = Field(money("1.5"), description="[currency/km] driving")

    def rates(self, engineer: Engineer, facts: Facts) -> tuple[int, int]:
        hour, km = engineer.cost_per_travel_hour, engineer.cost_per_km
        return self.per_hour if hour is None else hour, self.per_km if km is None else km

    def usual_hour(self) -> int:
        return self.per_hour

    @classmethod
    def keeps(cls) -> Example:
        return days.day(cls(), days.engineer(), days.ticket(place=days.DEPOT))

    @classmethod
    def breaks(cls) -> Example:
        return days.day(cls(), days.engineer(), days.ticket())

"""Rule ``senior-reserve``."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from models.engineer import Engineer, Tier, TierLevel
from models.money import Price, money
from models.rules import days
from models.rules.standing import NOT_DISPATCHED
from models.shapes import PlanLimit, PlanRow

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class SeniorReserve(PlanLimit):
    """On every day some shifts of senior engineers stay free for emergencies; each one missing costs money.

    Why
    ---
    The hard case comes in at eleven. When every senior is at a customer it waits until tomorrow. Shifts are counted by
    the date on which they begin; people who are not dispatched anyway are no reserve.

    Example
    -------
    Keep 1 senior shift free, 300 CNY per one missing. E1 and E2 are seniors. A plan that sends E1 only costs nothing; a
    plan that sends both costs 300.00 CNY.

    Fix
    ---
    Give the tickets of one senior to others, or keep fewer in reserve.
    """

    id: ClassVar[str] = "senior-reserve"
    title: ClassVar[tuple[str, str]] = ("reserve of senior engineers", "高级工程师预备")
    hard: ClassVar[bool] = False

    keep: int = Field(1, ge=0, description="shifts of each day that should stay free")
    tier: Tier = Field(TierLevel.SENIOR, description="least tier that counts")
    price: Price = Field(money(300), description="[currency] per missing shift")

    def rows(self, facts: Facts) -> tuple[PlanRow, ...]:
        by_date: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for engineer, shift in facts.shifts:
            if self.keep and self._counts(engineer):
                by_date[facts.clock.moment(shift.start).date().isoformat()][shift.id] = 1
        return tuple(
            PlanRow(f"{self.tier.label} shifts used on {date}", max(0, len(used) - self.keep), self.price, used=used)
            for date, used in sorted(by_date.items())
        )

    def _counts(self, engineer: Engineer) -> bool:
        return engineer.tier >= self.tier and engineer.standing not in NOT_DISPATCHED

    @classmethod
    def keeps(cls) -> Example:
        return cls._example({"E1": ["T1", "T2"]})

    @classmethod
    def breaks(cls) -> Example:
        return cls._example({"E1": ["T1"], "E2": ["T2"]})

    @classmethod
    def _example(cls, routes: dict[str, list[str]]) -> Example:
        seniors = tuple(days.engineer(id, tier=TierLevel.SENIOR) for id in ("E1", "E2"))
        return days.day(cls(), seniors, (days.ticket("T1"), days.ticket("T2")), routes=routes)

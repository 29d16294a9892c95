"""Rule ``kept-order``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from models.clock import DAY, HOUR
from models.engineer import Engineer
from models.interval import Spans
from models.rules import days
from models.shapes import ServeWhen
from models.text import Text
from models.ticket import Ticket

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class KeptOrder(ServeWhen):
    """Visits whose order a dispatcher has pinned keep to their sides of a time between them.

    Why
    ---
    The part for the second visit is picked up at the first; the customer of the first has the key. A route does not
    know such reasons, so a re-plan is told to keep the order. It does so by a time between the two: the earlier one
    starts before it, the later one not before it. Every plan that keeps to this keeps the order; a plan that keeps the
    order but moves both past that time is not looked at.

    Example
    -------
    T1 comes before T2, and the time between them is 11:00. T1 starts at 10:55 and T2 at 12:10: permitted. T1 starting
    at 11:05 is not, even if T2 is later still.

    Fix
    ---
    Keep the order, or take the pin off.
    """

    id: ClassVar[str] = "kept-order"
    title: ClassVar[tuple[str, str]] = ("order fixed by the dispatcher", "固定顺序")
    waivable: ClassVar[bool] = True
    pins: ClassVar[bool] = True

    starts_between: dict[str, tuple[int, int]] = Field(
        default_factory=dict, description="[s] ticket -> its starts, from and up to (not included); a re-plan fills it"
    )

    def starts(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> Spans | None:
        span = self.starts_between.get(ticket.id)
        return None if span is None else (span,)

    def concerns(self, facts: Facts) -> tuple[bool, bool]:
        return False, True

    def why(self, engineer: Engineer, ticket: Ticket, start: int, facts: Facts) -> str:
        text, (first, end) = facts.clock.text, self.starts_between[ticket.id]
        side = f"not before {text(first)}" if start < first else f"before {text(end)}"
        side_zh = f"不早于 {text(first)}" if start < first else f"早于 {text(end)}"
        return Text(
            f"{ticket.id} starts {text(start)}; to keep its order it starts {side}",
            f"{ticket.id} 于 {text(start)} 开始；为保持顺序应{side_zh}开始",
        )

    @classmethod
    def keeps(cls) -> Example:
        return cls._example(start="10:55")

    @classmethod
    def breaks(cls) -> Example:
        return cls._example(start="11:05")

    @classmethod
    def _example(cls, start: str) -> Example:
        rule = cls(starts_between={"T1": (0, 11 * HOUR), "T2": (11 * HOUR, DAY)})
        tickets = (days.ticket("T1"), days.ticket("T2"))
        return days.day(rule, days.engineer(), tickets, starts={"T1": start, "T2": "12:10"})

"""Rule ``working-hours``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from models.engineer import Engineer
from models.interval import FOREVER, Spans, merge
from models.rules import days
from models.shapes import ServeWhen
from models.text import Text
from models.ticket import Ticket

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class WorkingHours(ServeWhen):
    """Visits start within a shift of the engineer and not before the moment of planning.

    Why
    ---
    Nobody is sent to a customer before the shift begins, and a plan made at 11:20 cannot send anybody at 10:00. That
    the day also ends in time is the rule ``longest-overtime``; with ``in_overtime: false`` no visit even begins after
    the paid end of the shift.

    Example
    -------
    E1's shift is 08:00-17:00 and the policy says ``in_overtime: false``. A start at 16:30 is permitted (it may end in
    overtime), a start at 17:10 is not.

    Fix
    ---
    Start within the shift, give the ticket to a later shift, or allow starts in overtime.
    """

    id: ClassVar[str] = "working-hours"
    title: ClassVar[tuple[str, str]] = ("visits start within the shift", "工作时间")
    waivable: ClassVar[bool] = True

    in_overtime: bool = Field(True, description="may a visit start after the paid end of the shift?")

    def starts(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> Spans | None:
        spans = [(max(shift.start, facts.now), FOREVER if self.in_overtime else shift.end) for shift in engineer.shifts]
        return merge(spans)

    def concerns(self, facts: Facts) -> tuple[bool, bool]:
        return True, False

    def why(self, engineer: Engineer, ticket: Ticket, start: int, facts: Facts) -> str:
        text = facts.clock.text
        if start < facts.now:
            return Text(
                f"{ticket.id} starts {text(start)}, before the moment of planning {text(facts.now)}",
                f"{ticket.id} 于 {text(start)} 开始，早于计划时刻 {text(facts.now)}",
            )
        shifts = ", ".join(f"{text(shift.start)}-{text(shift.end)}" for shift in engineer.shifts)
        return Text(
            f"{ticket.id} starts {text(start)}, outside the shifts of {engineer.id}: {shifts or 'none'}",
            f"{ticket.id} 于 {text(start)} 开始，不在 {engineer.id} 的班次内：{shifts or '无'}",
        )

    @classmethod
    def keeps(cls) -> Example:
        return days.day(cls(in_overtime=False), days.engineer(), days.ticket(), starts={"T1": "16:30"})

    @classmethod
    def breaks(cls) -> Example:
        return days.day(cls(in_overtime=False), days.engineer(), days.ticket(), starts={"T1": "17:10"})

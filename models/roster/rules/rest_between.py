"""Roster rule ``rest-between``."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from models.roster import days
from models.roster.entities import Duty
from models.roster.shapes import Case, NotAfter

DAY = 1440


class RestBetween(NotAfter):
    """Between the end of a duty and the beginning of the next lie at least so many hours.

    Why
    ---
    Who comes home at ten at night does not drive out at six in the morning. A day counts 24 hours, also when the clocks
    change.

    Example
    -------
    Late ends at 22:00, early begins at 08:00: ten hours, less than eleven. Early after early: fifteen.
    """

    id: ClassVar[str] = "rest-between"
    title: ClassVar[tuple[str, str]] = ("rest between duties", "班次之间的休息")

    hours: float = Field(11, ge=0, le=24, description="[h] at least")

    def allows_after(self, earlier: Duty, later: Duty) -> bool:
        if earlier.standby or later.standby:
            return later.start + DAY >= earlier.end
        return later.start + DAY - earlier.end >= self.hours * 60

    @classmethod
    def keeps(cls) -> Case:
        return days.case(cls(), "eel.e")

    @classmethod
    def breaks(cls) -> Case:
        return days.case(cls(), "ele..")

"""Rule ``break``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, ClassVar, Self

from pydantic import Field, field_validator, model_validator

from models.clock import DAY, MINUTE
from models.concession import Concession, Need
from models.engineer import Break, Engineer, Shift
from models.rules import days
from models.shapes import ShiftBreak

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class RestBreak(ShiftBreak):
    """Whoever works past the end of the break window takes a break that starts within the window.

    Why
    ---
    People eat. The break is taken between two visits, also on the way, and is due only when the route ends after the
    break's latest start. A shift's own break goes before the policy's, also one of
    no minutes: then there is none. A break window that is over when the shift (or
    the planning) begins asks for nothing.

    Example
    -------
    The policy says 30 min, between 11:30 and 13:00. A route that ends at 10:00 needs no break. A route from 08:00 to
    15:00 without a break breaks the rule; with a break 12:00-12:30 it keeps it.

    Fix
    ---
    Put the break into the gap where the engineer waits, move visits apart, or end the route before the latest start.
    """

    id: ClassVar[str] = "break"
    title: ClassVar[tuple[str, str]] = ("a break on long days", "休息")
    waivable: ClassVar[bool] = True

    minutes: Annotated[int, Field(ge=0)] = Field(
        0, description="[min] break of shifts without one of their own; 0 = none"
    )
    earliest: str = Field("11:30", description="time of day, HH:MM in quotes: earliest start")
    latest: str = Field("13:00", description="time of day, HH:MM in quotes: latest start")

    @field_validator("earliest", "latest")
    @classmethod
    def _time_of_day(cls, text: str) -> str:
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text):
            raise ValueError(f"{text!r} is no time of day. Maybe write it like '11:30', in quotes.")
        return text

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.earliest > self.latest:
            raise ValueError("the break's earliest start is after its latest start. Maybe the two are swapped.")
        return self

    def rest(self, engineer: Engineer, shift: Shift, facts: Facts) -> Break | None:
        begin = max(shift.start, facts.now)
        rest = shift.rest or self._of_policy(shift, facts)
        return rest if rest is not None and rest.length and rest.latest >= begin else None

    def _of_policy(self, shift: Shift, facts: Facts) -> Break | None:
        if not self.minutes:
            return None
        earliest, latest = (facts.clock.at(shift.start, time) for time in (self.earliest, self.latest))
        if latest < shift.start:  # a night shift takes it on the next day
            earliest, latest = (facts.clock.at(shift.start + DAY, time) for time in (self.earliest, self.latest))
        return Break(length=self.minutes * MINUTE, earliest=earliest, latest=latest)

    def remedy(self, need: Need) -> Concession | None:
        """The break's window made to begin with the break that the route has."""
        rest = self.rest(need.engineer, need.shift, need.facts)
        if rest is None or need.rest is None or need.rest >= rest.earliest:
            return None
        shift = need.shift.but(rest=rest.but(earliest=need.rest))
        shifts = tuple(shift if known.id == shift.id else known for known in need.engineer.shifts)
        return Concession("move-break", {"start": need.rest}, engineer=need.engineer.but(shifts=shifts))

    @classmethod
    def keeps(cls) -> Example:
        tickets = (days.ticket("T1"), days.ticket("T2"))
        return days.day(cls(minutes=30), days.engineer(), tickets, starts={"T2": "13:30"}, rest=("12:00", "12:30"))

    @classmethod
    def breaks(cls) -> Example:
        tickets = (days.ticket("T1"), days.ticket("T2"))
        return days.day(cls(minutes=30), days.engineer(), tickets, starts={"T2": "13:30"})

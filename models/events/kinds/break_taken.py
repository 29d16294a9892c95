"""Event ``break-taken``."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from models.clock import HOUR, Instant
from models.errors import Trouble
from models.events.event import Event
from models.events.event_column import ENGINEER, EventColumn
from models.events.refusals import (
    unknown_engineer,
)
from models.events.state import State

if TYPE_CHECKING:
    from models.events.made_up import DaySoFar


class BreakReported(Event):
    """The break was taken from `start` until `until` (else until now); it is not owed any more."""

    kind: ClassVar[str] = "break-taken"
    label: ClassVar[tuple[str, str]] = ("break taken", "已休息")
    cells: ClassVar[tuple[EventColumn, ...]] = (
        ENGINEER,
        EventColumn("start", "开始", "time", "begin of the break", "12:00"),
        EventColumn("until", "直到", "until", "end of the break; empty = now", "12:30"),
    )
    example: ClassVar[dict[str, Any]] = {"engineer": "E07", "start": "10:30"}
    often: ClassVar[int] = 2

    engineer: str
    start: Instant = Field(description="its begin")
    until: Instant | None = Field(None, description="its end; none = now")

    def refusal(self, state: State) -> Trouble | None:
        if (unknown := unknown_engineer(self, state, self.engineer)) is not None:
            return unknown
        begin, end = self._span
        text = state.problem.clock.text
        if begin >= end:
            message = f"the break of {self.engineer} would last from {text(begin)} until {text(end)}"
            return self.trouble(message, "until", text(end), "empty-span", "the two times are swapped.")
        for u, v in state.rests.get(self.engineer, ()):
            if u < end and begin < v:
                message = f"{self.engineer} had a break {text(u)}-{text(v)} already"
                return self.trouble(message, "start", text(begin), "contradicts-state")
        return None

    def apply(self, state: State) -> State:
        taken = tuple(sorted((*state.rests.get(self.engineer, ()), self._span)))
        return state.but(rests={**state.rests, self.engineer: taken})

    @property
    def _span(self) -> tuple[int, int]:
        return self.start, self.when if self.until is None else self.until

    @classmethod
    def made_up(cls, dice: random.Random, situation: DaySoFar) -> Event | None:
        now = situation.problem.now
        idle = [at.engineer for at in situation.stands.values() if at.depart is not None and at.free <= now - HOUR // 2]
        return cls(at=now, engineer=dice.choice(idle), start=now - HOUR // 2) if idle else None

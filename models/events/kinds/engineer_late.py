"""Event ``engineer-late``."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from models.clock import MINUTE, Instant
from models.errors import Trouble
from models.events.event import Event
from models.events.event_column import ENGINEER, EventColumn
from models.events.refusals import unknown_engineer
from models.events.state import State

if TYPE_CHECKING:
    from models.events.made_up import DaySoFar


class EngineerLate(Event):
    """Held up: does nothing until then; a drive that has begun goes on after it."""

    kind: ClassVar[str] = "engineer-late"
    label: ClassVar[tuple[str, str]] = ("engineer late", "人员延误")
    cells: ClassVar[tuple[EventColumn, ...]] = (
        ENGINEER,
        EventColumn("until", "直到", "until", "ready from then on", "14:30"),
    )
    example: ClassVar[dict[str, Any]] = {"engineer": "E07", "until": "14:00", "why": "flat tyre"}
    often: ClassVar[int] = 8

    engineer: str
    until: Instant = Field(description="ready from then on")

    def refusal(self, state: State) -> Trouble | None:
        if (unknown := unknown_engineer(self, state, self.engineer)) is not None:
            return unknown
        if self.until <= self.when:
            text = state.problem.clock.text(self.until)
            message = f"{self.engineer} is ready at {text}, which is no delay"
            return self.trouble(message, "until", text, "contradicts-state", "give a time after the event.")
        return None

    def apply(self, state: State) -> State:
        since, until = state.held.get(self.engineer, (self.when, self.when))
        if until < self.when:
            since = self.when
        return state.but(held={**state.held, self.engineer: (since, max(self.until, until))})

    @classmethod
    def made_up(cls, dice: random.Random, situation: DaySoFar) -> Event | None:
        now = situation.problem.now
        engineer = dice.choice(situation.problem.engineers).id
        return cls(at=now, engineer=engineer, until=now + dice.randrange(10, 60) * MINUTE)

"""Event ``visit-overruns``."""

from __future__ import annotations

import random
from typing import Any, ClassVar

from pydantic import Field

from models.clock import MINUTE, Instant
from models.errors import Trouble
from models.events.event import Event
from models.events.event_column import ENGINEER, TICKET, EventColumn
from models.events.made_up import DaySoFar, a_visit_under_way
from models.events.overtaken import went_there
from models.events.refusals import (
    not_published,
)
from models.events.state import State


class VisitOverruns(Event):
    """Work lasts until then at least."""

    kind: ClassVar[str] = "visit-overruns"
    label: ClassVar[tuple[str, str]] = ("visit overruns", "服务超时")
    cells: ClassVar[tuple[EventColumn, ...]] = (
        TICKET,
        ENGINEER,
        EventColumn("until", "直到", "until", "earliest end", "14:30"),
    )
    example: ClassVar[dict[str, Any]] = {"ticket": "T-1042", "until": "14:30"}
    often: ClassVar[int] = 15

    ticket: str
    until: Instant = Field(description="earliest end")
    engineer: str | None = Field(None, description="who; none = whom the plan sends")

    def refusal(self, state: State) -> Trouble | None:
        if (refused := not_published(self, state, self.ticket, self.engineer)) is not None:
            return refused
        if self.until <= self.when:
            text = state.problem.clock.text(self.until)
            return self.trouble(f"{self.ticket} would end {text}, in the past", "until", text, "contradicts-state")
        return None

    def apply(self, state: State) -> State:
        return went_there(state, self.ticket, self.engineer, self.when).saw(self.ticket, expected=self.until)

    @classmethod
    def made_up(cls, dice: random.Random, situation: DaySoFar) -> Event | None:
        visit, now = a_visit_under_way(dice, situation), situation.problem.now
        if visit is None:
            return None
        return cls(at=now, ticket=visit.ticket, until=max(visit.finish, now) + dice.randrange(10, 90) * MINUTE)

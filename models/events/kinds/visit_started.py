"""Event ``visit-started``."""

from __future__ import annotations

import random
from typing import Any, ClassVar

from pydantic import Field

from models.errors import Trouble
from models.events.event import Event
from models.events.event_column import ENGINEER, TICKET, EventColumn
from models.events.made_up import DaySoFar, a_visit_to_come
from models.events.overtaken import went_there
from models.events.refusals import (
    busy_elsewhere,
    not_published,
)
from models.events.state import State


class VisitStarted(Event):
    """Work has begun."""

    kind: ClassVar[str] = "visit-started"
    label: ClassVar[tuple[str, str]] = ("visit started", "开始服务")
    cells: ClassVar[tuple[EventColumn, ...]] = (TICKET, ENGINEER)
    example: ClassVar[dict[str, Any]] = {"ticket": "T-1042"}
    quiet: ClassVar[bool] = True

    ticket: str
    engineer: str | None = Field(None, description="who; none = whom the plan sends")

    def refusal(self, state: State) -> Trouble | None:
        if (refused := not_published(self, state, self.ticket, self.engineer)) is not None:
            return refused
        if state.of(self.ticket).started is not None:
            return self.trouble(f"{self.ticket} has started already", "ticket", self.ticket, "contradicts-state")
        return busy_elsewhere(self, state, self.ticket, "start")

    def apply(self, state: State) -> State:
        state = went_there(state, self.ticket, self.engineer, self.when)
        return state.saw(self.ticket, started=self.when, failed=None, declined=None)

    @classmethod
    def made_up(cls, dice: random.Random, situation: DaySoFar) -> Event | None:
        visit = a_visit_to_come(dice, situation)
        return None if visit is None else cls(at=situation.problem.now, ticket=visit.ticket)

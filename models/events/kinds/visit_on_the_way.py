"""Event ``visit-on-the-way``."""

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


class VisitOnTheWay(Event):
    """The engineer has set out for the customer; from now on the visit stays where it is."""

    kind: ClassVar[str] = "visit-on-the-way"
    label: ClassVar[tuple[str, str]] = ("on the way", "已出发")
    cells: ClassVar[tuple[EventColumn, ...]] = (TICKET, ENGINEER)
    example: ClassVar[dict[str, Any]] = {"ticket": "T-1042", "engineer": "E07"}
    often: ClassVar[int] = 4

    ticket: str
    engineer: str | None = Field(None, description="who; none = whom the plan sends")

    def refusal(self, state: State) -> Trouble | None:
        if (refused := not_published(self, state, self.ticket, self.engineer)) is not None:
            return refused
        began = state.of(self.ticket).started
        if began is not None and state.of(self.ticket).failed is None:
            text = state.problem.clock.text(began)
            return self.trouble(f"{self.ticket} has started at {text}", "ticket", self.ticket, "contradicts-state")
        return busy_elsewhere(self, state, self.ticket, "be next")

    def apply(self, state: State) -> State:
        state = went_there(state, self.ticket, self.engineer, self.when)
        return state.saw(self.ticket, left=self.when, failed=None, declined=None)

    @classmethod
    def made_up(cls, dice: random.Random, situation: DaySoFar) -> Event | None:
        visit = a_visit_to_come(dice, situation)
        return None if visit is None else cls(at=situation.problem.now, ticket=visit.ticket)

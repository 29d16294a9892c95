"""Event ``no-show``."""

from __future__ import annotations

import random
from typing import Any, ClassVar

from pydantic import Field

from models.errors import Trouble
from models.events.event import Event
from models.events.event_column import ENGINEER, TICKET, EventColumn
from models.events.made_up import DaySoFar, a_visit_under_way
from models.events.overtaken import went_there
from models.events.refusals import (
    given_up,
    not_published,
)
from models.events.state import State


class NoShow(Event):
    """Nobody was there; the ticket is open again and the engineer free."""

    kind: ClassVar[str] = "no-show"
    label: ClassVar[tuple[str, str]] = ("no-show", "客户不在")
    cells: ClassVar[tuple[EventColumn, ...]] = (TICKET, ENGINEER)
    example: ClassVar[dict[str, Any]] = {"ticket": "T-1042"}
    often: ClassVar[int] = 4

    ticket: str
    engineer: str | None = Field(None, description="who; none = whom the plan sends")

    def refusal(self, state: State) -> Trouble | None:
        return not_published(self, state, self.ticket, self.engineer) or given_up(self, state, self.ticket)

    def apply(self, state: State) -> State:
        return went_there(state, self.ticket, self.engineer, self.when).saw(self.ticket, failed=self.when)

    @classmethod
    def made_up(cls, dice: random.Random, situation: DaySoFar) -> Event | None:
        visit = a_visit_under_way(dice, situation)
        return None if visit is None else cls(at=situation.problem.now, ticket=visit.ticket)

"""Event ``visit-finished``."""

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
    not_published,
)
from models.events.state import State


class VisitFinished(Event):
    """Work has ended, early or late."""

    kind: ClassVar[str] = "visit-finished"
    label: ClassVar[tuple[str, str]] = ("visit finished", "服务结束")
    cells: ClassVar[tuple[EventColumn, ...]] = (TICKET, ENGINEER)
    example: ClassVar[dict[str, Any]] = {"ticket": "T-1042"}
    often: ClassVar[int] = 10

    ticket: str
    engineer: str | None = Field(None, description="who; none = whom the plan sends")

    def refusal(self, state: State) -> Trouble | None:
        if (refused := not_published(self, state, self.ticket, self.engineer)) is not None:
            return refused
        began = self._began(state)
        if began is not None and began >= self.when:
            message = f"{self.ticket} has not started at {state.problem.clock.text(self.when)}"
            return self.trouble(message, "ticket", self.ticket, "contradicts-state", "report it started first.")
        return None

    def apply(self, state: State) -> State:
        state = went_there(state, self.ticket, self.engineer, self.when)
        began = self._began(state)
        if began is None or began >= self.when:  # somebody has ruled that it is over all the same
            began = self.when - max(1, state.problem.ticket[self.ticket].duration)
        return state.saw(self.ticket, started=began, finished=self.when, failed=None, declined=None)

    def _began(self, state: State) -> int | None:
        found = state.visit(self.ticket)
        seen = state.of(self.ticket)
        return seen.started if seen.started is not None or found is None else found[1].start

    @classmethod
    def made_up(cls, dice: random.Random, situation: DaySoFar) -> Event | None:
        visit, now = a_visit_under_way(dice, situation), situation.problem.now
        return None if visit is None or visit.start >= now else cls(at=now, ticket=visit.ticket)

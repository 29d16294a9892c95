"""Event ``part-missing``."""

from __future__ import annotations

import random
from typing import Any, ClassVar

from pydantic import Field

from models.clock import DAY, HOUR, Instant
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


class PartMissing(Event):
    """The visit waits for the part, which arrives at `ready` (else not within this horizon)."""

    kind: ClassVar[str] = "part-missing"
    label: ClassVar[tuple[str, str]] = ("part missing", "缺少配件")
    cells: ClassVar[tuple[EventColumn, ...]] = (
        TICKET,
        ENGINEER,
        EventColumn("ready", "配件到货", "time", "when the part arrives; empty = not within this horizon", "15:00"),
    )
    example: ClassVar[dict[str, Any]] = {"ticket": "T-1042", "ready": "15:00"}
    often: ClassVar[int] = 2

    ticket: str
    ready: Instant | None = Field(None, description="when the part arrives; none = not within this horizon")
    engineer: str | None = Field(None, description="who; none = whom the plan sends")

    def refusal(self, state: State) -> Trouble | None:
        refused = not_published(self, state, self.ticket, self.engineer) or given_up(self, state, self.ticket)
        if refused is not None:
            return refused
        if self.ready is not None and self.ready <= self.when:
            text = state.problem.clock.text(self.ready)
            return self.trouble(f"the part was there at {text}", "ready", text, "contradicts-state")
        return None

    def apply(self, state: State) -> State:
        state = went_there(state, self.ticket, self.engineer, self.when)
        ready = self.ready if self.ready is not None else state.problem.last_end + 7 * DAY
        found = state.visit(self.ticket)
        there = state.of(self.ticket).started is not None or (found is not None and found[1].arrive <= self.when)
        after = state.with_ticket(self.ticket, parts_ready=ready)
        return after.saw(self.ticket, failed=self.when) if there else after

    @classmethod
    def made_up(cls, dice: random.Random, situation: DaySoFar) -> Event | None:
        visit, now = a_visit_under_way(dice, situation), situation.problem.now
        return None if visit is None else cls(at=now, ticket=visit.ticket, ready=now + dice.randrange(1, 4) * HOUR)

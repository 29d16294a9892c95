"""Event ``ticket-changed``."""

from __future__ import annotations

import random
from typing import Any, ClassVar

from pydantic import Field

from models.clock import HOUR, Instant
from models.errors import Trouble
from models.events.event import Event
from models.events.event_column import TICKET, EventColumn
from models.events.made_up import DaySoFar, an_open_ticket
from models.events.refusals import (
    closed_ticket,
)
from models.events.state import State
from models.place import Place
from models.ticket import Window


class TicketChanged(Event):
    """What is given replaces what was known."""

    kind: ClassVar[str] = "ticket-changed"
    label: ClassVar[tuple[str, str]] = ("ticket changed", "工单变更")
    cells: ClassVar[tuple[EventColumn, ...]] = (TICKET,)
    example: ClassVar[dict[str, Any]] = {"ticket": "T-1042", "priority": 1}
    often: ClassVar[int] = 10

    ticket: str
    windows: tuple[Window, ...] | None = None
    booked: Window | None = Field(None, description="agreed with the customer, within the windows")
    priority: int | None = Field(None, ge=1, le=4)
    place: Place | None = None
    duration: int | None = Field(None, gt=0, description="[s]")
    respond_by: Instant | None = None
    resolve_by: Instant | None = None

    def refusal(self, state: State) -> Trouble | None:
        if (closed := closed_ticket(self, state, self.ticket)) is not None:
            return closed
        if not self._changes():
            maybe = "give windows, booked, priority, place, duration, respond_by or resolve_by."
            return self.trouble(f"nothing of {self.ticket} changes", "ticket", self.ticket, "empty-change", maybe)
        if state.of(self.ticket).started is not None and state.of(self.ticket).failed is None:
            return self.trouble(f"{self.ticket} has started already", "ticket", self.ticket, "contradicts-state")
        return None

    def apply(self, state: State) -> State:
        return state.with_ticket(self.ticket, **self._changes())

    def _changes(self) -> dict[str, Any]:
        names = ("windows", "booked", "priority", "place", "duration", "respond_by", "resolve_by")
        return {name: value for name in names if (value := getattr(self, name)) is not None}

    @classmethod
    def made_up(cls, dice: random.Random, situation: DaySoFar) -> Event | None:
        ticket, now = an_open_ticket(dice, situation), situation.problem.now
        if ticket is None:
            return None
        if dice.random() < 0.5:
            others = [priority for priority in (1, 2, 3, 4) if priority != ticket.priority]
            return cls(at=now, ticket=ticket.id, priority=dice.choice(others))
        begin = now + dice.randrange(0, 3) * HOUR
        return cls(at=now, ticket=ticket.id, windows=(Window(start=begin, end=begin + 4 * HOUR),))

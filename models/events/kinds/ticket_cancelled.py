"""Event ``ticket-cancelled``."""

from __future__ import annotations

import random
from typing import Any, ClassVar

from models.errors import Trouble
from models.events.event import Event
from models.events.event_column import TICKET, EventColumn
from models.events.made_up import DaySoFar, an_open_ticket
from models.events.refusals import (
    closed_ticket,
)
from models.events.state import State


class TicketCancelled(Event):
    """The customer wants nothing any more."""

    kind: ClassVar[str] = "ticket-cancelled"
    label: ClassVar[tuple[str, str]] = ("ticket cancelled", "工单取消")
    cells: ClassVar[tuple[EventColumn, ...]] = (TICKET,)
    example: ClassVar[dict[str, Any]] = {"ticket": "T-1042"}
    often: ClassVar[int] = 12

    ticket: str

    def refusal(self, state: State) -> Trouble | None:
        return closed_ticket(self, state, self.ticket)

    def apply(self, state: State) -> State:
        """The engineer went on until the desk knew of it."""
        return state.with_ticket(self.ticket, status="cancelled").saw(self.ticket, cancelled=self.at)

    @classmethod
    def made_up(cls, dice: random.Random, situation: DaySoFar) -> Event | None:
        ticket = an_open_ticket(dice, situation)
        return None if ticket is None else cls(at=situation.problem.now, ticket=ticket.id)

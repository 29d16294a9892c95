"""Event ``ticket-arrived``."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, ClassVar

from models.clock import HOUR
from models.errors import Trouble, nearest
from models.events.event import Event
from models.events.event_column import TICKET, EventColumn
from models.events.refusals import (
    unknown_engineer,
)
from models.events.state import State
from models.place import Place
from models.ticket import Ticket

if TYPE_CHECKING:
    from models.events.made_up import DaySoFar


class TicketArrived(Event):
    """A new ticket, an emergency or not."""

    kind: ClassVar[str] = "ticket-arrived"
    label: ClassVar[tuple[str, str]] = ("ticket arrived", "新工单")
    cells: ClassVar[tuple[EventColumn, ...]] = (TICKET,)
    example: ClassVar[dict[str, Any]] = {
        "ticket": {"id": "N1", "place": {"lat": 31.23, "lon": 121.47}, "duration": 3600, "priority": 1}
    }
    often: ClassVar[int] = 30
    private: ClassVar[tuple[str, ...]] = ("why", "ticket.contact", "ticket.phone", "ticket.note", "ticket.extra")

    ticket: Ticket

    def refusal(self, state: State) -> Trouble | None:
        id = self.ticket.id
        if id in state.problem.ticket:
            return self.trouble(
                f"there is a ticket {id} already", "ticket", id, "contradicts-state", "give it a new id."
            )
        named = [person.engineer for person in self.ticket.required]
        if self.ticket.pin is not None and self.ticket.pin.engineer is not None:
            named.append(self.ticket.pin.engineer)
        unknown = (unknown_engineer(self, state, id) for id in named)
        return next((trouble for trouble in unknown if trouble is not None), self._elsewhere(state))

    def _elsewhere(self, state: State) -> Trouble | None:
        """A territory that nobody knows."""
        known = {territory.id for territory in state.problem.territories}
        known |= {area for engineer in state.problem.engineers for area in engineer.territories}
        area = self.ticket.territory
        if area is None or area in known:
            return None
        message = f"ticket {self.ticket.id} lies in territory {area}, which is not of this day"
        return self.trouble(message, "territory", area, "unknown-territory", nearest(area, known))

    def apply(self, state: State) -> State:
        ticket = self.ticket if self.ticket.created is not None else self.ticket.but(created=self.when)
        others = tuple(known for known in state.problem.tickets if known.id != ticket.id)
        return state.but(problem=state.problem.replace(tickets=(*others, ticket)))

    @classmethod
    def made_up(cls, dice: random.Random, situation: DaySoFar) -> Event | None:
        """A ticket like another one, somewhere near, urgent or not."""
        problem, now = situation.problem, situation.problem.now
        like = dice.choice(problem.tickets)
        urgent = dice.random() < 0.6
        lat, lon = like.place.lat + dice.uniform(-0.02, 0.02), like.place.lon + dice.uniform(-0.02, 0.02)
        fields: dict[str, object] = {"place": Place(lat=lat, lon=lon), "priority": 1 if urgent else like.priority}
        fields["respond_by"] = now + 4 * HOUR if urgent else None
        ticket = like.but(id=_new_id(problem.ticket), created=now, windows=(), resolve_by=None, status="open",
                          pin=None, parts_ready=None, **fields)  # fmt: skip
        return cls(at=now, ticket=ticket, why="emergency" if urgent else "")


def _new_id(known: dict[str, Ticket]) -> str:
    number = 1
    while f"N{number}" in known:
        number += 1
    return f"N{number}"

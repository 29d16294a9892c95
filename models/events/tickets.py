"""Events about tickets."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import Field

from models.clock import Instant
from models.errors import Trouble, nearest
from models.events.event import Event, closed_ticket, unknown_engineer
from models.events.state import State
from models.place import Place
from models.ticket import Ticket, Window


class TicketArrived(Event):
    """A new ticket, an emergency or not."""

    kind: ClassVar[str] = "ticket-arrived"

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
        ticket = self.ticket if self.ticket.created is not None else self.ticket.but(created=self.at)
        return state.but(problem=state.problem.replace(tickets=(*state.problem.tickets, ticket)))


class TicketCancelled(Event):
    """The customer wants nothing any more."""

    kind: ClassVar[str] = "ticket-cancelled"

    ticket: str

    def refusal(self, state: State) -> Trouble | None:
        return closed_ticket(self, state, self.ticket)

    def apply(self, state: State) -> State:
        return state.with_ticket(self.ticket, status="cancelled").saw(self.ticket, cancelled=self.at)


class TicketChanged(Event):
    """Windows, priority, place or duration are others than before."""

    kind: ClassVar[str] = "ticket-changed"

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

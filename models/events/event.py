"""What every event has: when it became known, who said so, why; what refuses it, and what it does to the state."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, ClassVar

from pydantic import Field

from models.clock import Clock, Instant
from models.entity import Entity
from models.errors import Trouble, nearest
from models.events.state import State


class Event(Entity):
    """Something that happened during the day."""

    kind: ClassVar[str]
    """Stable name in files and logs, for instance ``engineer-out``."""

    at: Instant = Field(description="when it became known; events come in this order")
    who: str = Field("", description="who said so")
    why: str = Field("", description="for people")

    @abstractmethod
    def refusal(self, state: State) -> Trouble | None:
        """What contradicts the state, or None."""

    @abstractmethod
    def apply(self, state: State) -> State:
        """The state afterwards. Called only when nothing refuses it."""

    def trouble(self, message: str, field: str, value: str, rule: str, maybe: str = "") -> Trouble:
        """A refusal that names the event."""
        return Trouble(f"event {self.kind}: {message}", field=field, value=value, rule=rule, maybe=maybe)

    def to_json(self, clock: Clock) -> dict[str, Any]:
        """Plain data with ISO 8601 times; :func:`models.events.event_of` reads it back."""
        data: dict[str, Any] = self.model_dump(mode="json", context={"clock": clock}, exclude_defaults=True)
        return {"kind": self.kind, **data}


def unknown_engineer(event: Event, state: State, id: str) -> Trouble | None:
    """A refusal when nobody has this id."""
    if id in state.problem.engineer:
        return None
    return event.trouble(
        f"there is no engineer {id}", "engineer", id, "unknown-engineer", nearest(id, state.problem.engineer)
    )


def unknown_ticket(event: Event, state: State, id: str) -> Trouble | None:
    """A refusal when there is no such ticket."""
    if id in state.problem.ticket:
        return None
    return event.trouble(f"there is no ticket {id}", "ticket", id, "unknown-ticket", nearest(id, state.problem.ticket))


def closed_ticket(event: Event, state: State, id: str) -> Trouble | None:
    """A refusal when the ticket does not exist, is cancelled, or its visit has ended."""
    if (unknown := unknown_ticket(event, state, id)) is not None:
        return unknown
    status = state.problem.ticket[id].status
    if status == "cancelled" or state.of(id).finished is not None or status == "finished":
        done = "cancelled" if status == "cancelled" else "finished"
        return event.trouble(f"ticket {id} is {done} already", "ticket", id, "contradicts-state")
    return None


def not_published(event: Event, state: State, id: str) -> Trouble | None:
    """A refusal when nobody was sent to the ticket."""
    if (closed := closed_ticket(event, state, id)) is not None:
        return closed
    if state.visit(id) is None:
        maybe = "accept a plan that serves it first."
        return event.trouble(f"ticket {id} has no visit in the published plan", "ticket", id, "no-visit", maybe)
    return None

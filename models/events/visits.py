"""Events about visits: what engineers report from the road."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from models.clock import Instant
from models.errors import Trouble
from models.events.event import Event, not_published
from models.events.state import State


class VisitStarted(Event):
    """Work has begun."""

    kind: ClassVar[str] = "visit-started"

    ticket: str

    def refusal(self, state: State) -> Trouble | None:
        if (refused := not_published(self, state, self.ticket)) is not None:
            return refused
        if state.of(self.ticket).started is not None:
            return self.trouble(f"{self.ticket} has started already", "ticket", self.ticket, "contradicts-state")
        busy = _busy_with(state, self.ticket)
        if busy is not None:
            message = f"{self.ticket} cannot start: its engineer is still at {busy}"
            return self.trouble(message, "ticket", self.ticket, "contradicts-state", f"report {busy} finished first.")
        return None

    def apply(self, state: State) -> State:
        return state.saw(self.ticket, started=self.at, failed=None)


class VisitFinished(Event):
    """Work has ended, early or late."""

    kind: ClassVar[str] = "visit-finished"

    ticket: str

    def refusal(self, state: State) -> Trouble | None:
        if (refused := not_published(self, state, self.ticket)) is not None:
            return refused
        found = state.visit(self.ticket)
        began = state.of(self.ticket).started
        began = began if began is not None or found is None else found[1].start
        if began is not None and began >= self.at:
            message = f"{self.ticket} has not started at {state.problem.clock.text(self.at)}"
            return self.trouble(message, "ticket", self.ticket, "contradicts-state", "report it started first.")
        return None

    def apply(self, state: State) -> State:
        found = state.visit(self.ticket)
        seen = state.of(self.ticket)
        began = seen.started if seen.started is not None or found is None else found[1].start
        return state.saw(self.ticket, started=began, finished=self.at)


class VisitOverruns(Event):
    """Work lasts until a time at least."""

    kind: ClassVar[str] = "visit-overruns"

    ticket: str
    until: Instant = Field(description="earliest end")

    def refusal(self, state: State) -> Trouble | None:
        if (refused := not_published(self, state, self.ticket)) is not None:
            return refused
        if self.until <= self.at:
            text = state.problem.clock.text(self.until)
            return self.trouble(f"{self.ticket} would end {text}, in the past", "until", text, "contradicts-state")
        return None

    def apply(self, state: State) -> State:
        return state.saw(self.ticket, expected=self.until)


class NoShow(Event):
    """The engineer was there, the customer was not; the ticket stays open."""

    kind: ClassVar[str] = "no-show"

    ticket: str

    def refusal(self, state: State) -> Trouble | None:
        return not_published(self, state, self.ticket) or _given_up(self, state, self.ticket)

    def apply(self, state: State) -> State:
        return state.saw(self.ticket, failed=self.at)


class PartMissing(Event):
    """The visit cannot go on without a part; the ticket stays open until the part is there."""

    kind: ClassVar[str] = "part-missing"

    ticket: str
    ready: Instant | None = Field(None, description="when the part arrives; none = not within this horizon")

    def refusal(self, state: State) -> Trouble | None:
        if (refused := not_published(self, state, self.ticket) or _given_up(self, state, self.ticket)) is not None:
            return refused
        if self.ready is not None and self.ready <= self.at:
            text = state.problem.clock.text(self.ready)
            return self.trouble(f"the part was there at {text}", "ready", text, "contradicts-state")
        return None

    def apply(self, state: State) -> State:
        ready = self.ready if self.ready is not None else state.problem.last_end + 7 * 86_400
        under_way = state.of(self.ticket).started is not None or _arrived(state, self.ticket, self.at)
        after = state.with_ticket(self.ticket, parts_ready=ready)
        return after.saw(self.ticket, failed=self.at) if under_way else after


def _given_up(event: Event, state: State, ticket: str) -> Trouble | None:
    failed = state.of(ticket).failed
    if failed is None:
        return None
    message = f"the visit to {ticket} was given up at {state.problem.clock.text(failed)} already"
    return event.trouble(message, "ticket", ticket, "contradicts-state", "accept a plan that serves it again first.")


def _arrived(state: State, ticket: str, at: int) -> bool:
    found = state.visit(ticket)
    return found is not None and found[1].arrive <= at


def _busy_with(state: State, ticket: str) -> str | None:
    """Another visit of the same engineer that was reported started and not ended."""
    found = state.visit(ticket)
    for other in found[0].tickets if found is not None else ():
        seen = state.of(other)
        if other != ticket and seen.started is not None and seen.finished is None and seen.failed is None:
            return other
    return None

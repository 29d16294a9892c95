"""What contradicts the state, for several kinds of events."""

from __future__ import annotations

from models.errors import Trouble, nearest
from models.events.event import Event
from models.events.state import State

NOTHING_TO_APPLY = frozenset({"unknown-engineer", "unknown-ticket", "unknown-report", "empty-span", "empty-change"})
"""Refusals after which there is nothing that could count, whatever somebody rules."""


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


def not_published(event: Event, state: State, id: str, engineer: str | None = None) -> Trouble | None:
    """A refusal when nobody was sent to the ticket, or somebody else than this engineer."""
    if engineer is not None and (unknown := unknown_engineer(event, state, engineer)) is not None:
        return unknown
    if (closed := closed_ticket(event, state, id)) is not None:
        return closed
    found = state.visit(id)
    if found is None:
        maybe = "accept a plan that serves it first."
        return event.trouble(f"ticket {id} has no visit in the published plan", "ticket", id, "no-visit", maybe)
    if engineer not in (None, found[0].engineer):
        message = f"{id} is on {found[0].engineer}'s list, not on {engineer}'s"
        return event.trouble(message, "engineer", str(engineer), "contradicts-state")
    return None


def given_up(event: Event, state: State, id: str) -> Trouble | None:
    """A refusal when the visit was given up before."""
    failed = state.of(id).failed
    if failed is None:
        return None
    message = f"the visit to {id} was given up at {state.problem.clock.text(failed)} already"
    return event.trouble(message, "ticket", id, "contradicts-state", "accept a plan that serves it again first.")


def busy_elsewhere(event: Event, state: State, id: str, doing: str) -> Trouble | None:
    """A refusal when the engineer was reported at another visit that has not ended."""
    found = state.visit(id)
    for other in found[0].tickets if found is not None else ():
        seen = state.of(other)
        if other != id and seen.started is not None and seen.finished is None and seen.failed is None:
            message = f"{id} cannot {doing}: its engineer is still at {other}"
            return event.trouble(message, "ticket", id, "contradicts-state", f"report {other} finished first.")
    return None

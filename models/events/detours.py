"""Where people were led by visits that did not take place; the next plan no longer shows it."""

from __future__ import annotations

from collections.abc import Iterator

from models.events.state import Spot, State
from models.place import Place
from models.plan import Route


def detours(state: State) -> Iterator[tuple[str, Spot]]:
    """(shift id, where the engineer can be sent elsewhere) for every visit of the published plan that was given up."""
    for route in state.published.routes if state.published is not None else ():
        if route.shift in state.problem.shift:
            for spot in _of_route(state, route):
                yield route.shift, spot


def _of_route(state: State, route: Route) -> Iterator[Spot]:
    engineer, shift = state.problem.shift[route.shift]
    here: Place = shift.start_place or engineer.start
    left = route.depart
    for visit in route.visits:
        ticket, seen = state.problem.ticket[visit.ticket], state.of(visit.ticket)
        if not state.given_up(visit.ticket):
            here, left = ticket.place, seen.finished or max(visit.finish, seen.expected or 0)
        elif seen.failed is not None or (seen.cancelled is not None and seen.cancelled >= visit.arrive):
            here, left = ticket.place, seen.failed or seen.cancelled or left
            yield Spot(here, left)
        elif seen.cancelled is not None and seen.cancelled > left:
            yield Spot(here, seen.cancelled, ticket.place, seen.cancelled - left)

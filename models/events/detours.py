"""Where people are when a plan is accepted, as far as the new plan does not show it."""

from __future__ import annotations

from collections.abc import Iterable

from models.events.stand import Stand
from models.events.state import Spot, State
from models.problem import Problem


def off_the_route(problem: Problem, stands: Iterable[Stand]) -> dict[str, Spot]:
    """Shift id -> spot of everybody who is neither at home nor at the last fixed visit.

    They are on the way, or where a visit that did not take place has led them. ``problem`` is the whole day.
    """
    found = {}
    for at in stands:
        engineer, shift = problem.shift[at.shift]
        home = shift.start_place or engineer.start
        known = problem.ticket[at.fixed[-1].ticket].place if at.fixed else home
        if at.off.way or at.off.place.key != known.key:
            found[at.shift] = at.off
    return found


def remembered(state: State, spots: dict[str, Spot]) -> dict[str, tuple[Spot, ...]]:
    """What is known of the day so far, and these."""
    found = dict(state.spots)
    for shift, spot in spots.items():
        found[shift] = (*found.get(shift, ()), spot)
    return found

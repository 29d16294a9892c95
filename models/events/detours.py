"""Where people are when a plan is accepted, as far as the new plan does not show it."""

from __future__ import annotations

from collections.abc import Iterable

from models.events.shift_position import ShiftPosition
from models.events.state import Position, State
from models.plan import Plan
from models.problem import Problem


def off_the_route(problem: Problem, stands: Iterable[ShiftPosition], plan: Plan | None = None) -> dict[str, Position]:
    """Shift id -> spot of everybody who is neither at home nor at the last fixed visit.

    They are on the way, or where a visit that did not take place has led them. ``problem`` is the whole day. Who is on
    the way home and has nothing more to do in ``plan`` just goes on.
    """
    found = {}
    busy = {route.shift: len(route.visits) for route in plan.routes} if plan is not None else {}
    for at in stands:
        if at.end is not None and busy.get(at.shift, 0) == len(at.fixed):
            continue
        engineer, shift = problem.shift[at.shift]
        home = shift.start_place or engineer.start
        known = problem.ticket[at.fixed[-1].ticket].place if at.fixed else home
        if at.off.way or at.off.place.key != known.key:
            found[at.shift] = at.off
    return found


def remembered(state: State, spots: dict[str, Position]) -> dict[str, tuple[Position, ...]]:
    """What is known of the day so far, and these."""
    found = dict(state.spots)
    for shift, spot in spots.items():
        found[shift] = (*found.get(shift, ()), spot)
    return found

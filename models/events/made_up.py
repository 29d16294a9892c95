"""What made-up events are about."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Protocol

from models.events.shift_position import ShiftPosition
from models.events.state import State
from models.plan import Visit
from models.problem import Problem
from models.ticket import Ticket


class DaySoFar(Protocol):
    """What one looks at to make something up; :class:`models.events.Situation` is one."""

    @property
    def state(self) -> State:
        """Everything that is known."""

    @property
    def problem(self) -> Problem:
        """What is left to plan, at ``problem.now``."""

    @property
    def stands(self) -> Mapping[str, ShiftPosition]:
        """Shift id -> where it stands."""

    @property
    def fixed(self) -> Mapping[str, object]:
        """Ticket id -> anything, for every visit that is not to be touched."""


def an_open_ticket(dice: random.Random, situation: DaySoFar) -> Ticket | None:
    """Any that somebody could still decide about."""
    tickets = situation.problem.open_tickets
    return dice.choice(tickets) if tickets else None


def a_visit_under_way(dice: random.Random, situation: DaySoFar) -> Visit | None:
    """A visit somebody is working on."""
    now = situation.problem.now
    visits = [visit for at in situation.stands.values() for visit in at.fixed if visit.start <= now < visit.finish]
    return dice.choice(visits) if visits else None


def a_visit_to_come(dice: random.Random, situation: DaySoFar) -> Visit | None:
    """The next visit of somebody who is free."""
    now, done = situation.problem.now, {*situation.fixed}
    published = situation.state.published
    ahead = [
        next((visit for visit in route.visits if visit.ticket not in done), None)
        for route in (published.routes if published is not None else ())
        if route.shift in situation.stands and situation.stands[route.shift].free <= now
    ]
    visits = [visit for visit in ahead if visit is not None and not situation.state.given_up(visit.ticket)]
    return dice.choice(visits) if visits else None

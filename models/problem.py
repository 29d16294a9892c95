"""The problem: everything that is known when a plan is made. Frozen; a what-if is one ``replace``."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from models.clock import Clock
from models.decided import Decided
from models.engineer import Engineer, Shift
from models.place import NOWHERE, Place
from models.plan import Plan, Route, Visit
from models.policy import Policy
from models.territory import Territory
from models.ticket import Ticket
from models.travel import Travel
from models.waiver import Waiver

CLOSED = ("travelling", "started", "finished", "cancelled")
"""States of a ticket in which there is nothing left to plan: it is on somebody's list already, or done with."""


@dataclass(frozen=True)
class Problem:
    """Engineers, tickets, travel and policy of one horizon.

    Parameters
    ----------
    clock
        Origin of all times.
    travel
        Between all places of engineers, shifts and tickets.
    now
        [s] the moment of planning; nothing starts before it. 0 for a night plan.
    published
        The plan customers and engineers know, when this is a re-plan.
    decided
        The visits that stand, shift by shift: over, under way, frozen, or in somebody else's hands. Every plan of this
        problem has them, and then what is added.
    closed
        Shifts to which nothing may be added: they are outside the question.
    waived
        Hard rules that do not hold for one ticket and engineer; the policy's rules have these exceptions already.
    name
        For people and files.
    """

    engineers: tuple[Engineer, ...]
    tickets: tuple[Ticket, ...]
    travel: Travel
    policy: Policy
    clock: Clock
    territories: tuple[Territory, ...] = ()
    now: int = 0
    published: Plan | None = None
    name: str = "day"
    decided: tuple[Decided, ...] = ()
    closed: frozenset[str] = frozenset()
    waived: tuple[Waiver, ...] = ()

    def replace(self, **changes: Any) -> Self:
        """The same problem with some parts changed."""
        return dataclasses.replace(self, **changes)

    @cached_property
    def engineer(self) -> dict[str, Engineer]:
        """Engineers by id."""
        return {engineer.id: engineer for engineer in self.engineers}

    @cached_property
    def ticket(self) -> dict[str, Ticket]:
        """Tickets by id."""
        return {ticket.id: ticket for ticket in self.tickets}

    @cached_property
    def shifts(self) -> tuple[tuple[Engineer, Shift], ...]:
        """All shifts with their engineers, in order."""
        return tuple((engineer, shift) for engineer in self.engineers for shift in engineer.shifts)

    @cached_property
    def shift(self) -> dict[str, tuple[Engineer, Shift]]:
        """Shifts by id."""
        return {shift.id: (engineer, shift) for engineer, shift in self.shifts}

    @cached_property
    def last_end(self) -> int:
        """End of the last shift [s]; ``now`` when there is no shift."""
        return max((shift.end for _, shift in self.shifts), default=self.now)

    @cached_property
    def promised(self) -> dict[str, tuple[Route, Visit]]:
        """Ticket id -> (route, visit) of the published plan; empty when nothing is published."""
        return self.published.served() if self.published is not None else {}

    @cached_property
    def stands(self) -> dict[str, Decided]:
        """Shift id -> what is decided of it."""
        return {decided.shift: decided for decided in self.decided}

    @cached_property
    def settled(self) -> dict[str, tuple[Decided, Visit]]:
        """Ticket id -> the visit that stands, and what it is a part of."""
        return {visit.ticket: (decided, visit) for decided in self.decided for visit in decided.route.visits}

    @cached_property
    def open_tickets(self) -> tuple[Ticket, ...]:
        """Tickets that want a visit: none is decided, nobody is at work on them or on the way, they are not over."""
        return tuple(ticket for ticket in self.tickets if ticket.status not in CLOSED and ticket.id not in self.settled)

    @cached_property
    def wanted(self) -> tuple[Ticket, ...]:
        """Tickets that a whole plan speaks of: the open ones and those with a visit that stands."""
        return tuple(ticket for ticket in self.tickets if ticket.status not in CLOSED or ticket.id in self.settled)

    @cached_property
    def at_dawn(self) -> Problem:
        """The same before anything began: what is decided is looked at by the rules of the time it was decided at."""
        return self.replace(now=min([self.now, *(shift.start for _, shift in self.shifts)]), decided=())

    def places(self) -> dict[str, Place]:
        """All places by key."""
        return places_of(self.engineers, self.tickets)


def places_of(engineers: tuple[Engineer, ...], tickets: tuple[Ticket, ...]) -> dict[str, Place]:
    """All places of engineers, their shifts, and tickets, by key, in a stable order."""
    found: dict[str, Place] = {}
    for engineer in engineers:
        for shift in engineer.shifts:
            for place in (shift.start_place or engineer.start, shift.end_place or engineer.end_place):
                found.setdefault(place.key, place)
        found.setdefault(engineer.start.key, engineer.start)
        found.setdefault(engineer.end_place.key, engineer.end_place)
    for ticket in tickets:
        if ticket.place.key == NOWHERE.key:
            continue
        known = found.setdefault(ticket.place.key, ticket.place)
        if ticket.place.setup > known.setup:  # of several figures for one place the longest counts, whoever comes first
            found[ticket.place.key] = ticket.place
    return found

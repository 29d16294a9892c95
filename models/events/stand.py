"""Where a shift stands: which visits are fixed, and from where and when the engineer is free.

What nobody reported went as published: who should be at work is at work, who should be done is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from models.clock import MINUTE
from models.engineer import Engineer, Shift
from models.errors import InputError, Trouble
from models.events.state import State
from models.place import Place
from models.plan import BreakTaken, Route, Visit
from models.ticket import Ticket
from models.timing import duration

if TYPE_CHECKING:
    from models.policy import Policy


@dataclass(frozen=True)
class Ahead:
    """How much of the near future is fixed.

    Parameters
    ----------
    freeze
        [s] visits that begin within so much from now stay as they are.
    divert
        May somebody who is driving to a customer be sent elsewhere?
    """

    freeze: int = 0
    divert: bool = False

    @classmethod
    def of(cls, policy: Policy, *, freeze_minutes: int | None = None, divert: bool | None = None) -> Self:
        """What the policy says, unless something else is said here.

        Raises
        ------
        InputError
            For a negative freeze.
        """
        if freeze_minutes is not None and freeze_minutes < 0:
            maybe = "leave it out, or write 30 for half an hour."
            raise InputError(Trouble("is negative", "", None, "freeze", str(freeze_minutes), "freeze", maybe))
        own = policy.replanning
        minutes = own.freeze_minutes if freeze_minutes is None else freeze_minutes
        return cls(minutes * MINUTE, own.divert if divert is None else divert)


@dataclass(frozen=True)
class Stand:
    """One shift at a moment.

    Parameters
    ----------
    place, free
        Where and from when [s] the engineer can be sent elsewhere.
    fixed
        Visits that have ended, are under way or frozen, with the times that are known or expected.
    rest
        The break, when it has been taken or is being taken.
    driven
        [s] of driving for the fixed visits.
    """

    engineer: str
    shift: str
    place: Place
    free: int
    fixed: tuple[Visit, ...] = ()
    rest: BreakTaken | None = None
    driven: int = 0


def stand(state: State, engineer: Engineer, shift: Shift, route: Route | None, now: int, ahead: Ahead) -> Stand:
    """Follow the published route as far as it is fixed at ``now`` [s]."""
    place = shift.start_place or engineer.start
    ready = state.ready.get(engineer.id, 0)
    if route is None:
        return Stand(engineer.id, shift.id, place, max(shift.start, ready))
    walk = _Walk(state, engineer, now, ahead, place, max(route.depart, ready), route)
    for visit in sorted(route.visits, key=walk.order):
        if not walk.goes_on(visit):
            break
    rest = walk.rested
    if rest is None and route.rest is not None and walk.free <= route.rest.start < now:
        rest = route.rest
    free = walk.free if rest is None else max(walk.free, rest.end)
    return Stand(engineer.id, shift.id, walk.place, free, tuple(walk.fixed), rest, walk.driven)


class _Walk:
    """Somebody's way through a route, visit by visit."""

    def __init__(
        self, state: State, engineer: Engineer, now: int, ahead: Ahead, place: Place, free: int, route: Route
    ) -> None:
        self.state, self.engineer, self.now, self.ahead = state, engineer, now, ahead
        self.place, self.free, self.rest = place, free, route.rest
        self.fixed: list[Visit] = []
        self.rested: BreakTaken | None = None
        self.driven = 0
        self._planned_free = route.depart

    def order(self, visit: Visit) -> int:
        """When it began or should begin."""
        started = self.state.of(visit.ticket).started
        return visit.start if started is None else started

    def goes_on(self, visit: Visit) -> bool:
        """Fix the visit if it is to be; False when the engineer is free from here on."""
        ticket = self.state.problem.ticket[visit.ticket]
        seen = self.state.of(visit.ticket)
        drive = self.state.problem.travel.leg(self.place, ticket.place)[0]
        rest = self._break_before(visit)
        arrive = self.free + drive + (rest.end - rest.start if rest is not None else 0)
        start = max(visit.start, arrive) if seen.started is None else seen.started
        finish = self._finish(ticket, start)
        self._planned_free = visit.finish
        if ticket.status == "cancelled" or seen.failed is not None:
            return self._given_up(ticket, start, drive)
        if seen.finished is None and (away := self._away(start, finish)) is not None:
            if away > start:  # the work was broken off; the ticket is open again
                self.place, self.free = ticket.place, away
            return False
        if not self._is_fixed(seen.started, start):
            return False
        arrived = min(start, max(visit.arrive, arrive)) if seen.started is None else min(visit.arrive, start)
        self.fixed.append(Visit(ticket=ticket.id, arrive=arrived, start=start, finish=finish))
        self.rested = rest or self.rested
        self.place, self.free, self.driven = ticket.place, finish, self.driven + drive
        return True

    def _finish(self, ticket: Ticket, start: int) -> int:
        seen = self.state.of(ticket.id)
        if seen.finished is not None:
            return seen.finished
        return max(start + duration(self.engineer, ticket), seen.expected or 0)

    def _is_fixed(self, started: int | None, start: int) -> bool:
        if started is not None or start <= self.now or start < self.now + self.ahead.freeze:
            return True
        return self.free <= self.now and not self.ahead.divert

    def _given_up(self, ticket: Ticket, start: int, drive: int) -> bool:
        """A visit that did not take place: the engineer is there, on the way, or has not left.

        Somebody on the way is free at the nearer end of the drive, when that end is reached: never too early.
        """
        failed = self.state.of(ticket.id).failed
        if failed is not None:
            self.place, self.free, self.driven = ticket.place, max(self.free, failed), self.driven + drive
        elif self.free + drive <= self.now:
            self.place, self.free = ticket.place, max(self.now, self.free + drive)
        elif self.free < self.now:
            gone, left = self.now - self.free, self.free + drive - self.now
            self.place, self.free = (self.place, self.now + gone) if gone < left else (ticket.place, self.now + left)
        return True

    def _away(self, start: int, finish: int) -> int | None:
        """Begin of an absence that the visit would run into."""
        return next((one.start for one in self.engineer.absences if one.start < finish and start < one.end), None)

    def _break_before(self, visit: Visit) -> BreakTaken | None:
        """The break on the way to the visit, as published, or later when the engineer is."""
        rest = self.rest
        if rest is None or not self._planned_free <= rest.start < visit.start:
            return None
        begin = max(rest.start, self.free)
        return BreakTaken(start=begin, end=begin + rest.end - rest.start)

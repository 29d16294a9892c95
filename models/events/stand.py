"""Where a shift stands: which visits are fixed, and from where and when the engineer is free.

What nobody reported went as published: who should be at work is at work, who should be done is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from models.clock import MINUTE
from models.engineer import Engineer, Shift
from models.errors import InputError, Trouble
from models.events.state import Leg, Spot, State
from models.place import Place
from models.plan import BreakTaken, Route, Visit
from models.sections.replanning import Replanning
from models.ticket import Ticket
from models.timing import duration

if TYPE_CHECKING:
    from models.policy import Policy
    from models.travel import Travel


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
        own = policy.section(Replanning)
        minutes = own.freeze_minutes if freeze_minutes is None else freeze_minutes
        return cls(minutes * MINUTE, own.divert if divert is None else divert)


@dataclass(frozen=True)
class Stand:
    """One shift at a moment.

    Parameters
    ----------
    spot
        Where and from when the engineer can be sent elsewhere.
    fixed
        Visits that have ended, are under way or frozen, with the times that are known or expected.
    rest
        The break, when it has been taken or is being taken.
    driven
        [s] of driving for the fixed visits.
    begun
        Where somebody on the way comes from, when ``spot`` has a place of its own for where they are.
    """

    engineer: str
    shift: str
    spot: Spot
    fixed: tuple[Visit, ...] = ()
    rest: BreakTaken | None = None
    driven: int = 0
    begun: Spot | None = None

    @property
    def off(self) -> Spot:
        """The spot by places of the day: who is on the way is so from one of them."""
        return self.begun or self.spot

    @property
    def place(self) -> Place:
        """Where the engineer is free, or from where they are on the way."""
        return self.spot.place

    @property
    def free(self) -> int:
        """[s] when the engineer is free."""
        return self.spot.free


def stand(
    state: State,
    engineer: Engineer,
    shift: Shift,
    route: Route | None,
    now: int,
    ahead: Ahead,
    usual: Travel | None = None,
) -> Stand:
    """Follow the published route as far as it is fixed at ``now`` [s].

    Parameters
    ----------
    usual
        Travel before any road was closed; None = as in the state's problem.
    """
    home = shift.start_place or engineer.start
    held = state.held.get(engineer.id, (0, 0))[1]
    if route is None:
        return Stand(engineer.id, shift.id, Spot(place=home, free=max(shift.start, held)))
    walk = _Walk(state, engineer, now, ahead, Spot(place=home, free=route.depart), route, usual or state.problem.travel)
    for visit in sorted(route.visits, key=walk.order):
        if not walk.goes_on(visit):
            break
    rest, spot = walk.rested, walk.spot
    if rest is None and route.rest is not None and spot.free <= route.rest.start < now:
        rest = route.rest
    free = max(spot.free, rest.end if rest is not None else 0)
    if held > now:
        free = max(free, held)
    return Stand(engineer.id, shift.id, spot.but(free=free), tuple(walk.fixed), rest, walk.driven)


class _Walk:
    """Somebody's way through a route, visit by visit."""

    def __init__(
        self, state: State, engineer: Engineer, now: int, ahead: Ahead, spot: Spot, route: Route, usual: Travel
    ) -> None:
        self.state, self.engineer, self.now, self.ahead = state, engineer, now, ahead
        self.spot, self.rest, self.usual = spot, route.rest, usual
        self.detours = list(state.spots.get(route.shift, ()))
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
        while self.detours and visit.start >= self.detours[0].free:
            self.spot = self.detours.pop(0)
            if self.rest is not None and self.rest.end <= self.spot.free:
                self.rested, self.rest = self.rest, None
        drive = self._drive(ticket)
        rest = self._break_before(visit)
        arrive = self._held(self.spot.free, drive + (rest.end - rest.start if rest is not None else 0))
        start = max(visit.start, arrive) if seen.started is None else seen.started
        finish = self._finish(ticket, start)
        self._planned_free = visit.finish
        if self.state.given_up(ticket.id):
            return self._give_up(ticket, drive, rest)
        if seen.finished is None and (away := self._away(start, finish)) is not None:
            if away > start:  # the work was broken off; the ticket is open again
                self.spot = Spot(place=ticket.place, free=away)
            return False
        if not self._is_fixed(seen.started, start):
            self._stop(ticket, drive, rest, self.now)  # who may be diverted is on the way, or has not left
            return False
        arrived = min(start, max(visit.arrive, arrive)) if seen.started is None else min(visit.arrive, start)
        self.fixed.append(Visit(ticket=ticket.id, arrive=arrived, start=start, finish=finish))
        self.rested = rest or self.rested
        self.spot, self.driven = Spot(place=ticket.place, free=finish), self.driven + drive
        return True

    def _drive(self, ticket: Ticket) -> int:
        """Seconds to the ticket; a drive that began before a road was closed took what it usually takes."""
        closed = min((road.at for road in self.state.roads), default=self.spot.free)
        travel = self.usual if self.spot.free < closed else self.state.problem.travel
        travel, here = self.spot.on(travel)
        return travel.leg(here, ticket.place)[0]

    def _held(self, leave: int, seconds: int) -> int:
        """Arrival after leaving at ``leave`` for so long, when somebody may be held up on the way or before."""
        since, until = self.state.held.get(self.engineer.id, (0, 0))
        if leave + seconds <= since or until <= leave:
            return leave + seconds
        return until + seconds - max(0, since - leave)

    def _finish(self, ticket: Ticket, start: int) -> int:
        seen = self.state.of(ticket.id)
        if seen.finished is not None:
            return seen.finished
        return max(start + duration(self.engineer, ticket), seen.expected or 0)

    def _is_fixed(self, started: int | None, start: int) -> bool:
        if started is not None or start <= self.now or start < self.now + self.ahead.freeze:
            return True
        return self.spot.free < self.now and not self.ahead.divert

    def _give_up(self, ticket: Ticket, drive: int, rest: BreakTaken | None) -> bool:
        """A visit that did not take place: the engineer was there, on the way, or had not left."""
        seen = self.state.of(ticket.id)
        if seen.failed is not None:
            self._arrive(ticket, drive, max(self.spot.free, seen.failed))
        elif seen.cancelled is not None:
            self._stop(ticket, drive, rest, seen.cancelled)
        return True

    def _stop(self, ticket: Ticket, drive: int, rest: BreakTaken | None, at: int) -> None:
        """Stop on the way to a ticket at a time; a break that has begun is taken to its end."""
        left, free = self.spot.free, at
        if left >= at:
            return
        gone = at - left
        if rest is not None and rest.start < at:
            self.rested, self.rest, free = rest, None, max(at, rest.end)
            gone = max(0, rest.start - left) + max(0, at - rest.end)
        if gone >= drive:
            self._arrive(ticket, drive, free)
        else:
            self.spot = self.spot.but(free=free, way=(*self.spot.way, Leg(toward=ticket.place, gone=gone)))

    def _arrive(self, ticket: Ticket, drive: int, free: int) -> None:
        self.spot, self.driven = Spot(place=ticket.place, free=free), self.driven + drive

    def _away(self, start: int, finish: int) -> int | None:
        """Begin of an absence that the visit would run into."""
        return next((one.start for one in self.engineer.absences if one.start < finish and start < one.end), None)

    def _break_before(self, visit: Visit) -> BreakTaken | None:
        """The break on the way to the visit, as published, or later when the engineer is."""
        rest = self.rest
        if rest is None or not self._planned_free <= rest.start < visit.start:
            return None
        begin = max(rest.start, self.spot.free)
        return BreakTaken(start=begin, end=begin + rest.end - rest.start)

"""Where a shift stands: which visits are fixed, and from where and when the engineer is free.

What nobody reported went as published: who should be at work is at work, who should be done is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from models.clock import MINUTE
from models.engineer import Engineer, Shift
from models.errors import InputError, Trouble
from models.events.state import Spot, State
from models.place import Place
from models.plan import BreakTaken, Route, Visit
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
        own = policy.replanning
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
    """

    engineer: str
    shift: str
    spot: Spot
    fixed: tuple[Visit, ...] = ()
    rest: BreakTaken | None = None
    driven: int = 0

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
        return Stand(engineer.id, shift.id, Spot(home, max(shift.start, held)))
    walk = _Walk(state, engineer, now, ahead, Spot(home, route.depart), route, usual or state.problem.travel)
    for visit in sorted(route.visits, key=walk.order):
        if not walk.goes_on(visit):
            break
    rest, spot = walk.rested, walk.spot
    if rest is None and route.rest is not None and spot.free <= route.rest.start < now:
        rest = route.rest
    free = max(spot.free, rest.end if rest is not None else 0)
    if held > now:
        free = max(free, held)
    return Stand(engineer.id, shift.id, Spot(spot.place, free, spot.toward, spot.gone), tuple(walk.fixed), rest,
                 walk.driven)  # fmt: skip


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
        drive = self._drive(ticket)
        rest = self._break_before(visit)
        arrive = self._held(self.spot.free, drive + (rest.end - rest.start if rest is not None else 0))
        start = max(visit.start, arrive) if seen.started is None else seen.started
        finish = self._finish(ticket, start)
        self._planned_free = visit.finish
        if self.state.given_up(ticket.id):
            return self._give_up(ticket, drive)
        if seen.finished is None and (away := self._away(start, finish)) is not None:
            if away > start:  # the work was broken off; the ticket is open again
                self.spot = Spot(ticket.place, away)
            return False
        if not self._is_fixed(seen.started, start):
            return self._turns_round(ticket, drive)
        arrived = min(start, max(visit.arrive, arrive)) if seen.started is None else min(visit.arrive, start)
        self.fixed.append(Visit(ticket=ticket.id, arrive=arrived, start=start, finish=finish))
        self.rested = rest or self.rested
        self.spot, self.driven = Spot(ticket.place, finish), self.driven + drive
        return True

    def _drive(self, ticket: Ticket) -> int:
        """Seconds to the ticket; a drive that began before a road was closed took what it usually takes."""
        closed = min((road.at for road in self.state.roads), default=self.spot.free)
        travel = self.usual if self.spot.free < closed else self.state.problem.travel
        if self.spot.toward is None:
            return travel.leg(self.spot.place, ticket.place)[0]
        travel, here = travel.on_the_way(self.spot.place, self.spot.toward, self.spot.gone)
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

    def _turns_round(self, ticket: Ticket, drive: int) -> bool:
        """Somebody who may be diverted is on the way, or has not left."""
        self._stop(ticket, drive, self.now)
        return False

    def _give_up(self, ticket: Ticket, drive: int) -> bool:
        """A visit that did not take place: the engineer was there, on the way, or had not left."""
        seen = self.state.of(ticket.id)
        if seen.failed is not None:
            self.spot, self.driven = Spot(ticket.place, max(self.spot.free, seen.failed)), self.driven + drive
        elif seen.cancelled is not None:
            self._stop(ticket, drive, seen.cancelled)
        return True

    def _stop(self, ticket: Ticket, drive: int, at: int) -> None:
        """Stop on the way to a ticket at a time."""
        if self.spot.free >= at:
            return
        if self.spot.free + drive <= at:
            self.spot, self.driven = Spot(ticket.place, at), self.driven + drive
        elif self.spot.toward is None:
            self.spot = Spot(self.spot.place, at, ticket.place, at - self.spot.free)
        else:  # turned round on the way once already: count on the place they came from, never too early
            self.spot = Spot(self.spot.place, at + self.spot.gone + at - self.spot.free)

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

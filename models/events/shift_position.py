"""Where a shift stands: which visits are fixed, and from where and when the engineer is free.

What nobody reported went as published: who should be at work is at work, who should be done is done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self

from models.clock import MINUTE
from models.decided import Known
from models.engineer import Break, Engineer, Shift
from models.errors import InputError, Trouble
from models.events.state import Leg, Position, State
from models.homeward import due_break, time_off
from models.interval import merge
from models.place import Place
from models.plan import BreakTaken, Route, Visit
from models.sections.replanning import Replanning
from models.ticket import Ticket
from models.timing import drive, drive_back, duration, free

if TYPE_CHECKING:
    from models.policy import Policy
    from models.problem import Problem
    from models.travel import Travel


@dataclass(frozen=True)
class Freeze:
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
class ShiftPosition:
    """One shift at a moment.

    Parameters
    ----------
    spot
        Where and from when the engineer can be sent elsewhere.
    fixed
        Visits that have ended, are under way or frozen, with the times that are known or expected.
    known
        Ticket id -> how sure its visit is.
    rest
        The break, when it has been taken or is being taken.
    driven
        [s] of driving up to the spot.
    depart
        [s] when the engineer left for the first of the fixed visits, or leaves; None = has not left.
    end, to_come
        [s] when the engineer is back, or will be, if the way home has begun, and a break still to come on it.
    rested
        Has the break been taken, or was there time for it that nobody planned?
    missed
        The break, when its window is over and there was no time for it: it is due at once.
    begun
        Where somebody on the way comes from, when ``spot`` has a place of its own for where they are.
    """

    engineer: str
    shift: str
    spot: Position
    fixed: tuple[Visit, ...] = ()
    known: Mapping[str, Known] = field(default_factory=dict)
    rest: BreakTaken | None = None
    driven: int = 0
    depart: int | None = None
    end: int | None = None
    to_come: BreakTaken | None = None
    rested: bool = False
    missed: Break | None = None
    begun: Position | None = None

    @property
    def off(self) -> Position:
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
    ahead: Freeze,
    usual: Travel | None = None,
) -> ShiftPosition:
    """Follow the published route as far as it is fixed at ``now`` [s], and home when nothing comes after that.

    Parameters
    ----------
    usual
        Travel before any road was closed; None = as in the state's problem.
    """
    home = shift.start_place or engineer.start
    since, until = state.held.get(engineer.id, (0, 0))
    if route is None or not route.visits:
        return ShiftPosition(engineer.id, shift.id, Position(place=home, free=max(shift.start, until)))
    walk = _Walk(state, engineer, shift, now, ahead, Position(place=home, free=route.depart), route, usual)
    over = all(walk.goes_on(visit) for visit in sorted(route.visits, key=walk.order))
    walk.has_rested()
    end, to_come = walk.goes_home() if over else (None, None)
    if end is None:
        walk.rests()
    still_there = not walk.fixed and not walk.spot.way and walk.spot.place.key == home.key
    if still_there and not walk.out and walk.rested is None:  # has not left
        return ShiftPosition(
            engineer.id, shift.id, Position(place=home, free=max(shift.start, until if until > now else 0))
        )
    depart = max(route.depart, until) if since <= route.depart < until else route.depart
    if walk.fixed:
        depart = min(depart, walk.fixed[0].arrive)
    made = ShiftPosition(
        engineer.id, shift.id, walk.spot, tuple(walk.fixed), walk.known, walk.rested, walk.driven, depart, end, to_come
    )
    if end is None:
        made = _rested(state.problem, engineer, shift, made, now)
    return replace(made, spot=made.spot.but(free=max(made.free, until))) if until > now else made


def _rested(problem: Problem, engineer: Engineer, shift: Shift, at: ShiftPosition, now: int) -> ShiftPosition:
    """When the window of the break is over: was there an idle time with room for it? Else it is due at once."""
    rest, late = due_break(problem, engineer, shift), max(shift.start, at.free, now)
    if at.depart is None or at.rest is not None or rest is None or late <= rest.latest:
        return at
    for begin, end, way in _idle(problem, at, now):
        if end - max(begin, rest.earliest) - way >= rest.length:
            return replace(at, rested=True)
    return replace(at, missed=rest.but(latest=late))


def _idle(problem: Problem, at: ShiftPosition, now: int) -> Iterator[tuple[int, int, int]]:
    """Time between visits: (from, to, [s] of driving in it), up to now."""
    engineer, shift = problem.shift[at.shift]
    place, free = shift.start_place or engineer.start, shift.start
    for visit in at.fixed:
        ticket = problem.ticket[visit.ticket]
        yield free, min(now, visit.start), problem.travel.leg(place, ticket.place)[0]
        place, free = ticket.place, visit.finish
    gone = sum(leg.gone for leg in at.off.way)
    yield free, now, problem.travel.leg(place, at.off.place)[0] + gone


class _Walk:
    """Somebody's way through a route, visit by visit."""

    def __init__(
        self,
        state: State,
        engineer: Engineer,
        shift: Shift,
        now: int,
        ahead: Freeze,
        spot: Position,
        route: Route,
        usual: Travel | None,
    ) -> None:
        self.state, self.engineer, self.shift, self.now, self.ahead = state, engineer, shift, now, ahead
        reported = [span for span in state.rests.get(engineer.id, ()) if shift.start <= span[0] < shift.end]
        self.reported = BreakTaken(start=reported[-1][0], end=reported[-1][1]) if reported else None
        self.spot, self.rest, self.usual = spot, self.reported or route.rest, usual or state.problem.travel
        self.left = sorted(  # who has left for the next customer is no longer at the one before
            min(moment for moment in (seen.left, seen.started) if moment is not None)
            for seen in (state.of(id) for id in route.tickets)
            if (seen.left is not None or seen.started is not None) and seen.failed is None
        )
        self.detours = list(state.spots.get(route.shift, ()))
        self.fixed: list[Visit] = []
        self.known: dict[str, Known] = {}
        self.rested: BreakTaken | None = None
        self.driven = 0
        self._planned_free = route.depart
        self._early = self.out = False
        held = state.held.get(engineer.id, (0, 0))
        off, held_up = time_off(state.problem, engineer, shift), [held] if held[0] < held[1] else []
        self._still = merge([*off, *held_up])
        # time off that lasts to the end of the shift keeps nobody from going home
        self._off_on_the_way_home = merge([*(span for span in off if span[1] < shift.end), *held_up])

    def order(self, visit: Visit) -> int:
        """When it began or should begin."""
        seen = self.state.of(visit.ticket)
        return next((moment for moment in (seen.started, seen.left) if moment is not None), visit.start)

    def goes_on(self, visit: Visit) -> bool:
        """Fix the visit if it is to be; False when the engineer is free from here on."""
        ticket = self.state.problem.ticket[visit.ticket]
        seen = self.state.of(visit.ticket)
        while self.detours and visit.start >= self.detours[0].free:
            self._turn_off(self.detours.pop(0))
        drive = self._drive(ticket.place)
        rest = self._break_before(visit)
        pause = rest.end - rest.start if rest is not None else 0
        begin = drive_back(self._still, visit.arrive - pause, drive)
        straight = begin == visit.arrive - drive  # else there is a break or time off, and the drive may come before it
        leave = max(self.spot.free, begin if straight else min(begin, self._planned_free))
        left = self.spot.free if self._early else leave  # on at once, to wait there, as in every route
        if seen.left is not None:
            leave = left = max(self.spot.free, seen.left)
        arrive = self._held(left, drive + pause)
        start = max(visit.start, arrive) if seen.started is None else seen.started
        finish = self._finish(ticket, start)
        self._planned_free = visit.finish
        if self.state.given_up(ticket.id):
            return self._give_up(ticket, left, drive, rest)
        if seen.finished is None and (away := self._away(start, finish)) is not None:
            if away > start:  # the work was broken off; the ticket is open again
                self.spot = Position(place=ticket.place, free=away)
            return False
        if not self._is_fixed(ticket.id, start, leave):
            self._stop(ticket, left, drive, rest, self.now)  # who may be diverted is on the way, or has not left
            self.out = left < self.now
            return False
        there = drive == 0 and not self.spot.way  # already, and waiting
        arrived = min(start, max(visit.arrive, 0 if there or seen.started is not None else arrive))
        self.fixed.append(Visit(ticket=ticket.id, arrive=arrived, start=start, finish=finish))
        self.known[ticket.id] = self._how_sure(ticket.id, leave)
        self.rested = rest or self.rested
        self._early = seen.finished is not None and seen.finished < visit.finish
        self.spot, self.driven = Position(place=ticket.place, free=finish), self.driven + drive
        return True

    def goes_home(self) -> tuple[int | None, BreakTaken | None]:
        """Nothing comes after: [s] when the engineer is back, if the way home has begun, and a break to come on it."""
        problem, place = self.state.problem, self.shift.end_place or self.engineer.end_place
        while self.detours and self.detours[0].free <= self.now:
            self._turn_off(self.detours.pop(0))
        leave = max(self.spot.free, self._planned_free)  # as published, also when the last visit ended early
        if self.now <= leave or place.key not in problem.travel.index:
            return None, None
        seconds, end, rest = self._drive(place), *self._way_home(leave, self._drive(place))
        begun = rest is not None and rest.start < self.now
        self.rested = rest if begun else self.rested
        if end <= self.now:
            self.spot, self.driven = Position(place=place, free=end), self.driven + seconds
        else:
            still = merge([*self._off_on_the_way_home, *([(rest.start, rest.end)] if rest is not None else [])])
            gone = min(free(still, leave, self.now), seconds)
            way = (*self.spot.way, *([Leg(toward=place, gone=gone)] if seconds else []))
            ready = max(self.now, rest.end) if begun and rest is not None else self.now
            self.spot, self.driven = self.spot.but(free=ready, way=way), self.driven + gone
        return end, None if begun else rest

    def _way_home(self, leave: int, seconds: int) -> tuple[int, BreakTaken | None]:
        """[s] the end of the way home, and the break on it: as published, else when it is due."""
        still = self._off_on_the_way_home
        if self.rested is None and self.rest is not None and self.rest.start >= leave:
            end = drive(merge([*still, (self.rest.start, self.rest.end)]), leave, seconds)
            return (max(end, self.rest.end) if end > self.rest.start else end), self.rest
        end = drive(still, leave, seconds)
        rest = due_break(self.state.problem, self.engineer, self.shift) if self.rested is None else None
        if rest is None or not leave <= rest.latest < end:
            return end, None
        return drive(still, end, rest.length), BreakTaken(start=rest.latest, end=drive(still, rest.latest, rest.length))

    def has_rested(self) -> None:
        """Take the break that was reported, wherever it was taken."""
        if self.reported is not None:
            self.rested, self.rest = self.reported, None
            self.spot = self.spot.but(free=max(self.spot.free, self.reported.end))

    def rests(self) -> None:
        """Take the break where the engineer is, when it has begun."""
        if self.rested is None and self.rest is not None and self.spot.free <= self.rest.start < self.now:
            self.rested = self.rest
        if self.rested is not None:
            self.spot = self.spot.but(free=max(self.spot.free, self.rested.end))

    def _turn_off(self, spot: Position) -> None:
        """Where an accepted plan found the engineer, off the route."""
        self.driven += self._drive(spot.place) + sum(leg.gone for leg in spot.way)
        self.spot, self._planned_free, self._early = spot, spot.free, False
        if self.rest is not None and self.rest.end <= spot.free:
            self.rested, self.rest = self.rest, None

    def _drive(self, to: Place) -> int:
        """Seconds to a place; a drive that began before a road was closed took what it usually takes."""
        closed = min((road.at for road in self.state.roads), default=self.spot.free)
        travel = self.usual if self.spot.free < closed else self.state.problem.travel
        travel, here = self.spot.on(travel)
        return travel.leg(here, to)[0]

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
        finish = max(start + duration(self.engineer, ticket), seen.expected or 0)
        return next((moment for moment in self.left if start < moment < finish), finish)

    def _is_fixed(self, id: str, start: int, leave: int) -> bool:
        """Has it begun, or the drive to it; is it frozen, or in somebody else's hands?"""
        seen = self.state.of(id)
        if seen.started is not None or seen.left is not None:
            return True
        if start <= self.now or start < self.now + self.ahead.freeze:
            return True
        return id in self.state.problem.settled or (leave < self.now and not self.ahead.divert)

    def _how_sure(self, id: str, leave: int) -> Known:
        seen = self.state.of(id)
        if seen.started is not None or seen.finished is not None:
            return "reported"
        return "under-way" if leave < self.now or seen.left is not None else "planned"

    def _give_up(self, ticket: Ticket, leave: int, drive: int, rest: BreakTaken | None) -> bool:
        """A visit that did not take place: the engineer was there, on the way, or had not left."""
        seen = self.state.of(ticket.id)
        if seen.failed is not None:
            self._arrive(ticket, drive, max(self.spot.free, seen.failed))
        elif (over := seen.cancelled if seen.declined is None else seen.declined) is not None:
            self._stop(ticket, leave, drive, rest, over)
        return True

    def _stop(self, ticket: Ticket, leave: int, drive: int, rest: BreakTaken | None, at: int) -> None:
        """Stop on the way to a ticket at a time; a break that has begun is taken to its end."""
        if leave >= at:
            return
        until, gone = at, free(self._still, leave, at)
        if rest is not None and rest.start < at:
            self.rested, self.rest, until = rest, None, max(at, rest.end)
            gone = free(self._still, leave, rest.start) + free(self._still, rest.end, at)
        if gone >= drive:
            self._arrive(ticket, drive, until)
        else:
            self.spot = self.spot.but(free=until, way=(*self.spot.way, Leg(toward=ticket.place, gone=gone)))
            self.driven += gone

    def _arrive(self, ticket: Ticket, drive: int, free: int) -> None:
        self.spot, self.driven = Position(place=ticket.place, free=free), self.driven + drive

    def _away(self, start: int, finish: int) -> int | None:
        """Begin of an absence that the visit would run into."""
        return next(
            (absence.start for absence in self.engineer.absences if absence.start < finish and start < absence.end),
            None,
        )

    def _break_before(self, visit: Visit) -> BreakTaken | None:
        """The break on the way to the visit, as published, or later when the engineer is."""
        rest = self.rest
        since = self.spot.free if self.reported is not None else self._planned_free
        if rest is None or not since <= rest.start < visit.start:
            return None
        begin = max(rest.start, self.spot.free)
        return BreakTaken(start=begin, end=begin + rest.end - rest.start)

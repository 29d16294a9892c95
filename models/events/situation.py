"""The day at a moment: what is left to plan, and what is not to be touched any more."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from models.decided import Decided
from models.engineer import Engineer, Shift
from models.errors import InputError, Trouble
from models.events.event import Event
from models.events.fold import agreed
from models.events.shift_position import Freeze, ShiftPosition, stand
from models.events.state import Closure, Position, State
from models.homeward import decide, due_break, homeward
from models.plan import Plan, Route
from models.problem import Problem
from models.ticket import Status, Ticket
from models.travel import Travel

ON_THE_LIST = ("travelling", "started", "finished")
"""States of a ticket whose visit is fixed."""

Roads = Callable[[Problem, tuple[Closure, ...]], Travel]
"""Travel of a problem that has new places or closed roads."""


@dataclass(frozen=True)
class Situation:
    """A day at a moment.

    Parameters
    ----------
    state
        Everything that is known.
    problem
        The day at ``problem.now`` with what is decided of it; ``problem.published`` is what customers were told.
    stands
        Shift id -> where it stands.
    ahead
        How much of the near future is fixed.
    """

    state: State
    problem: Problem
    stands: dict[str, ShiftPosition]
    ahead: Freeze = field(default_factory=Freeze)

    @classmethod
    def of(cls, problem: Problem) -> Situation:
        """The situation of a problem that is what is left to plan already, or of a whole day before it begins."""
        problem = _as_told(problem)
        stands = {}
        for engineer, shift in problem.shifts:
            decided = problem.stands.get(shift.id)
            if decided is None:
                spot = Position(place=shift.start_place or engineer.start, free=max(shift.start, problem.now))
                stands[shift.id] = ShiftPosition(engineer.id, shift.id, spot)
            else:
                spot = Position(place=decided.place, free=decided.free)
                stands[shift.id] = ShiftPosition(engineer.id, shift.id, spot, decided.route.visits, decided.known,
                                         decided.rest, decided.driven, decided.route.depart)  # fmt: skip
        return cls(State(problem, problem.published, problem.now), problem, stands)

    @property
    def fixed(self) -> dict[str, tuple[ShiftPosition, int]]:
        """Ticket id -> (shift's stand, start) of every visit that is not to be touched."""
        return {visit.ticket: (at, visit.start) for at in self.stands.values() for visit in at.fixed}


def situation(
    problem: Problem,
    time: int | str,
    published: Plan | None = None,
    events: Sequence[Event] = (),
    *,
    ahead: Freeze | None = None,
    roads: Roads | None = None,
) -> Situation:
    """The day at ``time`` ([s], ISO 8601 or ``HH:MM``) after these events.

    Raises
    ------
    InputError
        Naming every event that contradicts what is known, and as :func:`situation_of` does.
    """
    state = State(problem, published if published is not None else problem.published, problem.now)
    return situation_of(agreed(state, events), time, ahead=ahead, roads=roads)


def situation_of(
    state: State, time: int | str, *, ahead: Freeze | None = None, roads: Roads | None = None
) -> Situation:
    """The situation of a state.

    Parameters
    ----------
    roads
        Finds travel to new places and around closed roads; without it such events are refused.

    Raises
    ------
    InputError
        The time is before an event, the published plan names what does not exist, or travel is not known.
    """
    now = moment(state.problem, time, known=state.now, plan=state.published)
    ahead = ahead or Freeze.of(state.problem.policy)
    if now < state.now:
        text = state.problem.clock.text
        message = f"the moment {text(now)} is before the last event at {text(state.now)}"
        raise InputError(Trouble(message, field="at", value=text(now), rule="event-in-the-past"))
    _check(state)
    problem, usual = _travelled(state, now, roads)
    known, state = state.but(now=now), state.but(problem=problem, now=now)
    routes = {decided.shift: decided.route for decided in state.problem.decided if decided.route.visits}
    routes |= {route.shift: route for route in state.published.routes} if state.published is not None else {}
    stands = {
        shift.id: stand(state, engineer, shift, routes.get(shift.id), now, ahead, usual)
        for engineer, shift in state.problem.shifts
    }
    state, stands = _on_the_way(state, stands)
    return Situation(known, _left(state, stands, now), stands, ahead)


def moment(problem: Problem, time: int | str, *, known: int | None = None, plan: Plan | None = None) -> int:
    """Seconds of a moment given as seconds, ISO 8601, or ``HH:MM``: the one within the running shifts, or the day's.

    Parameters
    ----------
    known
        [s] until when the day is known: what is meant is seen from there. None = from the problem's own moment.
    plan
        What people know: while no shift is running, those in which it has visits are meant.

    Raises
    ------
    InputError
        It is no time, or a time of day that no shift or more than one holds (:meth:`models.clock.Clock.meant`).
    """
    if isinstance(time, int):
        return time
    text, clock = time.strip(), problem.clock
    maybe = "write 11:20 or 2026-11-24T11:20:00+08:00."
    try:
        found = re.fullmatch(r"(\d{1,2}):(\d{2})", text)
        if not found:
            return clock.seconds(text)
        since = timedelta(hours=int(found[1]), minutes=int(found[2]))
        if int(found[2]) > 59 or since > timedelta(days=1):
            raise ValueError
    except (ValueError, OverflowError):
        raise InputError(Trouble("is no time", field="at", value=text, rule="time", maybe=maybe)) from None
    shifts = [(shift.start, shift.end) for _, shift in problem.shifts]
    now = max(problem.now, known or 0)
    running = [span for span in shifts if span[0] < now < span[1]]
    meant = clock.meant(since, running or shifts, at=now if now > problem.now else None)
    if len(meant) > 1 and plan is not None and not running:
        used = {route.shift for route in plan.routes if route.visits}
        out = [(shift.start, shift.end) for _, shift in problem.shifts if shift.id in used]
        meant = tuple(second for second in meant if any(start <= second <= end for start, end in out)) or meant
    if len(meant) != 1:
        days = ", ".join(f"{clock.moment(second):%Y-%m-%d}" for second in meant[:3])
        message = f"has no date, and this day holds it {len(meant)} times ({days}{', ...' if len(meant) > 3 else ''})"
        maybe = f"write the date too: {clock.moment(meant[-1]):%Y-%m-%dT%H:%M}."
        raise InputError(Trouble(message, field="at", value=text, rule="time-without-date", maybe=maybe))
    return meant[0]


def _check(state: State) -> None:
    """The published plan names shifts and tickets that exist."""
    troubles = []
    for route in state.published.routes if state.published is not None else ():
        if route.shift not in state.problem.shift:
            troubles.append(Trouble("the published plan has a shift that is not in this day", field="shift",
                                    value=route.shift, rule="unknown-shift"))  # fmt: skip
        troubles += [
            Trouble("the published plan has a ticket that is not in this day", field="ticket", value=id,
                    rule="unknown-ticket")
            for id in route.tickets if id not in state.problem.ticket
        ]  # fmt: skip
    if troubles:
        raise InputError(troubles)


def _on_the_way(state: State, stands: dict[str, ShiftPosition]) -> tuple[State, dict[str, ShiftPosition]]:
    """With travel from where people are on the way."""
    travel = state.problem.travel
    found = dict(stands)
    for id, at in stands.items():
        if at.spot.way:
            travel, here = at.spot.on(travel)
            found[id] = replace(at, spot=Position(place=here, free=at.free), begun=at.spot)
    return state.but(problem=state.problem.replace(travel=travel)), found


def _travelled(state: State, now: int, roads: Roads | None) -> tuple[Problem, Travel]:
    """The problem with travel to all its places as things are now, and the travel without closed roads."""
    problem = state.problem
    closed = tuple(road for road in state.roads if road.closed_at(now))
    missing = [key for key in problem.places() if key not in problem.travel.index]
    if not closed and not missing:
        return problem, problem.travel
    if roads is None:
        what = f"travel to {missing[0]}" if missing else "a way around a closed road"
        maybe = "pass roads=, a function that makes the travel between all places of the changed day."
        raise InputError(Trouble(f"{what} has to be found", field="travel", rule="unknown-place", maybe=maybe))
    problem = problem.replace(travel=roads(problem, ())) if missing else problem
    return (problem.replace(travel=roads(problem, closed)) if closed else problem), problem.travel


def _left(state: State, stands: dict[str, ShiftPosition], now: int) -> Problem:
    """The day with what is decided of it."""
    problem = state.problem
    fixed = {visit.ticket: visit for at in stands.values() for visit in at.fixed}

    def ticket(open_ticket: Ticket) -> Ticket:
        visit = fixed.get(open_ticket.id)
        if visit is None or open_ticket.status in ("cancelled", "finished"):
            return open_ticket
        status: Status = "finished" if visit.finish <= now else "started" if visit.start <= now else "travelling"
        return open_ticket.but(status=status)

    engineers = tuple(_engineer(engineer, stands) for engineer in problem.engineers)
    tickets = tuple(ticket(known) for known in problem.tickets)
    problem = problem.replace(engineers=engineers, tickets=tickets, now=now, published=state.promises)
    decided = {decided.shift: decided for decided in problem.decided}
    decided |= {at.shift: _decided(problem, at) for at in stands.values() if at.depart is not None}
    return problem.replace(decided=tuple(decided.values()))


def _engineer(engineer: Engineer, stands: dict[str, ShiftPosition]) -> Engineer:
    """The engineer with the break that is still owed, and the later begin of somebody who is held up."""
    shifts = tuple(_shift(shift, stands[shift.id]) for shift in engineer.shifts)
    return engineer if shifts == engineer.shifts else engineer.but(shifts=shifts)


def _shift(shift: Shift, at: ShiftPosition) -> Shift:
    if at.depart is None:
        return shift.but(start=min(at.free, shift.end - 1)) if at.free > shift.start else shift
    return shift.but(rest=at.missed) if at.missed is not None else shift


def _decided(problem: Problem, at: ShiftPosition) -> Decided:
    """What stands of a shift that has left or is frozen."""
    engineer, shift = problem.shift[at.shift]
    assert at.depart is not None
    rest, end = at.rest or at.to_come, at.end
    if end is None:
        due = due_break(problem, engineer, shift) if rest is None and not at.rested else None
        end, later = homeward(problem, engineer, shift, at.place, max(at.free, problem.now), due)
        rest = rest or later
    route = Route(shift=at.shift, engineer=at.engineer, depart=at.depart, visits=at.fixed, end=end, rest=rest)
    return Decided(route=route, known=dict(at.known), place=at.place, free=at.free, driven=at.driven,
                   rested=at.rested or at.rest is not None, in_progress=True)  # fmt: skip


def _as_told(problem: Problem) -> Problem:
    """With published visits standing whose tickets say that they are over or under way."""
    if problem.decided or problem.published is None:
        return problem
    begun = [ticket.id for ticket in problem.tickets if ticket.status in ON_THE_LIST and ticket.id in problem.promised]
    return decide(problem, problem.published, begun) if begun else problem

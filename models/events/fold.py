"""Events folded into a problem: what is left to plan, and what is not to be touched any more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from models.engineer import Break, Engineer, Shift
from models.errors import InputError, Trouble
from models.events.event import Event
from models.events.plans import PlanPublished
from models.events.stand import Ahead, Stand, stand
from models.events.state import Closure, Spot, State
from models.interval import FOREVER
from models.plan import Plan, Route
from models.problem import Problem
from models.shapes import Measure, ShiftBreak, ShiftLimit
from models.ticket import Status, Ticket
from models.travel import Travel

ON_THE_LIST = ("travelling", "started", "finished")
"""States of a ticket whose visit is fixed."""

Roads = Callable[[Problem, tuple[Closure, ...]], Travel]
"""Travel of a problem that has new places or closed roads."""

NO_BREAK = Break(length=1, earliest=FOREVER, latest=FOREVER)
"""A break that is never due: the real one has been taken."""


@dataclass(frozen=True)
class Situation:
    """A day at a moment.

    Parameters
    ----------
    state
        Everything that is known.
    problem
        What is left to plan from ``problem.now`` on; ``problem.published`` is what customers were told.
    stands
        Shift id -> where it stands.
    ahead
        How much of the near future is fixed.
    """

    state: State
    problem: Problem
    stands: dict[str, Stand]
    ahead: Ahead = field(default_factory=Ahead)

    def whole(self, rest: Plan) -> Plan:
        """The plan of the whole day: what is fixed, and then ``rest``."""
        ahead = {route.shift: route for route in rest.routes}
        published = self.state.published.routes if self.state.published is not None else ()
        before = {route.shift: route for route in published}
        routes = []
        for engineer, shift in self.problem.shifts:
            route = self._joined(engineer, self.stands[shift.id], ahead.get(shift.id), before.get(shift.id))
            if route is not None:
                routes.append(route)
        return Plan(routes=tuple(routes), unserved=rest.unserved, origin=rest.origin, note=rest.note)

    def _joined(self, engineer: Engineer, at: Stand, ahead: Route | None, before: Route | None) -> Route | None:
        if ahead is None and not at.fixed:
            return None
        visits = (*at.fixed, *(ahead.visits if ahead is not None else ()))
        depart = before.depart if at.fixed and before is not None else ahead.depart if ahead is not None else at.free
        later = ahead or before
        rest = at.rest or (later.rest if later is not None else None)
        shift = self.problem.shift[at.shift][1]
        home = self.problem.travel.leg(at.place, shift.end_place or engineer.end_place)[0]
        end = ahead.end if ahead is not None else max(at.free + home, rest.end if rest is not None else 0)
        return Route(shift=at.shift, engineer=at.engineer, depart=depart, visits=visits, end=end, rest=rest)

    @classmethod
    def of(cls, problem: Problem) -> Situation:
        """The situation of a problem that is what is left to plan already, or of a whole day before it begins."""
        routes = {route.shift: route for route in problem.published.routes} if problem.published is not None else {}
        stands = {}
        for engineer, shift in problem.shifts:
            visits = routes[shift.id].visits if shift.id in routes else ()
            gone = tuple(one for one in visits if problem.ticket[one.ticket].status in ON_THE_LIST)
            spot = Spot(place=shift.start_place or engineer.start, free=max(shift.start, problem.now))
            stands[shift.id] = Stand(engineer.id, shift.id, spot, gone)
        return cls(State(problem, problem.published, problem.now), problem, stands)

    @property
    def fixed(self) -> dict[str, tuple[Stand, int]]:
        """Ticket id -> (shift's stand, start) of every visit that is not to be touched."""
        return {visit.ticket: (at, visit.start) for at in self.stands.values() for visit in at.fixed}


def fold(state: State, events: Iterable[Event]) -> State:
    """The state after all events, in their order of time.

    Raises
    ------
    InputError
        Naming every event that contradicts the state it meets; such an event changes nothing.
    """
    troubles = []
    for event in sorted(events, key=lambda event: event.at):
        if event.at < state.now:
            troubles.append(_past(event, state))
        elif (refused := event.refusal(state)) is not None:
            troubles.append(refused)
        else:
            after = event.apply(state)
            news = () if isinstance(event, PlanPublished) else (*after.news, event)
            state = after.but(now=event.at, news=news)
    if troubles:
        raise InputError(troubles)
    return state


def situation(
    problem: Problem,
    time: int | str,
    published: Plan | None = None,
    events: Sequence[Event] = (),
    *,
    ahead: Ahead | None = None,
    roads: Roads | None = None,
) -> Situation:
    """The day at ``time`` ([s], ISO 8601 or ``HH:MM``) after these events."""
    state = State(problem, published if published is not None else problem.published, problem.now)
    return situation_of(fold(state, events), time, ahead=ahead, roads=roads)


def situation_of(state: State, time: int | str, *, ahead: Ahead | None = None, roads: Roads | None = None) -> Situation:
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
    now, ahead = moment(state.problem, time), ahead or Ahead.of(state.problem.policy)
    if now < state.now:
        text = state.problem.clock.text
        message = f"the moment {text(now)} is before the last event at {text(state.now)}"
        raise InputError(Trouble(message, field="at", value=text(now), rule="event-in-the-past"))
    _check(state)
    problem, usual = _travelled(state, now, roads)
    known, state = state.but(now=now), state.but(problem=problem, now=now)
    routes = {route.shift: route for route in state.published.routes} if state.published is not None else {}
    stands = {
        shift.id: stand(state, engineer, shift, routes.get(shift.id), now, ahead, usual)
        for engineer, shift in state.problem.shifts
    }
    state, stands = _on_the_way(state, stands)
    return Situation(known, _left(state, stands, now), stands, ahead)


def moment(problem: Problem, time: int | str) -> int:
    """Seconds of a moment given as seconds, ISO 8601, or ``HH:MM``: the one within the running shifts, or the day's.

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
    meant = clock.meant(since, [span for span in shifts if span[0] < problem.now < span[1]] or shifts)
    if len(meant) != 1:
        days = ", ".join(f"{clock.moment(second):%Y-%m-%d}" for second in meant[:3])
        message = f"has no date, and this day holds it {len(meant)} times ({days}{', ...' if len(meant) > 3 else ''})"
        maybe = f"write the date too: {clock.moment(meant[-1]):%Y-%m-%dT%H:%M}."
        raise InputError(Trouble(message, field="at", value=text, rule="time-without-date", maybe=maybe))
    return meant[0]


def _past(event: Event, state: State) -> Trouble:
    text = state.problem.clock.text
    message = f"it is dated {text(event.at)}, before what is known at {text(state.now)}"
    return event.trouble(message, "at", text(event.at), "event-in-the-past", "date it now and say when it began.")


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


def _on_the_way(state: State, stands: dict[str, Stand]) -> tuple[State, dict[str, Stand]]:
    """With travel from where people are on the way."""
    travel = state.problem.travel
    found = dict(stands)
    for id, at in stands.items():
        if at.spot.way:
            travel, here = at.spot.on(travel)
            found[id] = replace(at, spot=Spot(place=here, free=at.free), begun=at.spot)
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


def _left(state: State, stands: dict[str, Stand], now: int) -> Problem:
    """What is left to plan."""
    problem = state.problem
    fixed = {visit.ticket: visit for at in stands.values() for visit in at.fixed}

    def ticket(one: Ticket) -> Ticket:
        visit = fixed.get(one.id)
        if visit is None or one.status in ("cancelled", "finished"):
            return one
        status: Status = "finished" if visit.finish <= now else "started" if visit.start <= now else "travelling"
        return one.but(status=status)

    engineers = tuple(_engineer(problem, one, stands, now) for one in problem.engineers)
    tickets = tuple(ticket(one) for one in problem.tickets)
    policy = problem.policy
    if (stock := policy.rule("stock")) is not None:
        policy = policy.with_rule(stock.without(problem.ticket[id] for id in fixed))
    return problem.replace(engineers=engineers, tickets=tickets, policy=policy, now=now, published=state.promises)


def _engineer(problem: Problem, engineer: Engineer, stands: dict[str, Stand], now: int) -> Engineer:
    """The engineer with the rest of each shift."""
    shifts = tuple(_shift(problem, engineer, shift, stands[shift.id], now) for shift in engineer.shifts)
    if shifts == engineer.shifts:
        return engineer
    return engineer.but(shifts=shifts, **_limits(problem, engineer, stands))


def _shift(problem: Problem, engineer: Engineer, shift: Shift, at: Stand, now: int) -> Shift:
    begun = at.fixed or at.rest is not None or at.free > shift.start
    home = shift.start_place or engineer.start
    if not begun and at.place.key == home.key:
        return shift
    start = max(shift.start, at.free)
    return shift.but(start=start, start_place=at.place, rest=_rest(problem, engineer, shift, at, start, now))


def _rest(problem: Problem, engineer: Engineer, shift: Shift, at: Stand, start: int, now: int) -> Break | None:
    """The break that is still to come; one whose window was missed is taken at once, unless there was time for it."""
    if at.rest is not None:
        return NO_BREAK
    rests = [rest for rule in problem.policy.of(ShiftBreak) if (rest := rule.rest(engineer, shift, problem))]
    rest, late = (rests[0] if rests else None), max(start, now)
    if rest is None or late <= rest.latest:
        return shift.rest
    rested = any(
        end - max(begin, rest.earliest) - drive >= rest.length for begin, end, drive in _idle(problem, at, now)
    )
    return NO_BREAK if rested else rest.but(latest=late)


def _idle(problem: Problem, at: Stand, now: int) -> Iterator[tuple[int, int, int]]:
    """Time between visits: (from, to, [s] of driving in it), up to now."""
    engineer, shift = problem.shift[at.shift]
    place, free = shift.start_place or engineer.start, shift.start
    for visit in at.fixed:
        ticket = problem.ticket[visit.ticket]
        yield free, min(now, visit.start), problem.travel.leg(place, ticket.place)[0]
        place, free = ticket.place, visit.finish
    gone = sum(leg.gone for leg in at.off.way)
    yield free, now, problem.travel.leg(place, at.off.place)[0] + gone


def _limits(problem: Problem, engineer: Engineer, stands: dict[str, Stand]) -> dict[str, object]:
    """What is left of the limits of somebody with one shift; parts and load of the van are used up."""
    if len(engineer.shifts) != 1 or not (fixed := stands[engineer.shifts[0].id].fixed):
        return {}
    shift, at = engineer.shifts[0], stands[engineer.shifts[0].id]
    used = {Measure.VISITS: len(fixed), Measure.TRAVEL: at.driven, Measure.WORK: at.free - shift.start}
    names = {Measure.VISITS: "max_visits", Measure.TRAVEL: "max_travel", Measure.WORK: "max_work"}
    changes: dict[str, object] = {}
    for rule in problem.policy.of(ShiftLimit):
        most = rule.most(engineer, shift, problem)
        if rule.measure in names and most is not None:
            changes[names[rule.measure]] = max(0, most - used[rule.measure])
    tickets = [problem.ticket[visit.ticket] for visit in fixed]
    if engineer.capacity is not None:
        changes["capacity"] = max(0, engineer.capacity - sum(ticket.load for ticket in tickets))
    if engineer.van:
        left = dict(engineer.van)
        for ticket in tickets:
            for part, pieces in ticket.parts.items():
                left[part] = max(0, left.get(part, 0) - pieces)
        changes["van"] = left
    return changes

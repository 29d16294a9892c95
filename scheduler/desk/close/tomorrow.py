"""Tomorrow: the tickets that are still open, as the next day finds them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.errors import Trouble
from models.events import Situation
from models.plan import Plan
from models.problem import Problem
from models.ticket import Named, Ticket, Window
from scheduler.desk.close.attempts import Attempt
from scheduler.travel.roads import roads

VISITS = "visits_before"
"""Column of a ticket that goes on: how many visits it had."""


@dataclass(frozen=True)
class Carried:
    """A ticket that goes on to another day.

    Parameters
    ----------
    why
        ``unserved``, ``follow-up`` (somebody was there and comes again), ``booked`` (for a later day), ``later`` (the
        published plan serves it on a later shift).
    age
        [s] since the customer asked; None = not known.
    visits
        How many there were so far.
    """

    ticket: Ticket
    why: str
    age: int | None
    visits: int = 0


def carried(now: Situation, attempts: Sequence[Attempt], finished: Iterable[str]) -> tuple[Carried, ...]:
    """Every ticket that is neither finished nor cancelled, in the problem's order."""
    over, moment = set(finished), now.problem.now
    planned = now.state.published.served() if now.state.published is not None else {}
    found = []
    for ticket in now.state.problem.tickets:
        if ticket.id in over or ticket.status in ("finished", "cancelled"):
            continue
        mine = [attempt for attempt in attempts if attempt.ticket == ticket.id]
        later = ticket.id in planned and planned[ticket.id][1].start >= moment
        goes_on = _as_it_goes_on(ticket, mine, moment)
        why = "follow-up" if mine else "booked" if goes_on.booked else "later" if later else "unserved"
        age = None if ticket.created is None else moment - ticket.created
        found.append(Carried(goes_on, why, age, visits_before(goes_on)))
    return tuple(found)


def _as_it_goes_on(ticket: Ticket, attempts: Sequence[Attempt], now: int) -> Ticket:
    """Without windows and pins that are over; after a visit with the same engineer preferred, and its own promise."""
    windows = tuple(window for window in ticket.windows if window.end > now)
    pin = ticket.pin if ticket.pin is None or ticket.pin.start is None or ticket.pin.start > now else None
    booked = ticket.booked if ticket.booked is not None and ticket.booked.end > now else None
    made = ticket.but(windows=windows, pin=pin, booked=booked, status="open")
    if made.parts_ready is not None and made.parts_ready <= now:
        made = made.but(parts_ready=None)
    if not attempts:
        return made
    made = made.but(extra={**made.extra, VISITS: str(visits_before(ticket) + len(attempts))})
    last = attempts[-1].engineer
    before = (*(id for id in made.served_before if id != last), last)
    refused = {named.engineer for named in made.excluded}
    preferred = made.preferred
    if last not in refused:
        preferred = (*(named for named in preferred if named.engineer != last), Named(engineer=last))
    return made.but(served_before=before, preferred=preferred, respond_by=None)


def visits_before(ticket: Ticket) -> int:
    """How many visits a ticket had on the days before this one."""
    count = ticket.extra.get(VISITS, "0")
    return int(count) if count.isdecimal() else 0


def next_day(now: Situation, going_on: Sequence[Carried], following: Problem | None) -> tuple[Problem, list[Trouble]]:
    """The day that goes on: the following one with what is carried, else what is left of this one.

    Parameters
    ----------
    following
        Engineers, shifts and new tickets of the next day; None = the shifts of this horizon that are to come.

    Returns
    -------
    The problem, and what is to be said: tickets that stand in both.
    """
    tickets = [entry.ticket for entry in going_on]
    if following is None:
        return _rest(now, tickets), []
    own = {ticket.id for ticket in tickets}
    over = {ticket.id for ticket in now.state.problem.tickets} - own
    said = [
        Trouble("stands in the next day and goes on from this one; what was learnt today counts", field="ticket",
                value=ticket.id, rule="carried-twice")
        for ticket in following.tickets if ticket.id in own
    ] + [
        Trouble("stands in the next day and was finished or cancelled on this one; it is left out", field="ticket",
                value=ticket.id, rule="over-already")
        for ticket in following.tickets if ticket.id in over
    ]  # fmt: skip
    offset = following.clock.seconds(now.problem.clock.origin)
    moved = [_shifted(ticket, offset) for ticket in tickets]
    new = [ticket for ticket in following.tickets if ticket.id not in own | over]
    known = {engineer.id for engineer in following.engineers}
    made = following.replace(tickets=tuple(_known_people(ticket, known) for ticket in (*moved, *new)))
    missing = any(ticket.place.key not in made.travel.index for ticket in moved)
    return (made.replace(travel=roads(made, ())) if missing else made), said


def _rest(now: Situation, tickets: Sequence[Ticket]) -> Problem:
    """What is left of the horizon."""
    moment = now.problem.now
    engineers = tuple(
        engineer.but(shifts=tuple(shift for shift in now.state.problem.engineer[engineer.id].shifts
                                  if shift.start >= moment))
        for engineer in now.state.problem.engineers
    )  # fmt: skip
    kept = {shift.id for engineer in engineers for shift in engineer.shifts}
    ids = {ticket.id for ticket in tickets}
    published = now.problem.published or Plan()
    routes = tuple(
        route.but(visits=tuple(visit for visit in route.visits if visit.ticket in ids))
        for route in published.routes
        if route.shift in kept
    )
    served = {id for route in routes for id in route.tickets}
    plan = Plan(routes=tuple(route for route in routes if route.visits),
                unserved=tuple(ticket.id for ticket in tickets if ticket.id not in served))  # fmt: skip
    known = plan if plan.routes else None
    problem = now.state.problem.replace(engineers=engineers, tickets=tuple(tickets), now=moment, published=known,
                                        decided=(), closed=frozenset())  # fmt: skip
    missing = any(key not in problem.travel.index for key in problem.places())
    return problem.replace(travel=roads(problem, ())) if missing else problem


def _shifted(ticket: Ticket, by: int) -> Ticket:
    """The ticket in the seconds of another clock."""

    def moved(second: int | None) -> int | None:
        return None if second is None else second + by

    def window(old: Window) -> Window:
        return Window(start=old.start + by, end=old.end + by)

    def named(people: tuple[Named, ...]) -> tuple[Named, ...]:
        return tuple(person.but(until=moved(person.until)) for person in people)

    return ticket.but(
        windows=tuple(map(window, ticket.windows)),
        booked=None if ticket.booked is None else window(ticket.booked),
        respond_by=moved(ticket.respond_by),
        resolve_by=moved(ticket.resolve_by),
        created=moved(ticket.created),
        parts_ready=moved(ticket.parts_ready),
        pin=None if ticket.pin is None else ticket.pin.but(start=moved(ticket.pin.start)),
        preferred=named(ticket.preferred),
        required=named(ticket.required),
        excluded=named(ticket.excluded),
    )


def _known_people(ticket: Ticket, known: set[str]) -> Ticket:
    """Without wishes for people who do not work that day."""
    return ticket.but(preferred=tuple(named for named in ticket.preferred if named.engineer in known))

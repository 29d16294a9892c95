"""Example days for the pages of the rule book: one depot, one site half an hour and 20 km away, shifts 08:00-17:00.

The policy of an example has the one rule in it, so that whatever the judge says comes from that rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from models.clock import Clock
from models.engineer import Break, Engineer, Shift
from models.example import Example
from models.interval import merge
from models.place import Place
from models.plan import BreakTaken, Plan, Route, Visit
from models.ticket import Ticket
from models.timing import drive, duration
from models.travel import NO_WAY, Travel

if TYPE_CHECKING:
    from models.shapes import Rule

CLOCK = Clock.parse("2026-11-24T00:00:00+08:00")
DEPOT, SITE, ISLAND = Place(id="depot"), Place(id="site"), Place(id="island")
TRAVEL = Travel(
    keys=("depot", "site", "island"),
    seconds=np.array([[0, 1800, NO_WAY], [1800, 0, NO_WAY], [1800, 3600, 0]], np.int32),
    metres=np.array([[0, 20_000, 0], [20_000, 0, 0], [20_000, 40_000, 0]], np.int32),
    source="half an hour and 20 km between depot and site; no way to the island",
)


def at(time: str) -> int:
    """Seconds of a time of day of the example's day.

    >>> at("08:30")
    30600
    """
    return CLOCK.at(0, time)


def engineer(id: str = "E1", rest: Break | None = None, **fields: Any) -> Engineer:
    """Somebody who works 08:00-17:00 from the depot."""
    shift = Shift(id=f"{id}@24", start=at("08:00"), end=at("17:00"), rest=rest)
    return Engineer(id=id, **{"start": DEPOT, "shifts": (shift,), **fields})


def ticket(id: str = "T1", **fields: Any) -> Ticket:
    """An hour of work at the site."""
    return Ticket(id=id, **{"place": SITE, "duration": 3600, **fields})


def day(
    rule: Rule,
    engineers: Engineer | Sequence[Engineer],
    tickets: Ticket | Sequence[Ticket],
    *,
    starts: Mapping[str, str] | None = None,
    routes: Mapping[str, Sequence[str]] | None = None,
    rest: tuple[str, str] | None = None,
    now: int = 0,
    published: Plan | None = None,
) -> Example:
    """A day and its plan under one rule.

    Parameters
    ----------
    starts
        Ticket id -> earliest start; without it a visit starts on arrival.
    routes
        Engineer id -> ticket ids in order; without it the first engineer serves everything.
    rest
        Start and end of the break of every route; the engineer has to be waiting then.
    now, published
        See :class:`models.example.Example`.
    """
    people = (engineers,) if isinstance(engineers, Engineer) else tuple(engineers)
    wanted = (tickets,) if isinstance(tickets, Ticket) else tuple(tickets)
    person, work = {who.id: who for who in people}, {ticket.id: ticket for ticket in wanted}
    if routes is None:
        routes = {people[0].id: [*work]}
    pause = BreakTaken(start=at(rest[0]), end=at(rest[1])) if rest else None
    made = tuple(
        _route(person[who], [work[id] for id in ids], starts or {}, pause, now) for who, ids in routes.items() if ids
    )
    served = {id for ids in routes.values() for id in ids}
    plan = Plan(routes=made, unserved=tuple(id for id in work if id not in served))
    return Example(rule, people, wanted, TRAVEL, CLOCK, plan, now, published)


def two_shifts(rule: Rule, shifts: tuple[Shift, Shift], starts: Mapping[str, int], lead: int) -> Example:
    """E1 with two shifts and one ticket in each, under one rule.

    Parameters
    ----------
    starts
        [s] start of the visit of each ticket, one for each shift in order.
    lead
        [s] from the departure to the start of the visit, at least the way of half an hour.
    """
    person, routes = engineer(shifts=shifts), []
    for shift, (id, start) in zip(shifts, starts.items(), strict=True):
        visit = Visit(ticket=id, arrive=start, start=start, finish=start + 3600)
        depart, end = start - lead, visit.finish + TRAVEL.leg(SITE, DEPOT)[0]
        routes.append(Route(shift=shift.id, engineer=person.id, depart=depart, visits=(visit,), end=end))
    return Example(rule, (person,), tuple(ticket(id) for id in starts), TRAVEL, CLOCK, Plan(routes=tuple(routes)))


def _route(
    person: Engineer, wanted: Sequence[Ticket], starts: Mapping[str, str], pause: BreakTaken | None, begin: int
) -> Route:
    shift = person.shifts[0]
    off = merge((span.start, span.end) for span in (*person.absences, *person.trainings))
    depart = max(shift.start, begin)
    now, here, visits = depart, person.start, []
    for ticket in wanted:
        arrive = drive(off, now, TRAVEL.leg(here, ticket.place)[0])
        start = max(arrive, at(starts[ticket.id]) if ticket.id in starts else arrive)
        now, here = start + duration(person, ticket), ticket.place
        visits.append(Visit(ticket=ticket.id, arrive=arrive, start=start, finish=now))
    end = drive(off, now, TRAVEL.leg(here, person.end_place)[0])
    return Route(shift=shift.id, engineer=person.id, depart=depart, visits=tuple(visits), end=end, rest=pause)

"""Example days for the pages of the rule book: one depot, one site half an hour and 20 km away, shifts 08:00-17:00.

The policy of an example has the one rule in it, so that whatever the judge says comes from that rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from models.clock import Clock
from models.engineer import Break, Engineer, Shift
from models.interval import merge
from models.place import Place
from models.plan import BreakTaken, Plan, Route, Visit
from models.ticket import Ticket
from models.timing import drive, duration
from models.travel import Travel

if TYPE_CHECKING:
    from models.problem import Problem
    from models.shapes import Rule

    Example = tuple[Problem, Plan]

CLOCK = Clock.parse("2026-11-24T00:00:00+08:00")
DEPOT, SITE = Place(id="depot"), Place(id="site")
TRAVEL = Travel(
    keys=("depot", "site"),
    seconds=np.array([[0, 1800], [1800, 0]], np.int32),
    metres=np.array([[0, 20_000], [20_000, 0]], np.int32),
    source="half an hour and 20 km between depot and site",
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
    **fields: Any,
) -> Example:
    """A day and its plan under a policy of one rule.

    Parameters
    ----------
    starts
        Ticket id -> earliest start; without it a visit starts on arrival.
    routes
        Engineer id -> ticket ids in order; without it the first engineer serves everything.
    rest
        Start and end of the break of every route; the engineer has to be waiting then.
    fields
        Of the problem, for instance ``now`` or ``published``.
    """
    from models.policy import Policy
    from models.problem import Problem

    people = (engineers,) if isinstance(engineers, Engineer) else tuple(engineers)
    wanted = (tickets,) if isinstance(tickets, Ticket) else tuple(tickets)
    problem = Problem(people, wanted, TRAVEL, Policy(name="example", rules=(rule,)), CLOCK, **fields)
    if routes is None:
        routes = {people[0].id: [one.id for one in wanted]}
    pause = BreakTaken(start=at(rest[0]), end=at(rest[1])) if rest else None
    made = tuple(_route(problem, who, ids, starts or {}, pause) for who, ids in routes.items() if ids)
    served = {id for ids in routes.values() for id in ids}
    return problem, Plan(routes=made, unserved=tuple(one.id for one in wanted if one.id not in served))


def _route(
    problem: Problem, who: str, ids: Sequence[str], starts: Mapping[str, str], pause: BreakTaken | None
) -> Route:
    person = problem.engineer[who]
    shift = person.shifts[0]
    off = merge((one.start, one.end) for one in (*person.absences, *person.trainings))
    now, here, visits = max(shift.start, problem.now), person.start, []
    for id in ids:
        wanted = problem.ticket[id]
        arrive = drive(off, now, problem.travel.leg(here, wanted.place)[0])
        start = max(arrive, at(starts[id]) if id in starts else arrive)
        now, here = start + duration(person, wanted), wanted.place
        visits.append(Visit(ticket=id, arrive=arrive, start=start, finish=now))
    end = drive(off, now, problem.travel.leg(here, person.end_place)[0])
    depart = max(shift.start, problem.now)
    return Route(shift=shift.id, engineer=who, depart=depart, visits=tuple(visits), end=end, rest=pause)

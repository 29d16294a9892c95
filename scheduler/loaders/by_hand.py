"""Plans that people wrote: who serves which ticket, beginning when. Everything else follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from models.engineer import Break, Engineer, Shift
from models.interval import Spans, merge
from models.judge.tours import blocks_of
from models.place import Place
from models.plan import BreakTaken, Plan, Route, Visit
from models.problem import Problem
from models.shapes import ShiftBreak
from models.timing import drive, drive_back, duration


@dataclass(frozen=True)
class HandEntry:
    """One line of a plan made by hand; ``start`` [s] from the origin."""

    engineer: str
    ticket: str
    start: int


def plan_of(problem: Problem, entries: Iterable[HandEntry]) -> Plan:
    """The plan in which every engineer drives straight on and waits at the customer; other open tickets are unserved.

    Times that cannot be kept stay as they were written, so that the judge can say so. The break is put into the first
    wait that has room for it. Unknown engineers and tickets stay, too: naming them is the judge's business.
    """
    lines: defaultdict[tuple[str, str], list[HandEntry]] = defaultdict(list)
    for entry in entries:
        lines[entry.engineer, _shift_of(problem, entry)].append(entry)
    routes = tuple(
        _route(problem, engineer, shift, sorted(visits, key=lambda entry: entry.start))
        for (engineer, shift), visits in lines.items()
    )
    served = {visit.ticket for route in routes for visit in route.visits}
    left = tuple(ticket.id for ticket in problem.open_tickets if ticket.id not in served)
    return Plan(routes=routes, unserved=left, note="made by hand")


def _shift_of(problem: Problem, entry: HandEntry) -> str:
    """The engineer's shift that holds the start, or the nearest one; a name nobody has where there is none."""
    engineer = problem.engineer.get(entry.engineer)
    if engineer is None or not engineer.shifts:
        return f"{entry.engineer}@{problem.clock.moment(entry.start).date()}"
    return min(engineer.shifts, key=lambda shift: max(shift.start - entry.start, entry.start - shift.end, 0)).id


def _route(problem: Problem, engineer: str, shift: str, entries: list[HandEntry]) -> Route:
    if shift not in problem.shift:
        visits = tuple(Visit(ticket=e.ticket, arrive=e.start, start=e.start, finish=e.start + 1) for e in entries)
        return Route(shift=shift, engineer=engineer, depart=entries[0].start, visits=visits, end=visits[-1].finish)
    who, which = problem.shift[shift]
    day = _Drive(problem, who, which)
    timed = _timed(day, entries)
    rest = _break(day, timed)
    return rest if rest is not None else timed


@dataclass(frozen=True)
class _Drive:
    """Somebody's driving on one shift."""

    problem: Problem
    engineer: Engineer
    shift: Shift

    @property
    def blocks(self) -> Spans:
        """Time off."""
        return blocks_of(self.problem, self.engineer, self.shift)

    @property
    def home(self) -> tuple[Place, Place]:
        """Where the shift starts and ends."""
        return self.shift.start_place or self.engineer.start, self.shift.end_place or self.engineer.end_place

    def leg(self, a: Place, b: Place) -> int:
        """Driving seconds; 0 where travel is unknown (the judge says so)."""
        known = self.problem.travel.index
        return self.problem.travel.leg(a, b)[0] if a.key in known and b.key in known else 0


def _timed(day: _Drive, entries: list[HandEntry], rest: BreakTaken | None = None) -> Route:
    """Arrivals, finishes and the return; it departs as late as the first start allows."""
    problem, blocks = day.problem, day.blocks
    standing = merge([*blocks, *([(rest.start, rest.end)] if rest else [])])
    here, last = day.home
    earliest = max(day.shift.start, problem.now)
    first = problem.ticket.get(entries[0].ticket)
    lead = day.leg(here, first.place) if first else 0
    depart = leave = max(earliest, drive_back(standing, entries[0].start, lead))
    visits = []
    for entry in entries:
        ticket = problem.ticket.get(entry.ticket)
        place = ticket.place if ticket else here
        arrive = drive(standing, leave, day.leg(here, place))
        leave = entry.start + (duration(day.engineer, ticket) if ticket else 1)
        visits.append(Visit(ticket=entry.ticket, arrive=arrive, start=entry.start, finish=leave))
        here = place
    end = drive(standing, leave, day.leg(here, last))
    return Route(
        shift=day.shift.id,
        engineer=day.engineer.id,
        depart=depart,
        visits=tuple(visits),
        end=max(end, rest.end) if rest else end,
        rest=rest,
    )


def _break(day: _Drive, route: Route) -> Route | None:
    """The route with its break where there is room for it; None when none is due or none fits."""
    rests = [
        rest
        for rule in day.problem.policy.of(ShiftBreak)
        if (rest := rule.rest(day.engineer, day.shift, day.problem)) is not None and route.end > rest.latest
    ]
    if not rests:
        return None
    entries = [HandEntry(route.engineer, visit.ticket, visit.start) for visit in route.visits]
    for start in _chances(route, rests[0]):
        taken = BreakTaken(start=start, end=drive(day.blocks, start, rests[0].length))
        made = _timed(day, entries, taken)
        if not any(_spoiled(visit, taken) for visit in made.visits):
            return made
    return None


def _chances(route: Route, rest: Break) -> list[int]:
    """When the break may begin: on arrival, or when the last visit is over; first the earliest."""
    moments = {route.depart, *(visit.arrive for visit in route.visits), *(visit.finish for visit in route.visits)}
    return sorted(
        {max(moment, rest.earliest) for moment in moments if moment <= rest.latest} | {rest.earliest, rest.latest}
    )


def _spoiled(visit: Visit, taken: BreakTaken) -> bool:
    """Does the break make this visit impossible?"""
    return visit.start < visit.arrive or (visit.start < taken.end and taken.start < visit.finish)

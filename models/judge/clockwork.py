"""Can the times of a route be kept: driving takes its time, work takes its time, the break is taken.

Waiting, late departures and starts later than necessary are the planner's right; only what is impossible is found here.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from models.clock import span
from models.engineer import Break
from models.finding import Finding
from models.interval import merge
from models.judge.structure import PLAN
from models.judge.tours import Tour
from models.problem import Problem
from models.shapes import ShiftBreak
from models.timing import duration, free


def clockwork(problem: Problem, tour: Tour) -> Iterator[Finding]:
    """Findings about the times of one route, as far as they can still be decided about."""
    if tour.idle is None:
        yield from _departure(problem, tour)
    elif not tour.ahead:
        yield from _return(problem, tour)
    if tour.idle is None or tour.ahead:
        yield from _driving(problem, tour)
    yield from _work(problem, tour)
    yield from breaks(problem, tour)
    yield from _break_is_free(problem, tour)


def breaks(problem: Problem, tour: Tour) -> Iterator[Finding]:
    """Findings about the break that is due; what was missed before the rest of the day was planned is a fact."""
    if tour.decided is not None and tour.decided.rested and tour.route.rest is None:
        return  # nobody planned it; there was time for it
    for rule in problem.policy.of(ShiftBreak):
        rest = rule.rest(tour.engineer, tour.shift, problem)
        if rest is None:
            continue
        known = dict(_required_break(problem, tour.idle, rule.id, rest)) if tour.idle is not None else {}
        for kind, finding in _required_break(problem, tour, rule.id, rest):
            if kind not in known or finding.amount > known[kind].amount:
                yield finding


def _found(tour: Tour, message: str, amount: int = 0, ticket: str = "", rule: str = PLAN) -> Finding:
    return Finding(rule, True, message, ticket, tour.engineer.id, tour.shift.id, max(0, amount))


def _departure(problem: Problem, tour: Tour) -> Iterator[Finding]:
    depart, text = tour.route.depart, problem.clock.text
    if depart < tour.shift.start:
        message = f"{tour.shift.id} departs {text(depart)}, before the shift begins at {text(tour.shift.start)}"
        yield _found(tour, message, tour.shift.start - depart)
    elif depart < problem.now and free(tour.blocks, depart, problem.now):  # who is away until then has not left
        message = f"{tour.shift.id} departs {text(depart)}, before the moment of planning {text(problem.now)}"
        yield _found(tour, message, problem.now - depart)


def _goes_on(problem: Problem, tour: Tour) -> int:
    """[s] from when somebody who is out can do something new."""
    assert tour.decided is not None
    return max(tour.decided.free, problem.now)


def _return(problem: Problem, tour: Tour) -> Iterator[Finding]:
    """Somebody who does nothing more is not back before the way home is over."""
    assert tour.idle is not None
    if (missing := tour.idle.route.end - tour.route.end) > 0:
        text = problem.clock.text
        message = f"{tour.shift.id} ends {text(tour.route.end)}; it stands that it ends {text(tour.idle.route.end)}"
        yield _found(tour, message, missing)


def _driving(problem: Problem, tour: Tour) -> Iterator[Finding]:
    """Between two stops there is room for the drive, beside time off and the break."""
    text, rest = problem.clock.text, tour.route.rest
    standing = merge([*tour.blocks, *([(rest.start, rest.end)] if rest else [])])
    begin = tour.route.depart if tour.idle is None else _goes_on(problem, tour)
    leaves = [begin, *(visit.finish for visit, _ in tour.ahead)]
    arrives = [*((visit.arrive, ticket.id) for visit, ticket in tour.ahead), (tour.route.end, "")]
    ways = pairwise(tour.places[-len(leaves) - 1 :])
    for leave, (arrive, ticket), (a, b) in zip(leaves, arrives, ways, strict=True):
        target = ticket or "the end place"
        waits = tour.idle is not None and leave == begin and a.key == b.key and tour.ahead[0][0].start >= leave
        if arrive < leave and waits:
            continue  # there already
        if arrive < leave:
            message = f"{tour.shift.id} arrives at {target} {text(arrive)}, before it is free at {text(leave)}"
            yield _found(tour, message, leave - arrive, ticket)
        elif a.key in problem.travel.index and b.key in problem.travel.index:
            need, room = problem.travel.leg(a, b)[0], free(standing, leave, arrive)
            if room < need:
                message = (
                    f"{tour.shift.id} leaves {text(leave)} and arrives at {target} {text(arrive)}: "
                    f"{span(room)} for a drive of {span(need)}"
                )
                yield _found(tour, message, need - room, ticket)


def _work(problem: Problem, tour: Tour) -> Iterator[Finding]:
    text = problem.clock.text
    for visit, ticket in tour.ahead:
        if visit.start < visit.arrive:
            message = f"{ticket.id} starts {text(visit.start)}, before the arrival at {text(visit.arrive)}"
            yield _found(tour, message, visit.arrive - visit.start, ticket.id)
        lasts, takes = visit.finish - visit.start, duration(tour.engineer, ticket)
        if lasts != takes:
            message = f"{ticket.id} lasts {span(lasts)} in the plan; {tour.engineer.id} takes {span(takes)}"
            yield _found(tour, message, abs(takes - lasts), ticket.id)


def _required_break(problem: Problem, tour: Tour, rule: str, rest: Break) -> Iterator[tuple[str, Finding]]:
    """A break that is due is taken, in its window and long enough; time off does not count as break."""
    if tour.route.end <= rest.latest:
        return
    text, taken = problem.clock.text, tour.route.rest
    window = f"{text(rest.earliest)}-{text(rest.latest)}"
    found: dict[str, Any] = {"rule": rule}
    if taken is None:
        message = f"{tour.shift.id} ends {text(tour.route.end)} without the break of {span(rest.length)} due {window}"
        yield "none", _found(tour, message, rest.length, **found)
        return
    if not rest.earliest <= taken.start <= rest.latest:
        off = max(rest.earliest - taken.start, taken.start - rest.latest)
        message = f"{tour.shift.id}'s break starts {text(taken.start)}, outside {window}"
        yield "outside", _found(tour, message, off, **found)
    if (length := free(tour.blocks, taken.start, taken.end)) < rest.length:
        message = f"{tour.shift.id}'s break lasts {span(length)} instead of {span(rest.length)}"
        yield "short", _found(tour, message, rest.length - length, **found)


def _break_is_free(problem: Problem, tour: Tour) -> Iterator[Finding]:
    """Nobody works during the break, and it lies within the route."""
    taken, text = tour.route.rest, problem.clock.text
    if taken is None or (tour.idle is not None and (not tour.ahead or taken == tour.idle.decided_rest)):
        return  # there is none, or it is over
    if taken.end < taken.start or taken.start < tour.route.depart or taken.end > tour.route.end:
        when = f"{text(taken.start)}-{text(taken.end)}"
        route = f"{text(tour.route.depart)}-{text(tour.route.end)}"
        yield _found(tour, f"{tour.shift.id}'s break {when} does not lie within its route {route}")
    if tour.idle is not None and taken.start < (begin := _goes_on(problem, tour)):
        message = f"{tour.shift.id}'s break starts {text(taken.start)}, before {text(begin)}"
        yield _found(tour, message, begin - taken.start)
    for visit, ticket in tour.ahead:
        if visit.start < taken.end and taken.start < visit.finish:
            message = f"{ticket.id} is served {text(visit.start)}-{text(visit.finish)}, during the break"
            overlap = min(visit.finish, taken.end) - max(visit.start, taken.start)
            yield _found(tour, message, overlap, ticket.id)

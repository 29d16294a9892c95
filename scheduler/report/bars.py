"""A route as the pieces of time people see: driving, waiting, visit, break, overtime."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.engineer import Engineer, Shift
from models.interval import merge, without
from models.kpi.facts import legs
from models.plan import Route
from models.problem import Problem


@dataclass(frozen=True)
class Bar:
    """A span of one engineer's day [s].

    Parameters
    ----------
    kind
        ``drive``, ``wait``, ``visit``, ``break`` or ``overtime``.
    ticket
        The ticket served, driven to or waited for; empty on the way to the end place.
    """

    kind: str
    start: int
    end: int
    ticket: str = ""


def bars(problem: Problem, route: Route) -> tuple[Bar, ...]:
    """The pieces of a route in the order of time; overtime last, over the others.

    A leg with a break or an absence in it is drawn in several pieces. Time on a leg that is neither driving, break nor
    absence is waiting. Visits of unknown tickets are left out.
    """
    engineer, shift = problem.shift[route.shift]
    pieces = list(_pieces(problem, engineer, shift, route))
    if route.rest is not None:  # a break stands still while the engineer is away
        away = merge((span.start, span.end) for span in (*engineer.absences, *engineer.trainings))
        pieces += [Bar("break", a, b) for a, b in without(((route.rest.start, route.rest.end),), away)]
    pieces.sort(key=lambda bar: (bar.start, bar.end))
    if route.end > shift.end:
        pieces.append(Bar("overtime", shift.end, route.end))
    return tuple(pieces)


def _pieces(problem: Problem, engineer: Engineer, shift: Shift, route: Route) -> Iterator[Bar]:
    visits = [visit for visit in route.visits if visit.ticket in problem.ticket]
    rest = [(route.rest.start, route.rest.end)] if route.rest else []
    away = merge([*((span.start, span.end) for span in (*engineer.absences, *engineer.trainings)), *rest])
    free = route.depart
    for visit, (seconds, _) in zip(visits, legs(problem, route), strict=False):
        yield from _leg(free, visit.arrive, seconds, away, visit.ticket)
        yield from (Bar("wait", a, b, visit.ticket) for a, b in without(((visit.arrive, visit.start),), away) if a < b)
        yield Bar("visit", visit.start, visit.finish, visit.ticket)
        free = visit.finish
    if visits:
        yield from _leg(free, route.end, legs(problem, route)[-1][0], away, "")


def _leg(start: int, end: int, seconds: int, away: tuple[tuple[int, int], ...], ticket: str) -> Iterator[Bar]:
    """Driving first, whatever time is left over is waiting."""
    if start >= end:
        return
    for a, b in without(((start, end),), away):
        driving = min(seconds, b - a)
        seconds -= driving
        if driving:
            yield Bar("drive", a, a + driving, ticket)
        if a + driving < b:
            yield Bar("wait", a + driving, b, ticket)

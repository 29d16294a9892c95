"""The way home of somebody who does nothing more, and the part of a route that stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from models.decided import Decided, Known
from models.engineer import Break, Engineer, Shift
from models.interval import Spans, merge
from models.place import Place
from models.plan import BreakTaken, Plan, Route
from models.problem import Problem
from models.shapes import ShiftBlock, ShiftBreak
from models.timing import drive


def homeward(
    problem: Problem, engineer: Engineer, shift: Shift, place: Place, leave: int, rest: Break | None
) -> tuple[int, BreakTaken | None]:
    """[s] when somebody who leaves ``place`` at ``leave`` is at the end place, and the break on the way, if it is due.

    Time off that lasts to the end of the shift keeps nobody from going home.
    """
    blocks = tuple(span for span in time_off(problem, engineer, shift) if span[1] < shift.end)
    there = drive(blocks, leave, way(problem, place, shift.end_place or engineer.end_place))
    if rest is None or there <= rest.latest or leave > rest.latest:
        return there, None
    end = drive(blocks, max(there, rest.earliest), rest.length)
    begin = min(max(there, rest.earliest), max(leave, rest.latest))
    return end, BreakTaken(start=begin, end=drive(blocks, begin, rest.length))


def time_off(problem: Problem, engineer: Engineer, shift: Shift) -> Spans:
    """Absences and training of a shift, by the policy's rules, sorted and disjoint."""
    return merge(span for rule in problem.policy.of(ShiftBlock) for span in rule.blocks(engineer, shift, problem))


def way(problem: Problem, a: Place, b: Place) -> int:
    """[s] of driving; 0 where travel is not known."""
    known = problem.travel.index
    return problem.travel.leg(a, b)[0] if a.key in known and b.key in known else 0


def due_break(problem: Problem, engineer: Engineer, shift: Shift) -> Break | None:
    """The break of a shift by the policy's rules."""
    found = (rule.rest(engineer, shift, problem) for rule in problem.policy.of(ShiftBreak))
    return next((rest for rest in found if rest is not None), None)


def standing(
    problem: Problem, route: Route, count: int | None = None, known: Mapping[str, Known] | None = None
) -> Decided:
    """The first ``count`` visits of a route, or all, as what stands of its shift.

    Raises
    ------
    ValueError
        For no visits: then nothing stands.
    """
    visits = route.visits if count is None else route.visits[:count]
    if not visits:
        raise ValueError(f"nothing of {route.shift} stands")
    engineer, shift = problem.shift[route.shift]
    stops = [problem.ticket[visit.ticket].place for visit in visits]
    driven = sum(way(problem, a, b) for a, b in pairwise([shift.start_place or engineer.start, *stops]))
    free = visits[-1].finish
    if len(visits) < len(route.visits):
        rest = route.rest if route.rest is not None and route.rest.start < free else None
        due = due_break(problem, engineer, shift) if rest is None else None
        end, later = homeward(problem, engineer, shift, stops[-1], max(free, problem.now), due)
        route = route.but(visits=visits, rest=rest or later, end=end)
    over = route.rest is not None and route.rest.start < free
    return Decided(route=route, known=dict(known or {}), place=stops[-1], free=free, driven=driven, rested=over)


def decide(problem: Problem, plan: Plan, tickets: Iterable[str]) -> Problem:
    """The problem in which the visits of these tickets stand as in ``plan``.

    Parameters
    ----------
    tickets
        Of each route only the visits up to the first that is not among them: what comes after an open visit is open.
    """
    named, found = set(tickets), {decided.shift: decided for decided in problem.decided}
    for route in plan.routes:
        count = next((k for k, visit in enumerate(route.visits) if visit.ticket not in named), len(route.visits))
        before = found.get(route.shift)
        if count and (before is None or count > len(before.route.visits)):
            found[route.shift] = standing(problem, route, count, before.known if before is not None else None)
    return problem.replace(decided=tuple(found.values()))

"""Every shape is understood everywhere it matters; a new one is named here with the places that ignore it.

A place understands a shape when a rule of that shape changes what the place says of the rule's own example day.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import ClassVar

import numpy as np
import pytest

from models.decided import Decided
from models.example import Example
from models.judge import judge
from models.plan import Plan
from models.problem import Problem
from models.route_inputs import permitted, sheet_of
from models.rules import RULES, days
from models.shapes import (
    SHAPES,
    FinishCost,
    LegCost,
    Link,
    MayServe,
    PairCost,
    PlanLimit,
    Rule,
    ServeWhen,
    ShiftBlock,
    ShiftBreak,
    ShiftCost,
    ShiftRest,
    StartCost,
    UnservedCost,
)
from models.travel import NO_WAY
from models.waive import Scope, waived
from scheduler.compile import compile, routes_of
from scheduler.insertion.parts import parts
from scheduler.insertion.route_state import RouteState
from scheduler.solvers.agreement import day_money
from tests.rules.days import posed

Place = Callable[[Problem, Plan], object]


def without(problem: Problem) -> Problem:
    """The same day under a policy without its rule."""
    return problem.replace(policy=problem.policy.but(rules=()))


def in_judge(problem: Problem, plan: Plan) -> object:
    """What is broken and what it costs."""
    report = judge(problem, plan)
    return report.findings, sum(report.costs.values())


def in_sheet(problem: Problem, plan: Plan) -> object:
    """What the times of every route depend on, and whether its visits are allowed at all."""
    found = []
    for route in plan.routes:
        engineer, shift = problem.shift[route.shift]
        tickets = [problem.ticket[id] for id in route.tickets]
        found.append((permitted(problem, engineer, shift, tickets), sheet_of(problem, engineer, shift, tickets)))
    return found


def in_compile(problem: Problem, plan: Plan) -> object:
    """Every array of the Day."""
    day = compile(problem).day
    arrays = ((field.name, getattr(day, field.name)) for field in fields(day))
    return {name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in arrays}


def in_decided(problem: Problem, plan: Plan) -> object:
    """What the Day remembers of a visit that is over, besides where and when it leaves the engineer."""
    route = next((route for route in plan.routes if route.visits), None)
    if route is None or route.visits[0].finish >= NO_WAY:  # nobody has been where no way leads
        return ()
    visit, (engineer, shift) = route.visits[0], problem.shift[route.shift]
    place = problem.ticket[visit.ticket].place
    out, back = (problem.travel.leg(*way)[0] for way in ((engineer.start, place), (place, engineer.end_place)))
    stands = route.but(visits=(visit,), end=visit.finish + back, rest=None)
    decided = Decided(route=stands, place=place, free=visit.finish, driven=out, in_progress=True)
    known = compile(problem.replace(decided=(decided,), now=visit.finish)).day
    going_on = shift.but(start=visit.finish, start_place=place)
    begun = engineer.but(shifts=tuple(going_on if own.id == shift.id else own for own in engineer.shifts))
    forgotten = problem.replace(
        engineers=tuple(begun if person.id == engineer.id else person for person in problem.engineers),
        tickets=tuple(ticket for ticket in problem.tickets if ticket.id != visit.ticket),
        now=visit.finish,
    )
    bare = compile(forgotten).day
    names = [field.name for field in fields(known)]
    return {name for name in names if not np.array_equal(getattr(known, name), getattr(bare, name))}


def in_waive(problem: Problem, plan: Plan) -> object:
    """Does anything change when the only rule does not hold for anybody?"""
    try:
        free = waived(problem, {rule.id: (Scope(),) for rule in problem.policy.rules})
    except ValueError:
        return False
    return any(place(free, plan) != place(problem, plan) for place in (in_judge, in_sheet))


def in_parts(problem: Problem, plan: Plan) -> object:
    """Money of each rule in each route."""
    compiled = compile(problem)
    case = RouteState.of(problem, compiled, routes_of(compiled, plan))
    return [parts(case, e, route, case.schedules[e]) for e, route in enumerate(case.routes) if route]


def in_agreement(problem: Problem, plan: Plan) -> object:
    """Money of the plan by kind, as the compiled day has it."""
    compiled = compile(problem)
    return day_money(compiled.day, routes_of(compiled, plan))


MOVED = "moves times, and charges nothing"
WHOLE = "is about the whole plan, not about one visit"
MONEY = "charges money, which nobody is excused from"
NO_TIME = "is money that does not depend on times"

BETWEEN = "is about two shifts of a person, not about one"
USED_UP = "is about one visit, which uses up nothing of it"

PLACES: dict[str, tuple[Place, dict[type[Rule], str]]] = {
    "judge": (in_judge, {}),
    "compile": (in_compile, {}),
    "decided": (
        in_decided,
        dict.fromkeys((MayServe, ServeWhen, PairCost, StartCost, FinishCost, UnservedCost, ShiftBlock, Link), USED_UP)
        | {ShiftBreak: "is a time: what is taken stands in the route, what is ahead stays ahead"},
    ),
    "sheet": (in_sheet, dict.fromkeys((PairCost, LegCost, UnservedCost), NO_TIME) | {ShiftRest: BETWEEN}),
    "waive": (
        in_waive,
        dict.fromkeys((PairCost, StartCost, FinishCost, LegCost, ShiftCost, UnservedCost), MONEY)
        | {PlanLimit: WHOLE, Link: "says what the planner cannot do", ShiftRest: BETWEEN},
    ),
    "parts": (
        in_parts,
        dict.fromkeys((ShiftBlock, ShiftBreak, ShiftRest), MOVED)
        | {UnservedCost: "is about tickets that no route has", PlanLimit: WHOLE},
    ),
    "agreement": (in_agreement, dict.fromkeys((ShiftBlock, ShiftBreak, ShiftRest), MOVED)),
}
"""Who has to understand shapes: what it says of a day, and the shapes that are not its business, with the reason."""


def ignored_by(shape: type[Rule], rules: tuple[type[Rule], ...] = RULES) -> list[str]:
    """Places for which no rule of the shape makes a difference on its example day."""
    broken = [posed(rule.breaks()) for rule in rules if issubclass(rule, shape)]
    broken += [(problem.replace(now=first(plan)), plan) for problem, plan in broken]  # too late to avoid lateness
    return [name for name, (place, _) in PLACES.items() if not any(differs(place, *day) for day in broken)]


def first(plan: Plan) -> int:
    """[s] start of the first visit; 0 when there is none."""
    return min((visit.start for route in plan.routes for visit in route.visits), default=0)


def differs(place: Place, problem: Problem, plan: Plan) -> bool:
    """Does the rule of the example change what the place says? Refusing the plan because of it counts."""
    bare = place(without(problem), plan)
    try:
        return place(problem, plan) != bare
    except ValueError:
        return True


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_shape_is_understood_by_everybody_whose_business_it_is(shape: type[Rule]) -> None:
    assert any(issubclass(rule, shape) for rule in RULES), f"no rule of the book fills {shape.__name__}"
    excused = {name for name, (_, reasons) in PLACES.items() if shape in reasons}
    assert set(ignored_by(shape)) == excused


def test_no_shape_is_excused_everywhere_and_no_excuse_is_left_over() -> None:
    for name, (_, reasons) in PLACES.items():
        assert set(reasons) < set(SHAPES), name
        assert all(reasons.values())


class Noise(Rule):
    """A shape that nobody knows."""


class Loud(Noise):
    """No visit may be loud."""

    id: ClassVar[str] = "loud"
    title: ClassVar[tuple[str, str]] = ("loud", "吵")

    @classmethod
    def breaks(cls) -> Example:
        return days.day(cls(), days.engineer(), days.ticket())


def test_a_shape_that_nobody_understands_is_named_with_every_place() -> None:
    assert ignored_by(Noise, (*RULES, Loud)) == list(PLACES)

"""Does the plan speak of this day at all: known ids, nothing twice, nothing lost in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from models.finding import Finding
from models.plan import Plan
from models.problem import CLOSED, Problem

PLAN = "plan"
"""Rule id of findings about the plan itself."""


def structure(problem: Problem, plan: Plan) -> Iterator[Finding]:
    """Findings about ids, repetitions and omissions."""
    yield from _shifts(problem, plan)
    yield from _visits(problem, plan)
    yield from _decided(problem, plan)
    yield from _closed(problem, plan)
    yield from _unserved(problem, plan)
    yield from _places(problem, plan)


def _shifts(problem: Problem, plan: Plan) -> Iterator[Finding]:
    for route in plan.routes:
        where: dict[str, Any] = {"engineer": route.engineer, "shift": route.shift}
        if route.shift not in problem.shift:
            yield Finding(PLAN, True, f"{route.shift} is not a shift of this day", **where)
        elif (owner := problem.shift[route.shift][0].id) != route.engineer:
            yield Finding(PLAN, True, f"{route.shift} is a shift of {owner}, not of {route.engineer}", **where)
    for shift, times in Counter(route.shift for route in plan.routes).items():
        if times > 1:
            yield Finding(PLAN, True, f"{shift} has {times} routes; a shift has one", shift=shift, amount=times - 1)


def _visits(problem: Problem, plan: Plan) -> Iterator[Finding]:
    visits = Counter(id for route in plan.routes for id in route.tickets)
    for id, times in visits.items():
        if id not in problem.ticket:
            yield Finding(PLAN, True, f"{id} is not a ticket of this day", ticket=id)
        elif (status := problem.ticket[id].status) in CLOSED and id not in problem.settled:
            yield Finding(PLAN, True, f"{id} is {status} and wants no visit", ticket=id)
        if times > 1:
            yield Finding(PLAN, True, f"{id} is served {times} times; once is enough", ticket=id, amount=times - 1)


def _decided(problem: Problem, plan: Plan) -> Iterator[Finding]:
    """What stands is in the plan as it stands, before everything else of its shift."""
    routes = {route.shift: route for route in plan.routes}
    text = problem.clock.text
    for decided in problem.decided:
        stands, route = decided.route, routes.get(decided.shift)
        where: dict[str, Any] = {"engineer": decided.engineer, "shift": decided.shift}
        made = route.visits if route is not None else ()
        for k, visit in enumerate(stands.visits):
            if k >= len(made) or made[k] != visit:
                message = (
                    f"{visit.ticket} stands with {decided.engineer}, {text(visit.start)}-{text(visit.finish)}, "
                    f"as number {k + 1} of {decided.shift}; the plan has it otherwise"
                )
                yield Finding(PLAN, True, message, ticket=visit.ticket, **where)
        if route is None:
            continue
        if route.depart != stands.depart:
            message = f"{decided.shift} departed {text(stands.depart)}; the plan says {text(route.depart)}"
            yield Finding(PLAN, True, message, **where, amount=abs(route.depart - stands.depart))
        if decided.rest is not None and route.rest != decided.rest:
            message = f"{decided.shift}'s break stands at {text(decided.rest.start)}; the plan has it otherwise"
            yield Finding(PLAN, True, message, **where)


def _closed(problem: Problem, plan: Plan) -> Iterator[Finding]:
    """Nothing is added to a shift outside the question."""
    for route in plan.routes:
        stands = problem.stands.get(route.shift)
        if route.shift in problem.closed and route != (stands.route if stands is not None else None) and route.visits:
            added = ", ".join(id for id in route.tickets if id not in problem.settled)
            message = f"{route.shift} is outside the question and stays as it is; the plan adds {added or 'nothing'}"
            yield Finding(PLAN, True, message, engineer=route.engineer, shift=route.shift)


def _unserved(problem: Problem, plan: Plan) -> Iterator[Finding]:
    served = {id for route in plan.routes for id in route.tickets}
    listed = Counter(plan.unserved)
    for id, times in listed.items():
        if id not in problem.ticket:
            yield Finding(PLAN, True, f"{id} is listed as unserved but is not a ticket of this day", ticket=id)
        if id in served:
            yield Finding(PLAN, True, f"{id} is served and listed as unserved", ticket=id)
        if times > 1:
            yield Finding(PLAN, True, f"{id} is listed as unserved {times} times", ticket=id, amount=times - 1)
    for ticket in problem.open_tickets:
        if ticket.id not in served and ticket.id not in listed:
            yield Finding(PLAN, True, f"{ticket.id} is neither served nor listed as unserved", ticket=ticket.id)


def _places(problem: Problem, plan: Plan) -> Iterator[Finding]:
    for route in plan.routes:
        if route.shift not in problem.shift:
            continue
        engineer, shift = problem.shift[route.shift]
        where: dict[str, Any] = {"engineer": engineer.id, "shift": shift.id}
        for place in (shift.start_place or engineer.start, shift.end_place or engineer.end_place):
            if place.key not in problem.travel.index:
                yield Finding(
                    PLAN, True, f"travel to {place.key}, where {shift.id} starts or ends, is unknown", **where
                )
        for id in route.tickets:
            if id in problem.ticket and (key := problem.ticket[id].place.key) not in problem.travel.index:
                yield Finding(PLAN, True, f"travel to {key}, the place of {id}, is unknown", ticket=id, **where)

"""Rows and bars of the Gantt, lines of the map."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.kpi.facts import working
from models.plan import Plan
from models.problem import Problem
from scheduler.report.bars import bars
from scheduler.report.places import point

Json = dict[str, Any]
ToWall = Callable[[int], int]


def engineer_data(problem: Problem, plan: Plan) -> list[Json]:
    """Engineers with a shift, in the problem's order, with their totals in minutes."""
    totals = _totals(problem, plan)
    rows = []
    for engineer in problem.engineers:
        if not engineer.shifts:
            continue
        available = sum(end - start for shift in engineer.shifts for start, end in working(engineer, shift))
        rows.append(
            {
                "id": engineer.id,
                "name": engineer.name,
                "tier": int(engineer.tier),
                "standing": engineer.standing,
                "territories": engineer.territories,
                "home": point(engineer.start),
                "address": engineer.start.address,
                "minutes": {kind: round(seconds / 60) for kind, seconds in totals.get(engineer.id, {}).items()},
                "available": round(available / 60),
            }
        )
    return rows


def _totals(problem: Problem, plan: Plan) -> dict[str, dict[str, int]]:
    """Engineer id -> kind of bar -> seconds."""
    totals: dict[str, dict[str, int]] = {}
    for route in plan.routes:
        if route.shift in problem.shift:
            of = totals.setdefault(problem.shift[route.shift][0].id, {})
            for bar in bars(problem, route):
                of[bar.kind] = of.get(bar.kind, 0) + bar.end - bar.start
    return totals


def bar_data(problem: Problem, plan: Plan, wall: ToWall) -> list[list[Any]]:
    """Bars as [engineer id, kind, from, to, ticket id]."""
    return [
        [problem.shift[route.shift][0].id, bar.kind, wall(bar.start), wall(bar.end), bar.ticket]
        for route in plan.routes
        if route.shift in problem.shift
        for bar in bars(problem, route)
    ]


def span_data(problem: Problem, wall: ToWall) -> list[list[Any]]:
    """Shifts, absences and trainings as [engineer id, kind, from, to, words]."""
    found: list[list[Any]] = []
    for engineer in problem.engineers:
        for shift in engineer.shifts:
            found.append([engineer.id, "shift", wall(shift.start), wall(shift.end), shift.id])
            found += [
                [engineer.id, kind, wall(max(span.start, shift.start)), wall(min(span.end, shift.end)), words]
                for kind, span, words in (
                    *(("absence", absence, absence.kind) for absence in engineer.absences),
                    *(("training", training, training.title) for training in engineer.trainings),
                )
                if span.overlaps(shift.start, shift.end)
            ]
    return found


def planned_data(problem: Problem, planned: Plan | None, wall: ToWall) -> list[list[Any]]:
    """Visits as they were planned once, as [engineer id, kind, from, to, ticket id]; for days in progress."""
    return [
        [problem.shift[route.shift][0].id, "planned", wall(visit.start), wall(visit.finish), visit.ticket]
        for route in (planned.routes if planned is not None else ())
        if route.shift in problem.shift
        for visit in route.visits
    ]


def route_data(problem: Problem, plan: Plan, wall: ToWall) -> list[Json]:
    """Lines on the map: start place, visits, end place; places without coordinates are left out."""
    lines = []
    for route in plan.routes:
        if route.shift not in problem.shift:
            continue
        engineer, shift = problem.shift[route.shift]
        places = [
            shift.start_place or engineer.start,
            *(problem.ticket[id].place for id in route.tickets if id in problem.ticket),
            shift.end_place or engineer.end_place,
        ]
        line = [at for place in places if (at := point(place))]
        lines.append({"engineer": engineer.id, "shift": shift.id, "depart": wall(route.depart), "line": line})
    return lines

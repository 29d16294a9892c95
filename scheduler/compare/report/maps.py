"""Routes of a day under two scenarios, side by side on the same scale."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

from models.plan import Plan, Route
from models.problem import Problem
from scheduler.report.places import Point, hull, point
from scheduler.report.svg import COLOURS, dot, drawing, text

SIZE = 430
At = Callable[[Point], tuple[float, float]]
"""Where a point of the earth lies in the picture."""

MOST_AREAS = 4
"""From so many territories on, the whole is drawn instead of each."""


def plan_of(problem: Problem, answer: Mapping[str, Any]) -> Plan:
    """The plan of a cell."""
    return Plan.from_json(answer["plan"], problem.clock)


def areas(problem: Problem) -> list[str]:
    """Territories to draw by themselves: cities may lie far apart. One empty name where there is nothing to part."""
    found = sorted({ticket.territory for ticket in problem.tickets if ticket.territory})
    return found if 1 < len(found) <= MOST_AREAS else [""]


def frame(problems: list[Problem], territory: str = "") -> tuple[float, float, float, float]:
    """South, west, north, east of the tickets of a territory, or of all places; a little air around them."""
    found = [
        at
        for problem in problems
        for place in (
            [ticket.place for ticket in problem.tickets if ticket.territory == territory]
            if territory
            else problem.places().values()
        )
        if (at := point(place))
    ]
    if not found:
        return 0.0, 0.0, 1.0, 1.0
    south, north = min(at[0] for at in found), max(at[0] for at in found)
    west, east = min(at[1] for at in found), max(at[1] for at in found)
    air = 0.04 * max(north - south, east - west, 0.01)
    return south - air, west - air, north + air, east + air


def plan_map(problem: Problem, plan: Plan, box: tuple[float, float, float, float], title: str) -> str:
    """The routes, colour by engineer; filled dots are visits, crosses are unserved, squares are homes."""
    south, west, north, east = box
    shrink = math.cos(math.radians((south + north) / 2))
    scale = SIZE / max(north - south, (east - west) * shrink)
    width, height = (east - west) * shrink * scale, (north - south) * scale

    def at(where: Point) -> tuple[float, float]:
        return round((where[1] - west) * shrink * scale, 1), round((north - where[0]) * scale, 1)

    parts = [_territory(problem, id, at) for id in sorted({t.territory for t in problem.tickets if t.territory})]
    order = {engineer.id: k for k, engineer in enumerate(problem.engineers)}
    for route in plan.routes:
        engineer = problem.shift[route.shift][0]
        parts += _route(problem, route, COLOURS[order[engineer.id] % len(COLOURS)], at)
    for id in plan.unserved:
        if id in problem.ticket and (where := point(problem.ticket[id].place)):
            x, y = at(where)
            parts.append(text(x, y + 5, "×", "left", "middle"))
    return drawing(width, height, title, *parts)


def _route(problem: Problem, route: Route, colour: str, at: At) -> Iterator[str]:
    """The way of one engineer, her home and her visits."""
    engineer, shift = problem.shift[route.shift]
    stops = [problem.ticket[visit.ticket].place for visit in route.visits]
    places = [shift.start_place or engineer.start, *stops, shift.end_place or engineer.end_place]
    line = [at(where) for place in places if (where := point(place))]
    path = " ".join(f"{x:g},{y:g}" for x, y in line)
    name = escape(engineer.shown())
    yield f'<polyline class="route" points="{path}" stroke="{colour}"><title>{name}</title></polyline>'
    if home := point(places[0]):
        x, y = at(home)
        yield f'<rect class="home" x="{x - 4:g}" y="{y - 4:g}" width="8" height="8" stroke="{colour}"/>'
    for visit, place in zip(route.visits, stops, strict=True):
        if where := point(place):
            note = f"{visit.ticket} {problem.clock.text(visit.start)} {engineer.shown()}"
            yield dot(*at(where), 4.5, colour, note, "stop")


def _territory(problem: Problem, id: str, at: At) -> str:
    places = [where for ticket in problem.tickets if ticket.territory == id and (where := point(ticket.place))]
    corners = " ".join(f"{x:g},{y:g}" for x, y in map(at, hull(places)))
    return f'<polygon class="territory" points="{corners}"/>'

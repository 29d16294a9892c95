"""Points and areas on the map."""

from __future__ import annotations

from typing import Any

from models.place import Place
from models.problem import Problem

Point = tuple[float, float]


def point(place: Place) -> Point | None:
    """Latitude and longitude; None where the place is only a name in a travel matrix."""
    return (place.lat, place.lon) if place.lat or place.lon else None


def territories(problem: Problem) -> list[dict[str, Any]]:
    """Territories that have tickets, with the hull of their tickets, in the problem's order; unlisted ones last."""
    names = {territory.id: territory.name for territory in problem.territories}
    points: dict[str, list[Point]] = {id: [] for id in names}
    for ticket in problem.tickets:
        if ticket.territory and (at := point(ticket.place)):
            points.setdefault(ticket.territory, []).append(at)
    return [{"id": id, "name": names.get(id, ""), "hull": hull(corners)} for id, corners in points.items() if corners]


def hull(points: list[Point]) -> list[Point]:
    """Corners of the smallest convex area around the points, counter-clockwise (monotone chain).

    >>> hull([(0, 0), (2, 0), (1, 1), (2, 2), (0, 2)])
    [(0, 0), (2, 0), (2, 2), (0, 2)]
    """
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    return _half(ordered)[:-1] + _half(ordered[::-1])[:-1]


def _half(points: list[Point]) -> list[Point]:
    chain: list[Point] = []
    for p in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], p) <= 0:
            chain.pop()
        chain.append(p)
    return chain


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

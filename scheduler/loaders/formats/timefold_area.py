"""Coverage areas of Timefold problems: a vehicle with a ``requiredArea`` serves no visit outside it.

The area is a GeoJSON ``Polygon`` or ``MultiPolygon``, longitude first, each ring closed; further rings are holes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from models.errors import Trouble
from scheduler.loaders.build.input_issues import InputIssues

Ring = Sequence[tuple[float, float]]
Area = tuple[tuple[Ring, ...], ...]
"""Polygons, each of an outer ring and its holes, in (longitude, latitude)."""


def required_areas(vehicles: Sequence[Mapping[str, Any]], file: str, desk: InputIssues) -> dict[str, Area]:
    """Vehicle -> its area, for those that have one; one that cannot be read is an error of its vehicle."""
    found: dict[str, Area] = {}
    for row, vehicle in enumerate(vehicles, 1):
        area = vehicle.get("requiredArea")
        if area is None:
            continue
        try:
            found[str(vehicle.get("id"))] = _read(area)
        except (KeyError, TypeError, ValueError, IndexError):
            message = "is no GeoJSON Polygon or MultiPolygon; where the vehicle may go is not known"
            maybe = "write its rings as [[[longitude, latitude], ...]], the first point again as the last."
            desk.wrong(Trouble(message, file, row, "requiredArea", str(vehicle.get("id")), "area", maybe))
    return found


def _read(area: Mapping[str, Any]) -> Area:
    if area["type"] not in ("Polygon", "MultiPolygon"):
        raise ValueError(area["type"])
    polygons = area["coordinates"] if area["type"] == "MultiPolygon" else [area["coordinates"]]
    made = tuple(tuple(tuple((float(x), float(y)) for x, y in ring) for ring in rings) for rings in polygons)
    if not made or any(not rings or any(len(ring) < 4 or ring[0] != ring[-1] for ring in rings) for rings in made):
        raise ValueError("a ring is open or too short")
    return made


def holds(area: Area, lat: Any, lon: Any) -> bool:
    """Does the place lie in the area? One without coordinates lies nowhere, which is said elsewhere.

    >>> square = (((((0, 0), (2, 0), (2, 2), (0, 2), (0, 0))),),)
    >>> holds(square, 1, 1), holds(square, 3, 1)
    (True, False)
    """
    try:
        x, y = float(lon), float(lat)
    except (TypeError, ValueError):
        return True
    return any(_inside(rings[0], x, y) and not any(_inside(hole, x, y) for hole in rings[1:]) for rings in area)


def _inside(ring: Ring, x: float, y: float) -> bool:
    """Even-odd rule: a ray to the east crosses the ring an odd number of times."""
    odd = False
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            odd = not odd
    return odd

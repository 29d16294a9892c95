"""Are people and customers where they can be?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from models.errors import Trouble
from models.place import Place
from models.problem import Problem
from scheduler.travel.globe import Floats, great_circle

NEAR_KM = 300.0
"""Nothing within this distance of the middle of the day is far."""


def at_zero(problem: Problem) -> Iterator[Trouble]:
    """Coordinates (0, 0), which lie in the Gulf of Guinea."""
    for table, id, place in _located(problem):
        if place.lat == 0 and place.lon == 0 and not place.id:
            maybe = "the address was never found; leave the cells empty to be told."
            yield Trouble(f"{id} lies at (0, 0)", table, None, "lat", "0", "at-zero", maybe)


def far_away(problem: Problem) -> Iterator[Trouble]:
    """Places far from all others; said when swapping latitude and longitude would bring them home."""
    located = [
        located_place for located_place in _located(problem) if located_place[2].lat != 0 or located_place[2].lon != 0
    ]
    if len(located) < 4:
        return  # too few to say what is usual
    lat = np.array([place.lat for _, _, place in located])
    lon = np.array([place.lon for _, _, place in located])
    middle = _median(lat), _median(lon)
    away = _km(lat, lon, middle)
    limit = max(NEAR_KM, 6 * _median(away))
    for (table, id, place), distance in zip(located, away, strict=True):
        if distance <= limit:
            continue
        swapped = abs(place.lon) <= 90 and _km(np.array([place.lon]), np.array([place.lat]), middle)[0] <= limit
        if swapped:
            rule, maybe = "swapped-coordinates", "lat and lon are swapped."
        else:
            rule, maybe = "far-away", "a digit is wrong, or the row belongs to another day."
        message = f"{id} lies {distance:,.0f} km from the middle of the day"
        yield Trouble(message, table, None, "lat", f"{place.lat:g}, {place.lon:g}", rule, maybe)


def _km(lat: Floats, lon: Floats, middle: tuple[float, float]) -> Floats:
    metres = great_circle(lat, lon, np.array([middle[0]]), np.array([middle[1]]))
    return np.asarray(metres[:, 0] / 1000)


def _median(values: Floats) -> float:
    """The upper median; numpy's own would import its masked arrays, which costs more than the whole check."""
    return float(np.sort(values)[len(values) // 2])


def _located(problem: Problem) -> list[tuple[str, str, Place]]:
    """(table, id, place) of everybody who has coordinates."""
    people = [("engineers", engineer.id, engineer.start) for engineer in problem.engineers]
    requests = [("tickets", ticket.id, ticket.place) for ticket in problem.open_tickets]
    return people + requests

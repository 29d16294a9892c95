"""Closed roads: legs through an area take longer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.place import Place
from models.travel import Travel
from scheduler.travel.globe import RADIUS
from scheduler.travel.mend import UNKNOWN, mend

if TYPE_CHECKING:
    from models.events import Closure

Floats = NDArray[np.float64]


def slowed(travel: Travel, places: Mapping[str, Place], closed: Sequence[Closure]) -> Travel:
    """The same travel with the part of every leg that lies in a closed area ``factor`` times as slow.

    The part is that of the straight line. Where it is faster to drive round by way of another place, that is taken.
    Places without coordinates keep their times, and :attr:`models.travel.Travel.source` says how many there are.
    """
    located = {key: place for key, place in places.items() if key in travel.index and (place.lat or place.lon)}
    rows = np.array([travel.index[key] for key in located], dtype=np.int64)
    lat = np.array([place.lat for place in located.values()])
    lon = np.array([place.lon for place in located.values()])
    more = np.zeros((len(rows), len(rows)))
    for road in closed:
        more = np.maximum(more, (road.factor - 1) * shares(lat, lon, road.lat, road.lon, road.radius_km * 1000))
    seconds = travel.seconds.astype(np.float64)
    seconds[np.ix_(rows, rows)] *= 1 + more
    mended, _ = mend(np.minimum(np.ceil(seconds - 1e-6), UNKNOWN).astype(np.int32))
    blind = sum(key not in located for key in places)
    note = f"; {blind} places have no coordinates, so closed roads near them are not seen" if blind else ""
    return Travel(travel.keys, mended, travel.metres, f"{travel.source}; {len(closed)} roads closed{note}")


def shares(lat: Floats, lon: Floats, at_lat: float, at_lon: float, radius: float) -> Floats:
    """Share of every straight line between two points that lies within ``radius`` [m] of a point.

    On a plane that touches the globe there; good to a few per mille over a city.

    >>> shares(np.array([0.0, 0.0]), np.array([-0.1, 0.1]), 0.0, 0.0, 5560.0)[0].round(2)
    array([0. , 0.5])
    """
    x = np.radians(lon - at_lon) * np.cos(np.radians(at_lat)) * RADIUS
    y = np.radians(lat - at_lat) * RADIUS
    dx, dy = x[None, :] - x[:, None], y[None, :] - y[:, None]
    a = dx * dx + dy * dy
    b = x[:, None] * dx + y[:, None] * dy
    c = (x * x + y * y)[:, None] - radius * radius
    root = b * b - a * c
    apart = a > 0
    safe, deep = np.where(apart, a, 1.0), np.sqrt(np.maximum(root, 0.0))
    enter, leave = np.clip((-b - deep) / safe, 0, 1), np.clip((-b + deep) / safe, 0, 1)
    return np.where(apart & (root > 0), leave - enter, 0.0)

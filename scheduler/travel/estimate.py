"""Travel without a map: great circle, road factor, and a speed that is slower on short hops.

    road    = road_factor * great circle                                                       [m]
    seconds = 60 * stop_min + 3.6 * road / speed_kmh + 60 * hop_min * (1 - exp(-road / hop_km))

Leaving and reaching the main roads costs time that does not grow with the distance, so a short hop is slow and a long
leg nears ``speed_kmh``. Seen as a function of the straight line the time is concave and starts at 0, so it obeys the
triangle inequality as the straight line does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from models.entity import Entity
from models.place import Place
from models.travel import Travel
from scheduler.travel.globe import great_circle
from scheduler.travel.mend import mend

Floats = NDArray[np.float64]


class Estimate(Entity):
    """Parameters of the estimate; :func:`scheduler.travel.calibrate` finds them from observed legs."""

    road_factor: float = Field(1.35, ge=1, le=5, description="road distance / straight line")
    speed_kmh: float = Field(40, ge=1, le=200, description="[km/h] speed once out of the side streets")
    stop_min: float = Field(3, ge=0, le=60, description="[min] parking and walking per stop")
    hop_min: float = Field(4, ge=0, le=60, description="[min] what side streets cost a long leg")
    hop_km: float = Field(2, gt=0, le=100, description="[km] road distance after which most of hop_min is paid")

    def seconds(self, metres: Floats) -> Floats:
        """Driving seconds over road distances [m]; 0 for 0.

        >>> Estimate().seconds(np.array([0.0, 1000.0, 20000.0])).round()
        array([   0.,  364., 2220.])
        """
        hop = 60 * self.hop_min * -np.expm1(-metres / (1000 * self.hop_km))
        return np.where(metres > 0, 60 * self.stop_min + 3.6 * metres / self.speed_kmh + hop, 0.0)

    def text(self) -> str:
        """For people, and for writing the day again."""
        return "estimate " + " ".join(f"{name}={value:g}" for name, value in self.model_dump().items())


def estimate(
    places: Mapping[str, Place],
    parameters: Estimate | None = None,
    territory_of: Mapping[str, str] | None = None,
    territories: Mapping[str, Mapping[str, float | None]] | None = None,
) -> Travel:
    """Travel between places by the estimate; symmetric, whole seconds and metres.

    Parameters
    ----------
    places
        By key, with coordinates.
    parameters
        Of all places whose territory does not say otherwise.
    territory_of
        Place key -> territory id.
    territories
        Territory id -> ``road_factor``, ``speed_kmh``, ``stop_min`` where it differs; a leg between two territories
        takes the mean of both.

    Examples
    --------
    >>> a, b = Place(lat=31.23, lon=121.47), Place(lat=31.23, lon=121.57)
    >>> travel = estimate({p.key: p for p in (a, b)})
    >>> travel.leg(a, b)
    (1575, 12837)
    """
    parameters = parameters or Estimate()
    keys = tuple(places)
    lat = np.array([place.lat for place in places.values()])
    lon = np.array([place.lon for place in places.values()])
    straight = great_circle(lat, lon)
    own = _own_parameters(keys, parameters, territory_of or {}, territories or {})
    if not own:
        metres = parameters.road_factor * straight
        return Travel(keys, _whole(parameters.seconds(metres)), _whole(metres), parameters.text())
    metres, seconds = _mixed(straight, keys, parameters, own)
    mended, _ = mend(_whole(seconds))
    return Travel(keys, mended, _whole(metres), parameters.text() + " with territories")


def _whole(values: Floats) -> NDArray[np.int32]:
    """Rounded up, which keeps the triangle inequality (down might not)."""
    return np.asarray(np.ceil(values - 1e-6).astype(np.int32))


def _own_parameters(
    keys: tuple[str, ...],
    parameters: Estimate,
    territory_of: Mapping[str, str],
    territories: Mapping[str, Mapping[str, float | None]],
) -> dict[int, Estimate]:
    """Row of a place -> parameters of its territory, where they differ from the day's."""
    changed: dict[str, Estimate] = {}
    for id, values in territories.items():
        own: dict[str, Any] = {name: value for name, value in values.items() if value is not None}
        if own and parameters.but(**own) != parameters:
            changed[id] = parameters.but(**own)
    rows = ((row, territory_of.get(key, "")) for row, key in enumerate(keys))
    return {row: changed[id] for row, id in rows if id in changed}


def _mixed(
    straight: Floats, keys: tuple[str, ...], parameters: Estimate, own: Mapping[int, Estimate]
) -> tuple[Floats, Floats]:
    """Road metres and seconds where places differ in parameters; a leg takes the mean of its ends."""
    kinds = list(dict.fromkeys([parameters, *own.values()]))
    kind = np.array([kinds.index(own.get(row, parameters)) for row in range(len(keys))])
    metres, seconds = np.zeros_like(straight), np.zeros_like(straight)
    for a, first in enumerate(kinds):
        for b, second in enumerate(kinds):
            cells = np.ix_(kind == a, kind == b)
            mean = {name: (x + y) / 2 for (name, x), y in zip(first, second.model_dump().values(), strict=True)}
            leg = Estimate.model_validate(mean)
            metres[cells] = leg.road_factor * straight[cells]
            seconds[cells] = leg.seconds(metres[cells])
    return metres, seconds

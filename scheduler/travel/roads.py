"""Travel of a day that has changed: new places, closed roads.

What was known stays as it is to the second, so a plan made before means the same. Only new places and legs through
closed areas get new figures.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from models.errors import InputError, Trouble
from models.place import Place
from models.travel import NO_WAY, Travel
from scheduler.travel.arrivals import on_the_map, with_arrivals, without_arrivals
from scheduler.travel.calibrate import calibrate
from scheduler.travel.closures import slowed
from scheduler.travel.estimate import Estimate, estimate
from scheduler.travel.hang import grown, hung
from scheduler.travel.territories import own_roads, territory_of

if TYPE_CHECKING:
    from models.events import Closure
    from models.problem import Problem

MOST_LEGS = 4000
"""Known legs that a calibration looks at."""


def roads(problem: Problem, closed: tuple[Closure, ...]) -> Travel:
    """Travel between all places of ``problem``: the form of :data:`models.events.Roads`.

    A day with estimated travel estimates new places the same way. A day whose travel is a matrix gets an estimate
    calibrated on that matrix, and a day whose travel is a road server's asks it again; where it does not answer, the
    calibrated estimate is used. :attr:`models.travel.Travel.source` says what was done.

    Raises
    ------
    InputError
        For a new place without coordinates.
    """
    everywhere, travel = problem.places(), without_arrivals(problem.travel)
    places = on_the_map(everywhere)
    new = [key for key in places if key not in travel.index]
    if new:
        travel = _with(travel, {key: places[key] for key in new}, problem)
    return with_arrivals(slowed(travel, places, closed) if closed else travel, everywhere)


def _with(travel: Travel, new: Mapping[str, Place], problem: Problem) -> Travel:
    """The same travel with more places."""
    nowhere = [place for place in new.values() if not place.located]
    if nowhere:
        raise InputError(
            Trouble(f"place {place.key} has no coordinates, so the way there cannot be found", field="place",
                    value=place.key, rule="place-without-coordinates", maybe="give the ticket lat and lon.")
            for place in nowhere
        )  # fmt: skip
    known = {key: place for key, place in on_the_map(problem.places()).items() if key in travel.index}
    if (own := _estimate_of(travel)) is not None and (made := _estimated(travel, new, problem, own)) is not None:
        return made
    if travel.source.startswith("osrm ") and (asked := _asked(travel, new, problem)) is not None:
        return asked
    return hung(travel, known, new, _calibrated(travel, known))


def _estimate_of(travel: Travel) -> Estimate | None:
    """The parameters behind an estimated travel, which its source names."""
    found: dict[str, Any] = dict(re.findall(r"(\w+)=([\d.e+-]+)", travel.source))
    if not travel.source.startswith("estimate ") or set(found) < set(Estimate.model_fields):
        return None
    return Estimate(**{name: float(found[name]) for name in Estimate.model_fields})


def _estimated(travel: Travel, new: Mapping[str, Place], problem: Problem, own: Estimate) -> Travel | None:
    """The estimate over old and new places; None when it does not say of the old ones what the day says."""
    places, areas = on_the_map(problem.places()), own_roads(problem.territories)
    made = estimate(places, own, territory_of(problem.engineers, problem.tickets) if areas else None, areas)
    if any(key not in made.index for key in travel.keys):
        return None
    at = [made.index[key] for key in (*travel.keys, *new)]
    fresh, road, old = made.seconds[np.ix_(at, at)], made.metres[np.ix_(at, at)], slice(len(travel.keys))
    if not np.array_equal(fresh[old, old], travel.seconds):
        return None
    return Travel((*travel.keys, *new), fresh, road, travel.source)


def _asked(travel: Travel, new: Mapping[str, Place], problem: Problem) -> Travel | None:
    """The road server's answer; None when it gives none."""
    from scheduler.travel.osrm import osrm

    _, url, profile = travel.source.partition(";")[0].split(" ")[:3]
    places = {key: place for key, place in on_the_map(problem.places()).items() if key in travel.index} | dict(new)
    if set(travel.keys) - set(places):
        return None
    try:
        answer = osrm({key: places[key] for key in (*travel.keys, *new)}, url, profile, timeout=5.0)
    except InputError:
        return None
    seconds, metres = grown(travel, tuple(new))
    inner = len(travel.keys)
    for mine, theirs in ((seconds, answer.seconds), (metres, answer.metres)):
        mine[inner:, :], mine[:, inner:] = theirs[inner:, :], theirs[:, inner:]
    return Travel((*travel.keys, *new), seconds, metres, travel.source)


def _calibrated(travel: Travel, known: Mapping[str, Place]) -> Estimate:
    """The estimate that says of the known legs what the matrix says."""
    keys = [key for key, place in known.items() if place.lat or place.lon]
    rows = np.array([travel.index[key] for key in keys], dtype=np.int64)
    way = travel.seconds[np.ix_(rows, rows)] < NO_WAY
    pairs = [(i, j) for i in range(len(keys)) for j in range(len(keys)) if i != j and way[i, j]]
    pairs = pairs[:: max(1, len(pairs) // MOST_LEGS)]
    points = [(known[key].lat, known[key].lon) for key in keys]
    legs = [(int(rows[i]), int(rows[j])) for i, j in pairs]
    metres, seconds = ([int(table[leg]) for leg in legs] for table in (travel.metres, travel.seconds))
    try:
        return calibrate([points[i] for i, _ in pairs], [points[j] for _, j in pairs], metres, seconds)
    except (ValueError, IndexError):  # too few legs with coordinates
        return Estimate()

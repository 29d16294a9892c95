"""New places hung on a matrix that does not know them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from models.errors import InputError, Trouble
from models.place import Place
from models.travel import NO_WAY, Travel
from scheduler.travel.estimate import Estimate
from scheduler.travel.globe import great_circle

NEIGHBOURS = 3


def hung(travel: Travel, known: Mapping[str, Place], new: Mapping[str, Place], guess: Estimate) -> Travel:
    """The same travel with new places, each reached by way of the known places nearest to it.

    What the matrix knows of rivers and bridges then holds for the new place too, no known leg changes, and the times
    keep the triangle inequality: where two neighbours would make a shortcut, the new place moves away as far as needed.

    Raises
    ------
    InputError
        When no known place has coordinates.
    """
    keys = [key for key, place in known.items() if place.lat or place.lon or not place.id]
    if not keys:
        raise InputError(
            Trouble("no place of the travel matrix has coordinates, so new places cannot be found", field="place",
                    value=key, rule="place-without-coordinates", maybe="add the place to the travel matrix.")
            for key in new
        )  # fmt: skip
    found, hanging = travel, {key: known[key] for key in keys}
    for key, place in new.items():
        found = _hang(found, hanging, key, place, guess)
        hanging = {**hanging, key: place}
    single = len(new) == 1
    note = f"{len(new)} new place{'' if single else 's'} estimated by way of the nearest known ones"
    return Travel(found.keys, found.seconds, found.metres, f"{travel.source}; {note}")


def _hang(travel: Travel, known: Mapping[str, Place], key: str, place: Place, guess: Estimate) -> Travel:
    lat, lon = np.array([place.lat for place in known.values()]), np.array([place.lon for place in known.values()])
    straight = great_circle(np.array([place.lat]), np.array([place.lon]), lat, lon)[0]
    near = np.argsort(straight, kind="stable")
    rows = np.array([travel.index[name] for name in known])[near]
    # a place is hung on one side of the water only: where no way leads from its nearest neighbour, none leads from it
    here = (travel.seconds[rows[0], rows] < NO_WAY) & (travel.seconds[rows, rows[0]] < NO_WAY)
    near, rows = near[here][:NEIGHBOURS], rows[here][:NEIGHBOURS]
    road = guess.road_factor * straight[near]
    drive = np.ceil(guess.seconds(road)).astype(np.int64)
    out, back = travel.seconds[rows] + drive[:, None], travel.seconds[:, rows] + drive[None, :]
    first, last = out.argmin(axis=0), back.argmin(axis=1)
    leave, reach = out.min(axis=0), back.min(axis=1)
    # every known leg i -> j must not be faster by way of the new place
    spare = np.where(travel.seconds < NO_WAY, travel.seconds - reach[:, None] - leave[None, :], 0)
    short = int(np.max(spare, initial=0))
    leave, reach = (np.minimum(drives + (short + 1) // 2, NO_WAY) for drives in (leave, reach))
    columns = np.arange(len(travel.keys))
    metres_out = travel.metres[rows[first], columns] + np.ceil(road).astype(np.int64)[first]
    metres_back = travel.metres[columns, rows[last]] + np.ceil(road).astype(np.int64)[last]
    seconds, metres = grown(travel, (key,))
    seconds[-1, :-1], seconds[:-1, -1] = leave, reach
    metres[-1, :-1], metres[:-1, -1] = metres_out, metres_back
    return Travel((*travel.keys, key), seconds, metres, travel.source)


def grown(travel: Travel, new: tuple[str, ...]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Its matrices with rows and columns of 0 for more places."""
    more = ((0, len(new)), (0, len(new)))
    return np.pad(travel.seconds, more), np.pad(travel.metres, more)

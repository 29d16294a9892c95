"""What is no road of a matrix: set-ups on arriving, and routes that begin or end anywhere."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from models.place import END_ANYWHERE, NOWHERE, START_ANYWHERE, Place
from models.travel import Travel
from scheduler.travel.mend import UNKNOWN


def on_the_map(places: Mapping[str, Place]) -> dict[str, Place]:
    """The places that are some place: to them a road must be known."""
    return {key: place for key, place in places.items() if not place.anywhere and key != NOWHERE.key}


def with_arrivals(travel: Travel, places: Mapping[str, Place]) -> Travel:
    """The same travel with set-ups on the legs to places that have one, and with starts and ends that are anywhere.

    A set-up is part of every leg that comes from elsewhere and of none inside the place, so it is paid in time once for
    visits in a row there, as parking is. From an open start every way takes no time (but the set-up), to an open end
    likewise. The other way round they take as long as the longest leg, so that no detour over them is ever a short cut:
    the triangle inequality holds as it held before.

    >>> a, b = Place(id="a"), Place(id="b", setup=60)
    >>> apart = Travel(("a", "b"), *(np.array([[0, 600], [600, 0]], np.int32) for _ in range(2)))
    >>> open_end = with_arrivals(apart, {"a": a, "b": b, END_ANYWHERE.key: END_ANYWHERE})
    >>> open_end.leg(a, b), open_end.leg(b, a), open_end.leg(b, END_ANYWHERE)
    ((660, 600), (600, 600), (0, 0))
    """
    setup = {key: places[key].setup for key in travel.keys if key in places and places[key].setup}
    nowhere = tuple(key for key in (START_ANYWHERE.key, END_ANYWHERE.key) if key in places and key not in travel.index)
    if not setup and not nowhere:
        return travel
    seconds, metres, size = travel.seconds.astype(np.int64), travel.metres, len(travel.keys)
    extra = np.array([setup.get(key, 0) for key in travel.keys], np.int64)
    seconds = np.minimum(seconds + np.where(np.eye(size, dtype=bool), 0, extra[None, :]), UNKNOWN)
    farthest = [int(values.max(initial=0)) for values in (seconds, metres)]
    for key in nowhere:
        seconds = np.pad(seconds, ((0, 1), (0, 1)), "constant", constant_values=farthest[0])
        metres = np.pad(metres, ((0, 1), (0, 1)), "constant", constant_values=farthest[1])
        seconds[-1, -1] = metres[-1, -1] = 0
        if key == START_ANYWHERE.key:
            seconds[-1, :size], metres[-1, :size] = extra, 0
        else:
            seconds[:size, -1] = metres[:size, -1] = 0
    if len(nowhere) == 2:  # a shift that serves nobody goes nowhere
        seconds[-2, -1] = metres[-2, -1] = 0
    return Travel((*travel.keys, *nowhere), seconds.astype(np.int32), metres.astype(np.int32), travel.source, setup)


def without_arrivals(travel: Travel) -> Travel:
    """The plain roads behind :func:`with_arrivals`."""
    kept = [row for row, key in enumerate(travel.keys) if key not in (START_ANYWHERE.key, END_ANYWHERE.key)]
    if len(kept) == len(travel.keys) and not travel.setup:
        return travel
    keys, cells = tuple(travel.keys[row] for row in kept), np.ix_(kept, kept)
    extra = np.array([travel.setup.get(key, 0) for key in keys], np.int32)
    seconds = travel.seconds[cells]
    known = (seconds < UNKNOWN) & ~np.eye(len(keys), dtype=bool)
    return Travel(keys, np.where(known, seconds - extra[None, :], seconds), travel.metres[cells], travel.source)

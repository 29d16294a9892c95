"""Straight lines between places, and the times that no line explains."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.place import Place
from scheduler.travel.globe import Floats, great_circle

APART = 1000.0
"""[m] Two places so far from each other are not the same one, whoever found their coordinates."""


def straight_lines(places: Mapping[str, Place]) -> Floats:
    """Metres along the great circle between all places; nan where one has no coordinates."""
    lat, lon = (np.array([getattr(place, name) for place in places.values()], float) for name in ("lat", "lon"))
    blind = np.array([not place.located for place in places.values()], np.bool_)
    metres = great_circle(lat, lon)
    metres[blind, :] = metres[:, blind] = np.nan
    return metres


def wrong_zeros(seconds: NDArray[Any], straight: Floats) -> NDArray[np.bool_]:
    """Pairs that take no time and lie apart: a road server's way of saying that it found none."""
    return np.asarray((seconds == 0) & (straight > APART))

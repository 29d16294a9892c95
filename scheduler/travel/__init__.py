"""Travel: how long and how far from any place to any other."""

from __future__ import annotations

from scheduler.travel.calibrate import calibrate
from scheduler.travel.datum import points_to_wgs84, to_wgs84
from scheduler.travel.estimate import Estimate, estimate
from scheduler.travel.matrix import Matrix, complete
from scheduler.travel.mend import NO_ROAD, UNKNOWN, mend
from scheduler.travel.osrm import osrm

__all__ = [
    "NO_ROAD", "UNKNOWN", "Estimate", "Matrix", "calibrate", "complete", "estimate", "mend", "osrm", "points_to_wgs84",
    "to_wgs84",
]  # fmt: skip

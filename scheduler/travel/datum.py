"""Coordinates of mainland China's maps (GCJ-02, BD-09) to WGS-84.

GCJ-02 shifts WGS-84 by a published smooth function; its inverse is found by iteration. BD-09 shifts GCJ-02 once more.
Outside the rectangle around China the two are the same as WGS-84, as map services have it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

AXIS = 6_378_245.0
"""Semi-major axis of the ellipsoid of Krasovsky [m]."""
ECCENTRICITY = 0.00669342162296594323
"""Square of its eccentricity."""
BD_ANGLE = np.pi * 3000 / 180
SYSTEMS = ("wgs84", "gcj02", "bd09")


def to_wgs84(lat: float, lon: float, system: str = "gcj02") -> tuple[float, float]:
    """One point; see :func:`points_to_wgs84`.

    >>> lat, lon = to_wgs84(31.2304, 121.4737, "gcj02")
    >>> round(lat, 5), round(lon, 5)
    (31.23233, 121.46916)
    """
    if system == "wgs84":
        return lat, lon
    lats, lons = points_to_wgs84([lat], [lon], system)
    return float(lats[0]), float(lons[0])


def points_to_wgs84(
    lat: Sequence[float] | Floats, lon: Sequence[float] | Floats, system: str = "gcj02"
) -> tuple[Floats, Floats]:
    """WGS-84 coordinates of points given in another system.

    Parameters
    ----------
    lat, lon
        ``(n,)`` degrees.
    system
        ``wgs84``, ``gcj02`` or ``bd09``.

    Raises
    ------
    ValueError
        For another system.
    """
    lats, lons = np.array(lat, float), np.array(lon, float)
    if system == "wgs84":
        return lats, lons
    if system not in SYSTEMS:
        raise ValueError(f"{system!r} is no system of coordinates. Maybe one of {', '.join(SYSTEMS)}.")
    if system == "bd09":
        lats, lons = _bd09_to_gcj02(lats, lons)
    found_lat, found_lon = lats.copy(), lons.copy()
    for _ in range(8):  # each round shrinks the error about a hundredfold; 1e-9 degrees after five
        shifted_lat, shifted_lon = to_gcj02(found_lat, found_lon)
        found_lat += lats - shifted_lat
        found_lon += lons - shifted_lon
    return found_lat, found_lon


def to_gcj02(lat: Floats, lon: Floats) -> tuple[Floats, Floats]:
    """GCJ-02 coordinates of WGS-84 points; the same where they lie outside China's rectangle."""
    lat, lon = np.asarray(lat, float), np.asarray(lon, float)
    inside = (lon > 72.004) & (lon < 137.8347) & (lat > 0.8293) & (lat < 55.8271)
    x, y = lon - 105.0, lat - 35.0
    waves = 20 * np.sin(6 * x * np.pi) + 20 * np.sin(2 * x * np.pi)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x)) + waves * 2 / 3
    north += (20 * np.sin(y * np.pi) + 40 * np.sin(y / 3 * np.pi)) * 2 / 3
    north += (160 * np.sin(y / 12 * np.pi) + 320 * np.sin(y * np.pi / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x)) + waves * 2 / 3
    east += (20 * np.sin(x * np.pi) + 40 * np.sin(x / 3 * np.pi)) * 2 / 3
    east += (150 * np.sin(x / 12 * np.pi) + 300 * np.sin(x / 30 * np.pi)) * 2 / 3
    phi = np.radians(lat)
    bulge = 1 - ECCENTRICITY * np.sin(phi) ** 2
    meridian = AXIS * (1 - ECCENTRICITY) / (bulge * np.sqrt(bulge))
    parallel = AXIS / np.sqrt(bulge) * np.cos(phi)
    return (
        np.where(inside, lat + np.degrees(north / meridian), lat),
        np.where(inside, lon + np.degrees(east / parallel), lon),
    )


def _bd09_to_gcj02(lat: Floats, lon: Floats) -> tuple[Floats, Floats]:
    x, y = lon - 0.0065, lat - 0.006
    radius = np.hypot(x, y) - 0.00002 * np.sin(y * BD_ANGLE)
    angle = np.arctan2(y, x) - 0.000003 * np.cos(x * BD_ANGLE)
    return radius * np.sin(angle), radius * np.cos(angle)

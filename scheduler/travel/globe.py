"""Distances on the globe."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RADIUS = 6_371_008.8
"""Mean radius of the earth [m], IUGG."""

Floats = NDArray[np.float64]


def great_circle(lat: Floats, lon: Floats, to_lat: Floats | None = None, to_lon: Floats | None = None) -> Floats:
    """Great-circle metres from every point to every other.

    Parameters
    ----------
    lat, lon
        ``(n,)`` degrees.
    to_lat, to_lon
        ``(m,)`` degrees; None = the same points.

    Returns
    -------
    ndarray
        ``(n, m)`` metres; exactly symmetric and exactly 0 between equal points.

    Examples
    --------
    >>> great_circle(np.array([0.0, 0.0]), np.array([0.0, 1.0])).round()
    array([[     0., 111195.],
           [111195.,      0.]])
    """
    a = _vectors(lat, lon)
    b = a if to_lat is None or to_lon is None else _vectors(to_lat, to_lon)
    square = np.zeros((a.shape[1], b.shape[1]))
    for axis in range(3):
        difference = a[axis][:, None] - b[axis][None, :]
        square += np.multiply(difference, difference, out=difference)
    half = np.sqrt(square, out=square)
    half /= 2
    return np.asarray(2 * RADIUS * np.arcsin(np.minimum(half, 1.0)))


def _vectors(lat: Floats, lon: Floats) -> Floats:
    phi, theta = np.radians(np.asarray(lat, float)), np.radians(np.asarray(lon, float))
    return np.stack([np.cos(phi) * np.cos(theta), np.cos(phi) * np.sin(theta), np.sin(phi)])

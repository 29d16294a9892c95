"""From trips that were really driven to the parameters of the estimate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scheduler.travel.estimate import Estimate
from scheduler.travel.globe import RADIUS

Floats = NDArray[np.float64]
LEAST_LEGS = 8
ROUNDS = 25
SPEEDS = (5.0, 150.0)


def calibrate(
    froms: Sequence[tuple[float, float]],
    tos: Sequence[tuple[float, float]],
    metres: Sequence[float] | None,
    seconds: Sequence[float],
    *,
    hop_km: float = 2.0,
) -> Estimate:
    """Parameters that fit observed legs, undisturbed by a few wild ones.

    The road factor is the median of road distance over straight line. Time is fitted as ``stop + distance / speed +
    hop`` by repeated least squares in which a leg counts the less the further it lies off (Huber's weights).

    Parameters
    ----------
    froms, tos
        ``(lat, lon)`` of each leg [degrees].
    metres
        Road distance of each leg; None = not observed, the factor then stays the default's.
    seconds
        Driving time of each leg, parking included.
    hop_km
        Kept as given; it can hardly be told from data.

    Raises
    ------
    ValueError
        With fewer than eight legs of more than 100 m.
    """
    straight = _pairwise(np.array(froms, float), np.array(tos, float))
    times = np.array(seconds, float)
    usable = (straight > 100) & (times > 0)
    if int(usable.sum()) < LEAST_LEGS:
        raise ValueError(
            f"{int(usable.sum())} usable legs are too few. Maybe collect at least {LEAST_LEGS} over 100 m."
        )
    factor = Estimate().road_factor
    if metres is not None:
        factor = float(np.clip(np.median(np.array(metres, float)[usable] / straight[usable]), 1, 5))
    road = factor * straight[usable]
    stop, pace, hop = _fit(road, times[usable], hop_km)
    speed = float(np.clip(3.6 / max(pace, 1e-9), *SPEEDS))
    return Estimate(
        road_factor=round(factor, 3), speed_kmh=round(speed, 1), stop_min=round(min(stop / 60, 60), 2),
        hop_min=round(min(hop / 60, 60), 2), hop_km=hop_km,
    )  # fmt: skip


def _fit(road: Floats, times: Floats, hop_km: float) -> tuple[float, float, float]:
    """Seconds per stop, seconds per metre, seconds of side streets; none negative."""
    columns = np.stack([np.ones_like(road), road, -np.expm1(-road / (1000 * hop_km))], axis=1)
    weights = np.ones_like(road)
    found = np.zeros(3)
    for _ in range(ROUNDS):
        found = _not_negative(columns * weights[:, None], times * weights)
        off = np.abs(times - columns @ found)
        scale = 1.345 * max(float(np.median(off)) / 0.6745, 1.0)
        weights = np.sqrt(np.minimum(1.0, scale / np.maximum(off, 1e-9)))
    return float(found[0]), float(found[1]), float(found[2])


def _not_negative(columns: Floats, times: Floats) -> Floats:
    """Least squares with no negative coefficient: what comes out negative is left out, worst first."""
    used = list(range(columns.shape[1]))
    while used:
        found = np.linalg.lstsq(columns[:, used], times, rcond=None)[0]
        if (found >= 0).all():
            whole = np.zeros(columns.shape[1])
            whole[used] = found
            return whole
        used.pop(int(np.argmin(found * np.abs(columns[:, used]).max(axis=0))))
    return np.zeros(columns.shape[1])


def _pairwise(a: Floats, b: Floats) -> Floats:
    """Great-circle metres of each pair of points."""
    (lat1, lon1), (lat2, lon2) = np.radians(a.reshape(-1, 2)).T, np.radians(b.reshape(-1, 2)).T
    half = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return np.asarray(2 * RADIUS * np.arcsin(np.sqrt(np.minimum(half, 1.0))))

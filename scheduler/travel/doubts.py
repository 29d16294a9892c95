"""Does a travel matrix agree with the coordinates of its places?

A matrix is believed: traffic, rivers and mountains make legs longer than anybody would guess. What no road explains is
said: no time between places that lie apart, a unit that is another, a digit too many.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from models.errors import Trouble
from models.place import Place
from scheduler.travel.globe import Floats
from scheduler.travel.matrix import Matrix
from scheduler.travel.mend import UNKNOWN
from scheduler.travel.straight import APART, straight_lines, wrong_zeros

FAR = 2000.0
"""[m] From here on a single leg is compared with the others; shorter ones differ by lights and one-way streets."""
USUAL_KMH = (6.0, 110.0)
"""Median speed along the straight line of any matrix of drives [km/h]; walking lies below, flying above."""
LIKELY_KMH = (10.0, 75.0)
"""What that speed is once the unit is right."""
DIGIT = 8.0
"""A leg that is so many times as slow, or as fast, as the median leg, and faster or slower than people drive across
country (``POSSIBLE_KMH``), has lost or won a digit."""
POSSIBLE_KMH = (6.0, 110.0)
"""What a single leg may well have along the straight line [km/h], however unlike the others it is."""
UNITS = (
    (60.0, "minutes"),
    (3600.0, "hours"),
    (0.001, "milliseconds"),
    (10.0, "a tenth"),
    (0.1, "ten times the seconds"),
)
MOST = 5
"""So many single legs are named."""


def doubts(matrix: Matrix, places: Mapping[str, Place], file: str) -> Iterator[Trouble]:
    """Everything in a matrix that the coordinates of its places make doubtful; warnings, none of which stops a plan."""
    index = {key: row for row, key in enumerate(matrix.keys)}
    keys = [key for key, place in places.items() if key in index and place.located]
    if len(keys) < 2:
        return
    cells = np.ix_([index[key] for key in keys], [index[key] for key in keys])
    straight = straight_lines({key: places[key] for key in keys})
    seconds, metres = matrix.seconds[cells].astype(float), matrix.metres[cells].astype(float)
    yield from _zeros(seconds, straight, keys, file)
    unit = list(_unit(seconds, straight, file))
    yield from unit or _digits(seconds, straight, keys, file)
    yield from _metres(metres, straight, keys, file)


def _zeros(seconds: Floats, straight: Floats, keys: list[str], file: str) -> Iterator[Trouble]:
    wrong = wrong_zeros(seconds, straight)
    if wrong.any():
        a, b = _worst(np.where(wrong, straight, 0))
        message = (
            f"{int(wrong.sum())} pairs of places that lie apart take 0 s, among them {keys[a]} to {keys[b]}, "
            f"{straight[a, b] / 1000:,.0f} km; they are taken as not known"
        )
        maybe = "the road server found no way and wrote 0: write null, or an empty cell, where there is no road."
        yield Trouble(message, file, field="seconds", value="0", rule="travel-zero", maybe=maybe)


def _unit(seconds: Floats, straight: Floats, file: str) -> Iterator[Trouble]:
    """Are all times in another unit?"""
    there = (seconds > 0) & (seconds < UNKNOWN) & (straight > APART)
    if there.sum() < 3:
        return
    kmh = _median(3.6 * straight[there] / seconds[there])
    if USUAL_KMH[0] <= kmh <= USUAL_KMH[1]:
        return
    message = f"the median leg of the matrix goes {kmh:,.4g} km/h along the straight line"
    right = next((pair for pair in UNITS if LIKELY_KMH[0] <= kmh / pair[0] <= LIKELY_KMH[1]), None)
    maybe = "the coordinates, or the unit of the times, are others."
    if right is not None:
        factor, unit = right
        message += f"; times {factor:g} it would be {kmh / factor:.0f} km/h"
        maybe = f"the times are {unit} and not seconds: multiply them by {factor:g}."
    yield Trouble(message, file, field="seconds", rule="travel-unit", maybe=maybe)


def _digits(seconds: Floats, straight: Floats, keys: list[str], file: str) -> Iterator[Trouble]:
    """Single legs that are out of all proportion to the others."""
    there = (seconds > 0) & (seconds < UNKNOWN) & (straight > FAR)
    if there.sum() < 6:
        return
    pace = np.where(there, seconds / np.where(there, straight, 1), np.nan)
    usual = _median(pace[there])
    ratio = np.where(there, pace / usual, 1.0)
    odd = np.maximum(ratio, 1 / ratio)
    kmh = np.where(there, 3.6 * straight / np.where(there, seconds, 1), POSSIBLE_KMH[0])
    found = np.argwhere((odd >= DIGIT) & ((kmh < POSSIBLE_KMH[0]) | (kmh > POSSIBLE_KMH[1])))
    order = np.argsort(-odd[tuple(found.T)], kind="stable")
    for a, b in found[order][:MOST].tolist():
        slow = ratio[a, b] > 1
        message = (
            f"{keys[a]} to {keys[b]}, {straight[a, b] / 1000:.1f} km as the crow flies, takes {seconds[a, b]:g} s: "
            f"{odd[a, b]:.0f} times as {'long' if slow else 'fast'} as the other legs"
        )
        maybe = "a zero too many was typed." if slow else "a zero is missing, or the unit of this leg is another."
        yield Trouble(message, file, field="seconds", value=f"{seconds[a, b]:g}", rule="travel-digit", maybe=maybe)
    if len(found) > MOST:
        yield Trouble(f"and {len(found) - MOST} more legs like these", file, field="seconds", rule="travel-digit")


def _metres(metres: Floats, straight: Floats, keys: list[str], file: str) -> Iterator[Trouble]:
    """Roads that are shorter than the straight line."""
    there = (metres >= 0) & (metres < UNKNOWN) & (straight > APART)
    short = there & (metres < 0.9 * straight - 300)
    if not short.any():
        return
    a, b = _worst(np.where(short, straight - metres, 0))
    message = (
        f"{int(short.sum())} roads are shorter than the straight line, among them {keys[a]} to {keys[b]}: "
        f"{metres[a, b]:,.0f} m for {straight[a, b]:,.0f} m"
    )
    kilometres = there.sum() >= 3 and _median(metres[there] / straight[there]) < 0.02
    maybe = "the distances are kilometres and not metres: multiply them by 1000." if kilometres else (
        "a digit is missing, or the coordinates of a place are wrong."
    )  # fmt: skip
    yield Trouble(message, file, field="metres", value=f"{metres[a, b]:g}", rule="travel-metres", maybe=maybe)


def _worst(values: Floats) -> tuple[int, int]:
    a, b = np.unravel_index(int(values.argmax()), values.shape)
    return int(a), int(b)


def _median(values: Floats) -> float:
    """The upper median; numpy's own would import its masked arrays."""
    return float(np.sort(values)[len(values) // 2])

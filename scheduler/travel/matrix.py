"""Travel that somebody else worked out: a file, a road server, an export that brings its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.errors import InputError, Trouble
from models.place import Place
from models.travel import Travel
from scheduler.travel.estimate import Estimate, estimate
from scheduler.travel.mend import UNKNOWN, mend

Ints = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Matrix:
    """Seconds and metres between named places, as far as known.

    Parameters
    ----------
    keys
        Names of the places (:attr:`models.place.Place.key`).
    seconds, metres
        ``(n, n)``; :data:`scheduler.travel.UNKNOWN` where nobody knows. The diagonal is 0.
    source
        For people.
    """

    keys: tuple[str, ...]
    seconds: Ints
    metres: Ints
    source: str = "matrix"

    @classmethod
    def unknown(cls, keys: Sequence[str], source: str = "matrix") -> Matrix:
        """A matrix nobody has filled yet."""
        size = len(keys)
        blank = np.full((size, size), UNKNOWN, np.int32)
        np.fill_diagonal(blank, 0)
        return cls(tuple(keys), blank, blank.copy(), source)


def complete(
    matrix: Matrix,
    places: Mapping[str, Place],
    fallback: str = "error",
    parameters: Estimate | None = None,
    file: str = "",
) -> Travel:
    """Travel between the places of a day out of a matrix.

    Pairs nobody knows go through other places of the matrix where that is possible; what remains is an error, or
    estimated. Then the times are mended to obey the triangle inequality; :attr:`models.travel.Travel.source` says how
    much was filled and mended.

    Parameters
    ----------
    fallback
        ``error`` or ``estimate``.

    Raises
    ------
    InputError
        For every place the matrix does not name, and for pairs without a way, unless the fallback is ``estimate``.
    """
    keys = tuple(places)
    seconds, metres, missing = _selection(matrix, keys)
    if missing and fallback != "estimate":
        raise InputError(_missing_place(key, places[key], file) for key in missing)
    off = ~np.eye(len(keys), dtype=bool)
    known = (seconds < UNKNOWN) | ~off
    seconds, through = mend(seconds)
    unknown = seconds >= UNKNOWN
    if unknown.any() and fallback != "estimate":
        raise InputError(_no_way(unknown, keys, file))
    if unknown.any() or (metres >= UNKNOWN).any():
        guess = _guess(places, unknown, parameters, file)
        seconds = np.where(unknown, guess.seconds, seconds)
        metres = np.where(metres >= UNKNOWN, guess.metres, metres)
    final, again = mend(seconds) if unknown.any() else (seconds, 0)
    mended = through - int(np.count_nonzero(~known & ~unknown)) + again
    said = [
        (int(np.count_nonzero(~known & ~unknown)), "pairs go through other places"),
        (int(np.count_nonzero(unknown)), "pairs estimated"),
        (mended, "pairs mended to the faster detour"),
    ]
    notes = [f"{count} {what}" for count, what in said if count]
    return Travel(keys, final.astype(np.int32), metres.astype(np.int32), "; ".join([matrix.source, *notes]))


def _selection(matrix: Matrix, keys: tuple[str, ...]) -> tuple[Ints, Ints, list[str]]:
    """Seconds and metres of the day's places, and the keys the matrix does not name."""
    index = {key: row for row, key in enumerate(matrix.keys)}
    missing = [key for key in keys if key not in index]
    rows = np.array([index.get(key, -1) for key in keys], dtype=np.int64)
    cells = np.ix_(rows, rows)
    if len(matrix.keys):
        seconds, metres = matrix.seconds[cells].copy(), matrix.metres[cells].copy()
    else:
        seconds, metres = (np.full((len(keys), len(keys)), UNKNOWN, np.int32) for _ in range(2))
    lost = rows < 0
    for values in (seconds, metres):
        values[lost, :] = UNKNOWN
        values[:, lost] = UNKNOWN
        np.fill_diagonal(values, 0)
    return seconds, metres, missing


def _guess(places: Mapping[str, Place], unknown: NDArray[np.bool_], parameters: Estimate | None, file: str) -> Travel:
    """The estimate that fills what is unknown; only places with coordinates can be estimated."""
    nowhere = [place for place in places.values() if place.id and place.lat == 0 and place.lon == 0]
    rows = {place.key for place in nowhere}
    if unknown.any():
        affected = [
            key for row, key in enumerate(places) if key in rows and (unknown[row].any() or unknown[:, row].any())
        ]
        if affected:
            raise InputError(
                Trouble(f"place {key} has no coordinates, so travel to it cannot be estimated", file, field=key,
                        rule="place-without-coordinates", maybe="give it lat and lon in the places table.")
                for key in affected
            )  # fmt: skip
    return estimate(places, parameters)


def _missing_place(key: str, place: Place, file: str) -> Trouble:
    where = f" ({place.address})" if place.address else ""
    return Trouble(
        f"the travel matrix has no place {key}{where}", file, field="from", value=key, rule="place-not-in-matrix",
        maybe="add its rows, or set travel.fallback to estimate in day.yaml.",
    )  # fmt: skip


def _no_way(unknown: NDArray[np.bool_], keys: tuple[str, ...], file: str) -> Trouble:
    row, column = (int(index) for index in np.argwhere(unknown)[0])
    message = (
        f"{int(unknown.sum())} pairs of places have no way between them, the first from {keys[row]} to {keys[column]}"
    )
    return Trouble(message, file, rule="no-way", maybe="add the pairs, or set travel.fallback to estimate in day.yaml.")

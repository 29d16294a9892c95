"""Travel that somebody else worked out: a file, a road server, an export that brings its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.errors import InputError, Trouble
from models.place import Place
from models.travel import Travel
from scheduler.travel.bridges import around, may_bridge
from scheduler.travel.estimate import Estimate, estimate
from scheduler.travel.mend import UNKNOWN, mend
from scheduler.travel.straight import straight_lines, wrong_zeros

Bools = NDArray[np.bool_]
SHOWN = 4
"""So many estimated legs are named."""


@dataclass(frozen=True, eq=False)
class Matrix:
    """Seconds and metres between named places, as far as known.

    Parameters
    ----------
    keys
        Names of the places (:attr:`models.place.Place.key`).
    seconds, metres
        ``(n, n)``, whole or with fractions; :data:`scheduler.travel.UNKNOWN` where nobody knows,
        :data:`scheduler.travel.NO_ROAD` where it is known that there is no road. The diagonal is 0.
    source
        For people.
    """

    keys: tuple[str, ...]
    seconds: NDArray[Any]
    metres: NDArray[Any]
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
    needed: AbstractSet[str] = frozenset(),
) -> Travel:
    """Travel between the places of a day out of a matrix.

    Pairs nobody knows go through other places of the matrix where that is possible. What remains has no way
    (:data:`models.travel.NO_WAY`), or is estimated; never where that would lead over what the matrix says is no road.
    A time of 0 between places that lie apart is no time: it counts as not known, and spreads over nothing. Then the
    times are mended to obey the triangle inequality, and only then fractions of a second are rounded up.
    :attr:`models.travel.Travel.source` says how much was filled, estimated and mended.

    Parameters
    ----------
    fallback
        ``error`` or ``estimate``: what becomes of pairs nobody knows.
    needed
        Keys of places without which there is no plan: starts and ends.

    Raises
    ------
    InputError
        The matrix names none of the places, or not one that is needed, and the fallback is not ``estimate``; or such a
        place would have to be estimated and has no coordinates.
    """
    keys = tuple(places)
    seconds, metres, missing = _selection(matrix, keys)
    estimates = fallback == "estimate"
    if missing and not estimates and (needed & set(missing) or len(missing) == len(keys)):
        raise InputError(_missing_place(key, places[key], file) for key in missing)
    straight = straight_lines(places)
    zeros = wrong_zeros(seconds, straight)
    no_road = seconds > UNKNOWN
    given = (seconds < UNKNOWN) & ~zeros
    seconds, through = mend(np.where(zeros, UNKNOWN, seconds).astype(seconds.dtype))
    unknown, guessed = seconds >= UNKNOWN, np.zeros(seconds.shape, np.bool_)
    if estimates and unknown.any():
        _refuse_blind(places, needed, unknown, straight, file)
        walls = no_road & unknown
        guessed = unknown & ~walls & may_bridge(seconds < UNKNOWN, walls, straight)
        guessed &= ~around(walls, (seconds < UNKNOWN) | guessed)
    if guessed.any() or (metres >= UNKNOWN).any():
        guess = estimate(places, parameters)
        seconds = np.where(guessed, guess.seconds, seconds)
        metres = np.where((metres >= UNKNOWN) & (seconds < UNKNOWN) & ~np.isnan(straight), guess.metres, metres)
    final, again = mend(seconds) if guessed.any() else (seconds, 0)
    filled = int(np.count_nonzero(~given & ~unknown & ~np.eye(len(keys), dtype=bool)))
    fractions = bool((final % 1).any()) if final.dtype.kind == "f" else False
    said = [
        (filled, "pairs go through other places"),
        (int(np.count_nonzero(guessed)), "pairs estimated" + _named(guessed, keys)),
        (through - filled + again, "pairs mended to the faster detour"),
        (int(np.count_nonzero(final >= UNKNOWN)), "pairs have no way"),
    ]
    notes = [f"{count} {what}" for count, what in said if count]
    notes += ["fractions of a second rounded up"] if fractions else []
    metres = np.where(metres >= UNKNOWN, 0, metres)
    return Travel(keys, whole(final), np.rint(metres).astype(np.int32), "; ".join([matrix.source, *notes]))


def whole(seconds: NDArray[Any]) -> NDArray[np.int32]:
    """Whole seconds, rounded up: no day is planned shorter than it is, and the triangle inequality stays true."""
    return np.asarray(np.ceil(seconds - 1e-6) if seconds.dtype.kind == "f" else seconds).astype(np.int32)


def _selection(matrix: Matrix, keys: tuple[str, ...]) -> tuple[NDArray[Any], NDArray[Any], list[str]]:
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


def _named(guessed: Bools, keys: tuple[str, ...]) -> str:
    """The first estimated legs by name."""
    legs = [f"{keys[a]} to {keys[b]}" for a, b in np.argwhere(guessed)[:SHOWN].tolist()]
    more = int(np.count_nonzero(guessed)) - len(legs)
    return f" ({', '.join(legs)}{f' and {more} more' if more else ''})"


def _refuse_blind(
    places: Mapping[str, Place], needed: AbstractSet[str], unknown: Bools, straight: NDArray[np.float64], file: str
) -> None:
    """A start or end that would have to be estimated, without coordinates, stops the day; a ticket's place does not."""
    blind = [
        key for row, key in enumerate(places)
        if key in needed and np.isnan(straight[row]).all() and (unknown[row].all(where=_others(row, len(places))))
    ]  # fmt: skip
    if blind:
        raise InputError(
            Trouble(f"place {key} has no coordinates, so travel to it cannot be estimated", file, field=key,
                    rule="place-without-coordinates", maybe="give it lat and lon in the places table.")
            for key in blind
        )  # fmt: skip


def _others(row: int, size: int) -> Bools:
    return np.asarray(np.arange(size) != row)


def _missing_place(key: str, place: Place, file: str) -> Trouble:
    where = f" ({place.address})" if place.address else ""
    return Trouble(
        f"the travel matrix has no place {key}{where}", file, field="from", value=key, rule="place-not-in-matrix",
        maybe="add its rows, or set travel.fallback to estimate in day.yaml.",
    )  # fmt: skip

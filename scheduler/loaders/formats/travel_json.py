"""A travel matrix as JSON: ``{"places": [...], "seconds": [[...]], "metres": [[...]]}``; null = there is no road."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.errors import InputError, Trouble, nearest
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.formats.json_text import parse_json
from scheduler.travel.matrix import Matrix
from scheduler.travel.mend import NO_ROAD, UNKNOWN

KEYS = ("places", "seconds", "metres")


def read_matrix_json(data: bytes, file: str, desk: InputIssues) -> Matrix | None:
    """The matrix in the bytes of a JSON file; None when it cannot be read (said at the desk)."""
    try:
        content = parse_json(data, file)
    except InputError as error:
        for trouble in error.troubles:
            desk.wrong(trouble, hopeless=True)
        return None
    _account(content, file, desk)
    return matrix_of_json(content, file, desk)


def _account(content: Any, file: str, desk: InputIssues) -> None:
    """What became of every key and row; a key that is not known is an error."""
    for key in content if isinstance(content, dict) else ():
        if key in KEYS:
            desk.ledger.use(file, "key", key)
            continue
        desk.ledger.set_aside(file, "key", key, "unknown-key")
        desk.wrong(Trouble("is not known here", file, field=key, rule="unknown-key", maybe=nearest(key, KEYS)))
    rows = content.get("seconds") if isinstance(content, dict) else None
    desk.ledger.tally(file, "row", len(rows) if isinstance(rows, list) else 0)


def matrix_of_json(content: Any, file: str, desk: InputIssues) -> Matrix | None:
    """The matrix in parsed JSON."""
    if not isinstance(content, dict) or not isinstance(content.get("places"), list) or "seconds" not in content:
        maybe = 'write {"places": ["P1", ...], "seconds": [[0, ...], ...], "metres": [[0, ...], ...]}.'
        desk.wrong(Trouble("is not a travel matrix", file, rule="matrix-shape", maybe=maybe))
        return None
    keys = tuple(str(key) for key in content["places"])
    if len(set(keys)) < len(keys):
        desk.wrong(
            Trouble("a place stands twice", file, field="places", rule="duplicate-id", maybe="delete one of the two.")
        )
        return None
    blank = Matrix.unknown(keys, f"matrix {file}")
    seconds = square(content["seconds"], len(keys), file, "seconds", desk)
    metres = (
        blank.metres
        if content.get("metres") is None
        else square(content["metres"], len(keys), file, "metres", desk, UNKNOWN)
    )
    return None if seconds is None or metres is None else Matrix(keys, seconds, metres, blank.source)


def square(rows: Any, size: int, file: str, field: str, desk: InputIssues, null: int = NO_ROAD) -> NDArray[Any] | None:
    """Rows of numbers and nulls as a square matrix; None when they are not (said at the desk).

    Whole numbers stay whole, others keep their fractions. A null says that there is no road; of distances, ``null``
    may say that nobody knows.
    """
    if not isinstance(rows, list) or len(rows) != size or any(not isinstance(r, list) or len(r) != size for r in rows):
        maybe = f"there are {size} places: write {size} rows of {size} numbers."
        desk.wrong(Trouble(f"{field} is not {size} x {size}", file, field=field, rule="matrix-shape", maybe=maybe))
        return None
    values = np.full((size, size), null, float)
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            if cell is None:
                continue
            if isinstance(cell, bool) or not isinstance(cell, int | float) or not 0 <= cell <= UNKNOWN:
                where = f"{field}[{i}][{j}]"
                maybe = "write a number of at least 0, or null."
                desk.wrong(Trouble("is not a travel time or distance", file, None, where, str(cell), "range", maybe))
                return None
            values[i, j] = null if cell == UNKNOWN else cell
    np.fill_diagonal(values, 0)
    return fitted(values)


def fitted(values: NDArray[np.float64]) -> NDArray[Any]:
    """The same numbers as integers, where they all are."""
    return values if (values % 1).any() else values.astype(np.int32)

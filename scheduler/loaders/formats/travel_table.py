"""A travel matrix in long form, which may have a million rows: read by columns rather than by rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.errors import Trouble, nearest
from scheduler.loaders.bad import Bad
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.cells.numbers import number
from scheduler.loaders.contract import TRAVEL, Column
from scheduler.loaders.contract.kept import is_own
from scheduler.loaders.formats.travel_json import fitted
from scheduler.loaders.raw import Cell, empty, shown
from scheduler.travel.matrix import Matrix
from scheduler.travel.mend import NO_ROAD, UNKNOWN


def read_matrix(lines: Sequence[Sequence[Cell]], file: str, desk: InputIssues) -> Matrix | None:
    """The matrix of the lines of a table, headings first; None when it cannot be read (said at the desk)."""
    head = [str(cell or "").strip().lower() for cell in lines[0]] if lines else []
    at = {TRAVEL.headings[name]: position for position, name in enumerate(head) if name in TRAVEL.headings}
    for name in ("from", "to", "seconds"):
        if name not in at:
            maybe = nearest(name, head) if head else f"add a column {name}."
            desk.wrong(Trouble(f"the column {name} is missing", file, field=name, rule="missing-column", maybe=maybe))
    if not {"from", "to", "seconds"} <= set(at):
        return None
    _unknown(lines[0], file, desk)
    numbered = [(row, line) for row, line in enumerate(lines[1:], 2) if any(line)]
    desk.ledger.tally(file, "row", len(numbered))
    ends = [_names(numbered, at[name], name, file, desk) for name in ("from", "to")]
    seconds = _values(numbered, at["seconds"], "seconds", file, desk)
    metres = _values(numbered, at.get("metres", -1), "metres", file, desk)
    keys = tuple(dict.fromkeys(key for end in ends for key in end))
    index = {key: row for row, key in enumerate(keys)}
    rows, columns = (np.array([index[key] for key in end], np.int64) for end in ends)
    _twice(rows, columns, numbered, keys, file, desk)
    tables: list[NDArray[Any]] = []
    for values, blank in ((seconds, NO_ROAD), (metres, UNKNOWN)):
        table = np.full((len(keys), len(keys)), UNKNOWN, float)
        table[rows, columns] = np.where(np.isnan(values), blank, values)
        np.fill_diagonal(table, 0)
        tables.append(fitted(table))
    return Matrix(keys, tables[0], tables[1], f"matrix {file}")


def _unknown(headings: Sequence[Cell], file: str, desk: InputIssues) -> None:
    """What became of every column; one that is not known and not listed is an error."""
    listed = desk.listed.get(TRAVEL.name, {})
    for heading in (shown(cell) for cell in headings if not empty(cell)):
        plain = heading.lower()
        if plain in TRAVEL.headings:
            desk.ledger.use(file, "key", heading)
        elif plain in listed or is_own(plain):
            desk.ledger.ignore(file, "key", heading, listed.get(plain, "somebody's own (x_)"))
        else:
            desk.ledger.set_aside(file, "key", heading, "unknown-column")
            maybe = f"{nearest(plain, TRAVEL.column)} If it is your own, list it under ignore in day.yaml."
            desk.wrong(Trouble("the column is not known", file, field=heading, rule="unknown-column", maybe=maybe))


Numbered = list[tuple[int, Sequence[Cell]]]


def _names(numbered: Numbered, at: int, name: str, file: str, desk: InputIssues) -> list[str]:
    cells = [line[at] if at < len(line) else "" for _, line in numbered]
    texts = {cell: shown(cell) for cell in dict.fromkeys(cells)}  # the same few names again and again
    names = [texts[cell] for cell in cells]
    if "" in names:
        for (row, _), text in zip(numbered, names, strict=True):
            if not text:
                desk.wrong(
                    Trouble("is empty", file, row, name, rule="missing-value", maybe="write a place_id."), hopeless=True
                )
    return names


def _values(numbered: Numbered, at: int, name: str, file: str, desk: InputIssues) -> NDArray[np.float64]:
    """Numbers of a column; nan where a cell is empty."""
    column = TRAVEL.column[name]
    values = np.full(len(numbered), np.nan)
    if at < 0:
        return values
    quick = _all_good([line[at] if at < len(line) else "" for _, line in numbered], column)
    if quick is not None:
        return quick
    for position, (row, line) in enumerate(numbered):
        cell = line[at] if at < len(line) else None
        if empty(cell):
            continue
        try:
            values[position] = number(cell, column.least, column.most)
        except Bad as bad:
            desk.wrong(Trouble(bad.message, file, row, name, shown(cell), bad.rule, bad.maybe), hopeless=True)
    return values


def _all_good(cells: list[Cell], column: Column) -> NDArray[np.float64] | None:
    """All cells at once when nothing is wrong with any of them; else None, and they are read one by one."""
    try:
        found = np.array([-1.0 if cell is None or cell == "" else float(cell) for cell in cells])  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    given = np.array([cell is not None and cell != "" for cell in cells], dtype=bool)
    least, most = column.least or 0.0, column.most or 0.0
    if not ((found[given] >= least) & (found[given] <= most)).all():  # also false for nan
        return None
    return np.where(given, found, np.nan)


def _twice(
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    numbered: Numbered,
    keys: tuple[str, ...],
    file: str,
    desk: InputIssues,
) -> None:
    pairs = rows * len(keys) + columns
    _, first, counts = np.unique(pairs, return_index=True, return_counts=True)
    for position in first[counts > 1][:20]:
        at = int(position)
        message = f"the pair from {keys[rows[at]]} to {keys[columns[at]]} stands more than once"
        maybe = "one of its rows is a copy."
        desk.wrong(Trouble(message, file, numbered[at][0], "from", rule="duplicate-pair", maybe=maybe), hopeless=True)

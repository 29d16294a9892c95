"""Rows of plain dictionaries as a raw table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scheduler.loaders.raw import RawRow, RawTable


def flat_table(file: str, rows: Sequence[Mapping[str, Any]]) -> RawTable:
    """A raw table whose rows are counted from 1, as items of a JSON list are."""
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    return RawTable(file, columns, tuple(RawRow(number, dict(row)) for number, row in enumerate(rows, 1)))

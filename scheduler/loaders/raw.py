"""Tables as they come from any source, before anybody says what the cells mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | datetime | date | time | timedelta | None

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
"""Endings of the workbooks that can be read."""


@dataclass(frozen=True)
class RawRow:
    """One row.

    Parameters
    ----------
    number
        As a person counts in that file; the heading is row 1.
    cells
        Heading -> cell.
    """

    number: int
    cells: dict[str, Cell]


@dataclass(frozen=True)
class RawTable:
    """One table of one source.

    Parameters
    ----------
    file
        What messages call the source, for instance ``tickets.csv`` or ``day.xlsx[tickets]``.
    columns
        Headings in order.
    labels
        Our name of a column -> what the source calls it, where the two differ; for messages.
    foreign
        It comes from another system through a mapping, which accounts for its columns; else its columns are ours.
    """

    file: str
    columns: tuple[str, ...]
    rows: tuple[RawRow, ...]
    labels: dict[str, str] = field(default_factory=dict)
    foreign: bool = False


@dataclass(frozen=True)
class Source:
    """A file that was read.

    Parameters
    ----------
    name
        Path relative to the day.
    sha256
        Hash of its bytes.
    rows
        Data rows of each table in it.
    """

    name: str
    sha256: str
    rows: dict[str, int] = field(default_factory=dict)


def empty(cell: Cell) -> bool:
    """Is there nothing in the cell?"""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def shown(cell: Cell) -> str:
    """The cell as a person sees it."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()

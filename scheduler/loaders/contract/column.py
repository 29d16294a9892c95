"""What a column and a table of an input are: data from which reading, messages and documentation follow."""

# ruff: noqa: E501 - a column a line reads as the table it is

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name
        Heading in files.
    chinese
        Heading in Chinese, read as the same column.
    kind
        How a cell is read: a key of :data:`scheduler.loaders.cells.cells.READERS`.
    meaning
        One sentence for people.
    example
        A cell as it stands in a file.
    required
        Every row needs it.
    unit
        For people, for instance ``min``.
    least, most
        Bounds of a number, both permitted.
    choices
        The only values of a ``choice``.
    span_end
        Of a start: the column of its end, which a span in this cell (``9:00-12:00``) fills as well.
    """

    name: str
    chinese: str
    kind: str
    meaning: str
    example: str = ""
    required: bool = False
    unit: str = ""
    least: float | None = None
    most: float | None = None
    choices: tuple[str, ...] = ()
    span_end: str = ""


@dataclass(frozen=True)
class Table:
    """One table: a CSV file of a folder, a sheet of a workbook.

    Parameters
    ----------
    name
        File name without ``.csv``, and name of the sheet.
    chinese
        Name in Chinese, read as the same sheet or file.
    meaning
        One sentence for people.
    columns
        In the order in which they are written.
    required
        A day needs this table.
    either
        Groups of columns of which one must be complete in every row, for instance ``lat, lon`` or ``place_id``.
    key
        Columns that say what hangs on the engineer; where all of them are empty the row says that there is none.
    """

    name: str
    chinese: str
    meaning: str
    columns: tuple[Column, ...]
    required: bool = False
    either: tuple[tuple[str, ...], ...] = ()
    key: tuple[str, ...] = ()

    @cached_property
    def column(self) -> dict[str, Column]:
        """Columns by name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def headings(self) -> dict[str, str]:
        """Every heading that is understood (lower case) -> name of the column."""
        return {column.chinese: column.name for column in self.columns} | {c.name: c.name for c in self.columns}


def place_columns(prefix: str, chinese: str, what: str, anywhere: str = "") -> tuple[Column, ...]:
    """The columns that say where something is; ``anywhere`` = what that word means here."""
    word = f"; anywhere = {anywhere}" if anywhere else ""
    return (
        Column(
            f"{prefix}lat", f"{chinese}纬度", "number", f"latitude of {what}", "31.2304", unit="degrees", least=-90, most=90
        ),
        Column(
            f"{prefix}lon", f"{chinese}经度", "number", f"longitude of {what}", "121.4737", unit="degrees", least=-180,
            most=180,
        ),
        Column(f"{prefix}place_id", f"{chinese}地点", "text", f"name of {what} in places or in the travel matrix{word}", "P-17"),
        Column(f"{prefix}address", f"{chinese}地址", "text", f"address of {what}, for people", "南京东路 100 号"),
    )  # fmt: skip


SETUP = Column(
    "setup_min", "准备时间", "minutes",
    "to set up on arriving from elsewhere, before the visit; once for visits in a row at a place; counts as travel", "10",
    unit="min", least=0,
)  # fmt: skip

COORD_SYS = Column(
    "coord_sys", "坐标系", "choice",
    "system of the row's coordinates; gcj02 and bd09 (maps of mainland China) are converted; empty = the day's",
    "gcj02", choices=("wgs84", "gcj02", "bd09"),
)  # fmt: skip

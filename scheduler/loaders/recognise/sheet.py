"""One sheet of a company's files: where its headings are, and which rows are data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from scheduler.loaders.cells.day_headings import looks_like_a_day
from scheduler.loaders.recognise.terms import TOTALS, any_heading, plain, table_names

DEEPEST = 30
"""Headings are sought in so many lines from the top."""


@dataclass(frozen=True)
class CompanySheet:
    """A sheet of a workbook or a CSV file.

    Parameters
    ----------
    name
        What a mapping calls it: the sheet, or the file without its ending.
    file
        What messages call it.
    heading
        Row of the headings, as people count.
    columns
        Heading -> cells of the data rows, None where one is empty.
    sums
        Rows that hold sums, and the word they begin with: row -> (heading, word).
    rows
        Numbers of the data rows.
    title
        What stands above the headings, or the file's own name: words about what the sheet is.
    foot
        What stands in rows of sums and footers.
    across
        Of a roster with a column a day: what its columns and cells became.
    """

    name: str
    file: str
    heading: int
    columns: dict[str, list[object]]
    sums: dict[int, tuple[str, str]]
    rows: tuple[int, ...]
    title: str = ""
    foot: str = ""
    across: dict[str, Any] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Data rows."""
        return len(self.rows)

    def cells(self, heading: str) -> list[object]:
        """The cells of a column that are not empty."""
        return [cell for cell in self.columns[heading] if not blank(cell)]

    def texts(self, heading: str) -> list[str]:
        """The different texts of a column, in the order met."""
        return list(dict.fromkeys(str(cell).strip() for cell in self.cells(heading)))


def blank(cell: object) -> bool:
    """Is there nothing in the cell?"""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def read_sheet(name: str, file: str, lines: Sequence[Sequence[object]]) -> CompanySheet | None:
    """The sheet in some lines; None where no row can be headings of a table."""
    at = heading_row(lines)
    if at is None:
        return None
    head = [str(cell).strip() if not blank(cell) else "" for cell in lines[at]]
    sums: dict[int, tuple[str, str]] = {}
    kept: list[tuple[int, Sequence[object]]] = []
    filled = max(1, sum(1 for cell in head if cell))
    roster = sum(1 for cell in head if looks_like_a_day(cell)) > filled // 2  # whoever works once has a short row
    for number, line in enumerate(lines[at + 1 :], start=at + 2):
        if all(blank(cell) for cell in line):
            continue
        first = next(i for i, cell in enumerate(line) if not blank(cell))
        word = sum_word(line[first])
        count = sum(1 for cell in line if not blank(cell))
        if word and count <= max(2, filled // 2):
            sums[number] = (head[first] if first < len(head) else "", word)
        elif roster and first == 0 and count == 1:
            sums[number] = (head[first], str(line[first]).strip())  # who has no hours at all, or a footer
        elif not roster and kept and count <= 3 and count * 4 < filled and not _like(kept, first, line):
            sums[number] = (head[first] if first < len(head) else "", str(line[first]).strip())  # a footer
        else:
            kept.append((number, line))
    columns: dict[str, list[object]] = {}
    for i, heading in enumerate(head):
        if heading and heading not in columns:
            columns[heading] = [line[i] if i < len(line) else None for _, line in kept]
    title = " ".join(str(cell) for line in lines[:at] for cell in line if not blank(cell))
    rows = tuple(number for number, _ in kept)
    foot = " ".join(str(cell) for number in sums for cell in lines[number - 1] if not blank(cell))
    return CompanySheet(name, file, at + 1, columns, sums, rows, title, foot) if columns else None


def _like(kept: list[tuple[int, Sequence[object]]], first: int, line: Sequence[object]) -> bool:
    """Has every data row so far as few cells? Then the short row is data as well."""
    return min(sum(1 for cell in row if not blank(cell)) for _, row in kept[:50]) <= 3


def sum_word(cell: object) -> str:
    """The word with which a row of sums begins, or nothing."""
    text = str(cell).strip().lower()
    return next((str(cell).strip()[: len(word)] for word in TOTALS if text.startswith(word)), "")


def heading_row(lines: Sequence[Sequence[object]]) -> int | None:
    """Index of the line that is most like headings: known terms, different short texts, data below."""
    best, found = 0.0, None
    for at, line in enumerate(lines[:DEEPEST]):
        score = _likeness(line)
        below = next((row for row in lines[at + 1 : at + 4] if any(not blank(cell) for cell in row)), None)
        if score > best and below is not None:
            best, found = score, at
    return found


def _likeness(line: Iterable[object]) -> float:
    cells = [cell for cell in line if not blank(cell)]
    days = sum(1 for cell in cells if looks_like_a_day(str(cell))) if len(cells) > 2 else 0
    dated = days * 2 > len(cells) and not looks_like_a_day(str(cells[0]))  # a roster: dates, or numbers of days, across
    texts = [
        str(cell).strip() for cell in cells if isinstance(cell, str) or (dated and isinstance(cell, date | float | int))
    ]
    if len(cells) < 2 or len(texts) < len(cells) * 0.8 or len(set(texts)) < len(texts):
        return 0.0
    short = sum(1 for text in texts if len(text) <= 40 and not text.replace(".", "").replace(",", "").isdigit())
    return short + (1.0 + days if dated else 0.0) + 3.0 * sum(1 for text in texts if plain(text) in any_heading())


def names_table(name: str) -> str | None:
    """Which table a sheet's or file's own name speaks of; the longest word that is found in it counts."""
    text = plain(name)
    for term in sorted(table_names(), key=len, reverse=True):
        if term and (term == text or (len(term) > (1 if not term.isascii() else 3) and term in text)):
            return table_names()[term]
    return None

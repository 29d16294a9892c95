"""CSV to a raw table, and back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from models.errors import Trouble
from scheduler.loaders.bad import Bad
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.cells.decode import decode
from scheduler.loaders.raw import Cell, RawRow, RawTable

DELIMITERS = (",", "\t", ";", "，")
TITLE_LINES = 30
"""So many lines may stand above the headings."""


def read_csv(data: bytes, file: str, desk: InputIssues) -> RawTable | None:
    """The table in the bytes of a CSV file; None when it cannot be read (said at the desk)."""
    lines = csv_lines(data, file, desk)
    return None if lines is None else table(lines, file, desk)


def csv_lines(data: bytes, file: str, desk: InputIssues) -> list[list[str]] | None:
    """The cells of a CSV file, line by line; None when it cannot be read (said at the desk)."""
    try:
        text, encoding = decode(data)
    except Bad as bad:
        desk.wrong(Trouble(bad.message, file, rule=bad.rule, maybe=bad.maybe))
        return None
    if encoding != "utf-8":
        desk.note(Trouble(f"read as {encoding.upper()}", file, rule="encoding", maybe='save it as "CSV UTF-8".'))
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        desk.wrong(Trouble(f"line {line} holds a zero byte: this is not a text file", file, rule="not-text",
                           maybe="the file is damaged, or is a workbook with the wrong ending."))  # fmt: skip
        return None
    if not text.strip():
        desk.wrong(Trouble("the file is empty", file, rule="empty-file", maybe="write at least the row of headings."))
        return None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, file, desk), strict=True)
    try:
        return list(reader)
    except csv.Error as error:
        message = f"line {reader.line_num} is not CSV: {error}"
        desk.wrong(Trouble(message, file, rule="csv", maybe="a quotation mark is not closed, or not doubled inside."))
        return None


def table(lines: Sequence[Sequence[Cell]], file: str, desk: InputIssues, above: int = 0) -> RawTable | None:
    """The raw table of some lines, the first of which holds the headings; blank lines are no rows.

    Parameters
    ----------
    above
        Lines that stand above these in the file, so that rows are counted as people see them.
    """
    if not lines or all(_blank(cell) for cell in lines[0]):
        desk.wrong(Trouble("row 1 has no headings", file, rule="no-headings", maybe="a row stands above the headings."))
        return None
    head = [str(cell).strip() if cell is not None else "" for cell in lines[0]]
    rows = []
    for number, line in enumerate(lines[1:], start=above + 2):
        if all(_blank(cell) for cell in line):
            continue
        if any(not _blank(cell) for cell in line[len(head) :]):
            message = f"the row has {len(line)} cells, the headings are {len(head)}"
            hint = "put quotation marks around a cell that holds a comma."
            desk.wrong(Trouble(message, file, number, rule="row-too-long", maybe=hint))
        rows.append(RawRow(number, dict(zip(head, line, strict=False))))
    return RawTable(file, tuple(head), tuple(rows))


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A CSV file that Excel opens right: UTF-8 with a mark, lines ending as Windows has them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _delimiter(text: str, file: str, desk: InputIssues) -> str:
    tops = text.lstrip().split("\n", TITLE_LINES)[:TITLE_LINES]
    # a title above the headings holds no separator; the first line that does is taken for the headings
    head = next((line for line in tops if any(sign in line for sign in DELIMITERS)), tops[0])
    best = max(DELIMITERS, key=head.count)
    if head.count(best) <= head.count(","):
        return ","
    name = {"\t": "tabs", ";": "semicolons", "，": "full-width commas"}[best]
    desk.note(Trouble(f"read with {name} between the cells", file, rule="delimiter", maybe="save it with commas."))
    return best

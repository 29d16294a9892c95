"""How a table writes dates and decimals: a file has one way of it, and some of its cells show which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from models.errors import Trouble
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.cells.numbers import bare
from scheduler.loaders.cells.written import ordered_date, plain, serial_number
from scheduler.loaders.contract import Table
from scheduler.loaders.raw import Cell, RawTable, shown

TIMES = ("time", "until", "spans", "named")
NUMBERS = ("number", "integer", "minutes", "money")
_COMMA = re.compile(r"[+-]?(?:\d*|[1-9]\d{0,2}(?:[.' ]\d{3})+),\d+")
"""A comma before decimals, thousands with points, spaces or strokes, or not at all."""
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+\.\d+|[+-]?[1-9]\d{0,2}(?:,\d{3}){2,}")
"""Commas that can only separate thousands."""
_UNIT = re.compile(r"\s*[^\d\s,.+-]+$")


@dataclass(frozen=True)
class Style:
    """How the cells of a table are written.

    Parameters
    ----------
    order
        ``dmy`` or ``mdy`` where some date with slashes can only be that, ``mixed`` where two contradict each other.
    commas
        Columns in which a comma is the sign before the decimals.
    thousands
        Columns in which commas separate thousands.
    """

    order: str = ""
    commas: frozenset[str] = field(default_factory=frozenset)
    thousands: frozenset[str] = field(default_factory=frozenset)

    def number(self, name: str, cell: Cell) -> Cell:
        """The cell of a number, with a point before its decimals and nothing between its thousands.

        >>> Style(commas=frozenset({"a"})).number("a", "1.234,5")
        '1234.5'
        >>> Style(thousands=frozenset({"a"})).number("a", "1,234")
        '1234'
        """
        if isinstance(cell, str) and name in self.thousands:
            return re.sub(r"(?<=\d),(?=\d{3})", "", cell)
        if isinstance(cell, str) and name in self.commas:
            if re.search(r"\d,\d", cell):
                cell = re.sub(r"(?<=\d)[.' ](?=\d{3})", "", cell)
            return re.sub(r"(?<=\d),(?=\d)|^,(?=\d)", ".", cell, count=1)
        return cell


USUAL_STYLE = Style()
"""Points before decimals, the year first in dates."""


def style_of(table: Table, raw: RawTable, names: dict[str, str], desk: InputIssues) -> Style:
    """The style of a table; what is assumed for the whole of it is said at the desk.

    Parameters
    ----------
    names
        Heading -> column of the contract.
    """
    kinds = {heading: table.column[name].kind for heading, name in names.items()}
    times = [heading for heading, kind in kinds.items() if kind in TIMES]
    numbers = [heading for heading, kind in kinds.items() if kind in NUMBERS]
    money = [heading for heading, kind in kinds.items() if kind == "money"]
    _say_serials(raw, times, desk)
    _say_currencies(raw, money, desk)
    thousands = _thousands(raw, numbers, desk)
    commas = _commas(raw, [heading for heading in numbers if heading not in thousands], desk)
    return Style(
        _order(raw, times, desk),
        frozenset(names[heading] for heading in commas),
        frozenset(names[heading] for heading in thousands),
    )


def _called(raw: RawTable, heading: str) -> str:
    """What the source itself calls a column."""
    return raw.labels.get(heading, heading)


def _texts(raw: RawTable, headings: list[str]) -> Iterator[tuple[int, str, str]]:
    """Row, heading and text of every cell that holds text."""
    for row in raw.rows:
        for heading in headings:
            cell = row.cells.get(heading)
            if isinstance(cell, str) and cell.strip():
                yield row.number, heading, cell


def _order(raw: RawTable, headings: list[str], desk: InputIssues) -> str:
    """Day or month first, as those cells show that can only be one of the two."""
    shows: dict[str, tuple[int, str, str]] = {}
    for number, heading, text in _texts(raw, headings):
        pair = ordered_date(text) if text[:5].count("/") or text[:5].count("-") else None
        if pair is not None and (pair[0] > 12) != (pair[1] > 12):
            shows.setdefault("dmy" if pair[0] > 12 else "mdy", (number, heading, text))
    if not shows:
        return ""
    if len(shows) == 2:
        (row, heading, text), (other, _, second) = shows["dmy"], shows["mdy"]
        message = (
            f"dates are written day/month in row {row} ({text.strip()}) and month/day in row {other} ({second.strip()})"
        )
        desk.note(Trouble(message, raw.file, row, _called(raw, heading), rule="date-order-mixed",
                          maybe="days and months of some cells are swapped; write dates like 2026-11-24."))  # fmt: skip
        return "mixed"
    order, (number, heading, text) = next(iter(shows.items()))
    said = "day/month" if order == "dmy" else "month/day"
    message = f"dates are read as {said}/year, for {text.strip()} can only be that"
    desk.note(
        Trouble(
            message, raw.file, number, _called(raw, heading), rule="date-order", maybe="save dates like 2026-11-24."
        )
    )
    return order


def _thousands(raw: RawTable, headings: list[str], desk: InputIssues) -> set[str]:
    """Columns in which some comma can only separate thousands, and none stands before decimals."""
    sure: dict[str, str] = {}
    no: set[str] = set()
    for _, heading, text in _texts(raw, headings):
        simple = _number_in(text)
        if _THOUSANDS.fullmatch(simple):
            sure.setdefault(heading, text.strip())
        elif "," in simple and not re.fullmatch(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+", simple):
            no.add(heading)
    found = {heading for heading in sure if heading not in no}
    if found:
        first = next(heading for heading in headings if heading in found)
        columns = ", ".join(_called(raw, heading) for heading in headings if heading in found)
        name = _called(raw, first)
        message = f"commas are read as separating thousands ({sure[first]} in the column {name}) in: {columns}"
        desk.note(Trouble(message, raw.file, field=name, rule="thousands", maybe="save numbers without them."))
    return found


def _number_in(text: str) -> str:
    """The number of a cell, without the unit or the currency around it."""
    return _UNIT.sub("", str(bare(plain(text)))).strip()


def _say_currencies(raw: RawTable, headings: list[str], desk: InputIssues) -> None:
    """Signs of a currency are not converted: amounts are read in the policy's."""
    for heading in headings:
        found = next(((number, text) for number, _, text in _texts(raw, [heading]) if bare(text) != text.strip()), None)
        if found is not None:
            number, text = found
            message = f"{text.strip()} is read without its sign: amounts are in the currency of the policy"
            maybe = "name the policy's currency otherwise, where another one is meant."
            desk.note(Trouble(message, raw.file, number, _called(raw, heading), text.strip(), "currency-sign", maybe))


def _commas(raw: RawTable, headings: list[str], desk: InputIssues) -> set[str]:
    """Columns whose commas can only stand before decimals; one that leaves it open does as the others do."""
    sure: dict[str, str] = {}
    open_: set[str] = set()
    no: set[str] = set()
    for _, heading, text in _texts(raw, headings):
        simple = _number_in(text)
        if "," not in simple:
            if "." in simple:
                no.add(heading)
        elif not _COMMA.fullmatch(simple):
            no.add(heading)  # 1,234.5 or 1,234,567
        elif re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", simple):
            open_.add(heading)  # 1,500 may be one and a half, or fifteen hundred
        else:
            sure.setdefault(heading, text.strip())
    found = {heading for heading in sure if heading not in no}
    if found and not no:
        found |= open_
    if found:
        first = next(heading for heading in headings if heading in sure and heading in found)
        columns = ", ".join(_called(raw, heading) for heading in headings if heading in found)
        name = _called(raw, first)
        message = f"the comma is read as the sign before decimals ({sure[first]} in the column {name}) in: {columns}"
        desk.note(Trouble(message, raw.file, field=name, rule="decimal-comma", maybe="save numbers with a point."))
    return found


def _say_serials(raw: RawTable, headings: list[str], desk: InputIssues) -> None:
    for heading in headings:
        cells = ((row.number, row.cells.get(heading)) for row in raw.rows)
        found = next(((number, cell, when) for number, cell in cells if (when := serial_number(cell))), None)
        if found is not None:
            number, cell, when = found
            message = f"{shown(cell)} is read as a spreadsheet's number of a day: {when:%Y-%m-%d %H:%M}"
            maybe = "format the column as a date before saving."
            desk.note(Trouble(message, raw.file, number, _called(raw, heading), shown(cell), "serial-date", maybe))

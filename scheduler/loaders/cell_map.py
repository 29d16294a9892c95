"""One cell of theirs in our words, as a mapping says: units, values, lists, times."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from models.errors import nearest
from scheduler.loaders.bad import Bad
from scheduler.loaders.cells.lists import write
from scheduler.loaders.cells.moments import moment
from scheduler.loaders.cells.numbers import UNITS, number
from scheduler.loaders.contract import Column
from scheduler.loaders.mapping import ColumnMap
from scheduler.loaders.raw import Cell, empty, shown

TIMES = ("time", "until")
CLOCK = "h:mm"
"""The unit of a length that is written like a time of day: ``1:30`` is an hour and a half."""
KEPT = "="
"""The ``otherwise`` of a mapping that keeps values it does not name as they are."""
COUNTED = ("levels", "pieces", "percents")
NUMBERS = ("number", "integer", "money", "minutes")
_SPAN = re.compile(r"\s*(.+?)\s*(?:[/~～]|至|到|\s?[-–—]\s?|\s+to\s+|\s+until\s+)\s*(\d{1,2}[:：]\d{2}\S*|\S+ \S+)\s*")

_CLOCK = re.compile(r"(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?\s*([AaPp]\.?[Mm]\.?)?")

Beside = Callable[[str], Cell]
"""Their column -> its cell in the same row."""


def translated(cell: Cell, column: Column, way: ColumnMap, beside: Beside, zone: tzinfo | None) -> Cell:
    """Our cell for theirs, which is not empty.

    Raises
    ------
    Bad
        Where it cannot be translated.
    """
    if way.part:
        cell = _end(cell, way.part) if column.kind in TIMES else _part(cell, way.part)
    if way.split:
        return _list(cell, column, way)
    if way.values or way.steps:
        cell = value_of(cell, way)
        if empty(cell) or column.kind not in (*TIMES, "spans"):
            return cell
    if way.decimal and column.kind in NUMBERS:
        cell = point(cell, way.decimal)
    if way.times is not None:
        return scaled(cell, way)
    if column.kind == "minutes":
        return _length(cell, way, beside)
    if column.kind in TIMES:
        return _time(cell, way, beside, zone, column.kind == "until")
    if column.kind == "spans":
        return _spans(cell, way, beside, zone)
    return cell


def value_of(cell: Cell, way: ColumnMap) -> Cell:
    """Ours for one of their values, by the mapping's list or steps."""
    text = shown(cell)
    if way.values:
        found = way.values.get(text.lower(), way.otherwise)
        if found == KEPT and text.lower() not in way.values:
            return cell
        if found is None and text.lower() not in way.values:
            raise Bad("unmapped-value", f"the mapping has no value for {text!r}", nearest(text.lower(), way.values))
        return found  # type: ignore[no-any-return]
    if way.steps:
        value = number(point(cell, way.decimal))
        ours: Cell = next((ours for least, ours in way.steps.items() if value >= least), way.otherwise)
        return ours
    return text


def scaled(cell: Cell, way: ColumnMap) -> int:
    """A number times the mapping's factor, whole and at least 1."""
    return max(1, round(number(point(cell, way.decimal)) * (1 if way.times is None else way.times)))


def point(cell: Cell, decimal: str) -> Cell:
    """A number written with a decimal comma as one with a point; ``1.234,5`` is 1234.5."""
    if decimal != "," or not isinstance(cell, str):
        return cell
    return re.sub(r"(?<=\d)[.\s](?=\d{3}\b)", "", cell).replace(",", ".")


def _part(cell: Cell, part: int) -> Cell:
    parts = [word for word in re.split(r"[,，;；/\s()（）\[\]]+", shown(cell)) if word]
    if part > len(parts):
        raise Bad("list", f"{shown(cell)!r} has no part {part}", "the cell is cut off.")
    return parts[part - 1]


def _end(cell: Cell, part: int) -> Cell:
    """One end of a span: ``08:30-17:30`` begins (part 1) at 08:30."""
    found = _SPAN.fullmatch(shown(cell)[:120])
    if not found:
        raise Bad("list", f"{shown(cell)!r} is not a span of time", "write it like 08:30-17:30.")
    return found[1 if part == 1 else 2]


def _list(cell: Cell, column: Column, way: ColumnMap) -> str:
    """Items between the mapping's signs; a number after a colon stays with its item."""
    signs = "|".join(map(re.escape, way.split))
    items: list[tuple[str, str | None]] = []
    for text in (part.strip() for part in re.split(signs, shown(cell))):
        name, colon, count = text, "", ""
        if column.kind in COUNTED and (found := re.fullmatch(r"(.+?)\s*[:：]\s*(\d+)", text)):
            name, colon, count = found[1], ":", found[2]
        ours = shown(value_of(name, way)) if name else ""
        if ours and all(ours != known for known, _ in items):
            items.append((ours, count if colon else None))
    return write(items)


def _length(cell: Cell, way: ColumnMap, beside: Beside) -> Cell:
    """A length of time with the unit of the mapping, or of the column beside it, where it names none itself."""
    unit = way.unit
    if unit == CLOCK and _clock_only(cell):
        hours, minutes = _clock(cell).split(":")[:2]
        return f"{int(hours)} h {int(minutes)} min"
    if not _plain(cell) or unit == CLOCK:
        return cell
    if way.unit_column and not empty(beside(way.unit_column)):
        unit = shown(beside(way.unit_column)).lower()
        if unit not in UNITS:
            raise Bad("duration", f"{unit!r} (in {way.unit_column}) is not a unit of time", "one of: s, min, h, d.")
    return f"{shown(cell)} {unit}" if unit else cell


def _time(cell: Cell, way: ColumnMap, beside: Beside, zone: tzinfo | None, until: bool) -> Cell:
    """ISO with the offset of their zone; a date alone stays one."""
    if way.unit in ("epoch_s", "epoch_ms"):
        seconds = number(cell) / (1000 if way.unit == "epoch_ms" else 1)
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    cell = _written(cell, way)
    if way.date and _clock_only(cell):
        day = _day(beside(way.date), way)
        if day is None:
            return cell
        if zone is None:
            return f"{day:%Y-%m-%d} {_clock(cell)}"
        return moment(f"{day:%Y-%m-%d} {_clock(cell)}", zone).isoformat()
    if zone is None or not isinstance(cell, str | datetime) or (isinstance(cell, str) and len(cell.strip()) <= 10):
        return cell
    return moment(cell, zone, until=until).isoformat()


def _spans(cell: Cell, way: ColumnMap, beside: Beside, zone: tzinfo | None) -> Cell:
    """Spans of time; those without a day get the day beside them."""
    found = []
    if (whole := _whole_day(cell, way)) is not None:
        ends = [f"{end:%Y-%m-%d} 00:00" for end in (whole, whole + timedelta(days=1))]
        return "/".join(ends if zone is None else (moment(end, zone).isoformat() for end in ends))
    day = _day(beside(way.date), way) if way.date else None
    for text in (part.strip() for part in re.split("[;；]", shown(cell)) if part.strip()):
        match = None if len(text) > 120 or re.search(r"\dT\d", text) else _SPAN.fullmatch(text)
        if not match:
            if _clock_only(text) and day is not None:
                raise Bad("list", f"{text!r} is one time, not a span", "write it like 09:00-11:00.")
            return cell  # said when the cell is read
        first, last = match.groups()
        head, _, clock = first.rpartition(" ")
        if head and _clock_only(last) and not _clock_only(first):
            day = _day(head, way) or day
            first = clock
        if day is None or not (_clock_only(first) and _clock_only(last)):
            found.append(f"{first}/{last}")
            continue
        ends = [f"{day:%Y-%m-%d} {_clock(end)}" for end in (first, last)]
        found.append("/".join(ends if zone is None else (moment(end, zone).isoformat() for end in ends)))
    return ";".join(found)


def _whole_day(cell: Cell, way: ColumnMap) -> date | None:
    """The day of a cell that holds a day alone."""
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == time() else None
    if isinstance(cell, date):
        return cell
    try:
        written = _written(cell, way)
    except Bad:
        return None
    if isinstance(written, date) and not isinstance(written, datetime):
        return written
    plain = re.fullmatch(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?", shown(written))
    return moment(shown(written), UTC).date() if plain else None


def _written(cell: Cell, way: ColumnMap) -> Cell:
    """The time of a text, by the first of the mapping's formats that fits it."""
    if not way.format or not isinstance(cell, str):
        return cell
    text = cell.strip()
    for written in way.format:
        try:
            when = datetime.strptime(text, written)
        except ValueError:
            continue
        if not re.search("%[HIM]", written):
            return when.date()
        return when.time() if "%d" not in written else when
    if _clock_only(text):
        return cell  # a time without a date needs no format
    raise Bad("time", f"{text!r} is not written like {' or '.join(way.format)}", "the mapping's format is another.")


def _day(cell: Cell, way: ColumnMap) -> date | None:
    """The day in the cell beside a time."""
    if empty(cell):
        return None
    written = _written(cell, way) if isinstance(cell, str) else cell
    if isinstance(written, datetime):
        return written.date()
    if isinstance(written, date):
        return written
    if isinstance(written, str):
        return moment(written.strip(), UTC).date()
    return None


def _clock_only(cell: Cell) -> bool:
    return isinstance(cell, time) or (isinstance(cell, str) and bool(_CLOCK.fullmatch(cell.strip())))


def _clock(cell: Cell) -> str:
    """A time of day as hours, minutes and seconds; ``3:30 PM`` is 15:30."""
    if isinstance(cell, time):
        return cell.strftime("%H:%M:%S")
    found = _CLOCK.fullmatch(shown(cell))
    assert found is not None, "asked only of times of day"
    hour = int(found[1])
    if found[4]:
        hour = hour % 12 + (12 if found[4].lower().startswith("p") else 0)
    return f"{hour:02d}:{found[2]}" + (f":{found[3]}" if found[3] else "")


def _plain(cell: Cell) -> bool:
    """A number without a unit of its own."""
    try:
        number(cell)
    except Bad:
        return False
    return True


def later(cell: Cell, than: Cell, zone: tzinfo | None) -> Cell:
    """The time on the next day where it is not after the other: ``06:00`` after ``22:00`` of the same date."""
    if empty(cell) or empty(than):
        return cell
    try:
        end, start = moment(cell, zone or UTC), moment(than, zone or UTC)
    except Bad:
        return cell  # said when the cell is read
    return (end + timedelta(days=1)).isoformat() if end <= start < end + timedelta(days=1) else cell

"""Spans of time in a cell: ``9:00-12:00``, ``2026-11-24 8:30-17:30``, ``上午9点到11点``, ``9-11 am``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from models.errors import Trouble
from scheduler.loaders.bad import Bad
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.cells.written import Written, plain, written
from scheduler.loaders.contract import Table
from scheduler.loaders.raw import Cell, RawRow, RawTable, empty

_BETWEEN = re.compile(r"\s*(?:~|/|至|到|--|\bto\b|\buntil\b|\btill\b|-)\s*")
_STRONG = ("~", "至", "到", "--", "to", "until", "till")
"""Signs that stand between two dates, too; a dash or a slash may belong to a date."""
_BARE_HOUR = re.compile(r"\d{1,2}")
_AND = re.compile("[;；、，,\r\n]|和|及")


def split(text: str, order: str = "") -> tuple[str, str] | None:
    """Start and end of a span as texts that stand on their own; None when the text is no span.

    The end takes the date of the start where it names none, and the next one where it would else lie before it. A half
    of the day (am, 下午) said once holds for both ends where that makes sense.

    Parameters
    ----------
    order
        How dates with slashes are written; see :func:`scheduler.loaders.cells.moments.moment`.

    Examples
    --------
    >>> split("2026/11/24 9:00-12:00")
    ('2026-11-24 09:00', '2026-11-24 12:00')
    >>> split("９：００～１７：３０"), split("上午9点到11点半"), split("9-11 am")
    (('09:00', '17:30'), ('09:00', '11:30'), ('09:00', '11:00'))
    >>> split("2026-11-24 22:00-06:00")
    ('2026-11-24 22:00', '2026-11-25 06:00')
    >>> split("2026-11-24T08:30:00-05:00"), split("2026-11-24")
    (None, None)
    """
    simple = plain(text)
    if _reads(simple, order) is not None:
        return None  # a moment of its own, whose dashes belong to its date or its offset
    for sign in _BETWEEN.finditer(simple):
        left, right = simple[: sign.start()], simple[sign.end() :]
        found = _ends(left, right, order, sign[0].strip() in _STRONG or sign[0] == " - ")
        if found is not None:
            return found
    return None


def several(text: str, order: str = "") -> tuple[tuple[str, str], ...] | None:
    """The spans of a cell that holds nothing but spans, at least one; later ones take the date of the one before.

    >>> several("2026-11-24 9:00-11:00、14:00-16:00")
    (('2026-11-24 09:00', '2026-11-24 11:00'), ('2026-11-24 14:00', '2026-11-24 16:00'))
    >>> several("9:00") is None
    True
    """
    found: list[tuple[str, str]] = []
    day = ""
    for part in _AND.split(text):
        if not part.strip():
            continue
        span = split(part, order)
        if span is not None and day and ":" in span[0][:3]:
            span = split(f"{day} {part.strip()}", order)
        if span is None:
            return None
        day = span[0].partition(" ")[0] if " " in span[0] else ""
        found.append(span)
    return tuple(found) or None


def _ends(left: str, right: str, order: str, strong: bool) -> tuple[str, str] | None:
    start, end = _reads(left, order), _reads(right, order)
    if start is None and end is not None and end.half and _BARE_HOUR.fullmatch(left):
        start = _reads(f"{left} {end.half}", order)  # 9-11 am
    if start is not None and end is None and start.half and _BARE_HOUR.fullmatch(right):
        end = _reads(f"{right}:00", order)  # 9 am - 5
    if start is None or end is None or (start.since is None) != (end.since is None):
        return None
    if start.since is None or end.since is None:  # two dates
        return (left, right) if strong and start.date and end.date else None
    if start.date is None and end.date is not None:
        return None
    if start.zone or end.zone:
        return (_shown(left), _shown(right)) if start.date and end.date else None
    return _in_halves(start, end)


def _in_halves(start: Written, end: Written) -> tuple[str, str]:
    """The two ends with the half of the day that one of them says for both, as far as the end then comes later."""
    begin, finish = start.since or timedelta(), end.since or timedelta()
    half_day, same_day = timedelta(hours=12), end.date is None or end.date == start.date
    if same_day and start.half and not end.half and finish <= half_day:
        later = finish % half_day + half_day
        if finish <= begin < later:
            finish = later  # 下午2点到5点; 10 am - 2
    if same_day and end.half == "pm" and not start.half and begin < half_day and begin + half_day < finish:
        begin += half_day  # 2:00-4:00 pm
    last = end.date or start.date
    if last is not None and end.date is None and finish <= begin:
        last += timedelta(days=1)
    return _text(start.date, begin), _text(last, finish)


def _reads(text: str, order: str) -> Written | None:
    """What the text says of a moment; None also where it is wrong, for then another reading may be right."""
    try:
        return written(text, order) if text else None
    except Bad:
        return None


def _text(day: object, since: timedelta) -> str:
    seconds = int(since.total_seconds())
    clock = f"{seconds // 3600:02}:{seconds % 3600 // 60:02}" + (f":{seconds % 60:02}" if seconds % 60 else "")
    return clock if day is None else f"{day} {clock}"


def _shown(text: str) -> str:
    """A moment with its offset as it was, in the capitals of ISO 8601."""
    return text.upper()


def into_two_columns(table: Table, raw: RawTable, order: str, desk: InputIssues) -> RawTable:
    """The table with a span in the cell of a start as start and end, each in its own column.

    A start whose end is given beside it as well, and another, is left as it is, and said to be a span when it is read.
    Several spans in one cell go to the column for that, where the table has one.
    """
    found = {table.headings.get(plain_heading(heading), ""): heading for heading in reversed(raw.columns)}
    pairs = [(column.name, column.span_end) for column in table.columns if column.span_end and column.name in found]
    columns, rows = list(raw.columns), []
    for row in raw.rows:
        cells = dict(row.cells)
        for start, end in pairs:
            _divide(cells, found, (start, end), order, "windows" in table.column, Said(raw.file, row.number, desk))
        rows.append(RawRow(row.number, cells) if cells != row.cells else row)
    for name in {name for pair in pairs for name in (*pair, "windows")}:
        if name not in found and any(name in row.cells for row in rows):
            columns.append(name)
    return replace(raw, columns=tuple(columns), rows=tuple(rows))


@dataclass(frozen=True)
class Said:
    """Where a remark about a cell goes."""

    file: str
    row: int
    desk: InputIssues


def _divide(
    cells: dict[str, Cell], found: dict[str, str], pair: tuple[str, str], order: str, lists: bool, said: Said
) -> None:
    """Put the two ends of a span where they belong."""
    start, end = (found.get(name, name) for name in pair)
    text, other = cells.get(start), cells.get(end)
    if not isinstance(text, str):
        return
    spans = several(text, order)
    if spans is None:
        _half_open(cells, (start, end), order) if lists else None
        _dated(cells, (start, end), order, said)
        return
    if len(spans) > 1:
        windows = found.get("windows", "windows")
        if lists and empty(other) and empty(cells.get(windows)):
            cells[windows], cells[start] = ";".join("/".join(span) for span in spans), None
        return
    begin, finish = spans[0]
    if not empty(other) and other != text:
        same = isinstance(other, str) and _same(other, finish, order)
        if not same:
            return
    cells[start], cells[end] = begin, finish
    if " " in begin and begin[:10] < finish[:10] and len(begin) == len(finish) and finish[:10] not in text:
        message = f"the span {text.strip()!r} is read as ending on the next day, {finish}"
        said.desk.note(Trouble(message, said.file, said.row, start, text, "span-past-midnight",
                               "the two times are swapped, where that is not meant."))  # fmt: skip


_BEFORE = re.compile(r"(?:before|until|till|by|no later than|<=?|≤|不晚于)\s*(.+)|(.+?)\s*(?:之前|以前|前)")
_AFTER = re.compile(r"(?:after|from|since|not before|>=?|≥|不早于)\s*(.+)|(.+?)\s*(?:之后|以后|后|起|开始)")
ANY = frozenset({"any time", "anytime", "all day", "全天", "不限", "任意", "随时", "均可"})
"""Words that say that there is no window."""


def _half_open(cells: dict[str, Cell], pair: tuple[str, str], order: str) -> None:
    """``before 12:00`` is the end of a window, ``14:00以后`` its start, ``any time`` neither; of visits only."""
    start, end = pair
    text = plain(str(cells[start]))
    if not empty(cells.get(end)):
        return
    if text in ANY:
        cells[start] = None
    for pattern, name in ((_BEFORE, end), (_AFTER, start)):
        found = pattern.fullmatch(text)
        moment = (found[1] or found[2]) if found is not None else ""
        if moment and _reads(moment, order) is not None:
            cells[start], cells[name] = None, moment


def _dated(cells: dict[str, Cell], pair: tuple[str, str], order: str, said: Said) -> None:
    """An end without a date is the first such time after its start, where that has one."""
    start, end = pair
    first, other = cells.get(start), cells.get(end)
    begin = _reads(first, order) if isinstance(first, str) else None
    finish = _reads(other, order) if isinstance(other, str) else None
    if begin is None or finish is None or begin.date is None or begin.since is None or begin.zone:
        return
    if finish.date is not None or finish.since is None or finish.zone:
        return
    later = finish.since <= begin.since
    cells[end] = _text(begin.date + timedelta(days=later), finish.since)
    if later:
        message = f"{str(other).strip()!r} is read as the next day, {cells[end]}"
        said.desk.note(Trouble(message, said.file, said.row, end, str(other), "span-past-midnight",
                               "the two times are swapped, where that is not meant."))  # fmt: skip


def _same(text: str, finish: str, order: str) -> bool:
    """Does another cell say the end that the span says?"""
    other, end = _reads(text, order), _reads(finish, "")
    return other is not None and end is not None and other.since == end.since and other.date in (None, end.date)


def plain_heading(heading: str) -> str:
    """A heading as it is looked up."""
    return heading.strip().lower().replace(" ", "_").replace("-", "_")

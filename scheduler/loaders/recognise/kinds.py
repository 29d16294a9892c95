"""What the cells of a column are: numbers, dates, times, spans, lengths, pairs, lists, words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time

from scheduler.loaders.bad import Bad
from scheduler.loaders.cells.numbers import seconds

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_COMMA = re.compile(r"[+-]?\d{1,3}(\.\d{3})*,\d+|[+-]?\d+,\d+")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+\.\d+|[+-]?\d{1,3}(,\d{3}){2,}")
_ISO = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}(?:\s*日)?")
_LOCAL = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d{2})")
_WORDY = re.compile(r"\d{1,2}[ -][A-Za-z]{3,9}\.?[ -]\d{4}|[A-Za-z]{3,9} \d{1,2}, \d{4}")
_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}([:：]\d{2})?(\.\d+)?\s*([AaPp]\.?[Mm]\.?)?|\d{1,2}\s*[AaPp][Mm]")
_SPAN = re.compile(
    r"(.*\d)\s*(?:[AaPp][Mm])?\s*(?:[-–—~～/]|至|到|to|until)\s*(\d{1,2}[:：]\d{2}.*|\d{1,2}\s*[AaPp][Mm])"
)
_LENGTH = re.compile(
    r"\d+([.,]\d+)?\s*(分钟|分|小时|时|个小时|h|hr|hrs|hours?|m|mins?|minutes?|d|天|日).*", re.IGNORECASE
)
_PAIR = re.compile(r"[(（\[]?\s*([+-]?\d{1,3}\.\d+)\s*[,，;；/ ]\s*([+-]?\d{1,3}\.\d+)\s*[)）\]]?")
LONGEST = 120
"""No number, date or span has more letters."""
SIGNS = ("；", ";", "、", "|", "，", "/", ",", "+", "\n")
"""What may stand between the items of a list, the surest first."""


def kind_of(cell: object) -> str:
    """number, comma (a decimal comma), grouped (1,234.50), moment, date, time, span, length, pair, or text."""
    if isinstance(cell, bool):
        return "text"
    if isinstance(cell, int | float):
        return "number"
    if isinstance(cell, datetime):
        return "date" if cell.time() == time() else "moment"
    if isinstance(cell, date):
        return "date"
    if isinstance(cell, time):
        return "time"
    text = str(cell).strip()
    if len(text) > LONGEST:
        return "text"
    for kind, pattern in (
        ("number", _NUMBER),
        ("grouped", _GROUPED),
        ("comma", _COMMA),
        ("time", _CLOCK),
        ("pair", _PAIR),
    ):
        if pattern.fullmatch(text):
            return kind
    day, rest = _day(text)
    if day:
        if not rest:
            return "date"
        return (
            "moment"
            if _CLOCK.fullmatch(rest) or (re.match(r"T?\d{1,2}:\d{2}", rest) and not _SPAN.fullmatch(rest))
            else "span"
        )
    if _SPAN.fullmatch(text):
        return "span"
    return "length" if _LENGTH.fullmatch(text) or _spelled(text) else "text"


def _spelled(text: str) -> bool:
    """Is it a length of time in words, ``半小时``, ``一个半小时``?"""
    if len(text) > 8 or not re.search("小时|钟头|刻钟|天|hour|day", text):
        return False
    try:
        return seconds(text) > 0
    except Bad:
        return False


def _day(text: str) -> tuple[str, str]:
    """The date a text begins with, and what follows."""
    for pattern in (_ISO, _LOCAL, _WORDY):
        found = pattern.match(text)
        if found and (len(text) == found.end() or text[found.end()] in " T,"):
            return found[0], text[found.end() :].strip(" ,")
    return "", text


def share(cells: Iterable[object], *kinds: str) -> float:
    """Which part of the cells is of these kinds; 0 of no cells."""
    counts = Counter(kind_of(cell) for cell in cells)
    total = sum(counts.values())
    return sum(counts[kind] for kind in kinds) / total if total else 0.0


def numbers(cells: Iterable[object]) -> list[float]:
    """The numbers among the cells, decimal commas read as such."""
    found = []
    for cell in cells:
        kind = kind_of(cell)
        if kind == "number":
            found.append(float(str(cell)))
        elif kind == "comma":
            found.append(float(str(cell).strip().replace(".", "").replace(",", ".")))
    return found


def pairs(cells: Iterable[object]) -> list[tuple[float, float]]:
    """The two numbers of cells that hold a pair of coordinates."""
    found = [_PAIR.fullmatch(str(cell).strip()) for cell in cells]
    return [(float(match[1]), float(match[2])) for match in found if match]


def list_sign(cells: Iterable[object]) -> str:
    """What stands between the items of lists; empty where no cell holds two.

    >>> list_sign(["制冷、电工", "制冷"]), list_sign(["Gas / Electrical", "Gas"]), list_sign(["A1"])
    ('、', '/', '')
    """
    texts = [str(cell).strip() for cell in cells]
    items: dict[str, int] = {}
    for sign in SIGNS:
        halves = [part.strip() for text in texts if sign in text for part in text.split(sign)]
        if halves and all(0 < len(part) <= 24 for part in halves):
            items[sign] = sum(1 for text in texts if sign in text)
    return max(items, key=lambda sign: (items[sign], -SIGNS.index(sign)), default="")


def needs_order(cell: object) -> bool:
    """Does it hold a date whose day and month a reader must be told apart?"""
    return isinstance(cell, str) and bool(_LOCAL.match(cell.strip()))


def date_order(cells: Iterable[object]) -> str:
    """``dmy`` or ``mdy`` where some cell can only be that; empty where none decides."""
    found = set()
    for cell in cells:
        if needs_order(cell):
            first, second = map(int, re.split(r"[/.-]", str(cell).strip(), maxsplit=2)[:2])
            if first > 12:
                found.add("dmy")
            elif second > 12:
                found.add("mdy")
    return found.pop() if len(found) == 1 else "both" if found else ""


def formats(cells: Iterable[object], order: str) -> tuple[str, ...]:
    """How the times of a column are written, in the words of ``strptime``; empty where ISO 8601 reads them.

    >>> formats(["24/11/2026 08:05", "25/11/2026"], "dmy")
    ('%d/%m/%Y %H:%M', '%d/%m/%Y')
    >>> formats(["11/24/2026 8:05:00 PM"], "mdy"), formats(["2026/11/24"], "")
    (('%m/%d/%Y %I:%M:%S %p',), ())
    """
    found: dict[str, None] = {}
    for cell in cells:
        if isinstance(cell, str) and cell.strip():
            written = _format(cell.strip(), order)
            if written:
                found[written] = None
    return tuple(found)


def _format(text: str, order: str) -> str:
    day, rest = _day(text)
    clock = _clock_format(rest)
    if rest and not clock:
        return ""
    if not day:
        return clock if re.search("[AaPp][Mm]", rest) else ""
    if _ISO.fullmatch(day):
        return f"{'%Y-%m-%d'} {clock}" if "%I" in clock and "-" in day else ""
    if _LOCAL.fullmatch(day):
        sign = re.sub(r"\d", "", day)[0]
        year = "%Y" if len(re.split(r"[/.-]", day)[2]) == 4 else "%y"
        parts = ("%m", "%d", year) if order == "mdy" else ("%d", "%m", year)
        written = sign.join(parts)
    else:
        month = "%B" if len(re.findall(r"[A-Za-z]+", day)[0]) > 3 else "%b"
        written = f"{month} %d, %Y" if day[0].isalpha() else day_words(day, month)
    comma = "," if rest and text[len(day)] == "," else ""
    return written + (f"{comma} {clock}" if clock else "")


def day_words(day: str, month: str) -> str:
    """``24 Nov 2026`` and ``24-Nov-2026``."""
    sign = "-" if "-" in day else " "
    return f"%d{sign}{month}{sign}%Y"


def _clock_format(text: str) -> str:
    if not text:
        return ""
    found = re.fullmatch(r"(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?(\s*)([AaPp][Mm])?", text)
    if not found:
        return ""
    hour = "%I" if found[5] else "%H"
    clock = hour + (":%M" if found[2] else "") + (":%S" if found[3] else "")
    return clock + (f"{' ' if found[4] else ''}%p" if found[5] else "")

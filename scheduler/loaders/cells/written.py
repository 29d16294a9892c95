"""A date or a time as people write it: what the text says, whatever day or zone is meant."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache

from scheduler.loaders.bad import Bad
from scheduler.loaders.raw import Cell

LIKE = "write it like 2026-11-24 08:30 or 2026-11-24T08:30:00+08:00."

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MORNING = ("上午", "早上", "早晨", "清晨", "凌晨", "am", "a.m.")
AFTERNOON = ("下午", "中午", "傍晚", "晚上", "pm", "p.m.")

_MONTH = rf"(?P<month>{'|'.join(MONTHS)})[a-z]*\.?"
DATES = (
    r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*[日号]?",
    r"(?P<year>(?:19|20|21)\d{2})(?P<month>\d{2})(?P<day>\d{2})",
    r"(?P<first>\d{1,2})(?P<sign>[/.-])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4})",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH}[\s,-]+(?P<year>\d{{4}})",
    rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
)
"""The ways a date is written; the third can be day/month or month/day."""

_HALF = "|".join(re.escape(half) for half in (*MORNING, *AFTERNOON))
_DATES = tuple(re.compile(pattern) for pattern in DATES)
_USUAL = re.compile(r"(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?")
_WEEKDAY = re.compile(
    r"[(（]?\s*(?:(?:周|星期)[一二三四五六日天]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b\.?,?)\s*[)）]?"
)
_TIME = re.compile(
    rf"(?P<before>{_HALF})?\s*"
    r"(?P<hour>\d{1,2})(?:(?::(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?)|(?P<mark>[点时h])(?:(?P<past>\d{1,2})分?|(?P<odd>半|整|钟))?)?"
    rf"\s*(?P<after>{_HALF})?"
)
_ZONE = re.compile(r"(?P<zone>z|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2}(?::\d{2})?)?|utc|gmt)")
_DOTTED = re.compile(r"^(\d{1,2})\.(\d{2})(?![.\d])")
"""A time with a point, ``9.30``: read after a date only, for alone it is a number."""
_PLAIN_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
SERIALS = range(20_000, 80_000)
"""Excel's serial numbers of the days from 1954 to 2119."""


@dataclass(frozen=True)
class Written:
    """What a text says of a moment, before anybody adds the day or the zone.

    Parameters
    ----------
    date
        None = it names none.
    since
        Time of day; None = it names none.
    zone
        The offset it names.
    half
        ``am``, ``pm`` or nothing: what it says of the half of the day.
    """

    date: date | None = None
    since: timedelta | None = None
    zone: tzinfo | None = None
    half: str = ""


def plain(text: str) -> str:
    """The text with full-width signs and the many dashes as their plain brothers, in small letters.

    >>> plain("９：００～１２：００ ＡＭ"), plain("9:00 – 12:00")
    ('9:00~12:00 am', '9:00 - 12:00')
    """
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"\s+", " ", re.sub("[‐‑‒–—−]", "-", text.replace("〜", "~").replace("∼", "~"))).strip().lower()


def written(text: str, order: str = "") -> Written | None:
    """What a text says of a moment; None when it is none.

    Raises
    ------
    Bad
        It is one, and wrong or ambiguous.

    Examples
    --------
    >>> written("15/03/2026 9:05 PM")
    Written(date=datetime.date(2026, 3, 15), since=datetime.timedelta(seconds=75900), zone=None, half='pm')
    >>> written("soon")
    """
    if usual := _USUAL.fullmatch(text):
        return _usual(usual, text)
    rest, day, separator = _after_weekday(plain(text)), None, ""
    if head := next((found for pattern in _DATES if (found := pattern.match(rest))), None):
        day, rest = _day(head.groupdict(), text, order), rest[head.end() :]
        separator = "T" if rest.startswith("t") else ""
        rest = rest[1:].strip() if rest[:1] in ("t", " ", ",") else rest
    rest = _WEEKDAY.sub("", rest, count=1).strip() if _WEEKDAY.match(rest) else rest
    if not rest:
        return None if day is None else Written(day)
    if day is not None:
        rest = _DOTTED.sub(r"\1:\2", rest)
    clock = _TIME.match(rest)
    if clock is None or not (clock["minute"] or clock["mark"] or clock["before"] or clock["after"]):
        return None
    half = clock["before"] or clock["after"] or ""
    since, tail = _since_midnight(clock, half, text), rest[clock.end() :].strip()
    zone = None
    if tail:
        if not (found := _ZONE.fullmatch(tail)) or day is None:
            return None
        if not (clock["second"] or separator or not found["zone"][-1].isdigit()):
            if tail.startswith("-"):
                return None  # a span, 9:00-12:00
            raise Bad(
                "time-offset", f"{text.strip()!r}: {found['zone']!r} after a time without seconds is no offset",
                f"an offset is meant: write {day:%Y-%m-%d}T{time_of_day(since)}:00{found['zone']}.",
            )  # fmt: skip
        zone = offset_of(found["zone"].removeprefix("utc").removeprefix("gmt") or "z")
    return Written(day, since, zone, "am" if half in MORNING else "pm" if half else "")


def _after_weekday(text: str) -> str:
    """The text without the weekday in front of its date: ``Tue 24 Nov 2026``."""
    weekday = _WEEKDAY.match(text)
    rest = text[weekday.end() :].strip(" ,") if weekday is not None else text
    return rest if any(shape.match(rest) for shape in _DATES) else text


def serial_number(cell: Cell) -> datetime | None:
    """The local time that a spreadsheet means by a number, when its cell was saved without its format.

    >>> serial_number("46091.375"), serial_number("90")
    (datetime.datetime(2026, 3, 10, 9, 0), None)
    """
    if isinstance(cell, bool) or not re.fullmatch(r"\d{5}(?:\.\d+)?", str(cell).strip()):
        return None
    days = float(str(cell))
    if int(days) not in SERIALS:
        return None
    seconds = round(days * 86_400)  # Excel's fractions of a day are rounded to about a microsecond
    return datetime(1899, 12, 30) + timedelta(seconds=seconds)


def ordered_date(text: str) -> tuple[int, int] | None:
    """The first two numbers of a date that may be day/month or month/day: slashes or dashes, the year last.

    >>> ordered_date("15/03/2026 08:00"), ordered_date("2026-03-15")
    ((15, 3), None)
    """
    found = re.match(r"(\d{1,2})([/-])(\d{1,2})\2\d{4}", plain(text))
    return (int(found[1]), int(found[3])) if found else None


def _usual(found: re.Match[str], text: str) -> Written:
    """The way most files write it, read without detours."""
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    check_year(year)
    if (hour, minute, second) != (24, 0, 0) and (hour > 23 or minute > 59 or second > 59):
        raise Bad("time", f"{text!r} is not a time of day", LIKE)
    try:
        return Written(date(year, month, day), timedelta(hours=hour, minutes=minute, seconds=second))
    except ValueError:
        raise Bad("time", f"{text!r} is not a day of the calendar", LIKE) from None


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def _day(parts: dict[str, str], whole: str, order: str) -> date:
    """The date of the parts of a text."""
    if parts.get("first"):
        month, day = _in_order(int(parts["first"]), int(parts["second"]), parts["sign"], whole, order)
    else:
        name = parts["month"]
        month = int(name) if name.isdigit() else MONTHS.index(name[:3]) + 1
        day = int(parts["day"])
    check_year(int(parts["year"]))
    try:
        return date(int(parts["year"]), month, day)
    except ValueError:
        raise Bad("time", f"{whole.strip()!r} is not a day of the calendar", LIKE) from None


def _in_order(first: int, second: int, sign: str, text: str, order: str) -> tuple[int, int]:
    """(month, day) of two numbers in one of two orders; with dots the day is always first."""
    open_ = first <= 12 and second <= 12 and first != second
    if sign != "." and (order == "mixed" or (order == "" and open_)):
        formats = f"%d{sign}%m{sign}%Y or %m{sign}%d{sign}%Y"
        hint = f"write it like 2026-11-24; a mapping says with format which it is: {formats}."
        raise Bad("time-ambiguous-date", f"{text.strip()!r} can be read as two different days", hint)
    month_leads = order == "mdy" or (order == "" and second > 12)
    return (first, second) if month_leads and sign != "." else (second, first)


def _since_midnight(clock: re.Match[str], half: str, text: str) -> timedelta:
    hour = int(clock["hour"])
    minute = 30 if clock["odd"] == "半" else int(clock["minute"] or clock["past"] or 0)
    second = int(clock["second"] or 0)
    if half in AFTERNOON and hour <= 12:
        hour = _after_noon(hour, half)
    elif half in MORNING:
        if hour > 12:
            raise Bad("time", f"{text.strip()!r} is not a time of day", LIKE)
        hour = 0 if hour == 12 and half in ("am", "a.m.", "凌晨") else hour
    if (hour, minute, second) != (24, 0, 0) and (hour > 23 or minute > 59 or second > 59):
        raise Bad("time", f"{text.strip()!r} is not a time of day", LIKE)
    return timedelta(hours=hour, minutes=minute, seconds=second)


def _after_noon(hour: int, half: str) -> int:
    """The hour of 24 that one of 12 in the second half of the day is.

    >>> _after_noon(2, "下午"), _after_noon(12, "pm"), _after_noon(11, "中午"), _after_noon(12, "晚上")
    (14, 12, 11, 24)
    """
    if half == "中午" and hour >= 10:
        return hour
    if hour == 12:
        return 24 if half == "晚上" else 12
    return hour + 12


@cache
def check_year(year: int) -> None:
    """Years near 1 and 9999 cannot be shown in every zone, and no day is about them."""
    if not 1900 <= year < 2200:
        raise Bad("time-far", f"the year {year} is not one this can be about", "the year is wrong.")


def offset_of(text: str) -> tzinfo:
    if text in "Zz":
        return UTC
    digits = re.sub(r"\D", "", text)
    digits = digits.zfill(2) if len(digits) < 3 else digits.zfill(4) if len(digits) < 5 else digits.zfill(6)
    hours, minutes, rest = (*(int(digits[at : at + 2]) for at in range(0, len(digits), 2)), 0, 0)[:3]
    size = timedelta(hours=hours, minutes=minutes, seconds=rest)
    least, most = timedelta(hours=12), timedelta(hours=14)
    if minutes > 59 or rest > 59 or size > (least if text[0] == "-" else most):
        message = f"{text!r} is not an offset: they lie between -12:00 and +14:00"
        raise Bad("time-offset", message, "write it like +08:00.")
    return timezone(-size if text[0] == "-" else size)


def time_of_day(since: timedelta) -> str:
    minutes = since // timedelta(minutes=1)
    return f"{minutes // 60:02}:{minutes % 60:02}"

"""Reading times as people and programs write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from models.errors import nearest
from scheduler.loaders.bad import Bad
from scheduler.loaders.raw import Cell

_DATE = r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
_TIME = r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?"
_ZONE = r"(Z|z|[+-]\d{2}:?\d{2}(?::\d{2})?)?"
_MOMENT = re.compile(rf"{_DATE}(?:[T\s]+{_TIME}\s*{_ZONE})?")
_TIME_ONLY = re.compile(_TIME)
_AMERICAN = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")

LIKE = "write it like 2026-11-24 08:30 or 2026-11-24T08:30:00+08:00."


def zone_named(text: str) -> tzinfo:
    """The zone of an IANA name, or of an offset such as ``+08:00``.

    Raises
    ------
    Bad
        With rule ``unknown-timezone`` and the nearest known name.

    Examples
    --------
    >>> zone_named("+08:00").utcoffset(None)
    datetime.timedelta(seconds=28800)
    """
    if re.fullmatch(r"[+-]\d{2}:\d{2}(:\d{2})?", text):
        return _offset(text)
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        from zoneinfo import available_timezones

        message = f"{text!r} is no time zone"
        raise Bad("unknown-timezone", message, nearest(text, available_timezones())) from None


def moment(cell: Cell, zone: tzinfo, day: date | None = None, *, until: bool = False) -> datetime:
    """The aware datetime of a cell.

    Parameters
    ----------
    zone
        Zone of a time without an offset.
    day
        Day of a time without a date; None = such a time is refused.
    until
        A date alone means its end rather than its beginning.

    Raises
    ------
    Bad
        With rule ``time``, ``time-without-date``, ``time-ambiguous-date`` or ``time-skipped``.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> moment("2026-11-24 08:30", ZoneInfo("Asia/Shanghai")).isoformat()
    '2026-11-24T08:30:00+08:00'
    >>> moment("2026年11月24日", ZoneInfo("Asia/Shanghai"), until=True).isoformat()
    '2026-11-25T00:00:00+08:00'
    """
    if isinstance(cell, datetime):
        return _zoned(cell, zone)
    if isinstance(cell, date):
        return _zoned(_midnight(cell) + timedelta(days=until), zone)
    if isinstance(cell, time):
        return _on_day(timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second), zone, day, str(cell))
    if not isinstance(cell, str):
        raise Bad("time", f"{cell!r} is not a time", LIKE)
    text = cell.strip().replace("：", ":").replace("／", "/")
    if found := _TIME_ONLY.fullmatch(text):
        return _on_day(_since_midnight(found.groups(), text), zone, day, text)
    found = _MOMENT.fullmatch(text)
    if not found:
        if _AMERICAN.match(text):
            raise Bad("time-ambiguous-date", f"{text!r} can be read as two different days", LIKE)
        raise Bad("time", f"{text!r} is not a time", LIKE)
    year, month, dom, hour, minute, second, offset = found.groups()
    _check_year(int(year))
    try:
        midnight = datetime(int(year), int(month), int(dom))
    except ValueError:
        raise Bad("time", f"{text!r} is not a day of the calendar", LIKE) from None
    if hour is None:
        return _zoned(midnight + timedelta(days=until), zone)
    local = midnight + _since_midnight((hour, minute, second), text)
    return local.replace(tzinfo=_offset(offset)) if offset else _zoned(local, zone)


def ambiguous(when: datetime) -> bool:
    """Does this local time occur twice, because clocks go back?

    >>> from zoneinfo import ZoneInfo
    >>> ambiguous(datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin")))
    True
    """
    return when.replace(fold=0).utcoffset() != when.replace(fold=1).utcoffset()


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def _since_midnight(parts: tuple[str | None, ...], text: str) -> timedelta:
    hour, minute, second = (int(part or 0) for part in parts)
    if (hour, minute, second) != (24, 0, 0) and (hour > 23 or minute > 59 or second > 59):
        raise Bad("time", f"{text!r} is not a time of day", LIKE)
    return timedelta(hours=hour, minutes=minute, seconds=second)


def _on_day(since: timedelta, zone: tzinfo, day: date | None, text: str) -> datetime:
    if day is None:
        raise Bad("time-without-date", f"{text!r} has no date", LIKE)
    return _zoned(_midnight(day) + since, zone)


@cache
def _check_year(year: int) -> None:
    """Years near 1 and 9999 cannot be shown in every zone, and no day is about them."""
    if not 1900 <= year < 2200:
        raise Bad("time-far", f"the year {year} is not one this can be about", "the year is wrong.")


def _offset(text: str) -> tzinfo:
    if text in "Zz":
        return UTC
    digits = [int(text[at : at + 2]) for at in range(1, len(text), 3 if ":" in text else 2)]
    hours, minutes, rest = (*digits, 0, 0)[:3]
    if hours > 23 or minutes > 59 or rest > 59:
        raise Bad("time", f"{text!r} is not an offset", "write it like +08:00.")
    size = timedelta(hours=hours, minutes=minutes, seconds=rest)
    return timezone(-size if text[0] == "-" else size)


def _zoned(when: datetime, zone: tzinfo) -> datetime:
    """The local time in its zone; refused where clocks skip it."""
    _check_year(when.year)
    if when.tzinfo is not None:
        return when
    aware = when.replace(tzinfo=zone)
    if aware.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != when:
        raise Bad(
            "time-skipped",
            f"{when:%Y-%m-%d %H:%M} does not exist in {zone}: clocks go forward then",
            "write it with an offset such as +01:00.",
        )
    return aware

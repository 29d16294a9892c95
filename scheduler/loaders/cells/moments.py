"""Reading times as people and programs write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from models.clock import Clock
from models.errors import nearest
from scheduler.loaders.bad import Bad
from scheduler.loaders.cells.spans import several, split
from scheduler.loaders.cells.written import (
    LIKE,
    check_year,
    midnight,
    offset_of,
    plain,
    serial_number,
    time_of_day,
    written,
)
from scheduler.loaders.raw import Cell

Dateless = Callable[[timedelta, tzinfo], datetime]
"""From a time of day to the one moment that is meant; raises :class:`Bad` where there is none or more than one."""


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
        return offset_of(text)
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        from zoneinfo import available_timezones

        message = f"{text!r} is no time zone"
        raise Bad("unknown-timezone", message, nearest(text, available_timezones())) from None


def dateless(clock: Clock, shifts: Sequence[tuple[int, int]], at: int | None = None) -> Dateless:
    """Who finds the day of a time without a date, as :meth:`models.clock.Clock.meant` says."""

    def find(since: timedelta, zone: tzinfo) -> datetime:
        meant = clock.meant(since, shifts, zone, at)
        if len(meant) == 1:
            return clock.moment(meant[0]).astimezone(zone)
        days = ", ".join(f"{clock.moment(second).astimezone(zone):%Y-%m-%d}" for second in meant[:3])
        message = f"{time_of_day(since)!r} has no date, and this day holds it {len(meant)} times ({days})"
        raise Bad("time-without-date", message, f"write the date too. {LIKE[0].upper()}{LIKE[1:]}")

    return find


def moment(
    cell: Cell, zone: tzinfo, day: date | Dateless | None = None, *, until: bool = False, order: str = ""
) -> datetime:
    """The aware datetime of a cell.

    Parameters
    ----------
    zone
        Zone of a time without an offset.
    day
        Day of a time without a date, or who finds it; None = such a time is refused.
    until
        A date alone means its end rather than its beginning.
    order
        ``dmy`` or ``mdy`` where other cells of the column have shown how dates with slashes are written; ``mixed``
        where they contradict each other.

    Raises
    ------
    Bad
        With rule ``time``, ``time-without-date``, ``time-ambiguous-date``, ``time-span``, ``time-offset`` or
        ``time-skipped``.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> moment("2026-11-24 08:30", ZoneInfo("Asia/Shanghai")).isoformat()
    '2026-11-24T08:30:00+08:00'
    >>> moment("2026年11月24日 下午2点半", ZoneInfo("Asia/Shanghai")).isoformat()
    '2026-11-24T14:30:00+08:00'
    >>> moment("2026-11-24", ZoneInfo("Asia/Shanghai"), until=True).isoformat()
    '2026-11-25T00:00:00+08:00'
    """
    if isinstance(cell, datetime):
        return _zoned(cell, zone)
    if isinstance(cell, date):
        return _zoned(midnight(cell) + timedelta(days=until), zone)
    if isinstance(cell, time):
        return _on_day(timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second), zone, day, str(cell))
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise Bad("time", f"{cell!r} is not a time", LIKE)
    text = str(cell).strip()
    if (serial := serial_number(cell)) is not None:
        return _zoned(serial + timedelta(days=until and serial == midnight(serial.date())), zone)
    found = written(text, order)
    if found is None:
        raise _no_time(text)
    if found.date is None:
        assert found.since is not None, "a text without date and time is no time"
        return _on_day(found.since, zone, day, text)
    if found.since is None:
        return _zoned(midnight(found.date) + timedelta(days=until), zone)
    local = midnight(found.date) + found.since
    return local.replace(tzinfo=found.zone) if found.zone is not None else _zoned(local, zone)


def ambiguous(when: datetime) -> bool:
    """Does this local time occur twice, because clocks go back?

    >>> from zoneinfo import ZoneInfo
    >>> ambiguous(datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin")))
    True
    """
    return when.replace(fold=0).utcoffset() != when.replace(fold=1).utcoffset()


def _no_time(text: str) -> Bad:
    """Why a text is no moment, with the advice that fits it."""
    if len(several(text) or ()) > 1:
        hint = "write every span on a row of its own, or, of a visit, into the column windows."
        return Bad("time-span", f"{text!r} holds more than one span of time", hint)
    if split(text) is not None:
        hint = "write the one moment; spans belong into a column of spans, or into start and end."
        return Bad("time-span", f"{text!r} is a span of time, and one moment is wanted", hint)
    simple = plain(text)
    if found := re.fullmatch(r"([01]?\d|2[0-4])-([01]?\d|2[0-4])", simple):
        hint = f"write hours like {found[1]}:00-{found[2]}:00, or the date in full."
        return Bad("time", f"{text!r} may be hours or a date", hint)
    if re.match(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}(?!\d)", simple):
        return Bad("time-short-year", f"{text!r} has a year of two digits", "write the year in full: 2026-11-24.")
    if re.match(r"\d{1,2}(月|[/-])\d{1,2}([日号]|\s|$)", simple):
        return Bad("time-without-year", f"{text!r} has no year", "write it in full: 2026-11-24 08:30.")
    if re.fullmatch(r"\d{10}|\d{13}", simple):
        unit = "epoch_s" if len(simple) == 10 else "epoch_ms"
        return Bad("time", f"{text!r} looks like seconds since 1970", f"read it with a mapping: unit: {unit}.")
    if re.fullmatch(r"0?\.\d+", simple):
        return Bad("time", f"{text!r} looks like the fraction of a day a spreadsheet writes for a time of day",
                   "format the column as a time before saving.")  # fmt: skip
    return Bad("time", f"{text!r} is not a time", LIKE)


def _on_day(since: timedelta, zone: tzinfo, day: date | Dateless | None, text: str) -> datetime:
    if day is None:
        raise Bad("time-without-date", f"{text!r} has no date", LIKE)
    if isinstance(day, date):
        return _zoned(midnight(day) + since, zone)
    return day(since, zone)


def _zoned(when: datetime, zone: tzinfo) -> datetime:
    """The local time in its zone; refused where clocks skip it."""
    check_year(when.year)
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

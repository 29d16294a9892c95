"""Time: outside ISO 8601 with an offset, inside whole seconds from the start of the horizon.

Only this module converts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, SerializationInfo, ValidationInfo, WithJsonSchema

if TYPE_CHECKING:
    from collections.abc import Iterable

MINUTE = 60
HOUR = 3600
DAY = 24 * HOUR
MOST_DAYS = 366
"""Days of the longest horizon."""


def minutes_up(seconds: int) -> int:
    """Whole minutes, rounded up.

    >>> minutes_up(3600), minutes_up(3601), minutes_up(-30)
    (60, 61, 0)
    """
    return -(-seconds // MINUTE)


@dataclass(frozen=True)
class Clock:
    """The origin of a horizon.

    Parameters
    ----------
    origin
        An aware datetime; second 0. Its zone is the zone in which times are shown to people.

    Examples
    --------
    >>> clock = Clock.parse("2026-11-24T00:00:00+08:00")
    >>> clock.seconds("2026-11-24T08:30:00+08:00")
    30600
    >>> clock.iso(30600)
    '2026-11-24T08:30:00+08:00'
    >>> clock.text(30600), clock.text(30600 + 86400)
    ('08:30', '11-25 08:30')
    """

    origin: datetime

    def __post_init__(self) -> None:
        if self.origin.tzinfo is None:
            raise ValueError(f"the origin {self.origin} has no time zone. Maybe add an offset such as +08:00.")

    @classmethod
    def parse(cls, text: str) -> Clock:
        """The clock whose origin is this ISO 8601 text with an offset."""
        return cls(datetime.fromisoformat(text))

    def seconds(self, when: datetime | str) -> int:
        """Whole seconds from the origin; a time without an offset is read in the origin's zone."""
        if isinstance(when, str):
            when = datetime.fromisoformat(when.strip())
        if when.tzinfo is None:
            when = when.replace(tzinfo=self.origin.tzinfo)
        # in UTC: the difference of two times of one zone would forget that clocks change in between
        return round((when.astimezone(UTC) - self.origin.astimezone(UTC)).total_seconds())

    def moment(self, seconds: int) -> datetime:
        """The aware datetime of a second, in the origin's zone (elapsed time, right across clock changes).

        A second beyond the calendar (of sums of what was given, never of a moment that was) is its last or first day.
        """
        try:
            return (self.origin.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(self.origin.tzinfo)
        except OverflowError:
            end = datetime.max - timedelta(days=2) if seconds > 0 else datetime.min + timedelta(days=2)
            return end.replace(microsecond=0, tzinfo=self.origin.tzinfo)

    def at(self, second: int, time_of_day: str) -> int:
        """The second of a time of day (``HH:MM``) on the day on which ``second`` lies.

        >>> Clock.parse("2026-11-24T00:00:00+08:00").at(30600, "11:30")
        41400
        """
        hours, _, minutes = time_of_day.partition(":")
        day = self.moment(second).replace(hour=int(hours), minute=int(minutes), second=0, microsecond=0)
        return self.seconds(day)

    def meant(
        self,
        since: timedelta,
        shifts: Iterable[tuple[int, int]],
        zone: tzinfo | None = None,
        at: int | None = None,
    ) -> tuple[int, ...]:
        """Every second that a time of day without a date can mean.

        The one within a shift, if there is one; else that of any calendar day of the horizon. Two answers, or none, are
        for the caller to refuse.

        Parameters
        ----------
        since
            From midnight.
        shifts
            [s] start and end of the shifts, both ends counted.
        zone
            In which the time is told; None = the origin's.
        at
            [s] as seen from then: of several moments the one within the shift that is running, or on its day; when none
            is running, the one on the calendar day. None = from nowhere.

        Examples
        --------
        >>> clock, night = Clock.parse("2026-05-11T00:00:00+02:00"), [(79200, 108000)]  # 22:00-06:00
        >>> [clock.text(second) for second in clock.meant(timedelta(hours=1, minutes=30), night)]
        ['05-12 01:30']
        >>> [clock.text(second) for second in clock.meant(timedelta(hours=12), night)]
        ['12:00', '05-12 12:00']
        >>> [clock.text(second) for second in clock.meant(timedelta(hours=12), night, at=90000)]
        ['12:00', '05-12 12:00']
        >>> [clock.text(second) for second in clock.meant(timedelta(hours=12), night, at=120000)]
        ['05-12 12:00']
        """
        zone = zone or self.origin.tzinfo
        spans = list(shifts)
        first = self.origin.astimezone(zone).date()
        last = max([first, *(self.moment(end - 1).astimezone(zone).date() for _, end in spans)])
        days = (first + timedelta(days=day) for day in range((last - first).days + 1))
        local = (datetime(day.year, day.month, day.day, tzinfo=zone) + since for day in days)
        found = tuple(dict.fromkeys(self.seconds(when) for when in local))
        found = _within(found, spans) or found
        return found if at is None or len(found) < 2 else self._seen_from(at, found, spans, zone) or found

    def _seen_from(
        self, at: int, moments: tuple[int, ...], shifts: list[tuple[int, int]], zone: tzinfo | None
    ) -> tuple[int, ...]:
        """Those of some moments within the shifts that are running, else those on their days, or on that of ``at``."""

        def day(second: int) -> date:
            return self.moment(second).astimezone(zone).date()

        running = [(begin, end) for begin, end in shifts if begin < at < end]
        days = [(day(begin), day(end)) for begin, end in running or [(at, at)]]
        return _within(moments, running) or tuple(
            second for second in moments if any(first <= day(second) <= last for first, last in days)
        )

    def iso(self, seconds: int) -> str:
        """ISO 8601 with offset."""
        return self.moment(seconds).isoformat()

    def text(self, seconds: int) -> str:
        """Short text for people: the time of day, with the date when it is not the first day."""
        moment = self.moment(seconds)
        same_day = moment.date() == self.origin.date()
        return moment.strftime("%H:%M" if same_day else "%m-%d %H:%M")


def _within(moments: tuple[int, ...], spans: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """The moments in some spans, both ends counted."""
    return tuple(second for second in moments if any(begin <= second <= end for begin, end in spans))


def span(seconds: int) -> str:
    """A length of time for people.

    >>> span(90), span(5400), span(86400), span(-600)
    ('1 min 30 s', '1 h 30 min', '24 h', '-10 min')
    """
    sign, seconds = ("-" if seconds < 0 else ""), abs(seconds)
    hours, minutes, rest = seconds // HOUR, seconds % HOUR // MINUTE, seconds % MINUTE
    parts = [f"{hours} h"] if hours else []
    parts += [f"{minutes} min"] if minutes else []
    parts += [f"{rest} s"] if rest and not hours else []
    return sign + (" ".join(parts) or "0 s")


def _read_instant(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, str | datetime):
        clock = (info.context or {}).get("clock")
        if clock is None:
            raise ValueError(f"the time {value} needs a horizon to be read against")
        try:
            value = clock.seconds(value)
        except (ValueError, OverflowError) as error:
            raise ValueError(f"{value!r} is not a time. Maybe write it like 2026-11-24T08:30:00+08:00.") from error
    if isinstance(value, int) and abs(value) > 2**30:
        raise ValueError("the time is more than thirty years from this day. Maybe the year is wrong.")
    return value


def _write_instant(value: int, info: SerializationInfo) -> Any:
    clock = (info.context or {}).get("clock") if isinstance(info.context, dict) else None
    return clock.iso(value) if clock is not None else value


Instant = Annotated[
    int,
    BeforeValidator(_read_instant),
    PlainSerializer(_write_instant, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""Seconds from the start of the horizon; ISO 8601 in JSON (validate and dump with ``context={"clock": clock}``)."""

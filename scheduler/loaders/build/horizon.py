"""Where the horizon starts and ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from models.clock import Clock
from models.errors import Trouble
from scheduler.loaders.bad import Bad
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.build.settings import Settings, first_day
from scheduler.loaders.cells.moments import moment
from scheduler.loaders.cells.written import LIKE
from scheduler.loaders.contract import SHIFTS
from scheduler.loaders.raw import RawTable


@dataclass(frozen=True)
class Horizon:
    """The span of time a problem is about.

    Parameters
    ----------
    clock
        Origin of all times.
    zone
        Zone of times without an offset.
    end
        [s] shifts start before it; None = no end.
    """

    clock: Clock
    zone: tzinfo
    end: int | None

    def holds(self, start: int) -> bool:
        """Does a shift that starts then belong to the horizon?"""
        return start >= 0 and (self.end is None or start < self.end)


def find_horizon(
    settings: Settings, file: str, shifts: RawTable | None, wanted: str | date | datetime | None, desk: InputIssues
) -> Horizon:
    """The horizon: the date the caller wants, else the day file's, else the day of the earliest shift."""
    zone: tzinfo = settings.zone
    earliest = None if settings.start or wanted else _earliest(shifts, zone)
    if not settings.timezone:
        zone = _zone_of(earliest) or zone
        maybe = "write the zone's name into day.yaml, for instance timezone: Asia/Shanghai or America/New_York."
        desk.note(Trouble(f"no time zone is given; times without an offset are read in {_name(zone)}", file,
                          field="timezone", rule="timezone-assumed", maybe=maybe))  # fmt: skip
    start = settings.start
    if wanted is not None:
        try:
            start = first_day(wanted, settings.zone)
        except Bad as bad:
            desk.wrong(Trouble(bad.message, "", None, "date", str(wanted), bad.rule, bad.maybe or LIKE))
    if start is None:
        if earliest is None:
            hint = 'write start: "2026-11-24" into day.yaml.'
            desk.wrong(Trouble("nothing says which day this is", file, field="start", rule="no-start", maybe=hint))
            earliest = datetime(1970, 1, 1, tzinfo=zone)
        start = earliest.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    days = settings.days if settings.days or wanted is None else 1
    return Horizon(Clock(start), zone, None if days is None else _days_later(start, days))


def _days_later(start: datetime, days: int) -> int:
    """Seconds to the same time of day some calendar days later (a day of a clock change has 23 or 25 hours)."""
    return round(((start + timedelta(days=days)).astimezone(UTC) - start.astimezone(UTC)).total_seconds())


def _earliest(shifts: RawTable | None, zone: tzinfo) -> datetime | None:
    if shifts is None:
        return None
    heading = next(
        (column for column in shifts.columns if SHIFTS.headings.get(column.strip().lower()) == "start"), None
    )
    found = []
    for row in shifts.rows if heading is not None else ():
        try:
            found.append(moment(row.cells.get(heading or ""), zone))
        except Bad:
            continue  # said when the row is read
    return min(found, default=None)


def _zone_of(when: datetime | None) -> tzinfo | None:
    """The fixed offset a time was written with."""
    return when.tzinfo if when is not None and isinstance(when.tzinfo, timezone) else None


def _name(zone: tzinfo) -> str:
    return str(zone)

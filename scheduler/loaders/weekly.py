"""Working hours by the day of the week as the shifts of a day."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, datetime, timedelta

from models.clock import MOST_DAYS
from models.errors import Trouble
from scheduler.loaders.bad import Bad
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.cells.moments import moment, zone_named
from scheduler.loaders.flat import flat_table
from scheduler.loaders.formats.export import Export
from scheduler.loaders.gather import Claims, heading_of, wanted
from scheduler.loaders.mapping import Mapping, Weekly
from scheduler.loaders.raw import RawRow, RawTable, shown

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def weekly_shifts(
    export: Export, spec: Weekly, mapping: Mapping, day: str | date | datetime | None, claims: Claims, desk: InputIssues
) -> RawTable:
    """A shift for every person whose hours hold a weekday of the horizon.

    Times of the hours are local: those of the hours' own zone where the export names it, else of the day.
    """
    hours, owners = export.table(*spec.table), export.table(*spec.owners)
    assert hours is not None, "asked only where the table is there"
    file = f"{hours.file}[shifts]"
    first = day if day is not None else export.settings.get("start")
    columns = {name: heading_of(hours, *getattr(spec, name)) for name in ("key", "day", "start", "end")}
    missing = [getattr(spec, name)[0] for name, heading in columns.items() if heading is None]
    owner, here = (heading_of(owners, *names) if owners else None for names in (spec.owner, spec.here))
    if owners is None or owner is None or here is None or missing or first is None:
        what = (
            f"has no column {missing[0]}"
            if missing
            else f"hours by the week need {spec.owners[0]} to say whose they are"
        )
        maybe = "export shifts, or the missing column."
        if first is None:
            what, maybe = "hours by the week need a day", 'give --date, or write start: "2026-11-24" into day.yaml.'
        desk.wrong(Trouble(what, hours.file, field=missing[0] if missing else "", rule="weekly-hours", maybe=maybe))
        return flat_table(file, [])
    zone = zone_named(str(export.settings.get("timezone") or mapping.timezone or "UTC"))
    try:
        start = moment(first, zone).date() if isinstance(first, str) else first
    except Bad:
        return flat_table(file, [])  # said when the settings are read
    dates = [start + timedelta(days=at) for at in range(_days(export.settings.get("days")))]
    by_key: dict[str, list[RawRow]] = defaultdict(list)
    for row in hours.rows:
        if wanted(row, hours, spec.where):
            by_key[shown(row.cells.get(columns["key"] or ""))].append(row)
    found, used_hours, used_owners = [], set(), set()
    for person in owners.rows:
        for row in by_key.get(shown(person.cells.get(here)), ()):
            used_hours.add(row.number)
            used_owners.add(person.number)
            for when in dates:
                if shown(row.cells.get(columns["day"] or "")).lower() == DAYS[when.weekday()]:
                    ends = [
                        f"{when:%Y-%m-%d} {_clock(shown(row.cells.get(columns[n] or '')))}" for n in ("start", "end")
                    ]
                    found.append({"engineer_id": person.cells.get(owner), "start": ends[0], "end": ends[1]})
    claims.claim(owners, hours, here, columns["key"] or "", used_hours, lends=True)
    claims.used[owners.file] |= used_owners
    desk.note(Trouble(f"no table of shifts: {len(found)} shifts are made from the hours of the week", hours.file,
                      rule="weekly-hours"))  # fmt: skip
    distinct = {tuple(map(str, row.values())): row for row in found}
    return flat_table(file, list(distinct.values()))


def _days(value: object) -> int:
    """Days of the horizon; what is wrong with the setting is said when the settings are read."""
    text = shown(value) if isinstance(value, str | int | float) else "1"
    return min(int(text), MOST_DAYS) if text.isascii() and text.isdigit() else 1


def _clock(text: str) -> str:
    """``08:00:00.000Z`` as the local time it is there."""
    return re.sub(r"(\.\d+)?Z?$", "", text.strip())

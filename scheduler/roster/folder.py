"""The files of a roster: tables that planning reads, a page, a calendar for everybody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from models.roster import Duty, RosterProblem
from models.roster.entities import OFF
from scheduler.loaders.formats.csv_table import write_csv
from scheduler.report.safe import safe
from scheduler.roster.page import page_of
from scheduler.roster.solve import RosterResult


def write_roster(problem: RosterProblem, result: RosterResult, folder: Path, chinese: bool = False) -> Path:
    """``roster.csv``, ``shifts.csv``, ``calendars/``, ``report.html`` and, last, ``roster.json``."""
    assert result.roster is not None
    folder.mkdir(parents=True, exist_ok=True)
    days = [day.isoformat() for day in problem.dates]
    rows = [[safe(person.id), safe(person.name), *result.roster.duties[person.id]] for person in problem.people]
    (folder / "roster.csv").write_bytes(write_csv(["engineer", "name", *days], rows))
    (folder / "shifts.csv").write_bytes(
        write_csv(["engineer", "shift", "start", "end"], list(_shifts(problem, result)))
    )
    calendars = folder / "calendars"
    calendars.mkdir(exist_ok=True)
    for number, person in enumerate(problem.people):
        name = "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in person.id) or str(number)
        text = "\r\n".join(_calendar(problem, result, person.id)) + "\r\n"
        (calendars / f"{name}.ics").write_bytes(text.encode("utf-8"))
    (folder / "report.html").write_bytes(page_of(problem, result, chinese).encode("utf-8", errors="replace"))
    (folder / "roster.json").write_text(
        json.dumps(as_dict(problem, result), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return folder


def as_dict(problem: RosterProblem, result: RosterResult) -> dict[str, Any]:
    """Plain data."""
    return {
        "format": "paigong-roster-1",
        "first": problem.first.isoformat(),
        "days": problem.days,
        "cost": None if result.cost is None else result.cost / 1000,
        "bound": result.bound / 1000,
        "gap": result.gap,
        "optimal": result.optimal,
        "costs": {} if result.report is None else {rule: cost / 1000 for rule, cost in result.report.costs.items()},
        "roster": {} if result.roster is None else {id: list(row) for id, row in result.roster.duties.items()},
        "lent": [] if result.roster is None else [[id, day, where] for (id, day), where in result.roster.lent.items()],
        "conflict": [list(pair) for pair in result.conflict],
    }


def moments(duty: Duty, day: date) -> tuple[datetime, datetime]:
    """When a duty of a day begins and ends, on the clock of the wall."""
    midnight = datetime(day.year, day.month, day.day)
    return midnight + timedelta(minutes=duty.start), midnight + timedelta(minutes=duty.end)


def _shifts(problem: RosterProblem, result: RosterResult) -> Iterator[list[str]]:
    """Rows of a day's shifts table; standby is no shift that plans are made for."""
    assert result.roster is not None
    for person in problem.people:
        for day, name in zip(problem.dates, result.roster.duties[person.id], strict=True):
            duty = problem.duty.get(name)
            if duty is not None and not duty.standby:
                start, end = moments(duty, day)
                yield [safe(person.id), safe(f"{person.id}@{day}"), f"{start:%Y-%m-%d %H:%M}", f"{end:%Y-%m-%d %H:%M}"]


def _calendar(problem: RosterProblem, result: RosterResult, person: str) -> Iterator[str]:
    """iCalendar (RFC 5545) with floating times: the wall clock of wherever the person works."""
    assert result.roster is not None
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Paigong//Roster//EN")
    for day, name in zip(problem.dates, result.roster.duties[person], strict=True):
        if name == OFF:
            continue
        yield from ("BEGIN:VEVENT", f"UID:{person}-{day}@paigong", f"DTSTAMP:{problem.first:%Y%m%d}T000000Z")
        duty = problem.duty.get(name)
        if duty is None:
            yield from (f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}")
        else:
            start, end = moments(duty, day)
            yield from (f"DTSTART:{start:%Y%m%dT%H%M%S}", f"DTEND:{end:%Y%m%dT%H%M%S}")
        escaped = name.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
        yield from (f"SUMMARY:{escaped}", "END:VEVENT")
    yield "END:VCALENDAR"

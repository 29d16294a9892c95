"""VROOM problems (JSON) as flat tables: jobs, vehicles, shifts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from models.errors import Trouble
from scheduler.loaders.build.desk import Desk
from scheduler.loaders.cells.lists import write
from scheduler.loaders.cells.moments import moment
from scheduler.loaders.flat import flat_table
from scheduler.loaders.formats.export import Export
from scheduler.loaders.formats.travel_json import square
from scheduler.travel.matrix import Matrix

EPOCH_FROM = 10**8
"""Times above this are seconds since 1970, below it seconds from a start that the file does not name."""


def read_vroom(content: Any, file: str, export: Export, desk: Desk) -> None:
    """Fill an export with the tables of a VROOM problem, in VROOM's words."""
    if not isinstance(content, dict) or not isinstance(content.get("vehicles"), list):
        maybe = "the file is another; VROOM has jobs and vehicles."
        desk.wrong(Trouble("is not a VROOM problem", file, field="vehicles", rule="json-format", maybe=maybe))
        return
    if content.get("shipments"):
        message = "shipments (a pickup and a delivery in one) are not tickets"
        maybe = "turn them into jobs."
        desk.wrong(Trouble(message, file, field="shipments", rule="unsupported", maybe=maybe))
    jobs = [job for job in content.get("jobs") or () if isinstance(job, dict)]
    vehicles = [vehicle for vehicle in content["vehicles"] if isinstance(vehicle, dict)]
    _note_left_out(jobs, vehicles, file, desk)
    start = _start(jobs, vehicles, file, export, desk)
    export.tables["jobs"] = flat_table(f"{file}[jobs]", [_job(job, start) for job in jobs])
    export.tables["vehicles"] = flat_table(f"{file}[vehicles]", [_vehicle(one) for one in vehicles])
    export.tables["shifts"] = flat_table(f"{file}[vehicles]", [_shift(one, start, export) for one in vehicles])
    _matrix(content.get("matrices"), file, export, desk)


def _note_left_out(jobs: list[Any], vehicles: list[Any], file: str, desk: Desk) -> None:
    """Say what a ticket or an engineer has no place for: breaks after the first, kinds of load after the first."""
    for one in vehicles:
        if (more := len(one.get("breaks") or ()) - 1) > 0:
            message = f"vehicle {one.get('id')}: only the first of {more + 1} breaks is used"
            desk.note(Trouble(message, file, field="breaks", value=str(one.get("id")), rule="break-left-out"))
    for key, things in (("capacity", vehicles), *((key, jobs) for key in ("delivery", "pickup", "amount"))):
        ids = [str(one.get("id")) for one in things if len(one.get(key) or ()) > 1]
        if ids:
            message = f"only the first kind of load is used ({len(ids)} rows: {', '.join(ids[:5])})"
            desk.note(Trouble(message, file, field=key, value=ids[0], rule="load-left-out"))


def _start(jobs: list[Any], vehicles: list[Any], file: str, export: Export, desk: Desk) -> datetime:
    """Second 0 of the file's times; the horizon starts there, unless the settings say otherwise."""
    times = [t for one in vehicles for t in one.get("time_window") or ()]
    times += [t for job in jobs for window in job.get("time_windows") or () for t in window]
    if times and max(times) > EPOCH_FROM:
        return datetime(1970, 1, 1, tzinfo=UTC)
    if export.settings.get("start"):
        from scheduler.loaders.cells.moments import zone_named

        return moment(export.settings["start"], zone_named(str(export.settings.get("timezone") or "UTC")))
    message = "times are seconds from a start the file does not name; 1970-01-01 00:00 UTC is taken"
    maybe = "write start and timezone into a day.yaml beside it."
    desk.note(Trouble(message, file, field="start", rule="start-assumed", maybe=maybe))
    export.settings |= {"start": "1970-01-01", "timezone": "UTC"}
    return datetime(1970, 1, 1, tzinfo=UTC)


def _iso(start: datetime, seconds: float) -> str:
    return datetime.fromtimestamp(start.timestamp() + seconds, start.tzinfo).isoformat()


def _windows(start: datetime, windows: Iterable[Any]) -> str:
    """VROOM's windows hold both ends and bound the start of the work, so one second is added at the end."""
    return ";".join(f"{_iso(start, first)}/{_iso(start, last + 1)}" for first, last in windows)


def _point(value: Any, index: Any, prefix: str = "") -> dict[str, Any]:
    """VROOM writes longitude first."""
    lon, lat = value if isinstance(value, list) and len(value) == 2 else (None, None)
    return {f"{prefix}lon": lon, f"{prefix}lat": lat, f"{prefix}location_index": None if index is None else f"#{index}"}


def _job(job: dict[str, Any], start: datetime) -> dict[str, Any]:
    amounts = job.get("delivery") or job.get("pickup") or job.get("amount") or [None]
    return {
        "id": job.get("id"), "description": job.get("description"),
        **_point(job.get("location"), job.get("location_index")),
        "service": (job.get("service") or 0) + (job.get("setup") or 0), "priority": job.get("priority", 0),
        "skills": write([(str(skill),) for skill in job.get("skills") or ()]),
        "time_windows": _windows(start, job.get("time_windows") or ()), "amount": amounts[0],
    }  # fmt: skip


def _vehicle(one: dict[str, Any]) -> dict[str, Any]:
    costs = one.get("costs") or {}
    begin = one.get("start") or one.get("end")
    index = one.get("start_index", one.get("end_index"))
    ends = _point(one.get("end"), one.get("end_index"), "end_")
    return {
        "id": one.get("id"), "description": one.get("description"), **_point(begin, index), **ends,
        "skills": write([(str(skill),) for skill in one.get("skills") or ()]),
        "capacity": (one.get("capacity") or [None])[0], "max_tasks": one.get("max_tasks"),
        "max_travel_time": one.get("max_travel_time"), "per_hour": costs.get("per_hour"), "per_km": costs.get("per_km"),
    }  # fmt: skip


def _shift(one: dict[str, Any], start: datetime, export: Export) -> dict[str, Any]:
    first, last = one.get("time_window") or (0, 86400)
    breaks = one.get("breaks") or []
    rest = breaks[0] if breaks and breaks[0].get("time_windows") and breaks[0].get("service") else None
    cells = {"id": one.get("id"), "start": _iso(start, first), "end": _iso(start, last)}
    if rest:
        earliest, latest = rest["time_windows"][0]
        cells |= {"break": rest["service"], "break_from": _iso(start, earliest), "break_to": _iso(start, latest)}
    return cells


def _matrix(matrices: Any, file: str, export: Export, desk: Desk) -> None:
    """The durations that come with the problem; places are called by their index."""
    if not isinstance(matrices, dict) or not matrices:
        return
    profile, own = next(iter(matrices.items()))
    if len(matrices) > 1:
        message = f"of {len(matrices)} profiles only {profile} is used"
        desk.note(Trouble(message, file, field="matrices", rule="profile-left-out"))
    rows = own.get("durations") or []
    keys = tuple(f"#{i}" for i in range(len(rows)))
    seconds = square(rows, len(keys), file, "durations", desk)
    metres = square(own["distances"], len(keys), file, "distances", desk) if own.get("distances") else None
    if seconds is not None:
        blank = Matrix.unknown(keys, f"matrix {file}")
        export.matrix = Matrix(keys, seconds, blank.metres if metres is None else metres, blank.source)

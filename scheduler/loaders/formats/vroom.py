"""VROOM problems (JSON) as flat tables: jobs, vehicles, shifts, breaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from models.errors import Trouble
from models.place import ANYWHERE
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.cells.lists import write
from scheduler.loaders.cells.moments import moment, zone_named
from scheduler.loaders.flat import flat_table
from scheduler.loaders.formats.export import Export
from scheduler.loaders.formats.foreign import account_keys, say_slips, things
from scheduler.loaders.formats.travel_json import square
from scheduler.loaders.formats.vroom_keys import JOB_KEYS, KEYS, VEHICLE_KEYS
from scheduler.travel.matrix import Matrix

YEAR = 366 * 86_400
"""No day is longer [s]."""
EPOCH_FROM = 10**8
"""Times above this are seconds since 1970, below it seconds from a start that the file does not name."""
APART = ("time_window", "time_windows", "breaks", "description", "start", "end", "start_index", "end_index", "steps")
"""What two entries of one vehicle may differ in: they are two shifts of one engineer."""

Thing = Mapping[str, Any]


@dataclass(frozen=True)
class _Times:
    """What second 0 means, and the days that times without a limit may fill."""

    start: datetime
    first: int
    last: int

    def bounded(self, seconds: float) -> float:
        """The time, no further from the first day than a year: people write 2053 where they mean no limit."""
        return min(max(seconds, self.first), self.first + YEAR)

    def iso(self, seconds: float) -> str:
        return datetime.fromtimestamp(self.start.timestamp() + seconds, self.start.tzinfo).isoformat()


def read_vroom(content: Any, file: str, export: Export, desk: InputIssues) -> None:
    """Fill an export with the tables of a VROOM problem, in VROOM's words."""
    if not isinstance(content, dict) or not isinstance(content.get("vehicles"), list):
        maybe = "the file is another; VROOM has jobs and vehicles."
        desk.wrong(Trouble("is not a VROOM problem", file, field="vehicles", rule="json-format", maybe=maybe))
        return
    account_keys(content, file, KEYS, desk)
    jobs, vehicles = things(content, "jobs", file, desk), things(content, "vehicles", file, desk)
    say_slips(jobs, JOB_KEYS, f"{file}[jobs]", desk)
    say_slips(vehicles, VEHICLE_KEYS, f"{file}[vehicles]", desk)
    _say_shipments(content, file, desk)
    jobs, vehicles = _windowed(jobs, vehicles, file, desk)
    _note_left_out(jobs, vehicles, file, desk)
    times = _times(jobs, vehicles, file, export, desk)
    export.tables["jobs"] = flat_table(f"{file}[jobs]", [_job(job, times) for job in jobs])
    export.tables["vehicles"] = flat_table(
        f"{file}[vehicles]", [_vehicle(vehicle) for vehicle in _distinct(vehicles, file, desk)]
    )
    shifts, absences = _shifts(vehicles, times, file, desk)
    export.tables["shifts"] = flat_table(f"{file}[vehicles]", shifts)
    if absences:
        export.tables["breaks"] = flat_table(f"{file}[vehicles.breaks]", absences)
    _matrix(content, vehicles, file, export, desk)


def _say_shipments(content: Thing, file: str, desk: InputIssues) -> None:
    """A pickup and a delivery in one are no ticket: each is an error of its own row."""
    for row, shipment in enumerate(things(content, "shipments", file, desk), 1):
        ids = "/".join(str((shipment.get(end) or {}).get("id", "?")) for end in ("pickup", "delivery")
                       if isinstance(shipment.get(end) or {}, dict))  # fmt: skip
        desk.wrong(Trouble("a shipment (a pickup and a delivery in one) is not a ticket", f"{file}[shipments]", row,
                           "shipments", ids, "unsupported", "turn it into jobs."))  # fmt: skip


def _windowed(
    jobs: Sequence[Thing], vehicles: Sequence[Thing], file: str, desk: InputIssues
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Jobs with ``time_windows`` and vehicles with one ``time_window`` each, as their writers meant them.

    A job's ``time_window`` is its only one; a vehicle's ``time_windows`` are as many shifts.
    """
    made_jobs = []
    for row, job in enumerate(jobs, 1):
        windowed = dict(job)
        if "time_window" in windowed and "time_windows" not in windowed:
            message = "time_window of a job is read as its only time window"
            desk.note(Trouble(message, f"{file}[jobs]", row, "time_window", str(windowed.get("id")), "key-read-as",
                              "VROOM calls it time_windows."))  # fmt: skip
            windowed["time_windows"] = [windowed.pop("time_window")]
        windowed["time_windows"] = _spans(
            windowed.get("time_windows"), f"{file}[jobs]", row, "time_windows", windowed.get("id"), desk
        )
        made_jobs.append(windowed)
    made = []
    for row, vehicle in enumerate(vehicles, 1):
        where, id = f"{file}[vehicles]", vehicle.get("id")
        windows = [vehicle["time_window"]] if vehicle.get("time_window") is not None else None
        if windows is None and vehicle.get("time_windows") is not None:
            windows = vehicle["time_windows"]
            message = "time_windows of a vehicle are read as its working hours, a shift each"
            desk.note(Trouble(message, where, row, "time_windows", str(id), "key-read-as",
                              "VROOM calls it time_window."))  # fmt: skip
        spans = _spans(windows, where, row, "time_window", id, desk)
        made += [{**vehicle, "time_window": span} for span in spans] or [{**vehicle, "time_window": None}]
    return made_jobs, made


def _spans(value: Any, file: str, row: int, field: str, id: Any, desk: InputIssues) -> list[list[float]]:
    """A list of pairs of seconds; anything else is an error of its item, named."""
    if value is None:
        return []
    good = isinstance(value, list) and all(
        isinstance(span, list) and len(span) == 2 and all(isinstance(end, int | float) for end in span)
        for span in value
    )
    if good:
        return list(value)
    flat = isinstance(value, list) and all(isinstance(end, int | float) for end in value)
    maybe = (
        f"write [[{value[0]}, {value[1]}]]." if flat and len(value) == 2 else "write [[start, end], ...] in seconds."
    )
    desk.wrong(
        Trouble("is not a list of pairs of seconds", file, row, field, f"{id}: {value}"[:60], "json-shape", maybe)
    )
    return []


def _distinct(vehicles: Sequence[Thing], file: str, desk: InputIssues) -> list[Thing]:
    """One entry an engineer; entries that share an id are shifts of one, and must not differ in more than hours."""
    first: dict[Any, Thing] = {}
    for row, vehicle in enumerate(vehicles, 1):
        same = first.setdefault(vehicle.get("id"), vehicle)
        other = [key for key in {*same, *vehicle} - set(APART) if same.get(key) != vehicle.get(key)]
        if other:
            message = f"vehicle {vehicle.get('id')} stands twice and differs in {', '.join(sorted(other))}"
            maybe = "two shifts of one vehicle share all but hours and places; else give another id."
            desk.wrong(
                Trouble(message, f"{file}[vehicles]", row, min(other), str(vehicle.get("id")), "duplicate-id", maybe)
            )
    return list(first.values())


def _note_left_out(jobs: Sequence[Thing], vehicles: Sequence[Thing], file: str, desk: InputIssues) -> None:
    """Say what a ticket or an engineer has no place for: kinds of load after the first."""
    for key, items in (("capacity", vehicles), *((key, jobs) for key in ("delivery", "pickup", "amount"))):
        ids = [str(item.get("id")) for item in items if len(item.get(key) or ()) > 1]
        if ids:
            message = f"only the first kind of load is used ({len(ids)} rows: {', '.join(ids[:5])})"
            desk.note(Trouble(message, file, field=key, value=ids[0], rule="load-left-out"))
    both = [str(job.get("id")) for job in jobs if job.get("delivery") and job.get("pickup")]
    if both:
        message = f"jobs that deliver and pick up count with their delivery ({', '.join(both[:5])})"
        desk.note(Trouble(message, file, field="pickup", value=both[0], rule="load-left-out"))


def _times(jobs: Sequence[Thing], vehicles: Sequence[Thing], file: str, export: Export, desk: InputIssues) -> _Times:
    """Second 0 of the file's times, and the whole days they fill; the horizon starts there unless settings differ."""
    found = [t for vehicle in vehicles for t in vehicle.get("time_window") or ()]
    found += [t for job in jobs for window in job["time_windows"] for t in window]
    zone: tzinfo = zone_named(str(export.settings.get("timezone") or "UTC"))
    if found and max(found) > EPOCH_FROM:
        start = datetime(1970, 1, 1, tzinfo=UTC)
    elif export.settings.get("start"):
        start = moment(export.settings["start"], zone)
    else:
        message = "times are seconds from a start the file does not name; 1970-01-01 00:00 UTC is taken"
        maybe = "write start and timezone into a day.yaml beside it."
        desk.note(Trouble(message, file, field="start", rule="start-assumed", maybe=maybe))
        export.settings |= {"start": "1970-01-01", "timezone": "UTC"}
        start = datetime(1970, 1, 1, tzinfo=UTC)
    real = [t for t in found if t > EPOCH_FROM] if start.year == 1970 and max(found, default=0) > EPOCH_FROM else found
    first = min(real, default=0)
    last = min(max(real, default=0), first + YEAR)
    morning = (start + timedelta(seconds=first)).astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    evening = (start + timedelta(seconds=last)).astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    night = (evening + timedelta(days=1)).timestamp() - start.timestamp()
    return _Times(start, round(morning.timestamp() - start.timestamp()), round(night))


def _windows(times: _Times, windows: Iterable[Any]) -> str:
    """VROOM's windows hold both ends and bound the start of the work, so one second is added at the end."""
    return ";".join(
        f"{times.iso(times.bounded(first))}/{times.iso(times.bounded(last) + 1)}" for first, last in windows
    )


def _point(value: Any, index: Any, prefix: str = "", missing: Any = None) -> dict[str, Any]:
    """VROOM writes longitude first; where there is neither point nor index, ``missing`` is the place."""
    lon, lat = value if isinstance(value, list) and len(value) == 2 else (None, None)
    place = f"#{index}" if index is not None else missing if lat is None else None
    return {f"{prefix}lon": lon, f"{prefix}lat": lat, f"{prefix}location_index": place}


def _job(job: Thing, times: _Times) -> dict[str, Any]:
    amounts = job.get("delivery") or job.get("pickup") or job.get("amount") or [None]
    return {
        "id": job.get("id"), "description": job.get("description"),
        **_point(job.get("location"), job.get("location_index")),
        "service": job.get("service") or 0, "setup": job.get("setup"), "priority": job.get("priority", 0),
        "skills": write([(str(skill),) for skill in job.get("skills") or ()]),
        "time_windows": _windows(times, job["time_windows"]), "amount": amounts[0],
    }  # fmt: skip


def _vehicle(vehicle: Thing) -> dict[str, Any]:
    """A missing start is the first job, a missing end the last: such routes are open."""
    costs = vehicle.get("costs") or {}
    return {
        "id": vehicle.get("id"), "description": vehicle.get("description"), **_ends(vehicle),
        "skills": write([(str(skill),) for skill in vehicle.get("skills") or ()]),
        "capacity": (vehicle.get("capacity") or [None])[0], "max_tasks": vehicle.get("max_tasks"), "overtime": 0,
        "max_travel_time": vehicle.get("max_travel_time"), "per_hour": costs.get("per_hour"),
        "per_km": costs.get("per_km"),
    }  # fmt: skip


def _ends(vehicle: Thing, prefix: str = "") -> dict[str, Any]:
    return _point(vehicle.get("start"), vehicle.get("start_index"), prefix, ANYWHERE) | _point(
        vehicle.get("end"), vehicle.get("end_index"), "end_", ANYWHERE
    )


def _shifts(
    vehicles: Sequence[Thing], times: _Times, file: str, desk: InputIssues
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A shift an entry, and the breaks at a fixed time as absences."""
    shifts, absences = [], []
    for row, vehicle in enumerate(vehicles, 1):
        first, last = vehicle["time_window"] or (times.first, times.last)
        if vehicle["time_window"] is None:
            message = (
                f"vehicle {vehicle.get('id')} has no time_window; {times.iso(first)} to {times.iso(last)} is taken"
            )
            desk.note(Trouble(message, f"{file}[vehicles]", row, "time_window", rule="hours-assumed"))
        elif (first, last) != (times.bounded(first), times.bounded(last)):
            first, last = times.bounded(first), times.bounded(last)
            message = f"vehicle {vehicle.get('id')}: hours of years are read as {times.iso(first)} to {times.iso(last)}"
            maybe = "no limit is meant: then leave time_window out."
            desk.note(
                Trouble(
                    message, f"{file}[vehicles]", row, "time_window", str(vehicle.get("id")), "hours-shortened", maybe
                )
            )
        cells = {"id": vehicle.get("id"), "start": times.iso(first), "end": times.iso(last), **_ends(vehicle, "start_")}
        rest, fixed = _breaks(vehicle, first, last, file, row, desk)
        absences += [
            {"id": vehicle.get("id"), "start": times.iso(at), "end": times.iso(at + length)} for at, length in fixed
        ]
        if rest is None:
            cells["break"] = 0  # VROOM's vehicles rest when they are told to, and not by our policy
        else:
            length, earliest, latest = rest
            cells |= {"break": length, "break_from": times.iso(earliest), "break_to": times.iso(latest)}
        shifts.append(cells)
    return shifts, absences


def _breaks(
    vehicle: Thing, first: float, last: float, file: str, row: int, desk: InputIssues
) -> tuple[tuple[float, float, float] | None, list[tuple[float, float]]]:
    """The break that may move (length, earliest, latest start), and those that may not (start, length)."""
    rest, fixed = None, []
    for item in vehicle.get("breaks") or ():
        length = item.get("service") or 0
        spans = _spans(item.get("time_windows"), f"{file}[vehicles]", row, "breaks", vehicle.get("id"), desk)
        inside = [(max(a, first), min(b, last)) for a, b in spans if a <= last and b >= first]
        if spans and not inside:
            continue  # a break of the vehicle's other shift
        earliest, latest = inside[0] if inside else (first, max(first, last - length))
        if len(inside) > 1:
            message = f"vehicle {vehicle.get('id')}: only the first of {len(inside)} windows of a break is used"
            desk.note(Trouble(message, f"{file}[vehicles]", row, "breaks", str(vehicle.get("id")), "break-left-out"))
        if not length:
            continue
        if earliest == latest:
            fixed.append((earliest, length))
        elif rest is None:
            rest = (length, earliest, latest)
        else:
            left_out = f"break {item.get('id')} is set aside: one break that may move is all there is"
            message = f"vehicle {vehicle.get('id')}: {left_out}"
            desk.note(Trouble(message, f"{file}[vehicles]", row, "breaks", str(vehicle.get("id")), "break-left-out"))
    return rest, fixed


def _matrix(content: Thing, vehicles: Sequence[Thing], file: str, export: Export, desk: InputIssues) -> None:
    """The durations that come with the problem; places are called by their index."""
    matrices = content.get("matrices")
    if content.get("matrix") is not None and not matrices:
        matrices = {"car": {"durations": content["matrix"]}}  # as VROOM wrote it before version 1.10
    if not isinstance(matrices, dict) or not matrices:
        return
    wanted = {str(vehicle.get("profile") or "car") for vehicle in vehicles}
    profile = next((name for name in matrices if name in wanted), next(iter(matrices)))
    left = sorted(({*matrices} | wanted) - {profile})
    if left:
        message = f"everybody drives by the profile {profile}; {', '.join(left)} is set aside"
        desk.note(Trouble(message, file, field="matrices", rule="profile-left-out"))
    own = matrices[profile]
    rows = own.get("durations") or []
    keys = tuple(f"#{i}" for i in range(len(rows)))
    seconds = square(rows, len(keys), file, "durations", desk)
    metres = square(own["distances"], len(keys), file, "distances", desk) if own.get("distances") else None
    if seconds is not None:
        blank = Matrix.unknown(keys, f"matrix {file}")
        export.matrix = Matrix(keys, seconds, blank.metres if metres is None else metres, blank.source)

"""Timefold field-service problems (JSON) as flat tables: visits, vehicles, shifts.

Field names follow the public examples of the model ``field-service-routing``; those of pins are unverified.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from models.errors import Trouble
from scheduler.loaders.bad import Bad
from scheduler.loaders.build.desk import Desk
from scheduler.loaders.cells.lists import write
from scheduler.loaders.cells.numbers import seconds
from scheduler.loaders.flat import flat_table
from scheduler.loaders.formats.export import Export


def read_timefold(content: Any, file: str, export: Export, desk: Desk) -> None:
    """Fill an export with the tables of a Timefold problem, in its own words."""
    if isinstance(content, dict) and isinstance(content.get("modelInput"), dict):
        content = content["modelInput"]
    if not isinstance(content, dict) or not all(isinstance(content.get(key), list) for key in ("vehicles", "visits")):
        maybe = "the file is another; a Timefold problem has vehicles and visits."
        desk.wrong(Trouble("is not a Timefold problem", file, field="vehicles", rule="json-format", maybe=maybe))
        return
    vehicles = [one for one in content["vehicles"] if isinstance(one, dict)]
    pins = _pins(vehicles)
    visits = [_visit(one, pins) for one in content["visits"] if isinstance(one, dict)]
    shifts = [(one, shift) for one in vehicles for shift in one.get("shifts") or ()]
    export.tables["visits"] = flat_table(f"{file}[visits]", visits)
    export.tables["vehicles"] = flat_table(f"{file}[vehicles]", [_vehicle(one) for one in vehicles])
    export.tables["shifts"] = flat_table(f"{file}[shifts]", [_shift(one, shift) for one, shift in shifts])
    if content.get("visitGroups"):
        message = "visit groups (several vehicles at once) are not read"
        maybe = "give the tickets a crew_size in our own format."
        desk.wrong(Trouble(message, file, field="visitGroups", rule="unsupported", maybe=maybe))


def _point(value: Any, prefix: str = "") -> dict[str, Any]:
    """Timefold writes latitude first."""
    lat, lon = value if isinstance(value, list) and len(value) == 2 else (None, None)
    return {f"{prefix}lat": lat, f"{prefix}lon": lon}


def _visit(one: dict[str, Any], pins: dict[str, str]) -> dict[str, Any]:
    needs = [(str(need.get("name")), need.get("minLevel")) for need in one.get("requiredSkills") or ()]
    return {
        "id": one.get("id"), "name": one.get("name"), **_point(one.get("location")),
        "serviceDuration": one.get("serviceDuration"), "priority": one.get("priority"),
        "latestSlaEndTime": one.get("latestSlaEndTime"), "requiredSkills": write(needs),
        "timeWindows": _windows(one), "requiredTags": _names(one.get("requiredTags")),
        "preferredVehicles": _names(one.get("preferredVehicles")),
        "requiredVehicles": _names(one.get("requiredVehicles")),
        "prohibitedVehicles": _names(one.get("prohibitedVehicles")), "pinnedVehicle": pins.get(str(one.get("id"))),
    }  # fmt: skip


def _names(values: Any) -> str:
    return write([(str(value),) for value in values or ()])


def _windows(one: dict[str, Any]) -> str:
    """Windows of the start: ``maxStartTime`` bounds it, ``maxEndTime`` bounds the end of the work; both are kept."""
    try:
        length = timedelta(seconds=seconds(one.get("serviceDuration") or "PT0S", "s"))
    except Bad:
        length = timedelta()  # said when the duration is read
    spans = []
    for window in one.get("timeWindows") or ():
        begin, end = window.get("minStartTime"), window.get("maxEndTime") or window.get("maxStartTime")
        if not (_is_moment(begin) and _is_moment(end)):
            spans.append(f"{begin}/{end}")  # said when the cell is read
            continue
        last = [_moment(window["maxStartTime"])] if window.get("maxStartTime") else []
        last += [_moment(window["maxEndTime"]) - length] if window.get("maxEndTime") else []
        if window.get("minStartTime") and last:
            spans.append(f"{window['minStartTime']}/{(min(last) + timedelta(seconds=1)).isoformat()}")
    return ";".join(spans)


def _is_moment(text: Any) -> bool:
    try:
        return datetime.fromisoformat(str(text)).tzinfo is not None
    except ValueError:
        return False


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _vehicle(one: dict[str, Any]) -> dict[str, Any]:
    """One row per vehicle: place and skills stand on its shifts; the first says where the vehicle starts."""
    shifts = one.get("shifts") or [{}]
    skills = {str(s.get("name")): s.get("level") for shift in shifts for s in shift.get("skills") or ()}
    tags = dict.fromkeys(str(tag) for shift in shifts for tag in shift.get("tags") or ())
    first = shifts[0]
    ends = _point(first.get("endLocation"), "end_")
    return {
        "id": one.get("id"), "name": one.get("name"), **_point(first.get("startLocation")), **ends,
        "skills": write(list(skills.items())), "tags": _names(tags),
    }  # fmt: skip


def _shift(one: dict[str, Any], shift: dict[str, Any]) -> dict[str, Any]:
    return {
        "vehicle": one.get("id"), "id": shift.get("id"), "minStartTime": shift.get("minStartTime"),
        "maxEndTime": shift.get("maxEndTime"), **_point(shift.get("startLocation"), "start_"),
        **_point(shift.get("endLocation"), "end_"),
    }  # fmt: skip


def _pins(vehicles: list[dict[str, Any]]) -> dict[str, str]:
    """Visit -> vehicle, for the itinerary entries that are pinned."""
    found = {}
    for one in vehicles:
        for shift in one.get("shifts") or ():
            for item in shift.get("itinerary") or ():
                if isinstance(item, dict) and (item.get("pinned") or item.get("pinningRequested")):
                    found[str(item.get("id"))] = str(one.get("id"))
    return found

"""Timefold field-service problems (JSON) as flat tables: visits, vehicles, shifts, and what hangs on vehicles.

Field names follow the public reference and examples of the model ``field-service-routing``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from models.errors import Trouble
from scheduler.loaders.bad import Bad
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.cells.lists import write
from scheduler.loaders.cells.numbers import seconds
from scheduler.loaders.flat import flat_table
from scheduler.loaders.formats.export import Export
from scheduler.loaders.formats.foreign import account_keys, say_slips, things
from scheduler.loaders.formats.timefold_area import Area, holds, required_areas
from scheduler.loaders.formats.timefold_keys import KEYS, SHIFT_KEYS, STRICTER, VEHICLE_KEYS, VISIT_KEYS
from scheduler.loaders.formats.timefold_shift import hours, overtime_of, price_per_hour, rests

Thing = Mapping[str, Any]


def read_timefold(content: Any, file: str, export: Export, desk: InputIssues) -> None:
    """Fill an export with the tables of a Timefold problem, in its own words."""
    whole = content
    if isinstance(content, dict) and isinstance(content.get("modelInput"), dict):
        content = content["modelInput"]
    if not isinstance(content, dict) or not all(isinstance(content.get(key), list) for key in ("vehicles", "visits")):
        maybe = "the file is another; a Timefold problem has vehicles and visits."
        desk.wrong(Trouble("is not a Timefold problem", file, field="vehicles", rule="json-format", maybe=maybe))
        return
    account_keys(whole, file, KEYS, desk)
    vehicles, visits = things(content, "vehicles", file, desk), things(content, "visits", file, desk)
    shifts = [
        (vehicle, shift) for vehicle in vehicles for shift in things(vehicle, "shifts", f"{file}[vehicles]", desk)
    ]
    say_slips(vehicles, VEHICLE_KEYS, f"{file}[vehicles]", desk)
    say_slips(visits, VISIT_KEYS, f"{file}[visits]", desk)
    say_slips([shift for _, shift in shifts], SHIFT_KEYS, f"{file}[shifts]", desk)
    _settings(content, export)
    groups = [_group(group, f"{file}[visitGroups]", row, desk)
              for row, group in enumerate(things(content, "visitGroups", file, desk), 1)]  # fmt: skip
    areas = required_areas(vehicles, f"{file}[vehicles]", desk)
    pins = _pins(vehicles, [*visits, *groups], file, desk)
    flat = [_visit(visit, pins, areas, f"{file}[visits]", row, desk) for row, visit in enumerate([*visits, *groups], 1)]
    export.tables["visits"] = flat_table(f"{file}[visits]", flat)
    export.tables["vehicles"] = flat_table(
        f"{file}[vehicles]", [_vehicle(vehicle, file, row, desk) for row, vehicle in enumerate(vehicles, 1)]
    )
    _shift_tables(shifts, file, export, desk)


def _settings(content: Thing, export: Export) -> None:
    """The planning window is the horizon, unless a day.yaml says otherwise."""
    window = content.get("planningWindow") or {}
    if _is_moment(window.get("startDate")) and "start" not in export.settings:
        start = _moment(window["startDate"])
        export.settings["start"] = f"{start:%Y-%m-%d}"
        if _is_moment(window.get("endDate")) and "days" not in export.settings:
            last = _moment(window["endDate"]) - timedelta(seconds=1)
            export.settings["days"] = max(1, (last.date() - start.date()).days + 1)


def _shift_tables(shifts: Sequence[tuple[Thing, Thing]], file: str, export: Export, desk: InputIssues) -> None:
    """Shifts, breaks at a fixed time, and skills and tags for a time."""
    rows, absences, skills, tags = [], [], [], []
    for number, (vehicle, shift) in enumerate(shifts, 1):
        id = vehicle.get("id")
        overtime = overtime_of(vehicle)
        begin, end, strict = hours(shift, overtime)
        if strict:
            message = f"shift {shift.get('id')}: {', '.join(strict)} {STRICTER}"
            desk.note(Trouble(message, f"{file}[shifts]", number, strict[0], str(shift.get("id")), "key-kept-stricter"))
        rest, fixed = rests(shift, end, f"{file}[shifts]", number, desk)
        rows.append({
            "vehicle": id, "id": shift.get("id"), "minStartTime": begin, "maxEndTime": end,
            **_point(shift.get("startLocation"), "start_"), **_point(shift.get("endLocation"), "end_"), **rest,
        })  # fmt: skip
        absences += [{"vehicle": id, "start": first, "end": last, "kind": name} for first, last, name in fixed]
        for part in shift.get("temporarySkillSets") or ():
            span = {"vehicle": id, "start": part.get("start"), "end": part.get("end")}
            skills += [
                span | {"name": skill.get("name"), "level": skill.get("level")} for skill in part.get("skills") or ()
            ]
        for part in shift.get("temporaryTagSets") or ():
            span = {"vehicle": id, "start": part.get("start"), "end": part.get("end")}
            tags += [span | {"tag": tag} for tag in part.get("tags") or ()]
    export.tables["shifts"] = flat_table(f"{file}[shifts]", rows)
    for name, cells in (("breaks", absences), ("temporarySkills", skills), ("temporaryTags", tags)):
        if cells:
            export.tables[name] = flat_table(f"{file}[{name}]", cells)


def _point(value: Any, prefix: str = "") -> dict[str, Any]:
    """Timefold writes latitude first."""
    lat, lon = value if isinstance(value, list) and len(value) == 2 else (None, None)
    return {f"{prefix}lat": lat, f"{prefix}lon": lon}


def _group(group: Thing, file: str, row: int, desk: InputIssues) -> dict[str, Any]:
    """Visits of several vehicles at once as one visit with a crew; where they differ, it is set aside by name."""
    parts = [part for part in group.get("visits") or () if isinstance(part, dict)]
    names = [str(part.get("id")) for part in parts]
    differ = sorted({key for part in parts for key in {*part, *parts[0]} - {"id", "name", "visitDependencies"}
                     if part.get(key) != parts[0].get(key)})  # fmt: skip
    if differ:
        message = f"the visits {', '.join(names)} of the group differ in {', '.join(differ)}; one crew cannot say that"
        desk.wrong(Trouble(message, file, row, "visits", str(group.get("id")), "unsupported",
                           "give them the same needs, or plan the group by hand."))  # fmt: skip
    return {**(parts[0] if parts else {}), "id": group.get("id"), "crew": len(parts) or 1, "members": names}


def _visit(
    visit: Thing, pins: Mapping[str, str], areas: Mapping[str, Area], file: str, row: int, desk: InputIssues
) -> dict[str, Any]:
    point = _point(visit.get("location"))
    barred = [str(id) for id in visit.get("prohibitedVehicles") or ()]
    barred += [id for id, area in areas.items() if id not in barred and not holds(area, point["lat"], point["lon"])]
    needs = [(str(need.get("name")), need.get("minLevel")) for need in visit.get("requiredSkills") or ()]
    return {
        "id": visit.get("id"), "name": visit.get("name"), **point,
        "serviceDuration": visit.get("serviceDuration"), "priority": visit.get("priority") or "6",
        "latestSlaEndTime": visit.get("latestSlaEndTime"), "requiredSkills": write(needs),
        "timeWindows": _windows(visit), "requiredTags": _names(visit.get("requiredTags")),
        "preferredVehicles": _names(visit.get("preferredVehicles")),
        "requiredVehicles": _names(visit.get("requiredVehicles")),
        "prohibitedVehicles": _names(barred), "pinnedVehicle": pins.get(str(visit.get("id"))),
        "crew": visit.get("crew"), "dependencies": _dependencies(visit, file, row, desk),
    }  # fmt: skip


def _dependencies(visit: Thing, file: str, row: int, desk: InputIssues) -> str:
    """Visits that come first, with the least and the most minutes between."""
    found = []
    for part in visit.get("visitDependencies") or ():
        lags: list[Any] = []
        for key in ("minDelay", "maxDelay"):
            try:
                lags.append(seconds(part[key], "s") / 60 if part.get(key) else None)
            except Bad as bad:
                desk.wrong(Trouble(bad.message, file, row, f"visitDependencies.{key}", str(part.get(key)), bad.rule))
                lags.append(None)
        found.append((str(part.get("precedingVisit")), 0 if lags[0] is None else f"{lags[0]:g}",
                      None if lags[1] is None else f"{lags[1]:g}"))  # fmt: skip
    return write(found)


def _names(values: Any) -> str:
    return write([(str(value),) for value in values or ()])


def _windows(visit: Thing) -> str:
    """Windows of the start: ``maxStartTime`` bounds it, ``maxEndTime`` bounds the end of the work; both are kept."""
    try:
        length = timedelta(seconds=seconds(visit.get("serviceDuration") or "PT0S", "s"))
    except Bad:
        length = timedelta()  # said when the duration is read
    spans = []
    for window in visit.get("timeWindows") or ():
        begin, end = window.get("minStartTime"), window.get("maxEndTime") or window.get("maxStartTime")
        if not (_is_moment(begin) and _is_moment(end)):
            spans.append(f"{begin}/{end}")  # said when the cell is read
            continue
        last = [_moment(window["maxStartTime"])] if window.get("maxStartTime") else []
        last += [_moment(window["maxEndTime"]) - length] if window.get("maxEndTime") else []
        spans.append(f"{begin}/{(min(last) + timedelta(seconds=1)).isoformat()}")
    return ";".join(spans)


def _is_moment(text: Any) -> bool:
    try:
        return datetime.fromisoformat(str(text)).tzinfo is not None
    except ValueError:
        return False


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _vehicle(vehicle: Thing, file: str, row: int, desk: InputIssues) -> dict[str, Any]:
    """One row per vehicle: place and skills stand on its shifts; the first says where the vehicle starts."""
    shifts = [shift for shift in vehicle.get("shifts") or () if isinstance(shift, dict)] or [{}]
    found = [
        (str(s.get("name")), s.get("level"), s.get("multiplier")) for shift in shifts for s in shift.get("skills") or ()
    ]
    skills = {name: level for name, level, _ in reversed(found)}
    speed = {name: round(float(by) * 100) for name, _, by in found if by not in (None, 1)}
    tags = dict.fromkeys(str(tag) for shift in shifts for tag in shift.get("tags") or ())
    limits = [seconds(shift["maxTravelTime"], "s") for shift in shifts if shift.get("maxTravelTime")]
    for key in ("skills", "tags", "maxTravelTime"):
        if any(shift.get(key) != shifts[0].get(key) for shift in shifts):
            message = (
                f"vehicle {vehicle.get('id')}: {key} of its shifts differ; here they are the engineer's, on every shift"
            )
            desk.note(Trouble(message, f"{file}[vehicles]", row, key, str(vehicle.get("id")), "shifts-differ"))
    first = shifts[0]
    return {
        "id": vehicle.get("id"), "name": vehicle.get("name"), **_point(first.get("startLocation")),
        **_point(first.get("endLocation"), "end_"), "skills": write(list(skills.items())), "tags": _names(tags),
        "speed": write(list(speed.items())), "maxTravelTime": min(limits, default=None),
        "overtime": overtime_of(vehicle), "perHour": price_per_hour(shifts, f"{file}[vehicles]", row, desk),
    }  # fmt: skip


def _pins(vehicles: Sequence[Thing], visits: Sequence[Thing], file: str, desk: InputIssues) -> dict[str, str]:
    """Visit -> vehicle: entries of an itinerary that are pinned, or whose visit or shift is."""
    asked = {str(visit.get("id")) for visit in visits if visit.get("pinningRequested")}
    group_of = {name: str(group.get("id")) for group in visits for name in group.get("members") or ()}
    found = {}
    for vehicle in vehicles:
        for shift in vehicle.get("shifts") or ():
            for item in shift.get("itinerary") or ():
                if not isinstance(item, dict) or item.get("kind", "VISIT") != "VISIT":
                    continue
                id = str(item.get("id"))
                pinned = item.get("pinned") or item.get("pin") or item.get("pinningRequested") or shift.get("pinned")
                if pinned or id in asked:
                    found[group_of.get(id, id)] = str(vehicle.get("id"))
    for row, visit in enumerate(visits, 1):
        if str(visit.get("id")) in asked - set(found) and not visit.get("members"):
            message = "pinning is requested, and the visit is on no vehicle's itinerary: it is not pinned"
            desk.note(Trouble(message, f"{file}[visits]", row, "pinningRequested", str(visit.get("id")), "pin-nowhere"))
    return found

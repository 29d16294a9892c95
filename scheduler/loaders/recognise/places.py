"""Where things are: two columns, one cell with both, or an answer."""

from __future__ import annotations

from typing import Any

from scheduler.loaders.recognise import kinds
from scheduler.loaders.recognise.sheet import CompanySheet
from scheduler.loaders.recognise.specs import Notes, place_question
from scheduler.loaders.recognise.tables import Columns


def coordinates(sheet: CompanySheet, columns: Columns, notes: Notes) -> dict[str, Any]:
    """Latitude and longitude out of a cell that holds both."""
    heading = columns.get("coordinates", "")
    if not heading or ("lat" in columns and "lon" in columns):
        return {}
    pairs = kinds.pairs(sheet.cells(heading))
    if not pairs:
        return {}
    if any(abs(first) > 90 for first, _ in pairs):
        lon_first = True
    elif any(abs(second) > 90 for _, second in pairs):
        lon_first = False
    else:
        lon_first = heading.lower().startswith(("lon", "lng", "经"))
        order = "longitude, latitude" if lon_first else "latitude, longitude"
        notes.assume(f"{heading}: {order}", f"{heading}：{'经度在前' if lon_first else '纬度在前'}")
    parts = {"lon": 1, "lat": 2} if lon_first else {"lat": 1, "lon": 2}
    return {name: {"column": heading, "part": part} for name, part in parts.items()}


def put_right(sheet: CompanySheet, entries: dict[str, Any], columns: Columns, notes: Notes) -> None:
    """Latitudes beyond 90 degrees are longitudes: the headings are swapped."""
    if "lat" not in columns or "lon" not in columns or "lat" not in entries or "lon" not in entries:
        return
    values = kinds.numbers(sheet.cells(columns["lat"]))
    if values and sum(1 for value in values if abs(value) > 90) > len(values) / 2:
        entries["lat"], entries["lon"] = entries["lon"], entries["lat"]
        notes.assume(f"{columns['lat']} and {columns['lon']} are swapped: latitudes end at 90",
                     f"“{columns['lat']}”与“{columns['lon']}”写反了：纬度不超过 90")  # fmt: skip


def start_of_everybody(entries: dict[str, Any], columns: Columns, sheet: CompanySheet, notes: Notes) -> bool:
    """Does every engineer start somewhere? Asked when no column, or not every row, says it."""
    if "lat" in entries and "lon" in entries:
        return True
    entries.pop("lat", None)
    entries.pop("lon", None)
    point = place_question(notes)
    if point is None:
        return False
    entries["lat"], entries["lon"] = {"constant": f"{point[0]:g}"}, {"constant": f"{point[1]:g}"}
    return True

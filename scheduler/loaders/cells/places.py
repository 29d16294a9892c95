"""From the columns of a row to a place."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.place import ANYWHERE, NOWHERE, Place
from scheduler.loaders.build.rows import Row
from scheduler.travel.datum import to_wgs84

WORDS = (ANYWHERE, "任意", "不固定")
"""What a cell says of a start or an end that is not fixed."""


@dataclass
class Gazetteer:
    """Places with names, and the coordinate system of rows that do not name theirs."""

    coord_sys: str = "wgs84"
    named: dict[str, Place] = field(default_factory=dict)
    bad: set[str] = field(default_factory=set)
    """Ids of rows of the places table that are wrong (or set aside)."""
    in_matrix: frozenset[str] | None = None
    """Names that a travel matrix knows; None = travel needs coordinates."""

    def place(self, row: Row, prefix: str = "", needed: bool = False, end: Place | None = None) -> Place | None:
        """The place the row names, or None when it names none or a wrong one (said at the desk).

        Parameters
        ----------
        end
            What ``anywhere`` means here: an open start or an open end; None = nothing.
        """
        lat, lon, id = (row.get(prefix + part) for part in ("lat", "lon", "place_id"))
        address = row.get(prefix + "address") or ""
        if any(part in row.cells and part not in row.values and row.cells[part] not in (None, "") for part in
               (prefix + "lat", prefix + "lon")):  # fmt: skip
            return None
        if (lat is None) != (lon is None):
            missing = prefix + ("lat" if lat is None else "lon")
            row.wrong(missing, "half-a-place", "only one of the two coordinates is given", "write both, or neither.")
            return None
        if id in WORDS:
            return self._anywhere(row, prefix, end)
        setup = row.get("setup_min") or 0
        if lat is not None:
            wgs_lat, wgs_lon = to_wgs84(lat, lon, row.get("coord_sys") or self.coord_sys)
            return Place(lat=wgs_lat, lon=wgs_lon, id=id or "", address=address, setup=setup)
        if id is not None:
            found = self._by_name(row, prefix + "place_id", id, address)
            return found.but(setup=setup) if found is not None and setup else found
        if needed:
            row.wrong(prefix + "lat", "no-place", "the row says nowhere where it is", "write lat and lon, or place_id.")
        return None

    def _anywhere(self, row: Row, prefix: str, end: Place | None) -> Place | None:
        """A start or an end that is not fixed; a visit, or a place with a name, is somewhere."""
        column = prefix + "place_id"
        if end is None:
            message = f"{row.get(column)!r} says that a route has no fixed start or end, and this is neither"
            row.wrong(column, "anywhere", message, "give the place another name.")
        elif row.get(prefix + "lat") is not None:
            message = f"{row.get(column)!r} says that the place is not fixed, and coordinates say where it is"
            row.wrong(column, "anywhere", message, "leave one of the two empty.")
            return None
        return end

    def readable(self, row: Row) -> Place:
        """Where a bad row says it is, as far as that can be read; nothing is said at the desk."""
        lat, lon, id = row.get("lat"), row.get("lon"), row.get("place_id")
        address = row.get("address") or ""
        if lat is not None and lon is not None:
            lat, lon = to_wgs84(lat, lon, row.get("coord_sys") or self.coord_sys)
            return Place(lat=lat, lon=lon, address=address)
        return self.named.get(id or "", NOWHERE).but(address=address)

    def _by_name(self, row: Row, column: str, id: str, address: str) -> Place | None:
        if id in self.named:
            place = self.named[id]
            return place.but(address=address) if address else place
        if self.in_matrix is not None and id in self.in_matrix:
            return Place(id=id, address=address)
        if id in self.bad and not row.desk.reject_bad_rows:
            return None
        rule, message, maybe = row.desk.missing("place", id, {*self.named, *(self.in_matrix or ())})
        row.wrong(column, rule, message, maybe or "add it to the places table, or give the row lat and lon.")
        return None

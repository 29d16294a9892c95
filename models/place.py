"""Where something is."""

from __future__ import annotations

from pydantic import Field

from models.entity import Entity


class Place(Entity):
    """A point on the map, WGS-84, or a named point of a travel matrix."""

    lat: float = Field(0.0, ge=-90, le=90, description="[degrees] latitude, WGS-84")
    lon: float = Field(0.0, ge=-180, le=180, description="[degrees] longitude, WGS-84")
    id: str = Field("", description="name of the place in a travel matrix; empty = its coordinates are its name")
    address: str = Field("", description="for people")

    @property
    def key(self) -> str:
        """What identifies the place in a travel matrix: its id, else its coordinates to about 0.1 m."""
        return self.id or f"{self.lat:.6f},{self.lon:.6f}"


NOWHERE = Place(id="(no place)")
"""Where a ticket is that does not say where it is; no way leads there."""

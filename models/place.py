"""Where something is."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from models.entity import Entity

ANYWHERE = "anywhere"
"""What a file says of a start or an end that is not fixed."""


class Place(Entity):
    """A point on the map, WGS-84, or a named point of a travel matrix."""

    lat: float = Field(0.0, ge=-90, le=90, description="[degrees] latitude, WGS-84")
    lon: float = Field(0.0, ge=-180, le=180, description="[degrees] longitude, WGS-84")
    id: str = Field("", description="name of the place in a travel matrix; empty = its coordinates are its name")
    address: str = Field("", description="for people")
    setup: int = Field(
        0, ge=0, description="[s] to set up on arriving from elsewhere, once for visits in a row; part of the way there"
    )

    @property
    def key(self) -> str:
        """What identifies the place in a travel matrix: its id, else its coordinates to about 0.1 m."""
        return self.id or f"{self.lat:.6f},{self.lon:.6f}"

    @property
    def anywhere(self) -> bool:
        """Is it no place at all: a route that may begin, or end, wherever its first or last customer is?"""
        return self.id in (START_ANYWHERE.id, END_ANYWHERE.id)

    @property
    def located(self) -> bool:
        """Has it coordinates, or is it known by its name alone?"""
        return bool(self.lat or self.lon or not self.id)


NOWHERE = Place(id="(no place)")
"""Where a ticket is that does not say where it is; no way leads there."""

START_ANYWHERE = Place(id="anywhere-start")
"""The start of a route that begins at its first customer: no way leads to it, and from it every way takes no time."""

END_ANYWHERE = Place(id="anywhere-end")
"""The end of a route that ends at its last customer: every way to it takes no time, and none leads on."""

NOWHERE = Place(id="(no place)")
"""Where a ticket is that does not say where it is; no way leads there."""


def _read(value: Any, meant: Place) -> Any:
    id = value if isinstance(value, str) else value.get("id") if isinstance(value, dict) else getattr(value, "id", "")
    return meant if id == ANYWHERE else value


StartPlace = Annotated[Place, BeforeValidator(lambda value: _read(value, START_ANYWHERE))]
"""Where a route begins; :data:`ANYWHERE` = at its first customer."""

EndPlace = Annotated[Place, BeforeValidator(lambda value: _read(value, END_ANYWHERE))]
"""Where a route ends; :data:`ANYWHERE` = at its last customer."""

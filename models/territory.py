"""Territories: areas with their own engineers and their own roads."""

from __future__ import annotations

from pydantic import Field

from models.entity import Entity


class Territory(Entity):
    """A service area."""

    id: str = Field(min_length=1)
    name: str = ""
    road_factor: float | None = Field(
        None, ge=1, le=5, description="road distance / straight line; none = the travel model's"
    )
    speed_kmh: float | None = Field(
        None, gt=0, le=200, description="[km/h] mean driving speed; none = the travel model's"
    )
    stop_minutes: float | None = Field(
        None, ge=0, le=60, description="[min] parking and walking per stop; none = the travel model's"
    )
    timezone: str = Field("", description="IANA name; empty = the horizon's")

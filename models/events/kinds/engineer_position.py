"""Event ``engineer-position``."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from models.errors import Trouble
from models.events.event import Event
from models.events.event_column import ENGINEER, EventColumn
from models.events.refusals import (
    unknown_engineer,
)
from models.events.state import State

if TYPE_CHECKING:
    from models.events.made_up import DaySoFar


class EngineerPosition(Event):
    """Where somebody was; the last one is shown, no plan is made of it."""

    kind: ClassVar[str] = "engineer-position"
    label: ClassVar[tuple[str, str]] = ("position", "位置")
    cells: ClassVar[tuple[EventColumn, ...]] = (
        ENGINEER,
        EventColumn("lat", "纬度", "number", "latitude", "31.2304", "degrees", -90, 90),
        EventColumn("lon", "经度", "number", "longitude", "121.4737", "degrees", -180, 180),
        EventColumn("accuracy", "精度", "number", "how exact", "20", "m", 0, 100_000),
    )
    example: ClassVar[dict[str, Any]] = {"engineer": "E07", "lat": 31.23, "lon": 121.47, "accuracy": 20}
    quiet: ClassVar[bool] = True
    private: ClassVar[tuple[str, ...]] = ("why", "lat", "lon", "accuracy")

    engineer: str
    lat: float | None = Field(None, ge=-90, le=90, description="WGS-84; none = deleted")
    lon: float | None = Field(None, ge=-180, le=180)
    accuracy: float | None = Field(None, ge=0, le=100_000, description="[m]")

    def refusal(self, state: State) -> Trouble | None:
        return unknown_engineer(self, state, self.engineer)

    def apply(self, state: State) -> State:
        return state.but(positions={**state.positions, self.engineer: self})

    @classmethod
    def made_up(cls, dice: random.Random, situation: DaySoFar) -> Event | None:
        if not situation.stands:
            return None
        at = dice.choice(list(situation.stands.values()))
        return cls(at=situation.problem.now, engineer=at.engineer, lat=at.place.lat, lon=at.place.lon, accuracy=20)

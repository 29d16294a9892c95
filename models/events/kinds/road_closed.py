"""Event ``road-closed``."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from models.clock import HOUR, Instant
from models.errors import Trouble
from models.events.event import Event
from models.events.event_column import EventColumn
from models.events.state import State
from models.place import Place

if TYPE_CHECKING:
    from models.events.made_up import DaySoFar


class RoadClosed(Event):
    """The part of every leg inside the circle takes `factor` times as long, until `until` (else to the end).

    The travel of a day does not change with the hour, so from the report until the closure ends every leg that touches
    the area takes ``factor`` times as long, whenever it is driven.
    """

    kind: ClassVar[str] = "road-closed"
    label: ClassVar[tuple[str, str]] = ("road closed", "道路受阻")
    cells: ClassVar[tuple[EventColumn, ...]] = (
        EventColumn("lat", "纬度", "number", "latitude of the middle", "31.2304", "degrees", -90, 90),
        EventColumn("lon", "经度", "number", "longitude of the middle", "121.4737", "degrees", -180, 180),
        EventColumn("radius_km", "半径", "number", "of the area around the middle", "3", "km", 0.01, 200),
        EventColumn("factor", "倍数", "number", "driving time / usual driving time; empty = 2", "2.5", "", 1, 20),
        EventColumn("until", "直到", "until", "until then; empty = to the end", "14:30"),
    )
    example: ClassVar[dict[str, Any]] = {"lat": 31.23, "lon": 121.47, "radius_km": 3, "factor": 2.5, "until": "14:30"}
    often: ClassVar[int] = 2

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    radius_km: float = Field(gt=0, le=200)
    factor: float = Field(2.0, ge=1, le=20, description="driving time / usual driving time")
    until: Instant | None = Field(None, description="none = the rest of the horizon")

    def refusal(self, state: State) -> Trouble | None:
        if self.until is not None and self.until <= self.when:
            text = state.problem.clock.text(self.until)
            return self.trouble(f"the closure ends {text}, in the past", "until", text, "contradicts-state")
        return None

    def apply(self, state: State) -> State:
        return state.but(roads=(*state.roads, self.but(at=self.when, happened=None)))

    def closed_at(self, time: int) -> bool:
        """Does it still matter at ``time`` [s]?"""
        return self.until is None or time < self.until

    @classmethod
    def made_up(cls, dice: random.Random, situation: DaySoFar) -> Event | None:
        place: Place = dice.choice(situation.problem.tickets).place
        now = situation.problem.now
        return cls(at=now, lat=place.lat, lon=place.lon, radius_km=dice.uniform(0.5, 3), factor=dice.uniform(1.2, 2),
                   until=now + 2 * HOUR)  # fmt: skip

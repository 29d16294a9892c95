"""Events about roads."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from models.clock import Instant
from models.errors import Trouble
from models.events.event import Event
from models.events.state import State


class RoadClosed(Event):
    """Driving takes longer in an area for a time.

    The travel of a day does not change with the hour, so from the report until the closure ends every leg that touches
    the area takes ``factor`` times as long, whenever it is driven.
    """

    kind: ClassVar[str] = "road-closed"

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    radius_km: float = Field(gt=0, le=200)
    factor: float = Field(2.0, ge=1, le=20, description="driving time / usual driving time")
    until: Instant | None = Field(None, description="none = the rest of the horizon")

    def refusal(self, state: State) -> Trouble | None:
        if self.until is not None and self.until <= self.at:
            text = state.problem.clock.text(self.until)
            return self.trouble(f"the closure ends {text}, in the past", "until", text, "contradicts-state")
        return None

    def apply(self, state: State) -> State:
        return state.but(roads=(*state.roads, self))

    def closed_at(self, time: int) -> bool:
        """Does it still matter at ``time`` [s]?"""
        return self.until is None or time < self.until

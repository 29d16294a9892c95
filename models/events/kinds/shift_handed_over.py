"""Event ``shift-handed-over``."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from models.errors import Trouble
from models.events.event import Event
from models.events.event_column import EventColumn
from models.events.state import State

if TYPE_CHECKING:
    from models.events.made_up import DaySoFar


class ShiftHandedOver(Event):
    """What one shift of the desk tells the next."""

    kind: ClassVar[str] = "shift-handed-over"
    label: ClassVar[tuple[str, str]] = ("shift handed over", "班次交接")
    cells: ClassVar[tuple[EventColumn, ...]] = (
        EventColumn("desk", "班次", "text", "which shift of the desk", "early"),
        EventColumn("note", "备注", "text", "what the next shift should know", "T-1042 waits for the customer's call"),
    )
    example: ClassVar[dict[str, Any]] = {"desk": "early", "note": "T-1042 waits for the customer's call"}
    quiet: ClassVar[bool] = True
    private: ClassVar[tuple[str, ...]] = ("why", "note")

    desk: str = Field("", description="which shift of the desk")
    note: str = Field("", description="what the next shift should know")

    def refusal(self, state: State) -> Trouble | None:
        return None

    def apply(self, state: State) -> State:
        return state

    @classmethod
    def made_up(cls, dice: random.Random, situation: DaySoFar) -> Event | None:
        return cls(at=situation.problem.now, desk="early", note=f"{len(situation.problem.open_tickets)} to come")

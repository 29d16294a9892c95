"""Event ``work-noted``."""

from __future__ import annotations

import random
from typing import Any, ClassVar

from pydantic import Field

from models.errors import Trouble
from models.events.event import Event
from models.events.event_column import ENGINEER, TICKET, EventColumn
from models.events.made_up import DaySoFar, a_visit_under_way
from models.events.refusals import (
    unknown_engineer,
    unknown_ticket,
)
from models.events.state import State


class WorkNoted(Event):
    """An entry in the work log of a ticket: a note, photos or videos."""

    kind: ClassVar[str] = "work-noted"
    label: ClassVar[tuple[str, str]] = ("work log entry", "作业记录")
    cells: ClassVar[tuple[EventColumn, ...]] = (
        TICKET,
        ENGINEER,
        EventColumn("note", "备注", "text", "what was found or done", "filter changed"),
        EventColumn("attachments", "附件", "names", "hashes of photos and videos", "9f3c...;77ab..."),
    )
    example: ClassVar[dict[str, Any]] = {"ticket": "T-1042", "engineer": "E07", "note": "filter changed"}
    quiet: ClassVar[bool] = True
    private: ClassVar[tuple[str, ...]] = ("why", "note")

    ticket: str
    engineer: str | None = Field(None, description="who; none = not said")
    note: str = Field("", description="what was found or done")
    attachments: tuple[str, ...] = Field((), description="hashes of the documents that hold photos and videos")

    def refusal(self, state: State) -> Trouble | None:
        unknown = unknown_ticket(self, state, self.ticket)
        if unknown is None and self.engineer is not None:
            unknown = unknown_engineer(self, state, self.engineer)
        return unknown

    def apply(self, state: State) -> State:
        return state

    @classmethod
    def made_up(cls, dice: random.Random, situation: DaySoFar) -> Event | None:
        visit, now = a_visit_under_way(dice, situation), situation.problem.now
        return None if visit is None else cls(at=now, ticket=visit.ticket, note="filter changed")

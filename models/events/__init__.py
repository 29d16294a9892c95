"""Events: what happens to a day after its plan was published, and what is then left to plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.clock import Clock
from models.events.engineers import EngineerLate, EngineerOut, TrainingCancelled
from models.events.event import Event
from models.events.fold import Roads, Situation, fold, moment, situation, situation_of
from models.events.plans import PlanPublished
from models.events.roads import RoadClosed
from models.events.shift_position import Freeze, ShiftPosition
from models.events.state import Closure, News, Position, State, VisitReport
from models.events.tickets import TicketArrived, TicketCancelled, TicketChanged
from models.events.visits import NoShow, PartMissing, VisitFinished, VisitOverruns, VisitStarted

EVENTS: tuple[type[Event], ...] = (
    EngineerOut,
    EngineerLate,
    TrainingCancelled,
    VisitStarted,
    VisitFinished,
    VisitOverruns,
    NoShow,
    PartMissing,
    TicketArrived,
    TicketCancelled,
    TicketChanged,
    RoadClosed,
    PlanPublished,
)
"""All kinds of events."""

KINDS: dict[str, type[Event]] = {event.kind: event for event in EVENTS}


def event_of(data: Mapping[str, Any], clock: Clock) -> Event:
    """The event of its plain data; raises :class:`pydantic.ValidationError` or KeyError where it is none."""
    fields = {key: value for key, value in data.items() if key != "kind"}
    return KINDS[data["kind"]].model_validate(fields, context={"clock": clock})


__all__ = [
    "EVENTS",
    "KINDS",
    "Closure",
    "EngineerLate",
    "EngineerOut",
    "Event",
    "Freeze",
    "News",
    "NoShow",
    "PartMissing",
    "PlanPublished",
    "Position",
    "RoadClosed",
    "Roads",
    "ShiftPosition",
    "Situation",
    "State",
    "TicketArrived",
    "TicketCancelled",
    "TicketChanged",
    "TrainingCancelled",
    "VisitFinished",
    "VisitOverruns",
    "VisitReport",
    "VisitStarted",
    "event_of",
    "fold",
    "moment",
    "situation",
    "situation_of",
]  # fmt: skip

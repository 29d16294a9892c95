"""Events: what happens to a day after its plan was published, and what is then left to plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.clock import Clock
from models.events.event import Event
from models.events.fold import agreed, fold
from models.events.kinds import (
    EVENTS,
    KINDS,
    BreakReported,
    DisputeRuled,
    EngineerLate,
    EngineerOut,
    EngineerPosition,
    NoShow,
    PartMissing,
    PlanPublished,
    ReportWithdrawn,
    RoadClosed,
    RuleWaived,
    ShiftHandedOver,
    TicketArrived,
    TicketCancelled,
    TicketChanged,
    TrainingCancelled,
    VisitDeclined,
    VisitFinished,
    VisitOnTheWay,
    VisitOverruns,
    VisitStarted,
    WorkNoted,
)
from models.events.shift_position import Freeze, ShiftPosition
from models.events.situation import Roads, Situation, moment, situation, situation_of
from models.events.state import Closure, Dispute, News, Position, State, VisitReport


def event_of(data: Mapping[str, Any], clock: Clock) -> Event:
    """The event of its plain data; raises :class:`pydantic.ValidationError` or KeyError where it is none."""
    fields = {key: value for key, value in data.items() if key != "kind"}
    return KINDS[data["kind"]].model_validate(fields, context={"clock": clock})


__all__ = [
    "EVENTS",
    "KINDS",
    "BreakReported",
    "Closure",
    "Dispute",
    "DisputeRuled",
    "EngineerLate",
    "EngineerOut",
    "EngineerPosition",
    "Event",
    "Freeze",
    "News",
    "NoShow",
    "PartMissing",
    "PlanPublished",
    "Position",
    "ReportWithdrawn",
    "RoadClosed",
    "Roads",
    "RuleWaived",
    "ShiftHandedOver",
    "ShiftPosition",
    "Situation",
    "State",
    "TicketArrived",
    "TicketCancelled",
    "TicketChanged",
    "TrainingCancelled",
    "VisitDeclined",
    "VisitFinished",
    "VisitOnTheWay",
    "VisitOverruns",
    "VisitReport",
    "VisitStarted",
    "WorkNoted",
    "agreed",
    "event_of",
    "fold",
    "moment",
    "situation",
    "situation_of",
]  # fmt: skip

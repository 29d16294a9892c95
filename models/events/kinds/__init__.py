"""Kinds of events: each is one file with its class, what refuses it, what it does, its words, columns and example."""

from __future__ import annotations

from models.events.event import Event
from models.events.kinds.break_taken import BreakReported
from models.events.kinds.dispute_ruled import DisputeRuled
from models.events.kinds.engineer_late import EngineerLate
from models.events.kinds.engineer_out import EngineerOut
from models.events.kinds.engineer_position import EngineerPosition
from models.events.kinds.no_show import NoShow
from models.events.kinds.part_missing import PartMissing
from models.events.kinds.plan_published import PlanPublished
from models.events.kinds.report_withdrawn import ReportWithdrawn
from models.events.kinds.road_closed import RoadClosed
from models.events.kinds.rule_waived import RuleWaived
from models.events.kinds.shift_handed_over import ShiftHandedOver
from models.events.kinds.ticket_arrived import TicketArrived
from models.events.kinds.ticket_cancelled import TicketCancelled
from models.events.kinds.ticket_changed import TicketChanged
from models.events.kinds.training_cancelled import TrainingCancelled
from models.events.kinds.visit_declined import VisitDeclined
from models.events.kinds.visit_finished import VisitFinished
from models.events.kinds.visit_on_the_way import VisitOnTheWay
from models.events.kinds.visit_overruns import VisitOverruns
from models.events.kinds.visit_started import VisitStarted
from models.events.kinds.work_noted import WorkNoted

EVENTS: tuple[type[Event], ...] = (
    EngineerOut, EngineerLate, TrainingCancelled, BreakReported, EngineerPosition,
    VisitOnTheWay, VisitStarted, VisitFinished, VisitOverruns, NoShow, PartMissing, VisitDeclined, WorkNoted,
    TicketArrived, TicketCancelled, TicketChanged, RoadClosed,
    ReportWithdrawn, ShiftHandedOver,
    PlanPublished, RuleWaived, DisputeRuled,
)  # fmt: skip
"""All kinds of events: reports about people, visits, tickets, roads and other reports, then decisions."""

KINDS: dict[str, type[Event]] = {event.kind: event for event in EVENTS}

__all__ = [
    "EVENTS", "KINDS", "BreakReported", "DisputeRuled", "EngineerLate", "EngineerOut", "EngineerPosition", "Event",
    "NoShow", "PartMissing", "PlanPublished", "ReportWithdrawn", "RoadClosed", "RuleWaived", "ShiftHandedOver",
    "TicketArrived", "TicketCancelled", "TicketChanged", "TrainingCancelled", "VisitDeclined", "VisitFinished",
    "VisitOnTheWay", "VisitOverruns", "VisitStarted", "WorkNoted",
]  # fmt: skip

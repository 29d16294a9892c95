"""Records: what happened, kept for months, from which every figure about people is computed."""

from __future__ import annotations

from models.records.entities import (
    Attendance,
    Breach,
    CallbackCall,
    Course,
    CustomerEntry,
    Decision,
    Rating,
    Reopening,
    StaffMember,
    SurveySent,
    TicketEntry,
    VisitRecord,
)
from models.records.records import Records, clock_of

__all__ = [
    "Attendance", "Breach", "CallbackCall", "Course", "CustomerEntry", "Decision", "Rating", "Records", "Reopening",
    "StaffMember", "SurveySent", "TicketEntry", "VisitRecord", "clock_of",
]  # fmt: skip

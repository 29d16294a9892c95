"""From good rows to entries of the records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from models.clock import Clock
from models.records import (
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
from scheduler.loaders.build.rows import Row

TRUE = frozenset({"yes", "是", "true", "1"})


def truth(row: Row, column: str) -> bool | None:
    """What a yes or no says; None where the cell is empty."""
    word = row.get(column)
    return None if word is None else word in TRUE


def day(row: Row, column: str, clock: Clock) -> date | None:
    """The calendar day in a cell."""
    second = row.get(column)
    return None if second is None else clock.moment(second).date()


def scale(text: str | None) -> tuple[float, float] | None:
    """Lowest and highest grade of ``1-5``; None where it is no scale.

    >>> scale("1-5"), scale("0–10"), scale("five"), scale("5-1")
    ((1.0, 5.0), (0.0, 10.0), None, None)
    """
    parts = (text or "1-5").replace("–", "-").replace("~", "-").split("-")
    try:
        low, high = (float(part) for part in parts)
    except ValueError:
        return None
    return (low, high) if low < high else None


def attendance_day(row: Row, clock: Clock) -> date | None:
    """The day of a shift: of its own column, else the one behind the ``@`` of its name."""
    found = day(row, "day", clock)
    if found is not None:
        return found
    try:
        return date.fromisoformat(str(row.get("shift") or "").rpartition("@")[2][:10])
    except ValueError:
        return None


def _staff(row: Row, clock: Clock) -> StaffMember:
    areas = row.get("territory") or ("",)
    return StaffMember(row.get("engineer"), **row.given(name="name", tier="tier"), territory=areas[0],
                       since=day(row, "since", clock))  # fmt: skip


def _ticket(row: Row, clock: Clock) -> TicketEntry:
    return TicketEntry(row.get("ticket"), **row.given(
        created="created", respond_by="respond_by", resolve_by="resolve_by", work_type="work_type",
        territory="territory", priority="priority", tier="tier", customer="customer"))  # fmt: skip


def _customer(row: Row, clock: Clock) -> CustomerEntry:
    return CustomerEntry(row.get("customer"), truth(row, "do_not_call") or False)


def _visit(row: Row, clock: Clock) -> VisitRecord:
    return VisitRecord(
        row.get("visit"), row.get("ticket"), row.get("engineer"), row.get("arrived"), row.get("finished"),
        **row.given(visit_no="visit_no", planned_start="planned_start", respond_by="respond_by",
                    resolve_by="resolve_by", created="created", work_type="work_type", territory="territory",
                    priority="priority", tier="tier", reason="reason", parts="parts", customer="customer"),
        fixed=truth(row, "fixed"), remote=truth(row, "remote") or False,
    )  # fmt: skip


def _reopen(row: Row, clock: Clock) -> Reopening:
    return Reopening(row.get("ticket"), row.get("reopened"), **row.given(visit="visit", cause="cause"))


def _rating(row: Row, clock: Clock) -> Rating:
    low, high = scale(row.get("scale")) or (1.0, 5.0)
    return Rating(
        row.get("rating"), row.get("visit"), row.get("source"), row.get("given"), row.get("score"), low, high,
        **row.given(asked="asked", channel="channel", device="device", comment="comment", dimensions="dimensions"),
        fixed=truth(row, "fixed"),
    )  # fmt: skip


def _survey(row: Row, clock: Clock) -> SurveySent:
    return SurveySent(row.get("visit"), row.get("sent"), **row.given(channel="channel", answered="answered"))


def _callback(row: Row, clock: Clock) -> CallbackCall:
    return CallbackCall(row.get("visit"), row.get("month"), row.get("stratum") == "answered",
                        **row.given(attempts="attempts", outcome="outcome"))  # fmt: skip


def _attendance(row: Row, clock: Clock) -> Attendance:
    found = attendance_day(row, clock)
    assert found is not None, "a row without a day is not good"
    return Attendance(row.get("engineer"), row.get("shift"), row.get("kind"), found, row.get("minutes_late") or 0)


def _breach(row: Row, clock: Clock) -> Breach:
    found = day(row, "day", clock)
    assert found is not None, "required"
    return Breach(row.get("breach"), row.get("engineer"), found, row.get("kind"), truth(row, "serious") or False,
                  **row.given(visit="visit", found_by="found_by"))  # fmt: skip


def _course(row: Row, clock: Clock) -> Course:
    found = day(row, "passed", clock)
    assert found is not None, "required"
    return Course(
        row.get("engineer"), row.get("course"), found, valid_until=day(row, "valid_until", clock),
        **row.given(points="points", field="field", kind="kind", result="result", hours="hours", reason="reason"),
    )  # fmt: skip


def _decision(row: Row, clock: Clock) -> Decision:
    found = day(row, "on", clock)
    assert found is not None, "required"
    return Decision(row.get("decision"), row.get("kind"), row.get("by"), found, heard=truth(row, "heard"),
                    **row.given(entry="entry", step="step", reason="reason", engineer="engineer"))  # fmt: skip


MAKERS: dict[str, Callable[[Row, Clock], Any]] = {
    "staff": _staff, "tickets": _ticket, "customers": _customer, "visits": _visit, "reopens": _reopen,
    "ratings": _rating, "surveys": _survey, "callbacks": _callback, "attendance": _attendance, "breaches": _breach,
    "courses": _course, "decisions": _decision,
}  # fmt: skip
"""Field of the records -> what makes an entry of a row."""

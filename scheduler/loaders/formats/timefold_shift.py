"""Shifts of Timefold problems: hours and overtime, breaks of both kinds, prices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from models.errors import Trouble
from scheduler.loaders.bad import Bad
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.cells.numbers import seconds

Thing = Mapping[str, Any]
UNITS = {"PT1H": 1.0, "PT1M": 60.0, "PT1S": 3600.0, "HOUR": 1.0, "MINUTE": 60.0, "SECOND": 3600.0}
"""How often a unit of a rate fits into an hour."""


def overtime_of(vehicle: Thing) -> int:
    """Longest overtime [s] of a vehicle: from its soft to its hard end, the shortest of its shifts; else none.

    ``maxEndTime`` holds there whatever it costs, so nothing is added to it here.
    """
    spans = []
    for shift in vehicle.get("shifts") or ():
        soft, hard = _moment(shift.get("maxSoftEndTime")), _moment(shift.get("maxEndTime"))
        if soft is not None and hard is not None:
            spans.append(round((hard - soft).total_seconds()))
    return max(0, min(spans, default=0))


def hours(shift: Thing, overtime: int) -> tuple[Any, Any, list[str]]:
    """Start and regular end of a shift, and the limits that made them stricter than they had to be."""
    begin, end = shift.get("minStartTime"), shift.get("maxEndTime") or shift.get("maxSoftEndTime")
    first, last = _moment(begin), _moment(end)
    strict = []
    arrival, departure = _moment(shift.get("minFirstVisitArrivalTime")), _moment(shift.get("maxLastVisitDepartureTime"))
    if arrival is not None and first is not None and arrival > first:
        begin, first = arrival.isoformat(), arrival
        strict.append("minFirstVisitArrivalTime")
    if departure is not None and last is not None and departure < last:
        end, last = departure.isoformat(), departure
        strict.append("maxLastVisitDepartureTime")
    if last is not None and overtime and shift.get("maxSoftEndTime"):
        end = (last - timedelta(seconds=overtime)).isoformat()
    return begin, end, strict


def rests(
    shift: Thing, end: Any, file: str, row: int, desk: InputIssues
) -> tuple[dict[str, Any], list[tuple[str, str, str]]]:
    """The floating break as columns of the shift, and fixed ones as spans away; further floating ones are set aside."""
    rest: dict[str, Any] = {"break": 0, "break_from": None, "break_to": None}
    fixed, floating = [], []
    for item in shift.get("requiredBreaks") or ():
        if item.get("type") == "FIXED" or (item.get("startTime") and item.get("endTime")):
            fixed.append((item.get("startTime"), item.get("endTime"), str(item.get("id") or "break")))
        else:
            floating.append(item)
    for number, item in enumerate(floating):
        if number:
            message = f"shift {shift.get('id')}: break {item.get('id')} is set aside: only one break may move"
            desk.note(Trouble(message, file, row, "requiredBreaks", str(shift.get("id")), "break-left-out"))
            continue
        try:
            length = seconds(item.get("duration") or "", "s")
        except Bad as bad:
            desk.wrong(
                Trouble(
                    bad.message, file, row, "requiredBreaks.duration", str(item.get("duration")), bad.rule, bad.maybe
                )
            )
            continue
        rest = {"break": length, "break_from": item.get("minStartTime") or shift.get("minStartTime"),
                "break_to": _latest(item, end, length)}  # fmt: skip
    return rest, fixed


def _latest(item: Thing, end: Any, length: int) -> Any:
    """The latest start of a floating break: its own bounds, else so that it ends with the shift."""
    bounds = [_moment(item.get("maxStartTime"))]
    closing = _moment(item.get("maxEndTime")) or (None if bounds[0] else _moment(end))
    bounds.append(None if closing is None else closing - timedelta(seconds=length))
    found = [bound for bound in bounds if bound is not None]
    return min(found).isoformat() if found else None


def price_per_hour(shifts: Sequence[Thing], file: str, row: int, desk: InputIssues) -> float | None:
    """The price of an hour, where one rate holds for all of every shift; else said and left to the policy."""
    rates = [tuple(shift["cost"].get("rates") or ()) for shift in shifts if isinstance(shift.get("cost"), dict)]
    rates = [rate for rate in rates if rate]
    if not rates:
        return None
    first = rates[0]
    unit = UNITS.get(str(first[0].get("unit") or "PT1H").upper())
    if len(first) == 1 and all(rate == first for rate in rates) and not first[0].get("duration") and unit:
        return round(float(first[0].get("costPerUnit") or 0) * unit, 3)
    message = "rates that change within a shift, or from shift to shift, are set aside: the policy's price counts"
    desk.note(Trouble(message, file, row, "cost.rates", rule="key-set-aside"))
    return None


def _moment(text: Any) -> datetime | None:
    try:
        when = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return when if when.tzinfo is not None else None

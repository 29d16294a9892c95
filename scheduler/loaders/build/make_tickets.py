"""From rows to tickets."""

from __future__ import annotations

from typing import Any

from models.errors import nearest
from models.interval import FOREVER
from models.place import NOWHERE, Place
from models.ticket import Named, Pin, Predecessor, SkillNeed, Ticket, Window
from scheduler.loaders.build.addresses import PlaceFinder
from scheduler.loaders.build.rows import Row, unique
from scheduler.loaders.cells.places import Gazetteer

TICKET_FIELDS = {
    "id": "ticket_id", "title": "title", "customer": "customer_id",
    "contact": "contact", "phone": "phone", "note": "note", "territory": "territory_id",
    "work_type": "work_type", "tier": "min_tier", "certificates": "certificates", "respond_by": "respond_by",
    "resolve_by": "resolve_by", "priority": "priority", "created": "created_at", "duration": "duration_min",
    "load": "load", "parts": "parts", "parts_ready": "parts_ready_at", "served_before": "served_before",
    "crew_size": "crew_size", "status": "status", "set_aside": "set_aside",
}  # fmt: skip


def make_tickets(
    rows: list[Row],
    gazetteer: Gazetteer,
    territories: set[str],
    engineers: set[str],
    tickets: set[str] | frozenset[str] = frozenset(),
    finder: PlaceFinder | None = None,
) -> list[tuple[Row, Ticket]]:
    """Tickets of the good rows, in order, each with its row.

    Parameters
    ----------
    territories, engineers, tickets
        Ids that exist; of tickets, those that stand elsewhere.
    """
    unique(rows, "ticket_id")
    made = [(row, _ticket(row, gazetteer, territories, engineers, finder)) for row in rows]
    known = {row.get("ticket_id") for row in rows} - {None} | tickets
    for row, ticket in made:
        if ticket is not None and row.good:
            _check_predecessors(row, ticket, known)
    planned = {ticket.id for row, ticket in made if ticket is not None and row.good}
    found = []
    for row, ticket in made:
        if not row.good:
            ticket = _left_to_people(row, gazetteer, territories, planned) if row.desk.reject_bad_rows else None
        if ticket is not None:
            row.used = True
            found.append((row, ticket))
    return found


def _left_to_people(row: Row, gazetteer: Gazetteer, territories: set[str], planned: set[str]) -> Ticket | None:
    """What can be read of a bad row: a ticket that nobody is sent to, so that the customer is not forgotten.

    None for a copy of a row that is planned, or was left to people before.
    """
    id = row.get("ticket_id") or f"{row.raw.file}:{row.number}"
    if id in planned:
        return None
    planned.add(id)
    values = {
        field: value for field, value in row.given(**TICKET_FIELDS).items()
        if field in ("title", "customer", "work_type", "priority", "created", "status")
    }  # fmt: skip
    if row.get("territory_id") in territories:
        values["territory"] = row.get("territory_id")
    place = gazetteer.readable(row)
    return Ticket(**{**values, "id": id, "place": place, "extra": row.extra, "set_aside": row.why})


def _ticket(
    row: Row, gazetteer: Gazetteer, territories: set[str], engineers: set[str], finder: PlaceFinder | None
) -> Ticket | None:
    values = row.given(**TICKET_FIELDS)
    place = gazetteer.place(row)
    if place is None and row.good and not row.get("place_id"):
        place = (finder.find(row) if finder is not None else None) or _nowhere(row, values)
    values["windows"] = windows_of(row)
    values["booked"] = _booked(row)
    values["skills"] = tuple(SkillNeed(skill=name, level=level) for name, level in row.get("skills") or ())
    for field in ("preferred", "required", "excluded"):
        values[field] = tuple(Named(engineer=name, until=until) for name, until in row.get(f"{field}_engineers") or ())
    values["predecessors"] = tuple(
        Predecessor(ticket=name, least_lag=least, most_lag=most) for name, least, most in row.get("predecessors") or ()
    )
    if row.get("pinned_engineer") is not None or row.get("pinned_start") is not None:
        values["pin"] = Pin(engineer=row.get("pinned_engineer"), start=row.get("pinned_start"))
    _check_names(row, territories, engineers)
    if place is None or not row.good:
        return None
    made: Ticket | None = row.make(Ticket, TICKET_FIELDS, place=place, extra=row.extra, **values)
    return made


def _nowhere(row: Row, values: dict[str, Any]) -> Place | None:
    """A ticket that says nowhere where it is is left to people; the rest of the day is planned."""
    message, maybe = "the row says nowhere where it is", "write lat and lon, or place_id."
    if row.get("address"):
        maybe = "write lat and lon; or say in day.yaml, under addresses, where its address is found."
    if values.get("set_aside"):
        return NOWHERE.but(address=row.get("address") or "")
    if row.desk.reject_bad_rows:
        row.wrong("lat", "no-place", message, maybe)
        return None
    row.note("lat", "no-place", f"{message}; {row.get('ticket_id') or 'the ticket'} stays unserved", maybe)
    values["set_aside"] = f"row {row.number} of {row.raw.file}: {message}"
    return NOWHERE.but(address=row.get("address") or "")


def windows_of(row: Row) -> tuple[Window, ...]:
    """The spans in which the visit of a row may start; what is wrong with them is said at the desk."""
    start, end = row.get("window_start"), row.get("window_end")
    spans = list(row.get("windows") or ())
    if start is not None and end is not None and start >= end:
        hint = "the two are swapped, or the end is on the next day."
        row.wrong("window_end", "window-order", "window_end is not after window_start", hint)
        return ()
    if start is not None or end is not None:
        if spans:
            message = "the ticket has window_start or window_end and windows as well"
            row.wrong("windows", "window-twice", message, "write all spans in windows.")
        spans.insert(0, (-FOREVER if start is None else start, FOREVER if end is None else end))
    for i, (begin, finish) in enumerate(spans):
        if any(begin < other and first < finish for first, other in spans[:i]):
            row.wrong("windows", "window-overlap", "two spans of the ticket overlap", "join them into one.")
            return ()
    columns = {"start": "window_start", "end": "window_end"}
    made = [row.make(Window, columns, start=begin, end=finish) for begin, finish in spans]
    return tuple(window for window in made if window is not None)


def _booked(row: Row) -> Window | None:
    """What was agreed with the customer; anything but one span is said at the desk."""
    spans = list(row.get("booked") or ())
    if len(spans) > 1:
        row.wrong("booked", "booked-twice", f"{len(spans)} spans are booked", "keep the one the customer was told.")
    if len(spans) != 1:
        return None
    made: Window | None = row.make(Window, {"start": "booked", "end": "booked"}, start=spans[0][0], end=spans[0][1])
    return made


def _check_names(row: Row, territories: set[str], engineers: set[str]) -> None:
    territory = row.get("territory_id")
    if territory is not None and territory not in territories:
        row.wrong("territory_id", *row.desk.missing("territory", territory, territories))
    must = [("required_engineers", name) for name, _ in row.get("required_engineers") or ()]
    must += [("pinned_engineer", row.get("pinned_engineer"))] if row.get("pinned_engineer") else []
    for column, name in must:
        if name not in engineers:
            row.wrong(column, *row.desk.missing("engineer", name, engineers))
    may = [
        (f"{kind}_engineers", name)
        for kind in ("preferred", "excluded")
        for name, _ in row.get(f"{kind}_engineers") or ()
    ]
    for column, name in may:
        if name not in engineers:
            row.note(
                column,
                "engineer-not-here",
                f"engineer {name!r} is not among this day's engineers",
                nearest(name, engineers),
            )


def _check_predecessors(row: Row, ticket: Ticket, known: set[str]) -> None:
    for before in ticket.predecessors:
        if before.ticket == ticket.id:
            row.wrong(
                "predecessors", "own-predecessor", "the ticket names itself as its predecessor", "another id is meant."
            )
        elif before.ticket not in known:
            row.wrong(
                "predecessors", "unknown-ticket", f"no ticket is named {before.ticket!r}", nearest(before.ticket, known)
            )

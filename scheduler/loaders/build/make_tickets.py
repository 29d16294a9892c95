"""From rows to tickets."""

from __future__ import annotations

from models.errors import nearest
from models.interval import FOREVER
from models.ticket import Named, Pin, Predecessor, SkillNeed, Ticket, Window
from scheduler.loaders.build.rows import Row, unique
from scheduler.loaders.cells.places import Gazetteer

TICKET_FIELDS = {
    "id": "ticket_id", "title": "title", "customer": "customer_id", "territory": "territory_id",
    "work_type": "work_type", "tier": "min_tier", "certificates": "certificates", "respond_by": "respond_by",
    "resolve_by": "resolve_by", "priority": "priority", "created": "created_at", "duration": "duration_min",
    "load": "load", "parts": "parts", "parts_ready": "parts_ready_at", "served_before": "served_before",
    "crew_size": "crew_size", "status": "status",
}  # fmt: skip


def make_tickets(
    rows: list[Row],
    gazetteer: Gazetteer,
    territories: set[str],
    engineers: set[str],
    tickets: set[str] | frozenset[str] = frozenset(),
) -> list[tuple[Row, Ticket]]:
    """Tickets of the good rows, in order, each with its row.

    Parameters
    ----------
    territories, engineers, tickets
        Ids that exist; of tickets, those that stand elsewhere.
    """
    unique(rows, "ticket_id")
    made = []
    for row in rows:
        ticket = _ticket(row, gazetteer, territories, engineers)
        if ticket is not None and row.good:
            made.append((row, ticket))
    seen = {row.get("ticket_id") for row in rows} - {None} | tickets
    while True:
        good = {ticket.id for _, ticket in made}
        known = good | tickets if rows and rows[0].desk.reject_bad_rows else seen
        for row, ticket in made:
            _check_predecessors(row, ticket, known)
        if all(row.good for row, _ in made):
            return made
        made = [(row, ticket) for row, ticket in made if row.good]


def _ticket(row: Row, gazetteer: Gazetteer, territories: set[str], engineers: set[str]) -> Ticket | None:
    values = row.given(**TICKET_FIELDS)
    place = gazetteer.place(row, needed=True)
    values["windows"] = windows_of(row)
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


def _check_names(row: Row, territories: set[str], engineers: set[str]) -> None:
    territory = row.get("territory_id")
    if territory is not None and territory not in territories:
        row.wrong(
            "territory_id", "unknown-territory", f"no territory is named {territory!r}", nearest(territory, territories)
        )
    must = [("required_engineers", name) for name, _ in row.get("required_engineers") or ()]
    must += [("pinned_engineer", row.get("pinned_engineer"))] if row.get("pinned_engineer") else []
    for column, name in must:
        if name not in engineers:
            row.wrong(column, "unknown-engineer", f"no engineer is named {name!r}", nearest(name, engineers))
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

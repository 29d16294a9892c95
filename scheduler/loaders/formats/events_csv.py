"""Events in tables, CSV or a sheet: every row is one, and uses the columns its kind needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any

from models.errors import Trouble, nearest
from models.events import KINDS, Event, TicketArrived, TicketChanged
from models.place import Place
from models.problem import Problem
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.build.make_tickets import TICKET_FIELDS, make_tickets, windows_of
from scheduler.loaders.build.rows import Row, read
from scheduler.loaders.cells.cells import Context
from scheduler.loaders.cells.places import Gazetteer
from scheduler.loaders.contract import TABLE
from scheduler.loaders.formats.csv_table import read_csv, table
from scheduler.loaders.formats.events_table import ALIASES, CHINESE, EVENTS
from scheduler.loaders.formats.workbook import sheets_of
from scheduler.loaders.raw import Cell, RawTable

COLUMNS = {"ticket": "ticket_id", "duration": "duration_min", "place": "lat"}
"""Field of an event -> the column it comes from, where the two differ."""


def events_of_csv(data: bytes, file: str, problem: Problem, desk: InputIssues, at: int | None = None) -> list[Event]:
    """The events of the good rows; what is wrong with the others is said at the desk."""
    raw = read_csv(data, file, desk)
    return _events(raw, problem, desk, at) if raw is not None else []


def events_of_workbook(path: Path, data: bytes, problem: Problem, desk: InputIssues, at: int | None) -> list[Event]:
    """The same of the sheet ``events`` (or 事件) of a workbook, or of its only sheet."""
    sheets = sheets_of(path, data)
    named = {name.strip().lower(): name for name in sheets}
    name = next((named[known] for known in (EVENTS.name, EVENTS.chinese) if known in named), None)
    name = name or (next(iter(sheets)) if len(sheets) == 1 else None)
    if name is None:
        maybe = nearest(EVENTS.name, named) or "add it."
        desk.wrong(Trouble(f"has no sheet {EVENTS.name}", path.name, rule="missing-sheet", maybe=maybe))
        return []
    raw = table(sheets[name], f"{path.name}[{name}]", desk)
    return _events(raw, problem, desk, at) if raw is not None else []


def _events(raw: RawTable, problem: Problem, desk: InputIssues, at: int | None) -> list[Event]:
    shifts = tuple((shift.start, shift.end) for _, shift in problem.shifts)
    context = Context(problem.clock, problem.clock.origin.tzinfo or UTC, shifts=shifts, at=at)
    gazetteer = _gazetteer(problem)
    made = []
    for row in read(EVENTS, _renamed(raw), desk, context):
        event = _event(row, problem, gazetteer)
        row.used = event is not None
        row.settle()
        made += [event] if event is not None else []
    return made


def _renamed(raw: RawTable) -> RawTable:
    """With the headings that mean the same as ours; one that would stand twice stays as it is."""
    names = {
        heading: ALIASES[heading.strip().lower()]
        for heading in raw.columns
        if heading.strip().lower() in ALIASES and ALIASES[heading.strip().lower()] not in raw.columns
    }
    rows = tuple(
        replace(row, cells={names.get(heading, heading): _kind(heading, cell) for heading, cell in row.cells.items()})
        for row in raw.rows
    )
    labels = {ours: theirs.strip() for theirs, ours in names.items()}
    return replace(
        raw, columns=tuple(names.get(column, column) for column in raw.columns), rows=rows, labels=raw.labels | labels
    )


def _kind(heading: str, cell: Cell) -> Cell:
    """The cell, and of the kind what it is called in files."""
    known = CHINESE.get(str(cell).strip()) if EVENTS.headings.get(heading.strip().lower()) == "kind" else None
    return known or cell


def _gazetteer(problem: Problem) -> Gazetteer:
    """The named places of the day."""
    named = {key: place for key, place in problem.places().items() if place.id}
    return Gazetteer(named=named, in_matrix=frozenset(problem.travel.keys))


def _event(row: Row, problem: Problem, gazetteer: Gazetteer) -> Event | None:
    kind = KINDS.get(str(row.get("kind") or ""))
    if kind is None or not row.good:
        return None
    _refuse_unmeant(row, kind)
    values = _values(row, kind, problem, gazetteer)
    for name, field in kind.model_fields.items():
        if field.is_required() and name not in values and row.good:
            column = COLUMNS.get(name, name)
            row.wrong(column, "missing-value", f"is empty, and a {kind.kind} needs it", f"fill {column}.")
    if not row.good:
        return None
    made: Event | None = row.make(kind, COLUMNS, **values)
    return made


PLACE = ("lat", "lon", "place_id", "address", "coord_sys", "setup_min")
TICKET = frozenset(column.name for column in TABLE["tickets"].columns)


def _refuse_unmeant(row: Row, kind: type[Event]) -> None:
    """A cell that is filled and means nothing for the kind of event would be lost without a word."""
    meant = {"kind", *(COLUMNS.get(name, name) for name in kind.model_fields)}
    if kind is TicketArrived:
        meant |= TICKET
    if "windows" in kind.model_fields:
        meant |= {"window_start", "window_end"}
    if meant & {"lat", "place"}:
        meant |= set(PLACE)
    for column in sorted(row.values.keys() - meant):
        maybe = f"it has {', '.join(sorted(meant - {'kind', 'at'}))}." if kind is not TicketArrived else ""
        row.wrong(column, "event-column", f"means nothing for a {kind.kind}", maybe or "empty the cell.")


def _values(row: Row, kind: type[Event], problem: Problem, gazetteer: Gazetteer) -> dict[str, Any]:
    """The fields of the event that the row fills."""
    values = row.given(**{name: COLUMNS.get(name, name) for name in kind.model_fields if name != "place"})
    if kind is TicketArrived:
        tickets = make_tickets(
            [row],
            gazetteer,
            {territory.id for territory in problem.territories},
            set(problem.engineer),
            set(problem.ticket),
        )
        return {**values, "ticket": tickets[0][1]} if tickets else {name: values[name] for name in ("at",)}
    if kind is TicketChanged:
        values |= row.given(respond_by=TICKET_FIELDS["respond_by"], resolve_by=TICKET_FIELDS["resolve_by"])
        values.pop("windows", None)
        if windows := windows_of(row):
            values["windows"] = windows
        place: Place | None = gazetteer.place(row)
        if place is not None:
            values["place"] = place
    if "lat" in kind.model_fields and (centre := gazetteer.place(row)) is not None:
        values |= {"lat": centre.lat, "lon": centre.lon}
    return values

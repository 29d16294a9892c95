"""The table of events: what may stand in a CSV file or a sheet of events."""

from __future__ import annotations

from dataclasses import replace

from models.events import EVENTS as ALL
from models.events import KINDS
from models.events.event_column import EventColumn
from scheduler.loaders.contract import TABLE, Column, Table

_TICKET = tuple(replace(column, required=False) for column in TABLE["tickets"].columns)
_ITSELF = {column.name for column in _TICKET} | {"ticket"}


def _own() -> dict[str, list[tuple[str, EventColumn]]]:
    """Column -> (kind, cell) of the kinds that fill it, without the columns of a ticket."""
    found: dict[str, list[tuple[str, EventColumn]]] = {}
    for event in ALL:
        for cell in event.cells:
            if cell.name not in _ITSELF:
                found.setdefault(cell.name, []).append((event.kind, cell))
    return found


def _column(cells: list[tuple[str, EventColumn]]) -> Column:
    """One column for all kinds that fill it."""
    _, first = cells[0]
    kinds: dict[str, list[str]] = {}
    for kind, cell in cells:
        kinds.setdefault(cell.meaning, []).append(kind)
    meaning = first.meaning if len(cells) > 3 and len(kinds) == 1 else "; ".join(
        f"{', '.join(names)}: {meaning}" for meaning, names in kinds.items()
    )  # fmt: skip
    return Column(first.name, first.chinese, first.form, meaning, first.example, unit=first.unit, least=first.least,
                  most=first.most, choices=first.choices)  # fmt: skip


EVENTS = Table(
    "events", "事件",
    "What happened, one row per event, in any order. A new ticket has the columns of the tickets table.",
    (
        Column("kind", "事件", "choice", "what happened", "engineer-out", required=True, choices=tuple(KINDS)),
        Column("at", "时间", "time", "when it became known", "11:05", required=True),
        Column("happened", "发生时间", "time", "when it happened, where that was before it became known", "10:50"),
        Column("who", "上报人", "text", "who said so", "Wang Li"),
        Column("why", "原因", "text", "for people", "flat tyre"),
        Column("sender", "设备", "text", "the device or desk it came from", "phone-E07"),
        Column("counter", "序号", "integer", "number of the report among those of its sender", "17", least=0),
        Column("key", "上报编号", "text", "name of the report, never used twice", "0192f0c1"),
        *(_column(cells) for cells in _own().values()),
        *_TICKET,
    ),
)  # fmt: skip
"""Columns of the events; ``ticket`` is read as ``ticket_id``."""

ALIASES = {"ticket": "ticket_id", "engineer_id": "engineer", "工程师号": "engineer", "工单": "ticket_id"}
"""Other headings that are understood."""

CHINESE = {event.label[1]: event.kind for event in ALL}
"""Chinese name of a kind -> the kind."""

"""The table of events: what may stand in a CSV file of events."""

# ruff: noqa: E501 - a column a line reads as the table it is

from __future__ import annotations

from dataclasses import replace

from models.events import KINDS
from scheduler.loaders.contract import TABLE, Column, Table

_TICKET = tuple(replace(column, required=False) for column in TABLE["tickets"].columns)

EVENTS = Table(
    "events", "事件",
    "What happened, one row per event, in any order. A new ticket has the columns of the tickets table.",
    (
        Column("kind", "事件", "choice", "what happened", "engineer-out", required=True, choices=tuple(KINDS)),
        Column("at", "时间", "time", "when it became known", "11:05", required=True),
        Column("who", "上报人", "text", "who said so", "Wang Li"),
        Column("why", "原因", "text", "for people", "flat tyre"),
        Column("engineer", "工程师", "text", "the engineer it is about", "E07"),
        Column("start", "开始", "time", "engineer-out: from then; empty = from now", "12:00"),
        Column("until", "直到", "until", "engineer-out, engineer-late, visit-overruns, road-closed: until then", "14:30"),
        Column("ready", "配件到货", "time", "part-missing: when the part arrives; empty = not within this horizon", "15:00"),
        Column("radius_km", "半径", "number", "road-closed: of the area around lat, lon", "3", unit="km", least=0.01, most=200),
        Column("factor", "倍数", "number", "road-closed: driving time / usual driving time; empty = 2", "2.5", least=1, most=20),
        *_TICKET,
    ),
)  # fmt: skip
"""Columns of the events; ``ticket`` is read as ``ticket_id``."""

ALIASES = {"ticket": "ticket_id", "engineer_id": "engineer", "工程师号": "engineer", "工单": "ticket_id"}
"""Other headings that are understood."""

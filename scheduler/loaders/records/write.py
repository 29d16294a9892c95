"""Writing records: the folder that :func:`scheduler.loaders.records.load_records` reads back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from models.engineer import TierLevel
from models.records import Records
from scheduler.loaders.formats.csv_table import write_csv
from scheduler.loaders.formats.write import filled, zone_name
from scheduler.loaders.raw import Cell
from scheduler.loaders.records.contract import RECORD_TABLES, SETTINGS_FILE
from scheduler.loaders.records.load import TABLE_OF

FIELD_OF = {
    "visits": {"visit": "id"}, "tickets": {"ticket": "id"}, "engineers": {"engineer": "id"},
    "customers": {"customer": "id"}, "ratings": {"rating": "id"}, "breaches": {"breach": "id"},
    "decisions": {"decision": "id"},
}  # fmt: skip
"""Table -> column -> field of the entry, where the two are named differently."""


def write_records(records: Records, folder: Path) -> Path:
    """Write every table that has rows, and the zone; columns that are empty in every row are left out."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = {"name": records.name, "timezone": zone_name(records.clock.origin.tzinfo)}
    (folder / SETTINGS_FILE).write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")
    for name, rows in tables_of(records).items():
        table = next(table for table in RECORD_TABLES if table.name == name)
        columns, lines = filled(table, rows)
        if lines or table.required:
            (folder / f"{name}.csv").write_bytes(write_csv(columns, lines))
    return folder


def tables_of(records: Records) -> dict[str, list[dict[str, Cell]]]:
    """Table -> rows of cells as they are written."""
    fields = {table: field for field, table in TABLE_OF.items()}
    return {
        table.name: [_cells(table.name, row, records) for row in getattr(records, fields.get(table.name, table.name))]
        for table in RECORD_TABLES
    }


def _cells(table: str, entry: Any, records: Records) -> dict[str, Cell]:
    names = FIELD_OF.get(table, {})
    spec = next(known for known in RECORD_TABLES if known.name == table)
    cells: dict[str, Cell] = {}
    for column in spec.columns:
        if column.name == "scale":
            cells["scale"] = "" if (entry.low, entry.high) == (1, 5) else f"{entry.low:g}-{entry.high:g}"
        elif column.name == "stratum":
            cells["stratum"] = "answered" if entry.answered_survey else "unanswered"
        else:
            cells[column.name] = _cell(getattr(entry, names.get(column.name, column.name)), column.kind, records)
    return cells


def _cell(value: Any, kind: str, records: Records) -> Cell:
    if value is None:
        return ""
    if isinstance(value, TierLevel):
        return value.label
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if kind in ("time", "until"):
        return records.clock.iso(value)
    return f"{value:g}" if isinstance(value, float) else value

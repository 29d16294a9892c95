"""The tables of a study as CSV, for spreadsheets and other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from scheduler.compare.study import Study


def write_tables(study: Study, folder: Path) -> None:
    """``comparison.csv``: one row per scenario and figure. ``cells.csv``: one row per scenario, day and seed."""
    write_table(study.rows(), folder / "comparison.csv")
    write_table(study.cell_rows(), folder / "cells.csv")


def write_table(rows: Sequence[Mapping[str, Any]], path: Path) -> None:
    """A CSV file with a byte order mark, as spreadsheets want it; text that begins like a formula stays text."""
    from scheduler.loaders.formats.csv_table import write_csv
    from scheduler.report.safe import safe

    head = tuple(rows[0]) if rows else ()
    path.write_bytes(write_csv(head, [tuple(_cell(row[name], safe) for name in head) for row in rows]))


def _cell(value: Any, safe: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, float):
        return round(value, 6)
    return safe(value) if isinstance(value, str) else value

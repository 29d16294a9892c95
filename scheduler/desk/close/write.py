"""A closed day in files: records, statements, and the day that goes on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scheduler.desk.close.close import Closing
from scheduler.loaders.formats.csv_table import write_csv
from scheduler.loaders.formats.write import write_day
from scheduler.loaders.records.write import write_records
from scheduler.report.safe import safe

STATEMENTS = ("engineer", "shift", "start", "end", "left", "back", "visits", "service_min", "driving_min", "rest_min",
              "away_min", "overtime_min", "standby_min")  # fmt: skip


def write_closing(closing: Closing, folder: Path) -> Path:
    """Write ``records/``, ``tomorrow/``, ``statements.csv``, ``breaks.csv``, ``parts.csv`` and ``closing.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    clock = closing.log.problem.clock
    write_records(closing.records, folder / "records")
    write_day(closing.tomorrow, folder / "tomorrow")
    rows = [statement.as_row(clock) for statement in closing.statements]
    _table(folder / "statements.csv", STATEMENTS, [[row[name] for name in STATEMENTS] for row in rows])
    rests = [[engineer, clock.iso(rest.start), clock.iso(rest.end)] for engineer, rest in closing.breaks.items()]
    _table(folder / "breaks.csv", ("engineer", "start", "end"), rests)
    _table(folder / "parts.csv", ("visit", "engineer", "part", "pieces"), list(_parts(closing)))
    text = json.dumps(closing.as_dict(), ensure_ascii=False, indent=1)
    (folder / "closing.json").write_text(text + "\n", encoding="utf-8")
    return folder


def _parts(closing: Closing) -> Sequence[Sequence[Any]]:
    """Parts that finished visits used, as their tickets say."""
    state = closing.log.state()
    return [
        [visit.id, visit.engineer, part, pieces]
        for visit in closing.records.visits
        if visit.fixed
        for part, pieces in state.problem.ticket[visit.ticket].parts.items()
    ]


def _table(path: Path, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    lines = [[safe(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    path.write_bytes(write_csv(list(columns), lines))

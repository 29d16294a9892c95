"""Writing a day as the folder that reads back as the same day."""

from __future__ import annotations

import json
import re
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from models.problem import Problem
from models.travel import NO_WAY, Travel
from scheduler.loaders.build.travel_choice import make_travel
from scheduler.loaders.cells.cells_of import engineer_cells, hanging_cells, territory_cells, ticket_cells
from scheduler.loaders.contract import TABLES, TRAVEL, Table
from scheduler.loaders.formats.csv_table import write_csv
from scheduler.loaders.formats.decided_json import FILE as DECIDED
from scheduler.loaders.formats.decided_json import decided_data
from scheduler.loaders.raw import Cell
from scheduler.travel.arrivals import without_arrivals
from scheduler.travel.estimate import Estimate

Rows = list[dict[str, Any]]


def write_day(problem: Problem, folder: str | Path) -> Path:
    """Write a problem as a folder of CSV files, UTF-8 with a mark; :func:`scheduler.loaders.load` reads it back.

    Travel that the estimate gives again is written as the estimate's parameters, other travel as a matrix.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in tables_of(problem).items():
        (folder / f"{table.name}.csv").write_bytes(write_csv(*filled(table, rows)))
    settings, matrix = travel_settings(problem)
    if matrix is not None:
        (folder / "travel.csv").write_bytes(write_csv([column.name for column in TRAVEL.columns], matrix_rows(matrix)))
    day = {
        "name": problem.name,
        "start": problem.clock.iso(0),
        "timezone": zone_name(problem.clock.origin.tzinfo),
        "now": problem.clock.iso(problem.now),
        "travel": settings,
    }
    (folder / "day.yaml").write_text(_yaml(day), encoding="utf-8")
    (folder / "policy.yaml").write_text(_yaml(problem.policy.to_mapping()), encoding="utf-8")
    if problem.published is not None:
        _json(folder / "published.json", problem.published.to_json(problem.clock))
    if decided := decided_data(problem):
        _json(folder / DECIDED, decided)
    return folder


def _json(file: Path, data: dict[str, Any]) -> None:
    file.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")


def tables_of(problem: Problem) -> dict[Table, Rows]:
    """The rows of every table that has any, and of the required ones."""
    clock = problem.clock
    rows: dict[str, Rows] = {table.name: [] for table in TABLES}
    rows["tickets"] = [ticket_cells(ticket, clock) for ticket in problem.tickets]
    rows["engineers"] = [engineer_cells(engineer, clock) for engineer in problem.engineers]
    rows["territories"] = [territory_cells(territory) for territory in problem.territories]
    for engineer in problem.engineers:
        for name, hanging in hanging_cells(engineer, clock).items():
            rows[name] += hanging
    return {table: rows[table.name] for table in TABLES if rows[table.name] or table.required}


def filled(table: Table, rows: Rows) -> tuple[list[str], list[list[Cell]]]:
    """Headings and lines, without optional columns that are empty in every row."""
    known = [column.name for column in table.columns]
    others = list(dict.fromkeys(name for row in rows for name in row if name not in table.column))
    needed = {column.name for column in table.columns if column.required} | set(table.either[0] if table.either else ())
    columns = [
        name for name in known + others if name in needed or any(row.get(name) not in (None, "") for row in rows)
    ]
    return columns, [["" if row.get(name) is None else row[name] for name in columns] for row in rows]


def travel_settings(problem: Problem) -> tuple[dict[str, Any], Travel | None]:
    """Settings that find the travel again, and the matrix they need, if any."""
    found = dict(re.findall(r"(\w+)=([\d.e+-]+)", problem.travel.source)) if _estimated(problem.travel) else {}
    if found:
        settings = {"model": "estimate", **{name: float(value) for name, value in found.items()}}
        again = make_travel(settings, None, problem.engineers, problem.tickets, problem.territories, "")
        if same_travel(again, problem.travel):
            return settings, None
    return {"model": "matrix"}, without_arrivals(problem.travel)


def _estimated(travel: Travel) -> bool:
    return travel.source.startswith("estimate ") and set(Estimate.model_fields) <= set(
        re.findall(r"\w+", travel.source)
    )


def same_travel(a: Travel, b: Travel) -> bool:
    """Do both say the same of the same places?"""
    return a.keys == b.keys and bool(np.array_equal(a.seconds, b.seconds)) and bool(np.array_equal(a.metres, b.metres))


def matrix_rows(travel: Travel) -> list[list[Cell]]:
    """Rows of the long form, all directed pairs of different places."""
    seconds, metres = travel.seconds.tolist(), travel.metres.tolist()
    return [
        [a, b, *((seconds[i][j], metres[i][j]) if seconds[i][j] < NO_WAY else ("", ""))]
        for i, a in enumerate(travel.keys)
        for j, b in enumerate(travel.keys)
        if i != j
    ]


def zone_name(zone: tzinfo | None) -> str:
    """What ``timezone`` says: the IANA name, or a fixed offset as it stands in ISO times."""
    key = getattr(zone, "key", None)
    return str(key) if key else datetime(2000, 1, 1, tzinfo=zone).isoformat()[19:]


def _yaml(data: dict[str, Any]) -> str:
    text: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    return text

"""Writing a day as one Excel workbook that reads back as the same day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from models.problem import Problem
from scheduler.loaders.contract import TRAVEL
from scheduler.loaders.formats.write import filled, matrix_rows, tables_of, travel_settings, zone_name
from scheduler.loaders.policies import policy_names, read_policy
from scheduler.loaders.raw import Cell

if TYPE_CHECKING:
    from openpyxl import Workbook


def write_workbook(problem: Problem, path: str | Path) -> Path:
    """Write a problem as a workbook with a sheet per table; :func:`scheduler.loaders.load` reads it back.

    A policy that is not a packaged one goes into a YAML file beside the workbook, which the sheet ``day`` names.
    """
    from openpyxl import Workbook

    path = Path(path)
    book = Workbook()
    del book["Sheet"]
    settings, matrix = travel_settings(problem)
    day: dict[str, Any] = {
        "name": problem.name,
        "start": problem.clock.iso(0),
        "timezone": zone_name(problem.clock.origin.tzinfo),
        "now": problem.clock.iso(problem.now),
        "policy": _policy(problem, path),
        **{f"travel.{key}": value for key, value in settings.items()},
    }
    _sheet(book, "day", ("key", "value"), day.items())
    for table, rows in tables_of(problem).items():
        _sheet(book, table.name, *filled(table, rows))
    if matrix is not None:
        _sheet(book, TRAVEL.name, [column.name for column in TRAVEL.columns], matrix_rows(matrix))
    book.save(path)
    return path


def _policy(problem: Problem, path: Path) -> str:
    """What the sheet ``day`` says of the policy: a packaged name, or the file written for it."""
    for name in policy_names():
        if read_policy(name) == problem.policy:
            return name
    beside = path.with_suffix(".policy.yaml")
    text: str = yaml.safe_dump(problem.policy.to_mapping(), allow_unicode=True, sort_keys=False)
    beside.write_text(text, encoding="utf-8")
    return beside.name


def _sheet(book: Workbook, name: str, head: Sequence[str], lines: Iterable[Sequence[Cell]]) -> None:
    """One table; text stays text, also where it begins like a formula; signs no workbook may hold show as �."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    sheet = book.create_sheet(name)
    for line in (head, *lines):
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("�", cell) if isinstance(cell, str) else cell for cell in line])
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    sheet.freeze_panes = "A2"

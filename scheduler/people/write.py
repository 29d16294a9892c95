"""Folders of answers: a page, tables as CSV and a workbook, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from models.errors import InputError, Trouble
from models.text import Text
from scheduler.loaders.formats.csv_table import write_csv
from scheduler.report.safe import safe

Rows = Sequence[Mapping[str, Any]]


def new_folder(out: Path) -> Path:
    """Refuse to write over something of somebody else's; a folder of an earlier answer is written anew.

    Raises
    ------
    InputError
        The path is a file.
    """
    if out.is_file():
        maybe = Text("name a folder.", "请给出文件夹。")
        raise InputError(Trouble(Text("is a file", "是文件"), str(out), rule="exists", maybe=maybe))
    out.mkdir(parents=True, exist_ok=True)
    return out


def write_table(rows: Rows, path: Path, columns: Sequence[str] = ()) -> None:
    """Rows as CSV; columns in the order in which the first row has them."""
    names = list(columns) or list(rows[0] if rows else ())
    lines = [["" if row.get(name) is None else _cell(row[name]) for name in names] for row in rows]
    path.write_bytes(write_csv(names, lines))


def write_book(sheets: Mapping[str, Rows], path: Path) -> None:
    """Several tables as one workbook."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    book._sheets.clear()  # type: ignore[attr-defined]  # a new workbook has an empty sheet
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        names = list(rows[0]) if rows else ["-"]
        sheet.append(names)
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for row in rows:
            sheet.append([_cell(row.get(column)) for column in names])
        sheet.freeze_panes = "A2"
        for k, column in enumerate(names):
            widest = max([len(str(column)), *(len(str(row.get(column) or "")) for row in rows)])
            sheet.column_dimensions[sheet.cell(1, k + 1).column_letter].width = min(60, widest + 3)
    book.save(path)


def write_json(data: Any, path: Path) -> None:
    """One JSON document."""
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8")


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return safe(value)
    return value if isinstance(value, int | float) or value is None else str(value)

"""A company's own days: a CSV file with the columns day, kind and, for people, name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from models.errors import InputError, Trouble, nearest
from models.text import Text
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.formats.csv_table import read_csv
from scheduler.loaders.guard import file_bytes
from scheduler.loaders.raw import shown

KINDS = {"holiday": "holiday", "working": "working", "make-up": "make-up", "休息": "holiday", "假日": "holiday",
         "上班": "working", "调休上班": "make-up"}  # fmt: skip


def read_days(path: Path) -> dict[date, str]:
    """Day -> ``holiday``, ``working`` or ``make-up``.

    Raises
    ------
    InputError
        With every row that cannot be read.
    """
    desk = InputIssues()
    raw = read_csv(file_bytes(path), path.name, desk)
    found: dict[date, str] = {}
    troubles = list(desk.in_order())
    for row in [] if raw is None else raw.rows:
        day = next((shown(row.cells[head]) for head in ("day", "日期") if head in row.cells), "")
        kind = next((shown(row.cells[head]) for head in ("kind", "类别") if head in row.cells), "")
        if kind not in KINDS:
            message = Text("the kind of day is not known", "未知的日期类别")
            troubles.append(Trouble(message, path.name, row.number, "kind", kind, "unknown-kind", nearest(kind, KINDS)))
        try:
            found[date.fromisoformat(day)] = KINDS.get(kind, "working")
        except ValueError:
            message = Text("is no day", "不是日期")
            maybe = Text("write it as 2026-10-01.", "请写成 2026-10-01。")
            troubles.append(Trouble(message, path.name, row.number, "day", day, "no-day", maybe))
    if troubles:
        raise InputError(troubles)
    return found

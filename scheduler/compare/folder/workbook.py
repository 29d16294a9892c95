"""The tables of a study as a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from scheduler.compare.study import Study

WIDTH = {"set aside": 120, "scenario": 30, "figure": 26, "verdict": 24, "day": 14}


def write_workbook(study: Study, path: Path, aside: Sequence[str] = ()) -> None:
    """``study.xlsx``: the comparison and the cells, a sheet each; equal studies give equal bytes."""
    from openpyxl import Workbook

    from scheduler.report.safe import safe
    from scheduler.report.stamp import stamped

    book = Workbook()
    comparison = book.worksheets[0]
    comparison.title = "Comparison 比较"
    over = f"{len(study.days)} days, {len(study.seeds)} seeds, {study.confidence:.0%} intervals"
    below = f"{over}; differences to {study.base}"
    _sheet(comparison, "Comparison of scenarios 方案比较", below, study.rows())
    _sheet(book.create_sheet("Cells 明细"), "Every day under every scenario 明细", study.currency, study.cell_rows())
    if aside:
        rows = [{"set aside": safe(line)} for line in aside]
        _sheet(book.create_sheet("Set aside 搁置"), "Set aside 搁置", f"行 Rows: {len(aside)}", rows)
    made = BytesIO()
    book.save(made)
    path.write_bytes(stamped(made.getvalue(), datetime(2000, 1, 1, tzinfo=UTC)))


def _sheet(sheet: Any, title: str, below: str, rows: Sequence[Mapping[str, Any]]) -> None:
    from scheduler.report.cells import heading, printed, table

    heading(sheet, title, below)
    head = tuple(rows[0]) if rows else ()
    table(sheet, [(name, WIDTH.get(name, 13)) for name in head], [tuple(row.values()) for row in rows])
    sheet.freeze_panes = "B5"
    printed(sheet, "landscape", title)

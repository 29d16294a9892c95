"""The files of a forecast."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from scheduler.forecast.page import page_of
from scheduler.forecast.prediction import Prediction
from scheduler.loaders.formats.csv_table import write_csv
from scheduler.report.safe import safe


def write_forecast(prediction: Prediction, folder: Path, chinese: bool = False) -> Path:
    """``forecast.csv``, ``backtest.csv``, ``report.html`` and, last, ``forecast.json``, into a folder that is made."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = prediction.rows
    table = [[safe(value) if isinstance(value, str) else value for value in row.values()] for row in rows]
    (folder / "forecast.csv").write_bytes(write_csv(list(rows[0]), table))
    if prediction.tested is not None:
        tested = [row.__dict__ for row in prediction.tested.rows]
        cells = [[_cell(value) for value in row.values()] for row in tested]
        (folder / "backtest.csv").write_bytes(write_csv(list(tested[0]), cells))
    (folder / "report.html").write_bytes(page_of(prediction, chinese).encode("utf-8", errors="replace"))
    text = json.dumps(prediction.as_dict(), ensure_ascii=False, indent=1, default=float)
    (folder / "forecast.json").write_text(text + "\n", encoding="utf-8")
    return folder


def _cell(value: Any) -> Any:
    """Spans and intervals as text."""
    return "-".join(f"{part:g}" for part in value) if isinstance(value, tuple) else value

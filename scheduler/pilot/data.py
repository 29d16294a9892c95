"""Outcomes by territory and day, from records or from a plain history."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np

from models.errors import InputError, Trouble
from models.people.outcomes import NO, outcomes
from models.people.pilot import PilotData
from models.people.visit_table import visit_table
from models.records import Records
from models.sections.evaluation import Evaluation
from models.text import Text

Row = tuple[str, int, float, str]
"""Territory, day as an ordinal, value, kind of work."""
WAITS = frozenset({"wait"})


def of_records(records: Records, outcome: str, territories: tuple[str, ...], evaluation: Evaluation) -> PilotData:
    """An outcome of the records, by the day of the ticket's first visit.

    Raises
    ------
    InputError
        A territory has no observation.
    """
    table = visit_table(records)
    out = outcomes(records, table, evaluation)
    rows: list[Row] = []
    for k in range(len(out.tickets)):
        visit = records.visit[table.ids[out.first[k]]]
        day = records.day_of(visit.arrived).toordinal()
        ticket = records.ticket.get(visit.ticket)
        created = visit.created if visit.created is not None else None if ticket is None else ticket.created
        value: float | None = None
        if outcome == "wait" and created is not None:
            value = (visit.arrived - created) / 3600
        elif outcome == "response" and out.respond_by[k] != NO:
            value = float(out.on_time[k])
        elif outcome == "reopen" and out.finished[k]:
            value = float(out.reopened[k])
        elif outcome == "satisfied":
            said = [rating for rating in records.ratings_of_visit.get(visit.id, ()) if rating.source != "mystery"]
            value = float(said[0].satisfied) if said else None
        if value is not None:
            rows.append((visit.territory, day, value, visit.work_type))
    return of_rows(rows, territories, outcome in WAITS)


def of_file(path: Path, territories: tuple[str, ...], wait: bool) -> PilotData:
    """A history as CSV with the columns territory, day, value, and kind where there is one.

    Raises
    ------
    InputError
        A column is missing, a cell cannot be read, or a territory has no observation.
    """
    import csv
    import io

    from scheduler.loaders.guard import file_bytes

    if not path.is_file():
        raise InputError(Trouble("does not exist", str(path), rule="missing-file"))
    lines = list(csv.DictReader(io.StringIO(file_bytes(path).decode("utf-8-sig"))))
    missing = [name for name in ("territory", "day", "value") if lines and name not in lines[0]]
    if missing or not lines:
        message = Text(
            f"the column {', '.join(missing) or 'territory'} is missing", f"缺少列 {', '.join(missing) or 'territory'}"
        )
        raise InputError(Trouble(message, path.name, rule="missing-column"))
    rows, troubles = [], []
    for number, line in enumerate(lines, 2):
        try:
            rows.append(
                (
                    line["territory"],
                    date.fromisoformat(line["day"]).toordinal(),
                    float(line["value"]),
                    line.get("kind") or "",
                )
            )
        except ValueError:
            troubles.append(
                Trouble(
                    Text("has a day or a value that cannot be read", "日期或数值无法读取"),
                    path.name,
                    number,
                    rule="value",
                )
            )
    if troubles:
        raise InputError(troubles)
    return of_rows(rows, territories, wait)


def of_rows(rows: list[Row], territories: tuple[str, ...], wait: bool) -> PilotData:
    """The arrays of some rows, in the order of the territories."""
    names = territories or tuple(sorted({row[0] for row in rows}))
    seen = {row[0] for row in rows}
    lost = [name for name in names if name not in seen]
    if lost:
        message = Text(f"no observation of {', '.join(lost)}", f"{', '.join(lost)} 没有观察")
        raise InputError(
            Trouble(
                message,
                field="territories",
                rule="unknown-territory",
                maybe=Text(f"one of: {', '.join(sorted(seen)[:12])}.", f"可选：{', '.join(sorted(seen)[:12])}。"),
            )
        )
    place = {name: k for k, name in enumerate(names)}
    kinds = {kind: k for k, kind in enumerate(sorted({row[3] for row in rows}))}
    kept = [row for row in rows if row[0] in place]
    return PilotData(
        names, np.array([place[row[0]] for row in kept], np.int64), np.array([row[1] for row in kept], np.int64),
        np.array([row[2] for row in kept]), np.array([kinds[row[3]] for row in kept], np.int64), wait,
    )  # fmt: skip

"""Events from files: a JSON list, JSON lines, CSV, or a workbook."""

from __future__ import annotations

from pathlib import Path

from models.errors import InputError, Trouble
from models.events import Event
from models.problem import Problem
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.cells.decode import decode
from scheduler.loaders.guard import file_bytes
from scheduler.loaders.ledger import Ledger


def read_events(
    path: str | Path, problem: Problem, at: int | None = None, ledger: Ledger | None = None
) -> tuple[Event, ...]:
    """The events in a file, by time; events of one moment in the order of the file.

    Parameters
    ----------
    path
        ``.csv`` with the columns ``kind, at, who, why, engineer, ticket, start, until, ...`` (a new ticket's as in
        ``tickets.csv``), ``.xlsx`` with the same in a sheet ``events``, or JSON: a list of
        ``{"kind": "engineer-out", "at": "11:05", ...}``, or such an object a line. Times are ISO 8601, or ``HH:MM``
        where only one moment of the shifts, or of the day, can be meant.
    problem
        Whose clock, places and ids the events are about.
    at
        [s] from when times without a date are seen: of several shifts the running one is meant, and its day.
    ledger
        Takes what became of every row and key.

    Raises
    ------
    InputError
        With everything that cannot be read, by file, row (of CSV and JSON lines: the line; of a list: the position)
        and field. Whether an event fits what is known is for :func:`models.events.situation` to say.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError(Trouble("does not exist", str(path), field="--events", rule="missing-file",
                                 maybe="the path of the events is mistyped."))  # fmt: skip
    data = file_bytes(path)
    desk = InputIssues(ledger=ledger if ledger is not None else Ledger())
    found = _rows(path, data, problem, desk, at)
    desk.stop_if_hopeless()
    return tuple(sorted(found, key=lambda event: event.at))


def _rows(path: Path, data: bytes, problem: Problem, desk: InputIssues, at: int | None) -> list[Event]:
    if path.suffix.lower() in (".csv", ".txt", ".tsv"):
        from scheduler.loaders.formats.events_csv import events_of_csv

        return events_of_csv(data, path.name, problem, desk, at)
    if path.suffix.lower() in (".xlsx", ".xlsm", ".xls", ".ods"):
        from scheduler.loaders.formats.events_csv import events_of_workbook

        return events_of_workbook(path, data, problem, desk, at)
    from scheduler.loaders.formats.events_json import events_of_items, items_of

    return events_of_items(items_of(data, path.name, lines=_in_lines(path, data)), path.name, problem, desk, at)


def _in_lines(path: Path, data: bytes) -> bool:
    """Does every line hold an object of its own?"""
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        return True
    try:
        lines = [line.strip() for line in decode(data)[0].splitlines() if line.strip()]
    except ValueError:
        return False
    return len(lines) > 1 and all(line.startswith("{") and line.endswith("}") for line in lines)

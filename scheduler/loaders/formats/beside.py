"""Files and sheets beside the tables of a day: those that nobody reads are said, slips of ours are errors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from models.errors import Trouble
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.contract import TABLES
from scheduler.loaders.raw import WORKBOOKS

READ_ELSEWHERE = {
    "events.csv": "--events reads it",
    "rejects.csv": "what an earlier run set aside",
    "plan.csv": "a plan, not a day",
    "unserved.csv": "of a plan, not of a day",
}
"""CSV files of ours that are no part of a day -> why."""

NAMES = {name: table.name for table in TABLES for name in (table.name, table.chinese)}
"""Every name of a table -> its name in English."""


def slip_of(name: str, taken: Iterable[str] = ()) -> str:
    """The table, none of those taken, that a name is a slip of; empty when it is of none.

    >>> slip_of("absence"), slip_of("Shifts"), slip_of("notes")
    ('absences', 'shifts', '')
    """
    free = {known: table for known, table in NAMES.items() if table not in taken}
    close = get_close_matches(name.strip().lower(), free, n=1, cutoff=0.75)
    return free[close[0]] if close else ""


def account_for_others(folder: Path, names: Iterable[str], used: set[str], settings: Mapping[str, Any],
                       desk: InputIssues) -> None:  # fmt: skip
    """What becomes of the files of a folder that no table is read from."""
    listed = settings.get("ignore")
    files = listed.get("files") if isinstance(listed, dict) else None
    known = {**READ_ELSEWHERE, **(files if isinstance(files, dict) else {})}
    tables = {NAMES[stem] for stem in (name.rpartition(".")[0] for name in used) if stem in NAMES}
    for name in sorted(names):
        stem, _, ending = name.rpartition(".")
        if name in known:
            desk.ledger.ignore(name, "row", "file", str(known[name]))
        elif f".{ending.lower()}" in (".csv", ".tsv", ".txt", *WORKBOOKS) and (table := slip_of(stem, tables)):
            if ending.lower() == "txt" and stem.lower() not in NAMES:
                continue  # somebody's notes
            maybe = f"you mean '{table}.csv'; if it is something else, list it under ignore, files in day.yaml."
            desk.wrong(Trouble("the file is not read", name, rule="unused-file", maybe=maybe))
            desk.ledger.set_aside(name, "row", "file", "unused-file")
        elif ending == "csv":
            rows = _rows(folder / name)
            close = slip_of(stem)
            maybe = f"you mean '{close}.csv'. " if close else ""
            maybe += "If it is none of the day's, list it under ignore, files in day.yaml."
            desk.note(Trouble(f"the file is not used: {rows} rows", name, rule="unused-file", maybe=maybe))
            for row in range(2, rows + 2):
                desk.ledger.set_aside(name, "row", row, "unused-file")


def _rows(path: Path) -> int:
    """About how many rows a file that nobody reads has."""
    from scheduler.loaders.guard import file_bytes

    return max(0, sum(1 for line in file_bytes(path).splitlines() if line.strip()) - 1)

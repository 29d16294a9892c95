"""A folder of CSV files."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path
from typing import Any

from models.errors import InputError, Trouble, nearest
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.contract import TABLES, TRAVEL
from scheduler.loaders.formats.beside import account_for_others
from scheduler.loaders.formats.bundle import Bundle
from scheduler.loaders.formats.csv_table import csv_lines, read_csv
from scheduler.loaders.formats.decided_json import FILE as DECIDED
from scheduler.loaders.formats.travel_table import read_matrix
from scheduler.loaders.formats.yaml_file import parse_mapping
from scheduler.loaders.guard import file_bytes
from scheduler.loaders.raw import WORKBOOKS, Source

SETTINGS = "day.yaml"
PUBLISHED = "published.json"
OTHER_FILES = {SETTINGS, "policy.yaml", PUBLISHED, DECIDED}


def read_folder(folder: Path, desk: InputIssues) -> Bundle:
    """The raw content of a folder."""
    bundle = Bundle(folder.resolve().name, folder)
    files = {path.name: path for path in sorted(folder.iterdir()) if path.is_file()}
    used = set(OTHER_FILES)
    ours = {f"{name}.csv" for table in TABLES for name in (table.name, table.chinese)}
    if lone := _another_source(files, ours):
        maybe = f"one of its files is meant: give {folder / lone[0]}"
        maybe += " (--mapping vroom or timefold reads their JSON)." if lone[0].endswith(".json") else "."
        message = f"holds no table of ours, but {', '.join(lone)}"
        raise InputError(Trouble(message, str(folder), rule="missing-file", maybe=maybe))
    if SETTINGS in files:
        data = file_bytes(files[SETTINGS])
        bundle.sources.append(source(SETTINGS, data))
        try:
            bundle.settings = parse_mapping(data, SETTINGS)
        except InputError as error:
            for trouble in error.troubles:
                desk.wrong(trouble, hopeless=True)
    if PUBLISHED in files:
        bundle.published = file_bytes(files[PUBLISHED])
        bundle.sources.append(source(PUBLISHED, bundle.published))
    if DECIDED in files:
        bundle.decided = file_bytes(files[DECIDED])
        bundle.sources.append(source(DECIDED, bundle.decided))
    for table in TABLES:
        name = next((n for n in (f"{table.name}.csv", f"{table.chinese}.csv") if n in files and n not in used), "")
        if not name:
            if table.required:
                _missing(f"{table.name}.csv", folder, set(files) - used - ours, table.meaning, desk)
            continue
        used.add(name)
        data = file_bytes(files[name])
        if table is TRAVEL:
            _read_travel(name, data, bundle, desk)
            continue
        raw = read_csv(data, name, desk)
        rows = {} if raw is None else {table.name: len(raw.rows)}
        bundle.sources.append(source(name, data, rows))
        if raw is not None:
            bundle.tables[table.name] = raw
    others = set(files) - used - _named(bundle.settings)
    account_for_others(folder, others, used, bundle.settings, desk)
    return bundle


def _read_travel(name: str, data: bytes, bundle: Bundle, desk: InputIssues) -> None:
    lines = csv_lines(data, name, desk)
    bundle.sources.append(source(name, data, {TRAVEL.name: max(0, len(lines or ()) - 1)}))
    if lines is not None:
        bundle.matrix = read_matrix(lines, name, desk)


def source(name: str, data: bytes, rows: dict[str, int] | None = None) -> Source:
    """A file that was read."""
    return Source(name, hashlib.sha256(data).hexdigest(), rows or {})


def _another_source(files: Collection[str], ours: Collection[str]) -> list[str]:
    """Files of the folder that are whole days or plain exports, where no table of ours lies beside them."""
    if any(name in ours for name in files):
        return []
    others = [name for name in files if name not in OTHER_FILES]
    return sorted(name for name in others if name.lower().endswith((".json", *WORKBOOKS)))[:5]


def _missing(name: str, folder: Path, others: set[str], meaning: str, desk: InputIssues) -> None:
    close = nearest(name, others)
    maybe = close if close.startswith("you mean") else f"write it: {meaning}"
    desk.wrong(Trouble(f"{folder} has no {name}", name, rule="missing-file", maybe=maybe))


def _named(settings: dict[str, Any]) -> set[str]:
    """Files that settings name, which others read."""
    files = (settings.get(key) for key in ("travel", "addresses"))
    return {str(keys.get("file", "")) for keys in files if isinstance(keys, dict)} | {str(settings.get("policy", ""))}

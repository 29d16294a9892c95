"""The key of a run: everything its plan follows from, as one hash. Same key, same plan wanted: nothing to do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

READ = {".csv", ".json", ".xlsx", ".yaml", ".yml"}
"""Kinds of files a day is read from; a README beside them does not change the day."""


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def input_hashes(day: Path, others: Iterable[str | Path | None] = ()) -> dict[str, str]:
    """Name -> SHA-256 of every file the run reads; ``others`` that are no files (names of presets) are left out."""
    found = {}
    if day.is_dir():
        files = (path for path in day.rglob("*") if path.suffix.lower() in READ and path.is_file())
        found = {path.relative_to(day).as_posix(): file_hash(path) for path in sorted(files)}
    elif day.is_file():
        found = {day.name: file_hash(day)}
    for other in others:
        if other is not None and (path := Path(other)).is_file():
            found[path.name if path.name not in found else str(path)] = file_hash(path)
    return found


def run_key(parts: Mapping[str, Any]) -> str:
    """Hash of plain data, independent of the order of keys.

    >>> run_key({"seed": 1, "seconds": 10}) == run_key({"seconds": 10, "seed": 1})
    True
    """
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()

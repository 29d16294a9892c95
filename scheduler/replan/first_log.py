"""The first format of event logs, still read: JSON lines, each with a hash of itself and of the line before."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from models.errors import InputError, Trouble
from scheduler.loaders.guard import file_bytes


def is_first_format(path: Path) -> bool:
    """Is the file a log of the first format? Its lines are objects."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(1) == b"{"


def read_first_format(path: Path) -> list[dict[str, Any]]:
    """The contents of all lines, the hashes checked and taken off; the first names the day.

    Raises
    ------
    InputError
        Naming the first line that was changed, lost, or broken off.
    """
    lines = file_bytes(path).split(b"\n")
    if lines[-1] != b"":
        raise InputError(_broken(path, len(lines), "is broken off", "remove it; the lines before it are whole."))
    before, found = "", []
    for number, line in enumerate(lines[:-1], 1):
        content = _checked(path, number, line, before)
        before = content.pop("hash")
        found.append(content)
    return found


def hash_of(text: str, before: str) -> str:
    """Hash of a line: of its content with sorted keys, and of the line before."""
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()


def _checked(path: Path, number: int, line: bytes, before: str) -> dict[str, Any]:
    """The content of a line whose hash is right."""
    try:
        content = json.loads(line)
        text = json.dumps({key: content[key] for key in content if key != "hash"}, ensure_ascii=False, sort_keys=True)
        good = content["hash"] == hash_of(text, before)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise InputError(_broken(path, number, "is no line of a log", "")) from None
    if not good:
        raise InputError(_broken(path, number, "was changed, or a line before it was taken out or put in", ""))
    return dict(content)


def _broken(path: Path, number: int, what: str, maybe: str) -> Trouble:
    hint = maybe or "restore the file from a copy; nothing after this line can be trusted."
    return Trouble(f"line {number} {what}", str(path), number, rule="log-broken", maybe=hint)

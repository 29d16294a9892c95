"""The one way to the bytes of somebody else's file: regular files of a sensible size, and text that is text."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Any

from models.errors import InputError, Trouble

MOST_BYTES = 128 * 2**20
"""Larger files are no day: a million tickets take about 100 MB as CSV."""

MOST_DEPTH = 64
"""Lists within lists; our own formats need about ten."""

MOST_VALUES = 20_000_000
"""Values in one JSON file."""

MOST_SETTINGS = 500_000
"""Values in one YAML file, counted with every repetition that an anchor makes of them."""

_DEEPER = (dict, list, tuple, str)
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def file_bytes(path: Path, shown: str = "") -> bytes:
    """The bytes of a regular file.

    Raises
    ------
    InputError
        For a pipe, a device or a folder, and for a file above :data:`MOST_BYTES`.
    """
    name = shown or path.name
    facts = path.stat()
    if not stat.S_ISREG(facts.st_mode):
        maybe = "copy what it holds into a file first."
        raise InputError(Trouble("is no regular file", name, rule="not-a-file", maybe=maybe))
    if facts.st_size > MOST_BYTES:
        message = f"has {facts.st_size / 2**20:,.0f} MB; the most that is read is {MOST_BYTES // 2**20} MB"
        raise InputError(Trouble(message, name, rule="file-too-large", maybe="it holds more than one day."))
    return path.read_bytes()


def beside(home: Path, name: str, file: str, field: str, *, outside: bool) -> Path:
    """The file that a day names, in the day's own folder.

    Parameters
    ----------
    home
        The day's folder.
    file, field
        Where the name stands.
    outside
        May the file lie elsewhere? The caller says so, never the day.

    Raises
    ------
    InputError
        The file lies elsewhere, also through a link.
    """
    path = home / name
    if not outside and not path.resolve().is_relative_to(home.resolve()):
        maybe = "put a copy beside the day, or allow it on the command line with --allow-outside."
        raise InputError(Trouble("lies outside the folder of the day", file, None, field, name, "outside-day", maybe))
    return path


def sound(content: Any, file: str, most: int = MOST_VALUES) -> Any:
    """The content of a JSON or YAML file, when it is not nested too deeply, not endless, and all its text is text.

    Raises
    ------
    InputError
        Naming what it is.
    """
    heap: list[tuple[Any, int]] = [(content, 1)]
    count = 0
    while heap:
        value, depth = heap.pop()
        if depth > MOST_DEPTH:
            raise InputError(too_deep(file))
        if count > most:
            message = f"holds more than {most:,} values"
            raise InputError(Trouble(message, file, rule="too-many-values", maybe="an anchor repeats itself."))
        if isinstance(value, dict):
            count += len(value)
            heap += [(inner, depth + 1) for pair in value.items() for inner in pair if isinstance(inner, _DEEPER)]
        elif isinstance(value, list | tuple):
            count += len(value)
            heap += [(inner, depth + 1) for inner in value if isinstance(inner, _DEEPER)]
        elif isinstance(value, str) and _SURROGATE.search(value):
            text = value.encode("utf-8", "backslashreplace").decode()[:60]
            message = "holds half a character (a lone surrogate)"
            raise InputError(Trouble(message, file, value=text, rule="not-text", maybe="write the text anew."))
    return content


def too_deep(file: str) -> Trouble:
    """What is said of a file whose brackets have no end."""
    return Trouble(f"is nested more than {MOST_DEPTH} deep", file, rule="too-deep", maybe="it is another file.")

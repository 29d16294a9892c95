"""Ways to spoil a good day."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

TINY = Path(__file__).parent.parent / "data" / "tiny"
Edit = Callable[[Path], object]


def copy_of_tiny(folder: Path) -> Path:
    """A copy of the tiny day that a test may spoil."""
    day = folder / "tiny"
    shutil.copytree(TINY, day)
    return day


def swap(file: str, old: str, new: str) -> Edit:
    """Replace a text that stands in the file."""

    def edit(day: Path) -> None:
        path = day / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r}: the test has outlived the day"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def add(file: str, line: str) -> Edit:
    """Append a line, making the file if need be."""

    def edit(day: Path) -> None:
        with (day / file).open("a", encoding="utf-8") as out:
            out.write(line + "\n")

    return edit


def put(file: str, data: str | bytes) -> Edit:
    """Write the whole file."""
    return lambda day: (day / file).write_bytes(data if isinstance(data, bytes) else data.encode())


def drop(file: str) -> Edit:
    """Delete the file."""
    return lambda day: (day / file).unlink()


def rename(file: str, other: str) -> Edit:
    """Give the file another name."""
    return lambda day: (day / file).rename(day / other)


def both(*edits: Edit) -> Edit:
    """One after the other."""

    def edit(day: Path) -> None:
        for one in edits:
            one(day)

    return edit

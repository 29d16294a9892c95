"""Where a verb writes a day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import InputError, Trouble

if TYPE_CHECKING:
    from models.problem import Problem


def new_day(out: Path) -> None:
    """Refuse to write over something.

    Raises
    ------
    InputError
        When the file exists or the folder is not empty, or the ending is not one of ours.
    """
    if out.suffix and out.suffix.lower() not in (".xlsx", ".json"):
        maybe = "end the name in .xlsx or .json, or give a folder."
        raise InputError(Trouble("has an ending that is not known", str(out), rule="unknown-format", maybe=maybe))
    if out.is_file() or (out.is_dir() and any(out.iterdir())):
        raise InputError(Trouble("exists already", str(out), rule="exists", maybe="choose another name or remove it."))


def write(problem: Problem, out: Path) -> None:
    """Write a day in the format that the ending of ``out`` says."""
    if out.suffix.lower() == ".xlsx":
        from scheduler.loaders.formats.write_workbook import write_workbook

        write_workbook(problem, out)
    elif out.suffix.lower() == ".json":
        from scheduler.loaders import write_json

        write_json(problem, out)
    else:
        from scheduler.loaders import write_day

        write_day(problem, out)

"""``paigong convert``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import Reject
from scheduler.sources.day_source import DaySource


def convert(
    source: DaySource,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A new folder, or a file ending in .xlsx or .json.")],
    reject_bad_rows: Reject = False,
) -> None:
    """Write a day as folder of CSV files, workbook or JSON.

    Exit codes: 0 written, 2 the input is wrong or the target exists.
    """
    from scheduler.cli.answer import say
    from scheduler.cli.targets import new_day, write

    new_day(out)
    problem = source.load(reject_bad_rows=reject_bad_rows)
    write(problem, out)
    say(f"{problem.name} written to {out}")

"""``paigong convert``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.sources.day_source import DaySource


def convert(
    source: DaySource,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A new folder, or a file ending in .xlsx or .json.")],
) -> None:
    """Write a day as folder of CSV files, workbook or JSON.

    Exit codes: 0 written, 2 the input is wrong or the target exists, 10 written without the rows that are set aside.
    """
    from scheduler.cli.answer import say
    from scheduler.cli.targets import new_day, write
    from scheduler.nightly.files import write_rejects
    from scheduler.nightly.order import Order
    from scheduler.nightly.reading import read

    new_day(out)
    found = read(Order(source, out))
    write(found.problem, out)
    for note in found.loaded.notes:
        say(f"note: {note}")
    for file, row, why in found.aside:
        say(f"set aside: {file}{'' if row is None else f':{row}'}: {why}")
    if found.loaded.rejects:
        beside = out / "rejects.csv" if out.is_dir() else out.with_name(f"{out.stem}.rejects.csv")
        write_rejects(found.loaded.rejects, beside)
        say(f"the rows that are set aside are in {beside}")
    say(f"read: {found.loaded.ledger.line()}")
    say(f"{found.problem.name} written to {out}")
    raise typer.Exit(10 if found.shortcomings else 0)

"""``paigong convert``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.sources.day_source import DaySource
from scheduler.sources.moment import Moment
from scheduler.wording.language import Language


def convert(
    source: DaySource,
    moment: Moment,
    language: Language,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A new folder, or a file ending in .xlsx or .json.")],
) -> None:
    """Write a day as folder of CSV files, workbook or JSON; with --log as it stands at a moment.

    Exit codes: 0 written, 2 the input is wrong or the target exists, 10 written without the rows that are set aside.
    """
    from scheduler.cli.answer import say, say_aside
    from scheduler.cli.targets import new_day, write
    from scheduler.desk.as_day import as_day
    from scheduler.nightly.files import write_rejects
    from scheduler.nightly.order import Order
    from scheduler.nightly.reading import read
    from scheduler.wording.troubles import phrase, trouble_text

    new_day(out)
    found = read(Order(source, out))
    write(as_day(moment.of(source)) if moment.begun else found.problem, out)
    for note in found.loaded.notes:
        say(language.of("note: ", "说明：") + trouble_text(note, language))
    say_aside(found.aside, language)
    if found.loaded.rejects:
        beside = out / "rejects.csv" if out.is_dir() else out.with_name(f"{out.stem}.rejects.csv")
        write_rejects(found.loaded.rejects, beside)
        say(language.of(f"the rows that are set aside are in {beside}", f"搁置的行在 {beside}"))
    say(language.of("read: ", "读取：") + phrase(found.loaded.ledger.line(), language))
    say(language.of(f"{found.problem.name} written to {out}", f"{found.problem.name} 已写入 {out}"))
    raise typer.Exit(10 if found.shortcomings else 0)

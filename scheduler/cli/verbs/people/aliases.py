"""``paigong people aliases``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.people.records_source import RecordsSource
from scheduler.wording.language import Language


def aliases(
    source: RecordsSource,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A new folder of records.")],
    language: Language,
    secret: Annotated[str, typer.Option("--secret", help="The company's own secret; the same one, the same aliases.")],
) -> None:
    """Write the records for analysts: names that say nothing, no comments, no reasons.

    Exit codes: 0 written, 2 records or an option are wrong or the folder exists, 10 written without rows set aside.
    """
    from models.people.privacy import with_aliases
    from scheduler.cli.answer import say
    from scheduler.cli.people import ended, remark
    from scheduler.cli.targets import new_day
    from scheduler.loaders.records.write import write_records
    from scheduler.people.access import note_look

    new_day(out)
    loaded = source.read()
    write_records(with_aliases(loaded.records, secret), out)
    note_look(source.records, "people aliases")
    remark(loaded, language)
    count = len(loaded.records.engineers)
    say(language.of(f"{count} people have aliases in {out}", f"{out} 中 {count} 人使用代号"))
    ended(loaded)

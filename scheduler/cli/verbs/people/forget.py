"""``paigong people forget``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.people.records_source import RecordsSource
from scheduler.wording.language import Language


def forget(
    source: RecordsSource,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A new folder of records.")],
    language: Language,
    keep_months: Annotated[
        int, typer.Option("--keep-months", help="Everything older than this many months is deleted.")
    ] = 24,
    engineer: Annotated[str | None, typer.Option("--engineer", metavar="ID", help="Whose records.")] = None,
) -> None:
    """Write the records without what is too old, or (with 0 months) without one person.

    Exit codes: 0 written, 2 records or an option are wrong or the folder exists, 10 written without rows set aside.
    """
    from models.errors import InputError, Trouble
    from models.people.privacy import forgotten
    from models.text import Text
    from scheduler.cli.answer import say
    from scheduler.cli.people import ended, known_engineer, remark
    from scheduler.cli.targets import new_day
    from scheduler.loaders.records.write import write_records
    from scheduler.people.access import note_look

    if keep_months < 0 or (keep_months == 0 and engineer is None):
        message = Text("would delete everything of everybody", "将删除所有人的一切")
        maybe = Text("give 1 or more, or --engineer.", "请写 1 或更大，或给出 --engineer。")
        raise InputError(Trouble(message, field="--keep-months", value=str(keep_months), rule="usage", maybe=maybe))
    new_day(out)
    loaded = source.read()
    known_engineer(engineer, loaded.records)
    at = source.day(loaded.records)
    kept = forgotten(loaded.records, at, keep_months, engineer)
    write_records(kept, out)
    note_look(source.records, "people forget", () if engineer is None else (engineer,))
    remark(loaded, language)
    gone = len(loaded.records.visits) - len(kept.visits), len(loaded.records.ratings) - len(kept.ratings)
    say(language.of(f"{out} holds the records without {gone[0]} visits and {gone[1]} ratings; delete the old folder",
                    f"{out} 中的记录已去除 {gone[0]} 次上门与 {gone[1]} 条评价；请删除旧文件夹"))  # fmt: skip
    ended(loaded)

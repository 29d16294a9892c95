"""``paigong people access``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson
from scheduler.wording.language import Language


def access(
    records: Annotated[Path, typer.Argument(metavar="RECORDS", help="Folder of CSV files or workbook.")],
    language: Language,
    engineer: Annotated[str | None, typer.Option("--engineer", metavar="ID", help="Only looks at this person.")] = None,
    as_json: AsJson = False,
) -> None:
    """Who looked at personal figures, when, and at whose.

    Exit codes: 0 done, 2 there are no such records.
    """
    from dataclasses import asdict

    from models.errors import InputError, Trouble
    from scheduler.cli.answer import say, say_json
    from scheduler.people.access import looks

    if not records.exists():
        raise InputError(Trouble("does not exist", str(records), rule="missing-path"))
    found = looks(records, engineer)
    if as_json:
        say_json([asdict(look) for look in found])
        return
    for look in found:
        whose = ", ".join(look.engineers) or language.of("everybody", "所有人")
        say(f"{look.when}  {look.who}  {look.what}  {whose}")
    say(language.of(f"{len(found)} looks", f"共 {len(found)} 次查看"))

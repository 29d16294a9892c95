"""``paigong policy in-force``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson
from scheduler.wording.language import Language


def in_force(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder of policies.")],
    language: Language,
    at: Annotated[str, typer.Option("--at", metavar="YYYY-MM-DD", help="The day.")],
    territory: Annotated[
        str, typer.Option("--territory", metavar="ID", help="Where; else where no policy is named.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Which policy holds on a day in a territory.

    Exit codes: 0 one does, 2 none or several do.
    """
    from datetime import date

    from models.errors import InputError, Trouble
    from models.people.policy_book import in_force as found_in
    from models.people.policy_book import signed
    from scheduler.cli.answer import say, say_json
    from scheduler.people.policy_folder import read_book

    try:
        day = date.fromisoformat(at)
    except ValueError:
        raise InputError(
            Trouble("is no day", field="--at", value=at, rule="usage", maybe="write it like 2026-11-24.")
        ) from None
    book = read_book(folder)
    policy = found_in(book, day, territory)
    file = next(name for name, known in book.items() if known is policy)
    if as_json:
        say_json({"file": file, "name": policy.name, "version": policy.version, "at": at, "territory": territory})
        return
    say(f"{file}: {policy.name} {policy.version} · {language.text(signed(policy))}")

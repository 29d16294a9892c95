"""``paigong policy check``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.wording.language import Language


def check(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder of policies, or one file.")],
    language: Language,
) -> None:
    """Say everything that is wrong: overlaps and holes, policies nobody signed, what no policy may say.

    Exit codes: 0 all of it may stand, 2 something is wrong.
    """
    from models.errors import InputError
    from models.people.policy_book import check as check_book
    from scheduler.cli.answer import say
    from scheduler.loaders import read_policy
    from scheduler.people.policy_folder import read_book

    book = read_book(folder) if folder.is_dir() else {folder.name: read_policy(folder)}
    troubles = check_book(book)
    if troubles:
        raise InputError(troubles)
    count = len(book)
    say(language.of(f"{count} polic{'y' if count == 1 else 'ies'}: exactly one holds on every day, all are signed.",
                    f"{count} 份策略：每天恰有一份生效，均已签署。"))  # fmt: skip

"""What the verbs about people share."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from models.errors import InputError, Trouble, nearest
from models.text import Text
from scheduler.wording.language import Language
from scheduler.wording.troubles import phrase, trouble_text

if TYPE_CHECKING:
    from models.records import Records
    from scheduler.loaders.records import LoadedRecords

MANY = 12


def known_engineer(engineer: str | None, records: Records) -> None:
    """Refuse somebody whom the records do not know.

    Raises
    ------
    InputError
        With the nearest id.
    """
    names = [member.id for member in records.engineers]
    if engineer is not None and engineer not in names:
        message = Text(f"no engineer is named {engineer!r}", f"没有名为 {engineer!r} 的工程师")
        raise InputError(Trouble(message, field="--engineer", rule="unknown-engineer", maybe=nearest(engineer, names)))


def remark(loaded: LoadedRecords, language: Language) -> None:
    """What reading has to say, on standard error: remarks, and rows that are set aside."""
    for trouble in loaded.notes[:MANY]:
        print(language.of("note: ", "提示：") + trouble_text(trouble, language), file=sys.stderr)
    if len(loaded.notes) > MANY:
        print(
            language.of(f"... {len(loaded.notes) - MANY} more notes", f"……另有 {len(loaded.notes) - MANY} 条提示"),
            file=sys.stderr,
        )
    for reject in loaded.rejects:
        for trouble in reject.troubles:
            print(language.of("set aside: ", "已搁置：") + trouble_text(trouble, language), file=sys.stderr)
    if loaded.rejects:
        print(language.of("read: ", "读取：") + phrase(loaded.ledger.line(), language), file=sys.stderr)


def ended(loaded: LoadedRecords) -> None:
    """Leave with the code that says whether rows were set aside."""
    raise typer.Exit(10 if loaded.rejects else 0)

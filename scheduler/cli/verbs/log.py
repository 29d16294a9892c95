"""``paigong log``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson
from scheduler.wording.language import Language


class LogAction(StrEnum):
    """What is done with a log."""

    VERIFY = "verify"
    FORGET = "forget"
    KEEP = "keep"


def log(
    language: Language,
    action: Annotated[
        LogAction, typer.Argument(metavar="verify|forget|keep", help="Check it, delete, or keep a file.")
    ],
    path: Annotated[Path, typer.Argument(metavar="LOG", help="The day's event log.")],
    head: Annotated[
        str | None, typer.Option("--head", metavar="COUNT:HASH", help="verify: what was printed when it was written.")
    ] = None,
    entry: Annotated[
        list[int] | None, typer.Option("--entry", metavar="NUMBER", help="forget: this entry's document; repeat.")
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", metavar="KIND", help="forget: documents of this kind; repeat.")
    ] = None,
    name: Annotated[
        list[str] | None, typer.Option("--name", metavar="WHO", help="forget: a name, or the pseudonym; repeat.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="keep: a photo or video; its name is printed.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check that a log is whole, delete what may be deleted of it, or keep a photo beside it.

    Reasons, notes, positions, contacts and names lie beside the chain of the log; deleting them leaves the chain whole.
    Exit codes: 0 whole or done, 2 the log was changed, or nothing was named.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.replan.private import beside
    from scheduler.replan.verify import forget, forget_name, verify
    from scheduler.store.journal import Head

    if action is LogAction.KEEP:
        document = beside(path).documents.keep(_bytes(file))
        say_json({"document": document}) if as_json else say(document)
        return
    if action is LogAction.FORGET:
        _check_named(entry, kind, name)
        count = sum(forget_name(path, who) for who in name or ())
        if entry or kind:
            count += forget(path, lambda number, body: number in (entry or ()) or body.get("kind") in (kind or ()))
        found = verify(path)
        if as_json:
            say_json({"deleted": count, "head": str(found.head)})
        else:
            say(language.of(f"{count} documents deleted; the chain is whole.", f"已删除 {count} 份文档；链条完整。"))
        return
    found = verify(path, None if head is None else Head.parse(head))
    if as_json:
        say_json({"head": str(found.head), "entries": found.head.count, "documents": found.documents,
                  "deleted": list(found.deleted), "unnamed": list(found.unnamed)})  # fmt: skip
        return
    count = found.head.count
    say(language.of(f"whole: {count} entries, head {found.head}", f"完整：{count} 条，头 {found.head}"))
    if found.deleted or found.unnamed:
        numbers = ", ".join(map(str, found.deleted)) or "-"
        say(language.of(f"deleted: documents of entries {numbers}; {len(found.unnamed)} names",
                        f"已删除：第 {numbers} 条的文档；{len(found.unnamed)} 个姓名"))  # fmt: skip


def _bytes(file: Path | None) -> bytes:
    from models.errors import InputError, Trouble

    if file is None or not file.is_file():
        raise InputError(Trouble("there is no file to keep", field="--file", value=str(file or ""), rule="missing-file",
                                 maybe="add --file photo.jpg."))  # fmt: skip
    return file.read_bytes()


def _check_named(*chosen: object) -> None:
    from models.errors import InputError, Trouble

    if not any(chosen):
        raise InputError(Trouble("nothing to delete is named", field="forget", rule="nothing-named",
                                 maybe="add --entry 17, --kind engineer-position or --name Zhao."))  # fmt: skip

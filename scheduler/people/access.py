"""Who looked at personal figures: a line per look, beside the records."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

FILE = "access.jsonl"


@dataclass(frozen=True)
class Look:
    """Somebody looked at something.

    Parameters
    ----------
    when
        ISO 8601, UTC.
    who
        User of the operating system, or of the service.
    what
        The verb or page.
    engineers
        Whose figures; empty = everybody's.
    """

    when: str
    who: str
    what: str
    engineers: tuple[str, ...] = ()


def log_of(records: Path) -> Path:
    """The file of the looks at some records."""
    return (records if records.is_dir() else records.parent) / FILE


def note_look(records: Path, what: str, engineers: Iterable[str] = (), who: str | None = None) -> Look:
    """Write down that somebody looks; the user of the operating system where nobody else is named."""
    look = Look(datetime.now(UTC).isoformat(timespec="seconds"), who or getpass.getuser(), what, tuple(engineers))
    with log_of(records).open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(look), ensure_ascii=False) + "\n")
    return look


def looks(records: Path, engineer: str | None = None) -> tuple[Look, ...]:
    """Every look, in order; with an engineer only those at that person's figures or at everybody's."""
    path = log_of(records)
    if not path.is_file():
        return ()
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            data = json.loads(line)
            found.append(Look(data["when"], data["who"], data["what"], tuple(data["engineers"])))
    return tuple(look for look in found if engineer is None or not look.engineers or engineer in look.engineers)

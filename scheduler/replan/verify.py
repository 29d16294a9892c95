"""Is a log whole, what of it was deleted, and deleting something of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import InputError, Trouble
from scheduler.replan.log import journal_of
from scheduler.replan.private import beside
from scheduler.store.journal import FileJournal, Head, check_begins


@dataclass(frozen=True)
class Verified:
    """A log whose chain is whole.

    Parameters
    ----------
    head
        Of the chain.
    documents
        Number of documents that are there.
    deleted
        Numbers of the entries whose document was deleted.
    unnamed
        Pseudonyms whose name was deleted.
    """

    head: Head
    documents: int
    deleted: tuple[int, ...] = ()
    unnamed: tuple[str, ...] = ()


def verify(path: Path, kept: Head | None = None) -> Verified:
    """Check every entry and every document of a log.

    Parameters
    ----------
    kept
        A head that was kept elsewhere: the log must still begin with what it held then.

    Raises
    ------
    InputError
        The chain is broken, or a document is not what was kept.
    """
    journal = journal_of(path)
    if not path.exists() and not journal.head_path.exists():
        raise InputError(Trouble("does not exist", str(path), rule="missing-file", maybe="the path is mistyped."))
    if kept is not None:
        check_begins(journal, kept)
    parts, deleted, found, people = beside(path), [], 0, set()
    for number, entry in _entries(journal):
        for name in _documents(entry):
            there = parts.documents.read(name) is not None
            found += there
            deleted += [] if there else [number]
        if str(entry.get("who", "")).startswith("p-"):
            people.add(entry["who"])
    gone = tuple(sorted(people - set(parts.names)))
    return Verified(journal.head(), found, tuple(dict.fromkeys(deleted)), gone)


def forget(path: Path, wanted: Callable[[int, dict[str, Any]], bool]) -> int:
    """Delete the documents of some entries, by number and entry as it stands in the chain; returns how many."""
    parts = beside(path)
    entries = [entry for number, entry in _entries(journal_of(path)) if wanted(number, entry)]
    return sum(parts.documents.delete(name) for entry in entries for name in _documents(entry))


def forget_name(path: Path, who: str) -> int:
    """Delete the name of somebody, given as name or pseudonym; returns how many there were.

    Raises
    ------
    InputError
        Nobody of that name is known.
    """
    parts = beside(path)
    found = [known for known, name in parts.names.items() if who in (known, name)]
    if not found:
        raise InputError(Trouble("nobody of that name is known to the log", str(path), field="who", value=who,
                                 rule="unknown-name", maybe="it was deleted before."))  # fmt: skip
    return sum(parts.people.delete(known.removeprefix("p-")) for known in found)


def _entries(journal: FileJournal) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, body in enumerate(journal.entries(), 1):
        yield number, json.loads(body)


def _documents(entry: dict[str, Any]) -> Iterator[str]:
    """Names of the documents of an entry."""
    if "document" in entry:
        yield entry["document"]
    yield from entry.get("attachments", ())

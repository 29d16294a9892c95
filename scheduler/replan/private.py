"""What a log keeps beside its chain: reasons, notes, positions, contacts, and the names of people.

An entry of the chain holds ``document``, the hash of a salted document with the fields that its kind calls private, and
a pseudonym in place of a name. Reading puts them back, as far as they have not been deleted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from models.events import KINDS
from scheduler.store.documents import DocumentStore, FileDocuments

PSEUDONYM = re.compile(r"p-[0-9a-f]{64}")


def beside(log: Path) -> PrivateParts:
    """Where the private parts of a log lie."""
    folder = log.with_name(f"{log.name}.private")
    return PrivateParts(FileDocuments(folder), FileDocuments(folder / "people"))


@dataclass(frozen=True)
class PrivateParts:
    """The documents of a log.

    Parameters
    ----------
    documents
        Private fields of entries, photos and videos.
    people
        Names; a pseudonym is ``p-`` and the name of one of these documents.
    """

    documents: DocumentStore
    people: DocumentStore

    def set_apart(self, entry: dict[str, Any]) -> dict[str, Any]:
        """The entry as it enters the chain; its private fields are kept."""
        entry = dict(entry)
        apart = {}
        for path in KINDS[entry["kind"]].private:
            if (value := _taken(entry, path)) is not None:
                apart[path] = value
        if apart:
            entry["document"] = self.documents.keep(json.dumps(apart, ensure_ascii=False, sort_keys=True).encode())
        if entry.get("who"):
            entry["who"] = self.pseudonym(entry["who"])
        return entry

    def put_back(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        """The entry with what is still known of its private fields."""
        entry = {**entry}
        content = self.documents.read(entry.pop("document")) if "document" in entry else None
        for path, value in (json.loads(content) if content is not None else {}).items():
            _put(entry, path, value)
        if "who" in entry:
            entry["who"] = self.names.get(entry["who"], entry["who"])
        return entry

    def pseudonym(self, who: str) -> str:
        """Of a name; a pseudonym is its own."""
        if PSEUDONYM.fullmatch(who):
            return who
        known = next((pseudonym for pseudonym, name in self.names.items() if name == who), None)
        if known is None:
            known = f"p-{self.people.keep(who.encode())}"
            self.names[known] = who
        return known

    @cached_property
    def names(self) -> dict[str, str]:
        """Pseudonym -> name, of those that are still known."""
        found = ((name, self.people.read(name)) for name in self.people.names())
        return {f"p-{name}": content.decode() for name, content in found if content is not None}


def _taken(entry: dict[str, Any], path: str) -> Any:
    """The value at a path, taken out of the entry; what holds it is copied, not changed."""
    head, _, rest = path.partition(".")
    if not rest:
        return entry.pop(head, None)
    if not isinstance(entry.get(head), dict):
        return None
    entry[head] = dict(entry[head])
    return _taken(entry[head], rest)


def _put(entry: dict[str, Any], path: str, value: Any) -> None:
    head, _, rest = path.partition(".")
    if rest:
        entry[head] = dict(entry.get(head, {}))
        _put(entry[head], rest, value)
    else:
        entry[head] = value

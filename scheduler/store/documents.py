"""Documents beside a journal: what must be deletable, and so never enters the chain.

The journal holds the hash of a document. The document is salted: who has the hash cannot find out by trying what stood
in a document that was deleted. Deleting it leaves the chain whole.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from models.errors import InputError, Trouble

SALT = 16
"""Bytes of salt before the content."""

NAME = re.compile(r"[0-9a-f]{64}")


class DocumentStore(Protocol):
    """What every backend can do."""

    def keep(self, content: bytes) -> str:
        """Keep a document under the hash that is returned: 64 hexadecimal digits, another one every time."""

    def read(self, name: str) -> bytes | None:
        """The content; None = deleted, or never kept.

        Raises
        ------
        InputError
            It is not what was kept.
        """

    def delete(self, name: str) -> bool:
        """Delete a document; False = there was none."""

    def names(self) -> Iterator[str]:
        """All that are there."""


@dataclass(frozen=True)
class FileDocuments:
    """Documents in a folder, one file each.

    Parameters
    ----------
    folder
        It need not exist yet.
    """

    folder: Path

    def keep(self, content: bytes) -> str:
        data = secrets.token_bytes(SALT) + content
        name = hashlib.sha256(data).hexdigest()
        self.folder.mkdir(parents=True, exist_ok=True)
        aside = self.folder / f".{name}.new"
        with aside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self.folder / name)
        return name

    def read(self, name: str) -> bytes | None:
        path = self._path(name)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        if hashlib.sha256(data).hexdigest() != name:
            maybe = "restore it from a copy, or delete it: the log stays whole without it."
            message = "is not the document that was kept"
            raise InputError(Trouble(message, str(path), rule="document-changed", maybe=maybe))
        return data[SALT:]

    def delete(self, name: str) -> bool:
        try:
            self._path(name).unlink()
        except FileNotFoundError:
            return False
        return True

    def names(self) -> Iterator[str]:
        if self.folder.is_dir():
            yield from sorted(path.name for path in self.folder.iterdir() if NAME.fullmatch(path.name))

    def _path(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise InputError(Trouble("is no name of a document", str(self.folder), value=name, rule="document-name",
                                     maybe="names are 64 hexadecimal digits."))  # fmt: skip
        return self.folder / name

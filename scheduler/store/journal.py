"""The journal: what is only ever added to, entry after entry, each chained to the one before it.

A journal is a list of byte strings. Entry ``k`` has the hash ``H(hash of k-1, bytes of k)``; count and hash of the last
entry are the journal's :class:`Head`. Whoever kept a head finds out later whether the journal still begins with what it
held then: an entry that was edited, moved, put in, doubled or cut off changes a hash or the count.

:class:`Journal` is what any backend can do, :class:`FileJournal` the backend of files; every backend has to pass the
suite in ``tests/store/journals.py``.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from models.errors import InputError, Trouble
from scheduler.errors import Locked

START = ""
"""Hash before the first entry."""

WAIT = 10.0
"""[s] to wait for another writer."""


@dataclass(frozen=True)
class Head:
    """How much a journal holds.

    Parameters
    ----------
    count
        Number of entries.
    hash
        Of the last one, hexadecimal; empty before the first.

    >>> Head.parse(str(Head(3, "ab12"))) == Head(3, "ab12")
    True
    """

    count: int = 0
    hash: str = START

    def __str__(self) -> str:
        return f"{self.count}:{self.hash}"

    @classmethod
    def parse(cls, text: str) -> Head:
        """The head of such a text.

        Raises
        ------
        InputError
            It is none.
        """
        count, colon, digest = text.strip().partition(":")
        if not colon or not count.isdecimal() or not all(sign in "0123456789abcdef" for sign in digest):
            raise InputError(Trouble("is no head of a journal", value=text, rule="journal-head",
                                     maybe="write it as it was printed, such as 12:9f3c..."))  # fmt: skip
        return cls(int(count), digest)


class Journal(Protocol):
    """What every backend can do."""

    def entries(self) -> tuple[bytes, ...]:
        """All entries, every one checked.

        Raises
        ------
        InputError
            Naming the first entry that is not what was written, or how many are missing.
        """

    def head(self) -> Head:
        """How much it holds now; raises as :meth:`entries`."""

    def read(self) -> tuple[Head, tuple[bytes, ...]]:
        """Both at one moment; raises as :meth:`entries`."""

    def append(self, bodies: Sequence[bytes], seen: Head | None = None) -> Head:
        """Add entries, all or none, and return the head after them.

        Parameters
        ----------
        seen
            What the caller decided upon; when the journal has moved on since, nothing is added.

        Raises
        ------
        InputError
            ``journal-moved-on``: somebody else has added entries since ``seen``.
        Locked
            Another writer does not come to an end.
        """


def link(before: str, body: bytes, key: bytes | None = None) -> str:
    """Hash of an entry; with a key nobody without it can make one.

    >>> link(link("", b"a"), b"b") == link(link("", b"a"), b"b"), link("", b"a") == link("", b"a", b"secret")
    (True, False)
    """
    data = before.encode() + b"\n" + body
    return hmac.new(key, data, hashlib.sha256).hexdigest() if key else hashlib.sha256(data).hexdigest()


def moved_on(name: str, seen: Head, now: Head) -> InputError:
    """The refusal of an append that was decided upon an older journal."""
    more = now.count - seen.count
    what = f"{more} more entries were written" if more > 0 else "it is not the journal that was seen"
    return InputError(Trouble(f"{what} since this was decided", name, rule="journal-moved-on",
                              maybe="look again at what was written, and decide anew."))  # fmt: skip


@dataclass(frozen=True)
class FileJournal:
    """A journal in a file: one line per entry, ``["hash", body]``; its head stands in a file of its own beside it.

    Lines are written first and the head after them: what stands behind the head is an append that was broken off, and
    the next one writes over it. Bodies are JSON documents without line breaks, so every line is one as well.

    Parameters
    ----------
    path
        The file; it need not exist yet.
    key
        Secret of the chain; None = anybody could write it anew from some entry on, and only a head kept elsewhere shows
        that.
    """

    path: Path
    key: bytes | None = None

    @property
    def head_path(self) -> Path:
        """Where the head is kept."""
        return self.path.with_name(f"{self.path.name}.head")

    def head(self) -> Head:
        return self._read()[0]

    def entries(self) -> tuple[bytes, ...]:
        return self._read()[1]

    def read(self) -> tuple[Head, tuple[bytes, ...]]:
        return self._read()[:2]

    def append(self, bodies: Sequence[bytes], seen: Head | None = None) -> Head:
        with self.locked():
            return self.append_locked(bodies, seen)

    def append_locked(self, bodies: Sequence[bytes], seen: Head | None = None) -> Head:
        """The same for a caller who holds the lock already."""
        for body in bodies:
            if b"\n" in body:
                raise ValueError("an entry of a journal is one line")
        now, _, size = self._read()
        if seen is not None and seen != now:
            raise moved_on(str(self.path), seen, now)
        if not bodies:
            return now
        text, last = b"", now.hash
        for body in bodies:
            last = link(last, body, self.key)
            text += b'["' + last.encode() + b'", ' + body + b"]\n"
        after = Head(now.count + len(bodies), last)
        self._write(text, size, after)
        return after

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other writers out; the operating system lets go of the lock with the process.

        Raises
        ------
        Locked
            Another writer does not come to an end.
        """
        from filelock import FileLock, Timeout

        self.path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.path.with_name(f".{self.path.name}.lock"))
        try:
            with lock.acquire(timeout=WAIT):
                yield
        except Timeout:
            raise Locked(f"somebody else is writing to {self.path}.\n  Maybe try again in a moment.") from None

    def _write(self, text: bytes, size: int, after: Head) -> None:
        with self.path.open("r+b" if self.path.exists() else "w+b") as file:
            file.truncate(size)
            file.seek(size)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        aside = self.head_path.with_name(f".{self.head_path.name}.new")
        with aside.open("w", encoding="ascii") as kept:
            kept.write(f"{after}\n")
            kept.flush()
            os.fsync(kept.fileno())
        aside.replace(self.head_path)

    def _read(self) -> tuple[Head, tuple[bytes, ...], int]:
        """Head, entries and the size in bytes up to the last of them."""
        wanted = self._kept()
        data = self.path.read_bytes() if self.path.exists() else b""
        bodies: list[bytes] = []
        last, size, head = START, 0, Head()
        for number, line in enumerate(data.splitlines(keepends=True), 1):
            behind = wanted is None or number > wanted.count
            if behind and not line.endswith(b"\n"):
                break  # an append that was broken off
            last, body = self._checked(number, last, line)
            if wanted is not None and behind:
                continue
            bodies.append(body)
            size += len(line)
            head = Head(len(bodies), last)
        if wanted is not None and wanted != head:
            raise InputError(_cut(self.path, wanted, head))
        return head, tuple(bodies), size

    def broken_off(self) -> int:
        """The line behind the head whose writing was broken off; 0 = none."""
        data = self.path.read_bytes() if self.path.exists() else b""
        return len(data.splitlines()) if data and not data.endswith(b"\n") else 0

    def _checked(self, number: int, before: str, line: bytes) -> tuple[str, bytes]:
        """Hash and body of a line that follows rightly on the one before."""
        digest, body = _parts(self.path, number, line)
        if not hmac.compare_digest(digest, link(before, body, self.key)):
            raise InputError(_broken(self.path, number, "was changed, or a line before it was taken out or put in"))
        return digest, body

    def _kept(self) -> Head | None:
        """The head beside the file; None when there is none, then a cut-off end cannot be seen."""
        try:
            return Head.parse(self.head_path.read_text(encoding="ascii", errors="replace"))
        except FileNotFoundError:
            return None


def become_journal(path: Path, bodies: Sequence[bytes], key: bytes | None = None) -> None:
    """Put a journal with these entries in the place of a file of another form; the caller holds the lock."""
    aside, journal = FileJournal(path.with_name(f".{path.name}.new"), key), FileJournal(path, key)
    for left in (aside.path, aside.head_path):
        left.unlink(missing_ok=True)
    aside.append_locked(bodies)
    aside.head_path.replace(journal.head_path)
    aside.path.replace(path)


def check_begins(journal: FileJournal, kept: Head) -> None:
    """Does the journal still begin with what it held when this head was kept?

    Raises
    ------
    InputError
        It does not: entries were cut off, or changed and chained anew.
    """
    last, count = START, 0
    for body in journal.entries()[: kept.count]:
        last, count = link(last, body, journal.key), count + 1
    if Head(count, last) != kept:
        raise InputError(_cut(journal.path, kept, Head(count, last)))


def _parts(path: Path, number: int, line: bytes) -> tuple[str, bytes]:
    """Hash and body of a line."""
    if not line.endswith(b"\n"):
        raise InputError(_broken(path, number, "is broken off"))
    if line[:2] != b'["' or line[66:69] != b'", ' or line[-2:] != b"]\n":
        raise InputError(_broken(path, number, "is no line of a journal"))
    body = line[69:-2]
    try:
        json.loads(body)
        return line[2:66].decode("ascii"), body
    except (ValueError, RecursionError):
        raise InputError(_broken(path, number, "is no line of a journal")) from None


def _broken(path: Path, number: int, what: str) -> Trouble:
    maybe = "restore the file from a copy; nothing from this line on can be trusted."
    return Trouble(f"line {number} {what}", str(path), number, rule="journal-broken", maybe=maybe)


def _cut(path: Path, kept: Head, found: Head) -> Trouble:
    if found.count < kept.count:
        message = f"{kept.count} entries were written and {found.count} are there: the end was cut off"
    else:
        message = f"entry {kept.count} is not the one that was written: the journal was written anew"
    return Trouble(message, str(path), rule="journal-cut", maybe="restore the file from a copy.")

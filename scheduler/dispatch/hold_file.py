"""The file of holds: a journal, an entry for each hold that was made and for each that was ended before its time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from models.clock import Clock
from models.errors import InputError, Trouble, nearest
from models.text import Text
from scheduler.dispatch.hold import Hold
from scheduler.loaders.guard import file_bytes
from scheduler.store.journal import FileJournal, become_journal


@dataclass(frozen=True)
class HoldFile:
    """Holds on disk; an entry ``{"release": id}`` ends one before its time.

    A file of plain JSON lines, as they were written once, is read as well and becomes a journal with the next entry.
    """

    path: Path
    clock: Clock

    def holds(self) -> tuple[Hold, ...]:
        """All that were not released, in the order they were made; a file that does not exist holds nothing.

        Raises
        ------
        InputError
            With every line that cannot be read.
        """
        found: dict[str, Hold] = {}
        troubles: list[Trouble] = []
        lines = self._lines()
        for number, line in enumerate(lines, 1):
            if not line.strip() or (number == len(lines) and self._cut(line)):
                continue
            try:
                data = json.loads(line)
                if "release" in data:
                    found.pop(data["release"], None)
                    continue
                held = Hold.model_validate(data, context={"clock": self.clock})
            except (ValueError, TypeError, RecursionError) as error:
                troubles.append(self._trouble(number, line, error))
                continue
            found.pop(held.id, None)
            found[held.id] = held
        if troubles:
            raise InputError(troubles)
        return tuple(found.values())

    def mended(self) -> str:
        """What is said of an entry whose writing was broken off, and which counts as never made; empty = there is none.

        The next entry is written over it.
        """
        if self._plain():
            lines = self._lines()
            if not lines or not self._cut(lines[-1]):
                return ""
            line = len(lines)
        else:
            line = FileJournal(self.path).broken_off()
            if not line:
                return ""
        return Text(
            f"{self.path}: line {line} was cut off while it was written; that hold was never made and is left out",
            f"{self.path}：第 {line} 行在写入时中断；该保留从未成立，已略去",
        )

    def _cut(self, line: bytes) -> bool:
        """Is it the last line of a file that does not end with one, and no JSON?"""
        if not self._plain() or file_bytes(self.path).endswith(b"\n"):
            return False
        try:
            json.loads(line)
        except (ValueError, RecursionError):
            return True
        return False

    def _lines(self) -> tuple[bytes, ...]:
        return tuple(file_bytes(self.path).splitlines()) if self._plain() else FileJournal(self.path).entries()

    def _plain(self) -> bool:
        """Is it a file of plain lines? A journal's begin with a bracket."""
        if not self.path.is_file():
            return False
        with self.path.open("rb") as file:
            return file.read(1) not in (b"[", b"")

    def _trouble(self, number: int, line: bytes, error: Exception) -> Trouble:
        message = error.errors()[0]["msg"] if isinstance(error, ValidationError) else f"is not JSON: {error}"
        field = ".".join(map(str, error.errors()[0]["loc"])) if isinstance(error, ValidationError) else ""
        maybe = "the line was cut off or edited; remove it."
        shown = line[:40].decode(errors="replace")
        return Trouble(message, str(self.path), number, field, shown, "hold-line", maybe)

    def active(self, at: int) -> tuple[Hold, ...]:
        """Those that count at ``at`` [s]."""
        return tuple(held for held in self.holds() if held.active(at))

    def named(self, id: str, at: int) -> Hold:
        """The hold with this id.

        Raises
        ------
        InputError
            There is none that counts at ``at`` [s].
        """
        known = {held.id: held for held in self.active(at)}
        if id not in known:
            message = "there is no such hold, or it has expired"
            maybe = nearest(id, known) or "ask for slots again."
            raise InputError(Trouble(message, str(self.path), None, "hold", id, "unknown-hold", maybe))
        return known[id]

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other writers out, from looking at what is free until the hold is written.

        Raises
        ------
        scheduler.errors.Locked
            Another writer does not come to an end.
        """
        with FileJournal(self.path).locked():
            yield

    def add(self, held: Hold) -> None:
        """Write one more entry; call it within :meth:`locked`."""
        self._append(held.model_dump(mode="json", context={"clock": self.clock}, exclude_defaults=True))

    def release(self, id: str) -> None:
        """End a hold before its time; call it within :meth:`locked`."""
        self._append({"release": id})

    def _append(self, data: dict[str, Any]) -> None:
        if self._plain():
            self.holds()  # every line can be read
            become_journal(self.path, [line for line in self._lines() if line.strip() and not self._cut(line)])
        FileJournal(self.path).append_locked([json.dumps(data, ensure_ascii=False).encode()])

"""The file of holds: one JSON document per line, only ever added to, one writer at a time."""

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
from scheduler.dispatch.hold import Hold

WAIT = 10.0
"""[s] to wait for another writer."""


@dataclass(frozen=True)
class HoldFile:
    """Holds on disk; a line ``{"release": id}`` ends one before its time."""

    path: Path
    clock: Clock

    def holds(self) -> tuple[Hold, ...]:
        """All that were not released, in the order they were made; a file that does not exist holds nothing.

        Raises
        ------
        InputError
            With every line that cannot be read.
        """
        if not self.path.exists():
            return ()
        found: dict[str, Hold] = {}
        troubles: list[Trouble] = []
        for number, line in enumerate(self.path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                data = json.loads(line)
                if "release" in data:
                    found.pop(data["release"], None)
                    continue
                held = Hold.model_validate(data, context={"clock": self.clock})
            except (ValueError, TypeError) as error:
                troubles.append(self._trouble(number, line, error))
                continue
            found.pop(held.id, None)
            found[held.id] = held
        if troubles:
            raise InputError(troubles)
        return tuple(found.values())

    def _trouble(self, number: int, line: str, error: Exception) -> Trouble:
        message = error.errors()[0]["msg"] if isinstance(error, ValidationError) else f"is not JSON: {error}"
        field = ".".join(map(str, error.errors()[0]["loc"])) if isinstance(error, ValidationError) else ""
        maybe = "the line was cut off or edited; remove it."
        return Trouble(message, str(self.path), number, field, line[:40], "hold-line", maybe)

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
        from filelock import FileLock, Timeout

        from scheduler.errors import Locked

        self.path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.path.with_name(self.path.name + ".lock"))
        try:
            with lock.acquire(timeout=WAIT):
                yield
        except Timeout:
            raise Locked(f"{self.path} is being written by another process.\n  Maybe try again.") from None

    def add(self, held: Hold) -> None:
        """Write one more line; call it within :meth:`locked`."""
        self._append(held.model_dump(mode="json", context={"clock": self.clock}, exclude_defaults=True))

    def release(self, id: str) -> None:
        """End a hold before its time; call it within :meth:`locked`."""
        self._append({"release": id})

    def _append(self, data: dict[str, Any]) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(data, ensure_ascii=False) + "\n")

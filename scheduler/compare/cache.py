"""Answers of finished cells, one file each, so that a study that was killed goes on where it stopped."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Cache:
    """Finished cells on disk.

    Parameters
    ----------
    folder
        Where new answers go.
    others
        Where answers may lie too; they are only read.
    known
        Use what is there already; else everything is worked on anew.
    """

    folder: Path
    others: tuple[Path, ...] = ()
    known: bool = True

    def get(self, key: str) -> dict[str, Any] | None:
        """The answer of a cell (:attr:`Cell.key`) that was finished before; None also for a file cut short."""
        for folder in (self.folder, *self.others) if self.known else ():
            try:
                answer = json.loads((folder / f"{key}.json").read_text(encoding="utf-8"))
            except (OSError, ValueError):
                continue
            if isinstance(answer, dict) and "cost" in answer:
                return answer
        return None

    def keep(self, key: str, answer: dict[str, Any]) -> None:
        """Write aside, then rename: the file is whole or not there."""
        self.folder.mkdir(parents=True, exist_ok=True)
        aside = self.folder / f".{key}.{os.getpid()}"
        aside.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
        aside.replace(self.folder / f"{key}.json")

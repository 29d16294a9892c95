"""What another system's files hold, before any of it has our names."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scheduler.loaders.raw import RawTable, Source
from scheduler.travel.matrix import Matrix


@dataclass
class Export:
    """What an export holds, under the names it uses itself."""

    name: str
    home: Path
    tables: dict[str, RawTable] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    matrix: Matrix | None = None

    def table(self, *names: str) -> RawTable | None:
        """The first table of these names, compared without regard to case."""
        known = {name.lower(): table for name, table in self.tables.items()}
        return next((known[name.lower()] for name in names if name.lower() in known), None)

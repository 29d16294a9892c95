"""What another system's files hold, before any of it has our names."""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatch
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
    titles: dict[str, str] = field(default_factory=dict)
    """Table -> what stands above its headings."""

    def key(self, *names: str) -> str | None:
        """Its own name of the first table of these names; case is no matter, ``*`` stands for anything."""
        for name in names:
            for known in self.tables:
                if fnmatch(known.lower(), name.lower()) or known.lower() == name.lower():
                    return known
        return None

    def table(self, *names: str) -> RawTable | None:
        """The first table of these names."""
        key = self.key(*names)
        return None if key is None else self.tables[key]

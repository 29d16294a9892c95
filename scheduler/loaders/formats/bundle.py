"""What a source holds, before anything is read by the contract: settings, tables, files beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scheduler.loaders.raw import RawTable, Source
from scheduler.travel.matrix import Matrix


@dataclass
class Bundle:
    """The raw content of a day.

    Attributes
    ----------
    name
        Of the folder or file, for people.
    home
        Folder in which files are sought that settings name.
    settings
        What day.yaml says, or the sheet of that name.
    settings_file
        What messages call it.
    tables
        Name of the table in the contract -> raw table.
    """

    name: str
    home: Path
    settings: dict[str, Any] = field(default_factory=dict)
    settings_file: str = "day.yaml"
    tables: dict[str, RawTable] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    matrix: Matrix | None = None
    """Travel that came with the source itself."""
    published: bytes | None = None
    """The JSON of the plan that customers know."""
    decided: bytes | None = None
    """The JSON of what stands of the day."""

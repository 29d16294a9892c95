"""An export read through a mapping."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.export import open_export
from scheduler.loaders.formats.bundle import Bundle
from scheduler.loaders.formats.folder import source
from scheduler.loaders.guard import file_bytes
from scheduler.loaders.mapping import Mapping, mapping_path, read_mapping
from scheduler.loaders.translate import translate


def read_mapped(
    path: Path, mapping: str | Path | Mapping, desk: InputIssues, wanted: str | date | datetime | None = None
) -> Bundle:
    """The raw content of an export, in our tables and columns; ``wanted`` is the day, for hours by the week."""
    chosen = mapping if isinstance(mapping, Mapping) else read_mapping(mapping)
    export = open_export(path, chosen, desk)
    if not isinstance(mapping, Mapping):
        file = mapping_path(mapping)
        export.sources.append(source(f"mappings/{file.name}", file_bytes(file)))
    return translate(export, chosen, desk, wanted)

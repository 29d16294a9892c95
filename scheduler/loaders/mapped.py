"""An export read through a mapping."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.export import open_export
from scheduler.loaders.formats.bundle import Bundle
from scheduler.loaders.formats.folder import source
from scheduler.loaders.guard import file_bytes
from scheduler.loaders.mapping import Mapping, mapping_path, read_mapping_file
from scheduler.loaders.translate import translate


def read_mapped(
    path: Path, mapping: str | Path | Mapping, desk: InputIssues, wanted: str | date | datetime | None = None
) -> Bundle:
    """The raw content of an export, in our tables and columns; ``wanted`` is the day, for hours by the week."""
    if isinstance(mapping, Mapping):
        return translate(open_export(path, mapping, desk), mapping, desk, wanted)
    file = mapping_path(mapping)
    chosen, content = read_mapping_file(file)
    export = open_export(path, chosen, desk)
    export.sources.append(source(f"mappings/{file.name}", file_bytes(file)))
    desk.ledger.take(f"mappings/{file.name}", content)
    return translate(export, chosen, desk, wanted)

"""The files of another system, as raw tables under their own names."""

from __future__ import annotations

from pathlib import Path

from models.errors import InputError, Trouble
from scheduler.loaders.build.desk import Desk
from scheduler.loaders.formats.csv_table import read_csv
from scheduler.loaders.formats.csv_table import table as raw_table
from scheduler.loaders.formats.export import Export
from scheduler.loaders.formats.folder import SETTINGS, source
from scheduler.loaders.formats.json_text import parse_json
from scheduler.loaders.formats.timefold import read_timefold
from scheduler.loaders.formats.vroom import read_vroom
from scheduler.loaders.formats.workbook import sheets_of
from scheduler.loaders.formats.yaml_file import parse_mapping
from scheduler.loaders.mapping import Mapping
from scheduler.loaders.raw import WORKBOOKS


def open_export(path: Path, mapping: Mapping, desk: Desk) -> Export:
    """The tables of a folder of CSV files, of a workbook, or of the JSON the mapping is for."""
    home = path if path.is_dir() else path.parent
    export = Export(path.resolve().name if path.is_dir() else path.stem, home, settings=dict(mapping.day))
    _read_settings(home / SETTINGS, export, desk)
    if mapping.reader != "tables":
        _read_json(path, mapping, export, desk)
    elif path.is_dir():
        for file in sorted(path.iterdir()):
            _read_file(file, export, desk)
    else:
        _read_file(path, export, desk)
    return export


def _read_settings(path: Path, export: Export, desk: Desk) -> None:
    """A day.yaml beside the export says what the export does not: time zone, policy, travel."""
    if not path.is_file():
        return
    data = path.read_bytes()
    export.sources.append(source(SETTINGS, data))
    try:
        export.settings |= parse_mapping(data, SETTINGS)
    except InputError as error:
        for trouble in error.troubles:
            desk.wrong(trouble, hopeless=True)


def _read_file(path: Path, export: Export, desk: Desk) -> None:
    kind = path.suffix.lower()
    if kind not in (".csv", ".txt", *WORKBOOKS):
        return
    data = path.read_bytes()
    rows: dict[str, int] = {}
    if kind in WORKBOOKS:
        for name, lines in sheets_of(path, data).items():
            if lines and (raw := raw_table(lines, f"{path.name}[{name}]", desk)) is not None:
                export.tables[name], rows[name] = raw, len(raw.rows)
    elif (raw := read_csv(data, path.name, desk)) is not None:
        export.tables[path.stem], rows[path.stem] = raw, len(raw.rows)
    export.sources.append(source(path.name, data, rows))


def _read_json(path: Path, mapping: Mapping, export: Export, desk: Desk) -> None:
    if path.is_dir():
        found = sorted(path.glob("*.json"))
        if len(found) != 1:
            message = f"has {len(found)} JSON files; the mapping {mapping.name} reads one"
            raise InputError(
                Trouble(message, str(path), rule="missing-file", maybe="give the path of the file itself.")
            )
        path = found[0]
    data = path.read_bytes()
    content = parse_json(data, path.name)
    read = read_vroom if mapping.reader == "vroom" else read_timefold
    try:
        read(content, path.name, export, desk)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, OverflowError) as error:
        # other systems' JSON has no end of shapes; what does not fit the expected one is said, not crashed on
        message = f"does not have the shape of a {mapping.title}: {type(error).__name__} {error}"
        maybe = "compare it with an example of that system."
        raise InputError(Trouble(message, path.name, rule="json-shape", maybe=maybe)) from None
    export.sources.append(source(path.name, data, {name: len(raw.rows) for name, raw in export.tables.items()}))

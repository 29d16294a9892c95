"""The files of another system, as raw tables under their own names."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import Path

from models.errors import InputError, Trouble
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.cells.day_headings import looks_like_a_day
from scheduler.loaders.formats.csv_table import TITLE_LINES, csv_lines
from scheduler.loaders.formats.csv_table import table as raw_table
from scheduler.loaders.formats.export import Export
from scheduler.loaders.formats.folder import SETTINGS, source
from scheduler.loaders.formats.json_text import parse_json
from scheduler.loaders.formats.timefold import read_timefold
from scheduler.loaders.formats.vroom import read_vroom
from scheduler.loaders.formats.workbook import sheets_of
from scheduler.loaders.formats.yaml_file import parse_mapping
from scheduler.loaders.guard import file_bytes
from scheduler.loaders.mapping import Mapping
from scheduler.loaders.raw import WORKBOOKS, Cell, empty


def open_export(path: Path, mapping: Mapping, desk: InputIssues) -> Export:
    """The tables of a folder of CSV files, of a workbook, or of the JSON the mapping is for."""
    home = path if path.is_dir() else path.parent
    export = Export(path.resolve().name if path.is_dir() else path.stem, home, settings=dict(mapping.day))
    _read_settings(home / SETTINGS, export, desk)
    if mapping.reader != "tables":
        _read_json(path, mapping, export, desk)
    elif path.is_dir():
        for file in sorted(path.iterdir()):
            _read_file(file, mapping.words, export, desk)
    else:
        _read_file(path, mapping.words, export, desk)
    return export


def _read_settings(path: Path, export: Export, desk: InputIssues) -> None:
    """A day.yaml beside the export says what the export does not: time zone, policy, travel."""
    if not path.is_file():
        return
    data = file_bytes(path)
    export.sources.append(source(SETTINGS, data))
    try:
        export.settings |= parse_mapping(data, SETTINGS)
    except InputError as error:
        for trouble in error.troubles:
            desk.wrong(trouble, hopeless=True)


def lines_of(path: Path, data: bytes, desk: InputIssues) -> dict[str, Sequence[Sequence[Cell]]]:
    """Sheet, or name of a CSV file, -> its lines; empty for a file that is no table."""
    kind = path.suffix.lower()
    if kind in WORKBOOKS:
        return {name: lines for name, lines in sheets_of(path, data).items() if lines}
    if kind not in (".csv", ".txt", ".tsv"):
        return {}
    lines = csv_lines(data, path.name, desk)
    return {} if lines is None else {path.stem: lines}


def _read_file(path: Path, words: frozenset[str], export: Export, desk: InputIssues) -> None:
    if path.name.startswith(("~$", ".")) or not path.is_file():
        return  # what Excel leaves beside an open workbook
    data = file_bytes(path)
    found = lines_of(path, data, desk)
    rows: dict[str, int] = {}
    for name, lines in found.items():
        file = path.name if path.suffix.lower() not in WORKBOOKS else f"{path.name}[{name}]"
        at = _headings_at(lines, words)
        if at:
            message = f"the headings stand in row {at + 1}; what is above them is not read"
            desk.note(Trouble(message, file, at + 1, rule="rows-above-headings"))
            for number, line in enumerate(lines[:at], 1):
                if not all(map(empty, line)):
                    desk.ledger.set_aside(file, "row", number, "above the headings")
        raw = raw_table(_squeezed(lines[at:]), file, desk, at)
        if raw is not None:
            key = table_name(name, path, export.tables)
            export.tables[key], rows[name] = raw, len(raw.rows)
            above = (str(cell) for line in lines[:at] for cell in line if not empty(cell))
            export.titles[key] = " ".join([*above, name])
    if found:
        export.sources.append(source(path.name, data, rows))


def table_name(name: str, path: Path, taken: Collection[str]) -> str:
    """The sheet's name; the file's stem where it says nothing (``Sheet1``); both where the name is taken."""
    known = {name.lower() for name in taken}
    if not re.fullmatch(r"(sheet|工作表|export|data|report)\s*\d*", name.strip().lower()) and name.lower() not in known:
        return name
    return f"{path.stem}/{name}" if path.stem.lower() in known else path.stem


def _headings_at(lines: Sequence[Sequence[Cell]], words: frozenset[str]) -> int:
    """Index of the line that holds most of the headings the mapping names; 0 where none holds two."""
    counts = [_known(line, words) for line in lines[:TITLE_LINES]]
    best = max(counts, default=0)
    return counts.index(best) if best >= 2 else 0


def _known(line: Sequence[Cell], words: frozenset[str]) -> int:
    """How many of the cells are headings the mapping names; days across count where one of them is."""
    count = sum(1 for cell in line if str(cell).strip().lower() in words)
    days = sum(1 for cell in line if not empty(cell) and looks_like_a_day(str(cell)))
    return count + (days if count and days > 1 else 0)


def _squeezed(lines: Sequence[Sequence[Cell]]) -> Sequence[Sequence[Cell]]:
    """Without columns that have neither heading nor cells, as merged titles leave them."""
    width = max((len(line) for line in lines), default=0)
    head = list(lines[0]) if lines else []
    keep = [i for i in range(width) if (i < len(head) and not empty(head[i])) or any(
        i < len(line) and not empty(line[i]) for line in lines)]  # fmt: skip
    return lines if len(keep) == width else [[line[i] for i in keep if i < len(line)] for line in lines]


def _read_json(path: Path, mapping: Mapping, export: Export, desk: InputIssues) -> None:
    if path.is_dir():
        found = sorted(path.glob("*.json"))
        if len(found) != 1:
            message = f"has {len(found)} JSON files; the mapping {mapping.name} reads one"
            raise InputError(
                Trouble(message, str(path), rule="missing-file", maybe="give the path of the file itself.")
            )
        path = found[0]
    data = file_bytes(path)
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

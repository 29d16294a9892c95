"""The raw tables of a records folder, a workbook or an export read through a mapping."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.errors import InputError, Trouble, nearest
from models.text import Text
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.formats.csv_table import read_csv
from scheduler.loaders.formats.csv_table import table as raw_table
from scheduler.loaders.formats.folder import source
from scheduler.loaders.formats.yaml_file import parse_mapping
from scheduler.loaders.guard import file_bytes
from scheduler.loaders.raw import WORKBOOKS, RawTable, Source, empty, shown
from scheduler.loaders.records.contract import RECORD_TABLES, SETTINGS_FILE


@dataclass
class RecordSource:
    """Raw tables by the contract's names, and what concerns all of them."""

    name: str
    settings: dict[str, Any] = field(default_factory=dict)
    tables: dict[str, RawTable] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)


def read_tables(path: Path, mapping: str | Path | None, desk: InputIssues) -> RecordSource:
    """Whatever lies at the path.

    Raises
    ------
    InputError
        Nothing lies there, or it is neither a folder nor a workbook.
    """
    if not path.exists():
        maybe = Text("the path is mistyped; it is read from the folder in which the command runs.",
                     "路径写错了；路径从命令所在的文件夹开始。")  # fmt: skip
        raise InputError(Trouble(Text("does not exist", "不存在"), str(path), rule="missing-path", maybe=maybe))
    if mapping is not None:
        return _mapped(path, mapping, desk)
    if path.is_dir():
        return _folder(path, desk)
    if path.suffix.lower() in WORKBOOKS:
        return _workbook(path, desk)
    message = Text("is neither a folder of CSV files nor a workbook", "既不是 CSV 文件夹，也不是工作簿")
    raise InputError(
        Trouble(message, str(path), rule="unknown-format", maybe=Text("give the folder.", "请给出文件夹。"))
    )


def _folder(folder: Path, desk: InputIssues) -> RecordSource:
    found = RecordSource(folder.resolve().name)
    files = {path.name: path for path in sorted(folder.iterdir()) if path.is_file()}
    used = {SETTINGS_FILE}
    if SETTINGS_FILE in files:
        data = file_bytes(files[SETTINGS_FILE])
        found.sources.append(source(SETTINGS_FILE, data))
        _settings(data, found, desk)
    for table in RECORD_TABLES:
        name = next((n for n in (f"{table.name}.csv", f"{table.chinese}.csv") if n in files and n not in used), "")
        if not name:
            if table.required:
                _missing(Text(f"{folder} has no {table.name}.csv", f"{folder} 没有 {table.name}.csv"),
                         f"{table.name}.csv", set(files) - used, table.meaning, desk)  # fmt: skip
            continue
        used.add(name)
        data = file_bytes(files[name])
        raw = read_csv(data, name, desk)
        found.sources.append(source(name, data, {} if raw is None else {table.name: len(raw.rows)}))
        if raw is not None:
            found.tables[table.name] = raw
    known = [f"{table.name}.csv" for table in RECORD_TABLES]
    for name in sorted(set(files) - used):
        if name.endswith(".csv"):
            _unused(name, nearest(name, known), desk)
    return found


def _settings(data: bytes, found: RecordSource, desk: InputIssues) -> None:
    try:
        found.settings = parse_mapping(data, SETTINGS_FILE)
    except InputError as error:
        for trouble in error.troubles:
            desk.wrong(trouble, hopeless=True)


def _workbook(path: Path, desk: InputIssues) -> RecordSource:
    from scheduler.loaders.formats.workbook import sheets_of

    found = RecordSource(path.stem)
    data = file_bytes(path)
    sheets = sheets_of(path, data)
    by_name = {name.strip().lower(): name for name in sheets}
    used: set[str] = set()
    rows: dict[str, int] = {}
    for key in ("settings", "设置"):
        if key in by_name:
            used.add(by_name[key])
            pairs = ((shown(line[0]), line[1]) for line in sheets[by_name[key]] if len(line) > 1)
            found.settings = {name: shown(value) for name, value in pairs if name and not empty(value)}
            found.settings.pop("key", None)
    for table in RECORD_TABLES:
        name = next((by_name[n] for n in (table.name, table.chinese) if n in by_name and by_name[n] not in used), None)
        if name is None:
            if table.required:
                message = Text(f"has no sheet {table.name}", f"没有工作表 {table.name}")
                _missing(message, path.name, set(by_name) - used, table.meaning, desk)
            continue
        used.add(name)
        raw = raw_table(sheets[name], f"{path.name}[{name}]", desk)
        if raw is not None:
            found.tables[table.name], rows[table.name] = raw, len(raw.rows)
    found.sources.append(source(path.name, data, rows))
    known = [table.name for table in RECORD_TABLES]
    for name in sorted(set(sheets) - used):
        _unused(f"{path.name}[{name}]", nearest(name.strip().lower(), known), desk)
    return found


def _mapped(path: Path, mapping: str | Path, desk: InputIssues) -> RecordSource:
    from scheduler.loaders.export import open_export
    from scheduler.loaders.mapping import mapping_path, read_mapping
    from scheduler.loaders.records.contract import RECORD_TABLE
    from scheduler.loaders.translate import translate

    chosen = read_mapping(mapping, tables=RECORD_TABLE)
    export = open_export(path, chosen, desk)
    file = mapping_path(mapping)
    export.sources.append(source(f"mappings/{file.name}", file_bytes(file)))
    bundle = translate(export, chosen, desk, tables=RECORD_TABLES)
    settings = dict(bundle.settings)
    if (path / SETTINGS_FILE).is_file():
        settings |= parse_mapping(file_bytes(path / SETTINGS_FILE), SETTINGS_FILE)
    if chosen.timezone:
        settings.setdefault("timezone", chosen.timezone)
    return RecordSource(bundle.name, settings, bundle.tables, bundle.sources)


def _missing(message: str, file: str, others: set[str], meaning: str, desk: InputIssues) -> None:
    close = nearest(file, others)
    maybe = close if close.startswith("you mean") else f"write it: {meaning}"
    desk.wrong(Trouble(message, file, rule="missing-file", maybe=maybe))


def _unused(file: str, hint: str, desk: InputIssues) -> None:
    maybe = hint if hint.startswith("you mean") else ""
    desk.note(Trouble(Text("is not used", "未使用"), file, rule="unused-file", maybe=maybe))

"""One Excel workbook with a sheet per table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.errors import InputError, Trouble, nearest
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.contract import DAY, TABLES, TRAVEL
from scheduler.loaders.formats.beside import NAMES, slip_of
from scheduler.loaders.formats.bundle import Bundle
from scheduler.loaders.formats.csv_table import table as raw_table
from scheduler.loaders.formats.folder import source
from scheduler.loaders.formats.travel_table import read_matrix
from scheduler.loaders.guard import file_bytes
from scheduler.loaders.raw import Cell, empty, shown

Lines = list[list[Cell]]


def read_workbook(path: Path, desk: InputIssues) -> Bundle:
    """The raw content of a workbook; sheets are named like the tables, in English or Chinese."""
    data = file_bytes(path)
    sheets = sheets_of(path, data)
    bundle = Bundle(path.stem, path.parent, settings_file=f"{path.name}[day]")
    by_name = {name.strip().lower(): name for name in sheets}
    used: set[str] = set()
    rows: dict[str, int] = {}
    for table in (DAY, *TABLES):
        name = next((by_name[n] for n in (table.name, table.chinese) if n in by_name and by_name[n] not in used), None)
        if name is None:
            if table.required:
                hint = nearest(table.name, set(by_name) - used)
                maybe = hint if hint.startswith("you mean") else f"add it: {table.meaning}"
                desk.wrong(Trouble(f"has no sheet {table.name}", path.name, rule="missing-sheet", maybe=maybe))
            continue
        used.add(name)
        file = f"{path.name}[{name}]"
        if table is DAY:
            bundle.settings = _settings(sheets[name], file, desk)
        elif table is TRAVEL:
            bundle.matrix = read_matrix(sheets[name], file, desk)
        elif (raw := raw_table(sheets[name], file, desk)) is not None:
            bundle.tables[table.name] = raw
            rows[table.name] = len(raw.rows)
    bundle.sources.append(source(path.name, data, rows))
    _unused({name: lines for name, lines in sheets.items() if name not in used}, used, path.name, bundle.settings, desk)
    return bundle


def sheets_of(path: Path, data: bytes) -> dict[str, Lines]:
    """Sheet -> lines of cells.

    Raises
    ------
    InputError
        When it is no workbook.
    """
    import io

    from scheduler.loaders.formats.workbook_limits import check_workbook

    check_workbook(data, path.name)
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return {name: _lines(book.get_sheet_by_name(name)) for name in book.sheet_names}
    except PasswordError:
        maybe = "save it without a password."
        raise InputError(Trouble("is protected by a password", path.name, rule="workbook", maybe=maybe)) from None
    except (CalamineError, OSError, ValueError) as error:
        maybe = "it is damaged, or not a workbook in spite of its ending; open it in Excel and save it again."
        message = f"cannot be read as a workbook: {error}"
        raise InputError(Trouble(message, path.name, rule="workbook", maybe=maybe)) from None


def _lines(sheet: Any) -> Lines:
    return [list(line) for line in sheet.to_python(skip_empty_area=False)]


def _settings(lines: Lines, file: str, desk: InputIssues) -> dict[str, Any]:
    """Settings from the columns key and value; ``travel.model`` is the key ``model`` under ``travel``."""
    found: dict[str, Any] = {}
    for number, line in enumerate(lines, 1):
        key, value = shown(line[0]) if line else "", line[1] if len(line) > 1 else None
        if not key or (number == 1 and key.lower() in ("key", "键", "项")) or empty(value):
            continue
        outer, _, inner = key.partition(".")
        place = found.setdefault(outer, {}) if inner else found
        if not isinstance(place, dict) or (inner or outer) in place:
            maybe = "delete one of the two rows."
            desk.wrong(
                Trouble("the key stands twice", file, number, key, rule="duplicate-key", maybe=maybe), hopeless=True
            )
            continue
        place[inner or outer] = value
    return found


def _unused(sheets: dict[str, Lines], used: set[str], file: str, settings: dict[str, Any], desk: InputIssues) -> None:
    """Sheets that no table is read from: a slip of ours is an error, others are said, listed ones ignored."""
    listed = settings.get("ignore")
    files = {key.removeprefix("files."): why for key, why in listed.items()} if isinstance(listed, dict) else {}
    tables = {NAMES[name.strip().lower()] for name in used if name.strip().lower() in NAMES}
    for name, lines in sorted(sheets.items()):
        rows = range(2, 2 + sum(1 for line in lines[1:] if any(not empty(cell) for cell in line)))
        place = f"{file}[{name}]"
        if name in files:
            desk.ledger.ignore(place, "row", "sheet", str(files[name]))
        elif table := slip_of(name, tables):
            maybe = f"you mean {table!r}; if it is something else, write ignore.files.{name} and why on the sheet day."
            desk.wrong(Trouble("the sheet is not read", place, rule="unused-sheet", maybe=maybe))
        else:
            desk.note(Trouble(f"the sheet is not used: {len(rows)} rows", place, rule="unused-sheet"))
            for row in rows:
                desk.ledger.set_aside(place, "row", row, "unused-sheet")

"""The sheets in a company's files, and whether they are an export some ready mapping reads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from models.errors import InputError, Trouble
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.export import lines_of, table_name
from scheduler.loaders.guard import file_bytes
from scheduler.loaders.mapping import mapping_names, read_mapping
from scheduler.loaders.raw import WORKBOOKS
from scheduler.loaders.recognise.roster import as_roster
from scheduler.loaders.recognise.sheet import CompanySheet, read_sheet

ENDINGS = (".csv", ".txt", ".tsv", *WORKBOOKS)


def files_in(paths: Sequence[Path]) -> list[Path]:
    """The tables among files and folders.

    Raises
    ------
    InputError
        For a path that does not exist, and where nothing is a table.
    """
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise InputError(Trouble("does not exist", str(path), rule="missing-path", maybe="the path is mistyped."))
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        found += [
            path for path in inside if path.is_file() and path.suffix.lower() in ENDINGS and path.name[0] not in "~."
        ]
    if not found:
        kinds = "CSV files or workbooks"
        raise InputError(
            Trouble(f"holds no {kinds}", str(paths[0]), rule="missing-file", maybe="another folder is meant.")
        )
    return found


def sheets_in(files: Sequence[Path], desk: InputIssues) -> list[CompanySheet]:
    """Every sheet of every file that has headings and data."""
    found: list[CompanySheet] = []
    names: list[str] = []
    for path in files:
        for name, lines in lines_of(path, file_bytes(path), desk).items():
            file = path.name if path.suffix.lower() not in WORKBOOKS else f"{path.name}[{name}]"
            names.append(table_name(name, path, names))
            sheet = read_sheet(names[-1], file, lines)
            if sheet is not None and sheet.size:
                found.append(as_roster(sheet))
    return found


def ready_mapping(sheets: Sequence[CompanySheet]) -> str:
    """The ready mapping whose tables and columns these are; empty when they are nobody's we know."""
    best, found = 0.6, ""
    for name in mapping_names():
        mapping = read_mapping(name)
        if mapping.reader != "tables":
            continue
        wanted = [mapping.tables[table] for table in ("tickets", "engineers")]
        shares = []
        for spec in wanted:
            known = {name.lower() for name in spec.table}
            sheet = next((candidate for candidate in sheets if candidate.name.lower() in known), None)
            headings = {heading.lower() for heading in sheet.columns} if sheet else set()
            theirs = {word.lower() for word in (*spec.theirs, *spec.ignored, *spec.set_aside)}
            shares.append(len(headings & theirs) / len(headings) if headings else 0.0)
        if min(shares) > best:
            best, found = min(shares), name
    return found

"""A folder or workbook of a company's own files, read without a mapping where there is no doubt."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from models.errors import InputError, Trouble
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.contract import TABLES
from scheduler.loaders.formats.bundle import Bundle
from scheduler.loaders.formats.folder import SETTINGS
from scheduler.loaders.formats.yaml_file import parse_mapping
from scheduler.loaders.guard import file_bytes
from scheduler.loaders.mapped import read_mapped
from scheduler.loaders.mapping import mapping_from
from scheduler.loaders.raw import WORKBOOKS
from scheduler.loaders.recognise.files import files_in, ready_mapping, sheets_in
from scheduler.loaders.recognise.propose import MappingProposal, propose
from scheduler.loaders.recognise.sheet import CompanySheet


def read_unmapped(path: Path, desk: InputIssues, wanted: str | date | datetime | None = None) -> Bundle | None:
    """The day in files that are not ours; None where they are, or are nothing that can be recognised.

    Raises
    ------
    InputError
        With the questions that are open, and the verb that asks them.
    """
    if ours(path):
        return None
    sheets = _sheets(path)
    if not sheets:
        return None
    if name := ready_mapping(sheets):
        message = f"read as an export of {name}"
        desk.note(Trouble(message, path.name, rule="recognised", maybe=f"give --mapping {name} to say so."))
        return read_mapped(path, name, desk, wanted)
    proposal = propose(sheets, _known(path), path.stem)
    if not (proposal.tables.has("tickets") and proposal.tables.has("engineers")):
        return None
    grave = [question for question in proposal.questions if question.grave]
    if grave or proposal.problems:
        raise InputError(_doubts(path, proposal))
    desk.note(Trouble("these are no files of ours; they were recognised as orders, people and hours", path.name,
                      rule="recognised", maybe=f"write it down: paigong mapping {path} --out mine.yaml."))  # fmt: skip
    for remark in proposal.remarks:
        desk.note(Trouble(f"assumed: {remark.text}", path.name, rule="assumed"))
    for question in proposal.questions:
        message = f"assumed: {question.id} is {question.default} ({question.text})"
        desk.note(Trouble(message, path.name, rule="assumed", maybe="paigong mapping asks."))
    return read_mapped(path, mapping_from(proposal.data, f"mapping of {path.name}"), desk, wanted)


def ours(path: Path) -> bool:
    """Does one of the tables a day needs stand there under our own name?"""
    names = {name for table in TABLES if table.required for name in (table.name, table.chinese)}
    if path.is_dir():
        return any((path / f"{name}.csv").is_file() for name in names)
    if path.suffix.lower() in WORKBOOKS:
        from scheduler.loaders.formats.workbook import sheets_of

        found = {name.strip().lower() for name in sheets_of(path, file_bytes(path))}
        return len(found & names) > 1
    return True


def _sheets(path: Path) -> list[CompanySheet]:
    try:
        return sheets_in(files_in([path]), InputIssues())
    except InputError:
        return []  # said by the reader of our own formats


def _known(path: Path) -> dict[str, str]:
    """What a day.yaml beside the files answers already."""
    file = (path if path.is_dir() else path.parent) / SETTINGS
    if not file.is_file():
        return {}
    settings = parse_mapping(file_bytes(file), SETTINGS)
    pairs = (("timezone", "timezone"), ("coord_sys", "coord_sys"), ("start", "date"))
    return {id: str(settings[key])[:30] for key, id in pairs if settings.get(key)}


def _doubts(path: Path, proposal: MappingProposal) -> list[Trouble]:
    """What cannot be told, and how it is settled."""
    maybe = f"run: paigong mapping {path} --out mine.yaml, then give --mapping mine.yaml."
    open_now = [question for question in proposal.questions if question.grave]
    troubles = [
        Trouble(
            f"cannot be told from the files: {column.text}", path.name, field=column.id, rule="question", maybe=maybe
        )
        for column in open_now
    ]
    return troubles + [
        Trouble(problem.text, path.name, rule="not-recognised", maybe=maybe) for problem in proposal.problems
    ]

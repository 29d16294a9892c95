"""Reading a day from files."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as Date
from datetime import datetime
from pathlib import Path

from models.errors import InputError, Trouble
from models.policy import Policy
from models.problem import Problem
from scheduler.loaders.build.build import PolicyChoice, build
from scheduler.loaders.build.input_issues import InputIssues, Reject
from scheduler.loaders.build.travel_choice import TravelChoice
from scheduler.loaders.formats.bundle import Bundle
from scheduler.loaders.formats.folder import read_folder
from scheduler.loaders.guard import file_bytes
from scheduler.loaders.ledger import Ledger
from scheduler.loaders.policies import read_policy
from scheduler.loaders.raw import WORKBOOKS, RawRow, Source


@dataclass(frozen=True)
class Loaded:
    """A problem, and what is to be said about where it comes from.

    Parameters
    ----------
    problem
        Ready to be planned.
    rejects
        Rows that were set aside, with reasons; empty unless that was asked for.
    notes
        Remarks that are no errors: encodings, unknown columns, assumed time zone.
    sources
        Files that were read, with hashes and row counts.
    ledger
        What became of every row and key of every source.
    """

    problem: Problem
    rejects: tuple[Reject, ...] = ()
    notes: tuple[Trouble, ...] = ()
    sources: tuple[Source, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)


def load(
    path: str | Path,
    *,
    policy: PolicyChoice = None,
    mapping: str | Path | None = None,
    date: str | Date | datetime | None = None,
    travel: TravelChoice = None,
    reject_bad_rows: bool = False,
    allow_outside: bool = False,
) -> Problem:
    """Read a day.

    Parameters
    ----------
    path
        A folder of CSV files, an Excel workbook, or a JSON file; with a mapping also an export of another system.
    policy
        A policy, a packaged name or a file; None = the day's own ``policy.yaml``, else what ``day.yaml`` names, else
        ``default``.
    mapping
        Name of a ready mapping (``salesforce``, ``vroom``, ...) or a mapping file, for exports of other systems.
    date
        First day of the horizon; shifts of other days are left out. None = what the day says.
    travel
        ``estimate``, a matrix file, the address of an OSRM server, travel settings, or a ready
        :class:`models.travel.Travel`; None = what the day says.
    reject_bad_rows
        Set bad rows aside instead of refusing the day; :func:`load_with_rejects` says which.
    allow_outside
        Let the day name files outside its folder; what the caller names may lie anywhere.

    Raises
    ------
    InputError
        With everything that is wrong, not only the first.
    """
    return load_with_rejects(
        path,
        policy=policy,
        mapping=mapping,
        date=date,
        travel=travel,
        reject_bad_rows=reject_bad_rows,
        allow_outside=allow_outside,
    ).problem


def load_with_rejects(
    path: str | Path,
    *,
    policy: PolicyChoice = None,
    mapping: str | Path | None = None,
    date: str | Date | datetime | None = None,
    travel: TravelChoice = None,
    reject_bad_rows: bool = False,
    allow_outside: bool = False,
) -> Loaded:
    """Read a day; as :func:`load`, with rows set aside, remarks and sources."""
    path = Path(path)
    desk = InputIssues(reject_bad_rows=reject_bad_rows, allow_outside=allow_outside)
    try:
        bundle, problem = _read(path, mapping, desk, policy, date, travel)
    except InputError as error:
        known = list(desk.in_order())
        raise InputError([*known, *(trouble for trouble in error.troubles if trouble not in known)]) from None
    return Loaded(problem, _rejects(bundle, desk), tuple(desk.notes), tuple(bundle.sources), desk.ledger)


def _read(
    path: Path,
    mapping: str | Path | None,
    desk: InputIssues,
    policy: PolicyChoice,
    date: str | Date | datetime | None,
    travel: TravelChoice,
) -> tuple[Bundle, Problem]:
    """What stands at the path, by whatever reads that kind of source (imported only then)."""
    if not path.exists():
        hint = "the path is mistyped; it is read from the folder in which the command runs."
        raise InputError(Trouble("does not exist", str(path), rule="missing-path", maybe=hint))
    try:
        if mapping is not None:
            from scheduler.loaders.mapped import read_mapped

            bundle = read_mapped(path, mapping, desk, date)
        elif (found := _of_a_company(path, desk, date)) is not None:
            bundle = found
        elif path.is_dir():
            bundle = read_folder(path, desk)
        elif path.suffix.lower() == ".json":
            from scheduler.loaders.formats.json_day import read_json_day

            own = policy if isinstance(policy, Policy) or policy is None else read_policy(policy)
            return read_json_day(file_bytes(path), path, desk, own, date, travel)
        elif path.suffix.lower() in WORKBOOKS:
            from scheduler.loaders.formats.workbook import read_workbook

            bundle = read_workbook(path, desk)
        else:
            kinds = "a folder of CSV files, an Excel workbook or a JSON file"
            maybe = "give the folder it lies in."
            raise InputError(Trouble(f"is not {kinds}", str(path), rule="unknown-format", maybe=maybe))
        return bundle, build(bundle, desk, policy, date, travel)
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise InputError(Trouble(message, str(path), rule="unreadable", maybe="permissions are missing.")) from None


def _of_a_company(path: Path, desk: InputIssues, date: str | Date | datetime | None) -> Bundle | None:
    """A company's own files, where our own names do not stand there and theirs leave no doubt."""
    if not (path.is_dir() or path.suffix.lower() in WORKBOOKS):
        return None
    if path.is_dir() and any((path / f"{name}.csv").is_file() for name in ("tickets", "engineers", "shifts")):
        return None
    from scheduler.loaders.recognise.unmapped import read_unmapped

    return read_unmapped(path, desk, date)


def _rejects(bundle: Bundle, desk: InputIssues) -> tuple[Reject, ...]:
    """Every bad row with its reasons, in the order of files and rows."""
    raw: dict[tuple[str, int], RawRow] = {
        (table.file, row.number): row for table in bundle.tables.values() for row in table.rows
    }
    troubles = desk.in_order()
    places = dict.fromkeys((trouble.file, trouble.row) for trouble in troubles if trouble.row is not None)
    return tuple(
        Reject(
            file, row, raw[file, row].cells if (file, row) in raw else {},
            tuple(trouble for trouble in troubles if (trouble.file, trouble.row) == (file, row)),
        )
        for file, row in places
    )  # fmt: skip

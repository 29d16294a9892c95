"""Reading records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any

from models.errors import InputError, Trouble, nearest
from models.records import Records, clock_of
from models.text import Text
from scheduler.loaders.bad import Bad
from scheduler.loaders.build.input_issues import InputIssues, Reject
from scheduler.loaders.build.rows import Row, read
from scheduler.loaders.cells.moments import zone_named
from scheduler.loaders.ledger import Ledger
from scheduler.loaders.raw import RawRow, Source
from scheduler.loaders.records.checks import check
from scheduler.loaders.records.contract import RECORD_TABLES, SETTINGS_FILE
from scheduler.loaders.records.make import MAKERS
from scheduler.loaders.records.tables import RecordSource, read_tables
from scheduler.loaders.records.times import RecordContext, say_times_without_offset

TABLE_OF = {"staff": "engineers"}
"""Field of the records -> its table, where the two are named differently."""


@dataclass(frozen=True)
class LoadedRecords:
    """Records, and what is to be said about where they come from.

    Parameters
    ----------
    rejects
        Rows that were set aside, with reasons; empty unless that was asked for.
    notes
        Remarks that are no errors: copies left out, unknown columns, encodings.
    """

    records: Records
    rejects: tuple[Reject, ...] = ()
    notes: tuple[Trouble, ...] = ()
    sources: tuple[Source, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)


def load_records(path: str | Path, *, mapping: str | Path | None = None, reject_bad_rows: bool = False) -> Records:
    """Read records: a folder of CSV files, a workbook, or with a mapping another system's export.

    Raises
    ------
    InputError
        With everything that is wrong, not only the first.
    """
    return load_records_with_rejects(path, mapping=mapping, reject_bad_rows=reject_bad_rows).records


def load_records_with_rejects(
    path: str | Path, *, mapping: str | Path | None = None, reject_bad_rows: bool = False
) -> LoadedRecords:
    """Read records; as :func:`load_records`, with rows set aside, remarks and sources."""
    desk = InputIssues(reject_bad_rows=reject_bad_rows)
    try:
        found = read_tables(Path(path), mapping, desk)
        records, rows = _build(found, desk)
    except InputError as error:
        known = list(desk.in_order())
        raise InputError([*known, *(trouble for trouble in error.troubles if trouble not in known)]) from None
    return LoadedRecords(records, _rejects(rows, desk), tuple(desk.notes), tuple(found.sources), desk.ledger)


def _build(found: RecordSource, desk: InputIssues) -> tuple[Records, dict[str, list[Row]]]:
    zone = _zone(found, desk)
    clock = clock_of(zone or UTC)
    context = RecordContext(clock, zone or UTC)
    rows: dict[str, list[Row]] = {}
    for table in RECORD_TABLES:
        raw = found.tables.get(table.name)
        if raw is not None and zone is None:
            say_times_without_offset(table, raw, desk)
        rows[table.name] = [] if raw is None else read(table, raw, desk, context)
    check(rows, set(found.tables), clock, desk)
    made = {name: _made(rows[TABLE_OF.get(name, name)], maker, clock) for name, maker in MAKERS.items()}
    for table_rows in rows.values():
        for row in table_rows:
            row.used = row.good and not row.left_out
            row.settle()
    desk.stop_if_hopeless()
    return Records(clock, **made, name=str(found.settings.get("name") or found.name)), rows


def _made(rows: list[Row], maker: Callable[[Row, Any], Any], clock: Any) -> tuple[Any, ...]:
    return tuple(maker(row, clock) for row in rows if row.good and not row.left_out)


def _zone(found: RecordSource, desk: InputIssues) -> tzinfo | None:
    """The company's zone; None = nobody said one."""
    desk.ledger.take(SETTINGS_FILE, found.settings)
    for key in found.settings:
        if key not in ("name", "timezone"):
            message, maybe = Text("the key is not known", "未知的键"), nearest(key, ("name", "timezone"))
            desk.wrong(Trouble(message, SETTINGS_FILE, field=key, rule="unknown-key", maybe=maybe), hopeless=True)
    text = str(found.settings.get("timezone") or "")
    if not text:
        return None
    try:
        return zone_named(text)
    except Bad as bad:
        trouble = Trouble(bad.message, SETTINGS_FILE, field="timezone", value=text, rule=bad.rule, maybe=bad.maybe)
        desk.wrong(trouble, hopeless=True)
        return UTC


def _rejects(rows: dict[str, list[Row]], desk: InputIssues) -> tuple[Reject, ...]:
    """Every bad row with its reasons, in the order of files and rows."""
    troubles = desk.in_order()
    if not troubles:
        return ()
    raw: dict[tuple[str, int], RawRow] = {}
    for table_rows in rows.values():
        if table_rows:
            raw |= {(table_rows[0].raw.file, row.number): row for row in table_rows[0].raw.rows}
    places = dict.fromkeys((trouble.file, trouble.row) for trouble in troubles if trouble.row is not None)
    return tuple(
        Reject(file, number, raw[file, number].cells if (file, number) in raw else {},
               tuple(trouble for trouble in troubles if (trouble.file, trouble.row) == (file, number)))
        for file, number in places
    )  # fmt: skip

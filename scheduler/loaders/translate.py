"""An export's tables in our columns, as a mapping says."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, tzinfo
from typing import Any

from models.errors import Trouble, nearest
from scheduler.loaders.bad import Bad
from scheduler.loaders.build.desk import Desk
from scheduler.loaders.cells.lists import write
from scheduler.loaders.cells.moments import moment, zone_named
from scheduler.loaders.cells.numbers import number
from scheduler.loaders.contract import TABLES, Column, Table
from scheduler.loaders.formats.bundle import Bundle
from scheduler.loaders.formats.export import Export
from scheduler.loaders.mapping import ColumnMap, Mapping, TableMap
from scheduler.loaders.raw import Cell, RawRow, RawTable, empty, shown

TIMES = ("time", "until")


def translate(export: Export, mapping: Mapping, desk: Desk) -> Bundle:
    """The bundle of an export: our tables with our columns; their names stay in the messages."""
    bundle = Bundle(export.name, export.home, export.settings, sources=export.sources, matrix=export.matrix)
    for table in TABLES:
        if table.name not in mapping.tables:
            continue
        spec = mapping.tables[table.name]
        raw = export.table(*spec.table)
        if raw is not None:
            bundle.tables[table.name] = _Translator(export, mapping, table, spec, raw, desk).table()
        elif table.required:
            names = " or ".join(spec.table)
            maybe = nearest(spec.table[0], export.tables) or f"export it: {table.meaning}"
            desk.wrong(Trouble(f"the export has no {names}", export.name, rule="missing-file", maybe=maybe))
    for table in TABLES:
        if table.required and table.name not in mapping.tables:
            maybe = f"add tables.{table.name} to it."
            desk.wrong(
                Trouble(f"the mapping says nothing about {table.name}", mapping.name, rule="mapping", maybe=maybe)
            )
    return bundle


class _Translator:
    """One table of an export on its way into ours."""

    def __init__(
        self, export: Export, mapping: Mapping, table: Table, spec: TableMap, raw: RawTable, desk: Desk
    ) -> None:
        self.export, self.table_of, self.spec, self.desk = export, table, spec, desk
        self.zone: tzinfo | None = zone_named(mapping.timezone) if mapping.timezone else None
        self.raw = self._joined(raw)
        self.labels = {name: self._label(one) for name, one in spec.columns.items()}

    def table(self) -> RawTable:
        """The table in our columns."""
        self._say_missing()
        used = set(self.labels.values())  # of alternatives only the first that exists: the others stay with the ticket
        others = [heading for heading in self.raw.columns if heading and heading not in used]
        if self.table_of.name != "tickets":
            others = []
        renamed = {h: f"x_{h}" if self._ours(h) else h for h in others}
        gathered = {name: self._gathered(one) for name, one in self.spec.columns.items() if one.collect}
        rows = []
        for row in self._kept():
            cells: dict[str, Cell] = {}
            for name, one in self.spec.columns.items():
                cells[name] = gathered[name](row) if name in gathered else self._cell(row, name, one)
            cells |= {renamed[heading]: row.cells.get(heading) for heading in others}
            rows.append(RawRow(row.number, cells))
        columns = (*self.spec.columns, *renamed.values())
        return RawTable(self.raw.file, columns, tuple(rows), self.labels)

    def _ours(self, heading: str) -> bool:
        return heading.strip().lower().replace(" ", "_").replace("-", "_") in self.table_of.headings

    def _label(self, one: ColumnMap) -> str:
        return next((name for name in one.column if name in self.raw.columns), one.column[0] if one.column else "")

    def _say_missing(self) -> None:
        """Required columns whose source is missing; optional ones are left empty, with a note."""
        for name, one in self.spec.columns.items():
            if not one.column or one.collect or any(column in self.raw.columns for column in one.column):
                continue
            label, column = one.column[0], self.table_of.column[name]
            close = nearest(label, self.raw.columns)
            if column.required and one.constant is None:
                message = f"the column {label} is missing; it becomes our {name}"
                self.desk.wrong(Trouble(message, self.raw.file, field=label, rule="missing-column", maybe=close))
            elif close.startswith("you mean"):
                message = f"the column {label} (our {name}) is missing and stays empty"
                self.desk.note(Trouble(message, self.raw.file, field=label, rule="mapped-column-missing", maybe=close))

    def _joined(self, raw: RawTable) -> RawTable:
        """With the columns that other files lend, as ``File.Column``."""
        for join in self.spec.join:
            other = self.export.table(join.table)
            if other is None:
                continue
            by_key: dict[str, RawRow] = {}
            for row in other.rows:
                by_key.setdefault(shown(row.cells.get(join.there)), row)
            lent = {heading: f"{join.table}.{heading}" for heading in other.columns}
            rows = []
            for row in raw.rows:
                match = by_key.get(shown(row.cells.get(join.here)))
                more = {new: match.cells.get(old) for old, new in lent.items()} if match else {}
                rows.append(RawRow(row.number, row.cells | more))
            raw = RawTable(raw.file, (*raw.columns, *lent.values()), tuple(rows), raw.labels)
        return raw

    def _kept(self) -> list[RawRow]:
        """Rows that ``only`` keeps; the others are counted in a note."""
        kept = list(self.raw.rows)
        for heading, values in self.spec.only.items():
            if heading not in self.raw.columns:
                continue
            wanted = {value.strip().lower() for value in values}
            inside = [row for row in kept if shown(row.cells.get(heading)).lower() in wanted]
            if len(inside) < len(kept):
                message = f"{len(kept) - len(inside)} rows with another {heading} than {', '.join(values)} are left out"
                self.desk.note(Trouble(message, self.raw.file, field=heading, rule="mapped-rows-left-out"))
            kept = inside
        return kept

    def _gathered(self, one: ColumnMap) -> Any:
        """A function from a row to the list cell of all rows of another file with its key."""
        other = self.export.table(one.collect)
        found: dict[str, list[tuple[str, Any]]] = defaultdict(list)
        for row in other.rows if other is not None else ():
            item = next((row.cells.get(name) for name in one.column if not empty(row.cells.get(name))), None)
            if item is None:
                continue
            level = row.cells.get(one.level) if one.level else None
            try:
                rank = self._number(level, one) if not empty(level) else None
                found[shown(row.cells.get(one.there))].append((shown(self._value(item, one)), rank))
            except Bad as bad:
                file = other.file if other is not None else self.raw.file
                label = one.level or one.column[0]
                self.desk.wrong(Trouble(bad.message, file, row.number, label, shown(level), bad.rule, bad.maybe))
        return lambda row: write(found.get(shown(row.cells.get(one.here)), []))

    def _cell(self, row: RawRow, name: str, one: ColumnMap) -> Cell:
        """Our cell of a row; what cannot be translated stays as it is, for the reader to say."""
        cell = next((row.cells.get(column) for column in one.column if not empty(row.cells.get(column))), one.constant)
        if empty(cell):
            return None
        column = self.table_of.column[name]
        try:
            return self._translated(cell, column, one)
        except Bad as bad:
            label = self.labels[name]
            trouble = Trouble(bad.message, self.raw.file, row.number, label, shown(cell), bad.rule, bad.maybe)
            self.desk.wrong(trouble)
            return None

    def _translated(self, cell: Cell, column: Column, one: ColumnMap) -> Cell:
        if one.split:
            parts = [part.strip() for part in shown(cell).split(one.split)]
            return write([(str(self._value(part, one)),) for part in parts if part])
        if one.values or one.steps:
            return self._value(cell, one)
        if one.times is not None:
            return self._number(cell, one)
        if column.kind == "minutes":
            return f"{shown(cell)} {one.unit}" if one.unit and _plain(cell) else cell
        if column.kind in TIMES:
            return self._time(cell, one)
        return cell

    def _value(self, cell: Cell, one: ColumnMap) -> Cell:
        text = shown(cell)
        found: Cell = text
        if one.values:
            found = one.values.get(text.lower(), one.otherwise)
            if found is None:
                raise Bad("unmapped-value", f"the mapping has no value for {text!r}", nearest(text.lower(), one.values))
        elif one.steps:
            value = number(cell)
            found = next((ours for least, ours in one.steps.items() if value >= least), one.otherwise)
        return found

    def _number(self, cell: Cell, one: ColumnMap) -> int:
        return max(1, round(number(cell) * (1 if one.times is None else one.times)))

    def _time(self, cell: Cell, one: ColumnMap) -> Cell:
        """ISO with the offset of their zone; a date alone stays one."""
        if one.unit in ("epoch_s", "epoch_ms"):
            seconds = number(cell) / (1000 if one.unit == "epoch_ms" else 1)
            return datetime.fromtimestamp(seconds, UTC).isoformat()
        if one.format and isinstance(cell, str):
            try:
                cell = datetime.strptime(cell.strip(), one.format)
            except ValueError:
                maybe = "the mapping's format is another."
                raise Bad("time", f"{cell!r} is not written like {one.format}", maybe) from None
        if self.zone is None or (isinstance(cell, str) and len(cell.strip()) <= 10):
            return cell
        return moment(cell, self.zone).isoformat() if isinstance(cell, str | datetime) else cell


def _plain(cell: Cell) -> bool:
    """A number without a unit of its own."""
    try:
        number(cell)
    except Bad:
        return False
    return True

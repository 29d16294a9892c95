"""An export's tables in our columns, as a mapping says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, tzinfo

from models.errors import Trouble, nearest
from scheduler.loaders.across import spread
from scheduler.loaders.bad import Bad
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.cell_map import later, translated, value_of
from scheduler.loaders.cells.day_headings import date_in, days_of, month_in
from scheduler.loaders.cells.moments import zone_named
from scheduler.loaders.contract import (
    ABSENCES,
    CERTIFICATES,
    ENGINEERS,
    SCORES,
    SHIFTS,
    SKILLS,
    TABLES,
    TRAININGS,
    VANS,
    Table,
)
from scheduler.loaders.flat import flat_table
from scheduler.loaders.formats.bundle import Bundle
from scheduler.loaders.formats.export import Export
from scheduler.loaders.gather import Claims, Gathered, joined, wanted
from scheduler.loaders.inventory import KnownKey, inventory
from scheduler.loaders.mapping import ColumnMap, Mapping, TableMap
from scheduler.loaders.raw import Cell, RawRow, RawTable, empty, shown
from scheduler.loaders.weekly import weekly_shifts

HANGING = (SHIFTS, SKILLS, CERTIFICATES, SCORES, VANS, ABSENCES, TRAININGS)
"""Tables whose rows belong to an engineer."""
FORGIVING = ("priority", "status", "min_tier", "tier", "work_type")
"""Columns of which an unknown value is said, when a ready mapping takes its ``otherwise`` for it."""


def translate(
    export: Export,
    mapping: Mapping,
    desk: InputIssues,
    wanted: str | date | datetime | None = None,
    tables: Sequence[Table] = TABLES,
) -> Bundle:
    """The bundle of an export: our tables with our columns; their names stay in the messages.

    Parameters
    ----------
    tables
        The contract the mapping leads to: a day's, or that of records.
    """
    bundle = Bundle(export.name, export.home, export.settings, sources=export.sources, matrix=export.matrix)
    used: set[str] = set()
    left: set[str] = set()
    own: set[str] = set()
    named = _named(export, mapping)
    claims = Claims(ready=mapping.ready)
    _day_in_title(export, mapping, wanted, desk)
    for table in tables:
        if table.name not in mapping.tables:
            continue
        spec = mapping.tables[table.name]
        key = export.key(*spec.table)
        if key is not None:
            used |= {key, *_lenders(export, spec)}
            raw = export.tables[key]
            if spec.across is not None:
                zone = zone_named(str(export.settings.get("timezone") or mapping.timezone or "UTC"))
                first = wanted if wanted is not None else export.settings.get("start")
                days = int(export.settings.get("days") or 1)
                raw = spread(raw, spec.across, f"{export.titles.get(key, '')} {key}", first, days, zone, desk)
            worker = _Translator(export, mapping, table, spec, raw, claims, desk)
            worker.elsewhere = frozenset(column for column, known in named.get(key, {}).items() if known.fate == "used")
            own.add(raw.file)
            bundle.tables[table.name] = _without(left, worker.table(), desk) if table in HANGING else worker.table()
            left |= worker.left_out() if table is ENGINEERS else set()
        elif spec.weekly is not None and (hours := export.key(*spec.weekly.table)) is not None:
            used |= {hours, *(name for name in (export.key(*spec.weekly.owners), export.key("OperatingHours")) if name)}
            raw = weekly_shifts(export, spec.weekly, mapping, wanted, claims, desk)
            bundle.tables[table.name] = _without(left, raw, desk)
        elif table.required:
            names = " or ".join(spec.table)
            maybe = nearest(spec.table[0], export.tables) or f"export it: {table.meaning}"
            desk.wrong(Trouble(f"the export has no {names}", export.name, rule="missing-file", maybe=maybe))
    for table in tables:
        if table.required and table.name not in mapping.tables:
            maybe = f"add tables.{table.name} to it."
            desk.wrong(
                Trouble(f"the mapping says nothing about {table.name}", mapping.name, rule="mapping", maybe=maybe)
            )
    claims.settle(desk)
    for key, columns in named.items():
        if export.tables[key].file in claims.tables and export.tables[key].file not in own:
            _account_for_lender(export.tables[key], columns, desk)
    _territories_in_use(bundle, mapping, desk)
    _unused(export, mapping, used, desk)
    return bundle


def _day_in_title(export: Export, mapping: Mapping, wanted: object, desk: InputIssues) -> None:
    """The day in the title or the name of the orders, where a roster has several and nothing else says which it is."""
    spec, roster = mapping.tables.get("tickets"), mapping.tables.get("shifts")
    if mapping.ready or wanted is not None or "start" in export.settings or spec is None or roster is None:
        return
    orders, hours = export.key(*spec.table), export.key(*roster.table)
    if orders is None or hours is None:
        return
    days = _days(export.tables[hours], export.titles.get(hours, ""))
    found = date_in(f"{export.titles.get(orders, '')} {orders}")
    if found in days and found is not None:
        export.settings["start"] = f"{found:%Y-%m-%d}"
        message = f"the day is {found:%Y-%m-%d}, as the title or the name of {orders} says"
        desk.note(Trouble(message, export.tables[orders].file, rule="day-in-title", maybe="give --date for another."))
    elif len(days) > 1:
        message = f"nothing says which day it is; of the {len(days)} days of {hours} the first is taken: {min(days)}"
        desk.note(Trouble(message, export.tables[hours].file, rule="day-assumed", maybe="give --date for another."))


def _days(raw: RawTable, title: str) -> set[date]:
    """The days of a roster: as columns, or in cells that hold a date."""
    across = days_of(raw.columns, month_in(title))
    found = {day for day in across.values() if isinstance(day, date)}
    for row in raw.rows if not found else ():
        for cell in row.cells.values():
            if isinstance(cell, date):
                found.add(cell.date() if isinstance(cell, datetime) else cell)
            elif isinstance(cell, str) and (day := date_in(cell)) is not None:
                found.add(day)
    return found


def _named(export: Export, mapping: Mapping) -> dict[str, dict[str, KnownKey]]:
    """Their table -> their column (lower case) -> what becomes of it, for every column the mapping names there."""
    found: dict[str, dict[str, KnownKey]] = {}
    if mapping.reader != "tables":
        return found
    for known in inventory(mapping):
        names = next((names for names in mapping.sources if names[0] == known.table), (known.table,))
        if (key := export.key(*names)) is not None:
            found.setdefault(key, {}).setdefault(known.key.lower(), known)
    return found


def _account_for_lender(raw: RawTable, columns: dict[str, KnownKey], desk: InputIssues) -> None:
    """What became of the columns of a table that only lends to others, or hangs on them."""
    known_ones, strange = [], []
    for heading in (heading for heading in raw.columns if heading.strip()):
        known = columns.get(heading.strip().lower())
        if known is None:
            strange.append(heading)
            desk.ledger.set_aside(raw.file, "key", heading, "the mapping does not name it")
        elif known.fate == "used":
            desk.ledger.use(raw.file, "key", heading)
        elif known.fate == "ignored":
            desk.ledger.ignore(raw.file, "key", heading, known.why)
            known_ones.append(heading)
        else:
            desk.ledger.set_aside(raw.file, "key", heading, known.why)
    _say_columns(known_ones, raw.file, KNOWN, "keys-ignored", desk)
    _say_columns(strange, raw.file, UNNAMED, "unknown-column", desk)


KNOWN, UNNAMED = "known and not needed", "not named by the mapping and not used"


def _say_columns(headings: Sequence[str], file: str, what: str, rule: str, desk: InputIssues) -> None:
    if headings:
        count = f"{len(headings)} column{'' if len(headings) == 1 else 's'}"
        desk.note(Trouble(f"{count} {what}: {', '.join(headings)}", file, rule=rule))


def _without(left: set[str], raw: RawTable, desk: InputIssues) -> RawTable:
    """Rows of engineers whom the mapping leaves out go with them."""
    gone = [row for row in raw.rows if shown(row.cells.get("engineer_id")) in left]
    if not gone:
        return raw
    for row in gone:
        desk.ledger.ignore(raw.file, "row", row.number, "its engineer is left out")
    message = f"{len(gone)} rows of engineers who are left out go with them"
    desk.note(Trouble(message, raw.file, gone[0].number, rule="mapped-rows-left-out"))
    rows = tuple(row for row in raw.rows if row not in gone)
    return replace(raw, rows=rows)


def _lenders(export: Export, spec: TableMap) -> set[str]:
    """The tables that lend columns or rows to one."""
    joins = [*spec.join, *(join for column in spec.columns.values() for way in column.chain for join in way.join)]
    names = [join.table for join in joins] + [way.collect for column in spec.columns.values() for way in column.chain]
    return {key for group in names if group and (key := export.key(*group)) is not None}


def _unused(export: Export, mapping: Mapping, used: set[str], desk: InputIssues) -> None:
    """Tables that the mapping does not name are set aside, and said; those it lists as not needed are ignored."""
    for key, raw in export.tables.items():
        if key in used:
            continue
        rows = [row.number for row in raw.rows]
        why = next((why for name, why in mapping.other_tables.items() if name.lower() == key.lower()), "")
        desk.ledger.expect(raw.file, "row", rows)
        for row in rows:
            if why:
                desk.ledger.ignore(raw.file, "row", row, why)
            else:
                desk.ledger.set_aside(raw.file, "row", row, "the mapping names no such table")
        if why:
            desk.note(Trouble(f"the table is known and not needed: {why}", raw.file, rule="table-ignored"))
        else:
            known = [name for spec in mapping.tables.values() for name in spec.table]
            close = nearest(key, known)
            desk.note(Trouble(f"the mapping does not name this table: {len(rows)} rows are not read", raw.file,
                              rule="unused-file", maybe=close if close.startswith("you mean") else ""))  # fmt: skip


def _territories_in_use(bundle: Bundle, mapping: Mapping, desk: InputIssues) -> None:
    """The territories that tickets and engineers name, where the export has no table of them."""
    if "territories" in bundle.tables:
        return
    found: dict[str, None] = {}
    for table, column in (("tickets", "territory_id"), ("engineers", "territories")):
        raw = bundle.tables.get(table)
        for row in raw.rows if raw is not None else ():
            text = shown(row.cells.get(column)).replace("；", ";")
            found |= dict.fromkeys(part.strip() for part in text.split(";") if part.strip())
    if not found:
        return
    file = bundle.tables["tickets"].file if "tickets" in bundle.tables else bundle.tables["engineers"].file
    bundle.tables["territories"] = flat_table(f"{file}[territories]", [{"territory_id": name} for name in found])
    message = f"no table lists the territories; the {len(found)} that are named are taken: {', '.join([*found][:6])}"
    desk.note(Trouble(message, file, field="territory_id", rule="territories-from-use"))


class _Translator:
    """One table of an export on its way into ours."""

    def __init__(
        self,
        export: Export,
        mapping: Mapping,
        table: Table,
        spec: TableMap,
        raw: RawTable,
        claims: Claims,
        desk: InputIssues,
    ) -> None:
        self.export, self.mapping, self.table_of, self.spec, self.desk = export, mapping, table, spec, desk
        self.claims = claims
        self.zone: tzinfo | None = zone_named(mapping.timezone) if mapping.timezone else None
        self.own = raw
        self.raw = joined(raw, spec.join, export, claims, desk)
        self.heading = {name.strip().lower(): name for name in reversed(self.raw.columns)}
        self.labels = {name: self._label(way) for name, way in spec.columns.items()}
        self.assumed: Counter[tuple[str, str]] = Counter()
        self.kept: list[RawRow] = []
        self.elsewhere: frozenset[str] = frozenset()

    def table(self) -> RawTable:
        """The table in our columns."""
        self._say_missing()
        others = self._others()
        renamed = {h: f"x_{h}" if self._ours(h) else h for h in others}
        gathered = {
            name: [
                Gathered(way, self.raw, self.export, self.claims, self.desk) if way.collect else None
                for way in column.chain
            ]
            for name, column in self.spec.columns.items()
        }
        rows, seen = [], set()
        for row in self._kept():
            cells = {name: self._cell(row, name, column, gathered[name]) for name, column in self.spec.columns.items()}
            for name, column in self.spec.columns.items():
                if column.after:
                    cells[name] = later(cells[name], cells.get(column.after), self.zone)
            if self.spec.distinct:
                key = tuple(map(shown, cells.values()))
                if key in seen or not any(key):
                    self.desk.ledger.ignore(self.raw.file, "row", row.number, "repeats an earlier row")
                    continue
                seen.add(key)
            cells |= {renamed[heading]: row.cells.get(heading) for heading in others}
            rows.append(RawRow(row.number, cells))
        for finder in (finder for finders in gathered.values() for finder in finders if finder is not None):
            finder.claim()
        self._say_assumed()
        if self.mapping.reader == "tables":
            self._account(set(others))  # of JSON, the reader accounts for the keys
        columns = (*self.spec.columns, *renamed.values())
        return RawTable(self.raw.file, columns, tuple(rows), self.labels, foreign=True)

    def left_out(self) -> set[str]:
        """The ids in rows that ``only`` leaves out, except those that another row keeps."""
        way = self.spec.columns.get("engineer_id")
        heading = self.find(*way.column) if way else None
        if heading is None or not self.spec.only:
            return set()
        every = {shown(row.cells.get(heading)) for row in self.raw.rows}
        return every - {shown(row.cells.get(heading)) for row in self.kept}

    def find(self, *names: str) -> str | None:
        """Their heading for the first of these names that exists, without regard to case."""
        return next((self.heading[name.lower()] for name in names if name.lower() in self.heading), None)

    def _others(self) -> list[str]:
        """Columns that stay with the ticket as they are: what lost against a better column, what nobody names."""
        if self.table_of.name != "tickets":
            return []
        named = set(self.labels.values())
        known = {name.lower() for name in (*self.spec.ignored, *self.spec.set_aside)}
        return [h for h in self.raw.columns if h and h not in named and h.lower() not in known]

    def _ours(self, heading: str) -> bool:
        return heading.strip().lower().replace(" ", "_").replace("-", "_") in self.table_of.headings

    def _label(self, way: ColumnMap) -> str:
        names = [name for step in way.chain if not step.collect for name in step.column]
        return self.find(*names) or (names[0] if names else "")

    def _say_missing(self) -> None:
        """Required columns whose source is missing; optional ones are left empty, with a note."""
        for name, way in self.spec.columns.items():
            names = [theirs for step in way.chain for theirs in step.column]
            if not names or any(step.collect for step in way.chain) or self.find(*names):
                continue
            label, column = names[0], self.table_of.column[name]
            close = nearest(label, self.raw.columns)
            if column.required and all(step.constant is None for step in way.chain):
                message = f"the column {label} is missing; it becomes our {name}"
                self.desk.wrong(Trouble(message, self.raw.file, field=label, rule="missing-column", maybe=close))
            elif not self.mapping.ready:  # a ready one names columns that few exports have
                message = f"the column {label} (our {name}) is missing and stays empty"
                self.desk.note(Trouble(message, self.raw.file, field=label, rule="mapped-column-missing", maybe=close))

    def _kept(self) -> list[RawRow]:
        """Rows that ``only`` and ``leave_out`` keep; the others are counted in a note."""
        kept = list(self.raw.rows)
        self.desk.ledger.expect(self.raw.file, "row", [row.number for row in kept])
        for theirs, values in self.spec.only.items():
            heading = self.find(theirs)
            if heading is not None:
                wanted = {value.strip().lower() for value in values}
                inside = [row for row in kept if shown(row.cells.get(heading)).strip().lower() in wanted]
                self._say_left_out(kept, inside, heading, f"another {heading} than {', '.join(values)}")
                kept = inside
        for theirs, words in self.spec.leave_out.items():
            heading = self.find(theirs)
            if heading is not None:
                starts = tuple(word.strip().lower() for word in words)
                inside = [row for row in kept if not shown(row.cells.get(heading)).strip().lower().startswith(starts)]
                self._say_left_out(kept, inside, heading, f"{heading} {' or '.join(words)}")
                kept = inside
        self.kept = kept
        return kept

    def _say_left_out(self, before: list[RawRow], after: list[RawRow], heading: str, what: str) -> None:
        if len(after) == len(before):
            return
        inside = {row.number for row in after}
        for row in before:
            if row.number not in inside:
                self.desk.ledger.ignore(self.raw.file, "row", row.number, what)
        message = f"{len(before) - len(after)} rows with {what} are left out"
        self.desk.note(Trouble(message, self.raw.file, field=heading, rule="mapped-rows-left-out"))

    def _cell(self, row: RawRow, name: str, way: ColumnMap, gathered: list[Gathered | None]) -> Cell:
        """Our cell of a row, by the first way that finds something; what cannot be translated stays for the reader."""
        for step, finder in zip(way.chain, gathered, strict=True):
            if step.when and not wanted(row, self.raw, step.when, missing=False):
                continue
            if finder is not None:
                if found := finder.cell(row):
                    return found
                continue
            headings = (self.find(theirs) for theirs in step.column)
            cells = [row.cells.get(heading) for heading in headings if heading is not None]
            if step.glue is not None:
                cells = [step.glue.join(shown(cell) for cell in cells if not empty(cell))]
            cell = next((cell for cell in cells if not empty(cell)), step.constant)
            if empty(cell):
                continue
            ours = self._translated(row, name, step, cell)
            if not empty(ours) or not self.desk.good(self.own.file, row.number):
                return ours  # a word that means nothing, such as any time, leaves the cell to the next way
        return None

    def _translated(self, row: RawRow, name: str, way: ColumnMap, cell: Cell) -> Cell:
        def beside(theirs: str) -> Cell:
            heading = self.find(theirs)
            return row.cells.get(heading) if heading is not None else None

        if way.values and self.mapping.ready and name in FORGIVING and shown(cell).lower() not in way.values:
            self.assumed[name, shown(cell)] += 1
        try:
            return translated(cell, self.table_of.column[name], way, beside, self.zone)
        except Bad as bad:
            label = self.labels[name]
            trouble = Trouble(bad.message, self.raw.file, row.number, label, shown(cell), bad.rule, bad.maybe)
            self.desk.wrong(trouble)
            return None

    def _say_assumed(self) -> None:
        """Values a ready mapping does not know, with what was taken instead."""
        for name in dict.fromkeys(name for name, _ in self.assumed):
            values = [f"{value} ({count})" for (column, value), count in self.assumed.items() if column == name]
            way = next((step for step in self.spec.columns[name].chain if step.otherwise is not None), None)
            if way is None:
                continue  # the cells were refused
            ours = shown(value_of("\0", way)) or "nothing"
            message = f"the mapping does not know {', '.join(values[:6])}; {ours} is taken"
            self.desk.note(Trouble(message, self.raw.file, field=self.labels[name], rule="mapped-value-assumed",
                                   maybe="copy the mapping and add the values to it."))  # fmt: skip

    def _account(self, others: set[str]) -> None:
        """What became of each of their columns."""
        file, ledger = self.own.file, self.desk.ledger
        named = {self.find(name) for name in self.spec.theirs}
        ignored = {name.lower(): why for name, why in self.spec.ignored.items()}
        lost = {name.lower(): why for name, why in self.spec.set_aside.items()}
        known, strange = [], []
        headings = [heading for heading in self.own.columns if heading.strip()]
        ledger.expect(file, "key", headings)
        for heading in headings:
            name = heading.strip().lower()
            if heading in named or name in self.elsewhere or heading in others:
                ledger.use(file, "key", heading)
            elif name in lost:
                filled = [row.number for row in self.own.rows if not empty(row.cells.get(heading))]
                if not filled:
                    ledger.ignore(file, "key", heading, "empty")
                    continue
                ledger.set_aside(file, "key", heading, lost[name])
                message = f"cannot be said here and is set aside in {len(filled)} rows: {lost[name]}"
                self.desk.note(Trouble(message, file, filled[0], heading, rule="key-set-aside"))
            elif name in ignored:
                ledger.ignore(file, "key", heading, ignored[name])
                known.append(heading)
            else:
                ledger.set_aside(file, "key", heading, "the mapping does not name it")
                strange.append(heading)
        _say_columns(known, file, KNOWN, "keys-ignored", self.desk)
        _say_columns(strange, file, UNNAMED, "unknown-column", self.desk)

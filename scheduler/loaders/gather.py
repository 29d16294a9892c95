"""Rows of other files that lend columns to a row, or are gathered into one of its cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence

from models.errors import Trouble
from scheduler.loaders.bad import Bad
from scheduler.loaders.build.desk import Desk
from scheduler.loaders.cell_map import scaled, value_of
from scheduler.loaders.cells.lists import write
from scheduler.loaders.formats.export import Export
from scheduler.loaders.mapping import ColumnMap, Join
from scheduler.loaders.raw import Cell, RawRow, RawTable, empty, shown


def joined(raw: RawTable, joins: Sequence[Join], export: Export, desk: Desk) -> RawTable:
    """The table with the columns that other files lend, as ``File.Column``."""
    for join in joins:
        other = export.table(*join.table)
        if other is None:
            continue
        there, here = heading_of(other, *join.there), heading_of(raw, *join.here)
        if there is None or here is None:
            _say_no_key(other if there is None else raw, join.there if there is None else join.here, raw, other, desk)
            continue
        by_key: dict[str, RawRow] = {}
        for row in other.rows:
            if wanted(row, other, join.where):
                by_key.setdefault(shown(row.cells.get(there)), row)
        lent = {heading: f"{join.table[0]}.{heading}" for heading in other.columns}
        rows, matched = [], set()
        for row in raw.rows:
            match = by_key.get(shown(row.cells.get(here))) if not empty(row.cells.get(here)) else None
            if match is not None:
                matched.add(match.number)
            more = {new: match.cells.get(old) for old, new in lent.items()} if match else {}
            rows.append(RawRow(row.number, row.cells | more))
        _account(raw, other, here, there, matched, desk, lends=True)
        raw = RawTable(raw.file, (*raw.columns, *lent.values()), tuple(rows), raw.labels)
    return raw


class Gathered:
    """The rows of another file that hang on a row, as a list cell."""

    def __init__(self, way: ColumnMap, raw: RawTable, export: Export, desk: Desk) -> None:
        self.way, self.raw, self.desk = way, raw, desk
        self.found: dict[str, list[tuple[str, int | None]]] = defaultdict(list)
        self.rows: dict[str, list[int]] = defaultdict(list)
        self.matched: set[int] = set()
        other = export.table(*way.collect)
        self.own = other
        self.here: str | None = None
        if other is None:
            return
        self.other = joined(other, way.join, export, desk)
        self.there, self.here = heading_of(self.other, *way.there), heading_of(raw, *way.here)
        if self.there is None or self.here is None:
            _say_no_key(self.other if self.there is None else raw, way.there if self.there is None else way.here,
                        raw, other, desk)  # fmt: skip
            self.here = None
            return
        self._gather()

    def cell(self, row: RawRow) -> str:
        """The list of what hangs on the row; empty when nothing does."""
        if self.here is None or empty(row.cells.get(self.here)):
            return ""
        key = shown(row.cells.get(self.here))
        self.matched.update(self.rows.get(key, ()))
        return write(self.found.get(key, []))

    def say_unused(self) -> None:
        """Nothing may hang on nothing without a word."""
        if self.own is not None and self.here is not None and self.there is not None:
            _account(self.raw, self.own, self.here, self.there, self.matched, self.desk, lends=False)

    def _gather(self) -> None:
        names = [heading for name in self.way.column if (heading := heading_of(self.other, name)) is not None]
        levels = [heading for name in self.way.level if (heading := heading_of(self.other, name)) is not None]
        if not names:
            _say_no_key(self.other, self.way.column, self.raw, self.other, self.desk)
        strange = []
        for row in self.other.rows:
            if not wanted(row, self.other, self.way.where):
                self.desk.ledger.ignore(self.other.file, "row", row.number, f"{', '.join(self.way.where)} is another")
                continue
            item = next((row.cells.get(name) for name in names if not empty(row.cells.get(name))), None)
            if item is None:
                continue
            level = next((row.cells.get(name) for name in levels if not empty(row.cells.get(name))), None)
            try:
                rank = None if empty(level) else scaled(level, self.way)
            except Bad:
                rank = None
                strange.append(f"{shown(level)} (row {row.number})")
            key = shown(row.cells.get(self.there or ""))
            self.rows[key].append(row.number)
            name = shown(value_of(item, self.way))
            if all(name != known for known, _ in self.found[key]):
                self.found[key].append((name, rank))
        if strange:
            message = f"levels that are no numbers are not read, any level will do: {', '.join(strange[:3])}"
            maybe = "export the table that says what these ids mean." if any("-" in one for one in strange) else ""
            self.desk.note(Trouble(message, self.other.file, field=levels[0], rule="mapped-level", maybe=maybe))


def heading_of(raw: RawTable, *names: str) -> str | None:
    """Their heading for the first of these names that exists, without regard to case."""
    known = {heading.strip().lower(): heading for heading in reversed(raw.columns)}
    return next((known[name.lower()] for name in names if name.lower() in known), None)


def wanted(row: RawRow, raw: RawTable, where: AnyMapping[str, tuple[str, ...]]) -> bool:
    """Has the row one of the wanted values in each of these columns? A column that is missing asks for nothing."""
    for name, values in where.items():
        heading = heading_of(raw, name)
        if heading is not None and shown(row.cells.get(heading)).lower() not in {value.lower() for value in values}:
            return False
    return True


def _say_no_key(missing_in: RawTable, names: Sequence[str], raw: RawTable, other: RawTable, desk: Desk) -> None:
    message = f"has no column {' or '.join(names)}: nothing of {other.file} reaches {raw.file}"
    maybe = "export that column, or change the mapping's join."
    desk.wrong(Trouble(message, missing_in.file, field=names[0], rule="join-without-key", maybe=maybe))


def _account(
    raw: RawTable, other: RawTable, here: str, there: str, matched: set[int], desk: Desk, *, lends: bool
) -> None:
    """What became of the rows of a file that lends or hangs; an error where not one of them matches."""
    numbers = [row.number for row in other.rows]
    keyed = [row for row in raw.rows if not empty(row.cells.get(here))]
    desk.ledger.expect(other.file, "row", numbers)
    desk.ledger.use(other.file, "row", *matched)
    if numbers and keyed and not matched:
        sample, mine = _some(other.rows, there), _some(raw.rows, here)
        message = f"no row of {other.file} ({there}: {sample}) belongs to a row of {raw.file} ({here}: {mine})"
        maybe = "the two columns hold different things (an id and a name), or the files are of different days."
        desk.wrong(Trouble(message, other.file, field=there, rule="join-matches-nothing", maybe=maybe))
    left = [number for number in numbers if number not in matched]
    for number in left:
        if lends:
            desk.ledger.ignore(other.file, "row", number, f"no row of {raw.file} names it")
        else:
            desk.ledger.set_aside(other.file, "row", number, f"belongs to no row of {raw.file}")
    if left and matched and not lends:
        message = f"{len(left)} rows belong to no row of {raw.file} and are not read"
        desk.note(Trouble(message, other.file, left[0], there, rule="hanging-rows"))


def _some(rows: Sequence[RawRow], heading: str) -> str:
    cells: list[Cell] = [row.cells.get(heading) for row in rows if not empty(row.cells.get(heading))]
    return ", ".join(dict.fromkeys(shown(cell) for cell in cells[:3])) or "empty"

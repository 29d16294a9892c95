"""Rows of other files that lend columns to a row, or are gathered into one of its cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.errors import Trouble
from scheduler.loaders.bad import Bad
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.cell_map import scaled, value_of
from scheduler.loaders.cells.lists import write
from scheduler.loaders.formats.export import Export
from scheduler.loaders.mapping import ColumnMap, Join
from scheduler.loaders.raw import Cell, RawRow, RawTable, empty, shown


@dataclass
class Claims:
    """Which rows of files that lend or hang belong to a row of a table; said when all tables are through."""

    ready: bool = False
    """Is it a ready mapping? Of several joins to a table some may then be for other exports."""
    tables: dict[str, RawTable] = field(default_factory=dict)
    used: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    keys: dict[str, tuple[str, str, str, str, str]] = field(default_factory=dict)
    """File -> what its key column holds, and what the other side's does: for the message."""
    agreed: set[str] = field(default_factory=set)
    """Files with a key that agrees with one of the other side, whether or not its row is wanted."""
    strange: list[tuple[str, tuple[str, str, str, str, str]]] = field(default_factory=list)
    """File and keys of every join and collection of which not one key agrees."""
    hangs: set[str] = field(default_factory=set)
    """Files whose rows mean something of their own, so that one that belongs nowhere is lost."""

    def claim(self, raw: RawTable, other: RawTable, here: str, there: str, matched: set[int], *, lends: bool) -> None:
        """These rows of the other file belong to rows of this one."""
        self.tables[other.file] = other
        self.used[other.file] |= matched
        mine = {shown(row.cells.get(here)) for row in raw.rows if not empty(row.cells.get(here))}
        theirs = {shown(row.cells.get(there)) for row in other.rows if not empty(row.cells.get(there))}
        if mine:
            keys = there, _some(other.rows, there), raw.file, here, _some(raw.rows, here)
            self.keys.setdefault(other.file, keys)
            if theirs and not mine & theirs and not matched:
                self.strange.append((other.file, keys))
        if mine & theirs or matched:
            self.agreed.add(other.file)
        if not lends:
            self.hangs.add(other.file)

    def settle(self, desk: InputIssues) -> None:
        """What became of every row; an error where not one row of a file belongs anywhere."""
        said = set()
        for file, keys in self.strange:
            if file not in self.agreed or not self.ready:
                said.add(file)
                self._say_nothing_matches(file, keys, desk)
        for file, other in self.tables.items():
            used, numbers = self.used[file], [row.number for row in other.rows]
            desk.ledger.expect(file, "row", numbers)
            desk.ledger.use(file, "row", *used)
            left = [number for number in numbers if number not in used]
            if numbers and not used and file in self.keys and file not in self.agreed | said:
                self._say_nothing_matches(file, self.keys[file], desk)
            for number in left:
                if file in self.hangs:
                    desk.ledger.set_aside(file, "row", number, "belongs to no row that is read")
                else:
                    desk.ledger.ignore(file, "row", number, "no row that is read names it")
            if left and file in self.hangs:
                message = f"{len(left)} rows belong to no row that is read"
                field = self.keys[file][0] if file in self.keys else ""
                desk.note(Trouble(message, file, left[0], field, rule="hanging-rows"))

    @staticmethod
    def _say_nothing_matches(file: str, keys: tuple[str, str, str, str, str], desk: InputIssues) -> None:
        there, sample, raw_file, here, mine = keys
        message = f"no row ({there}: {sample}) belongs to a row of {raw_file} ({here}: {mine})"
        maybe = "the two columns hold different things (an id and a name), or the files are of different days."
        trouble = Trouble(message, file, field=there, rule="join-matches-nothing", maybe=maybe)
        if trouble not in desk.troubles:
            desk.wrong(trouble)


def joined(raw: RawTable, joins: Sequence[Join], export: Export, claims: Claims, desk: InputIssues) -> RawTable:
    """The table with the columns that other files lend, as ``File.Column``."""
    for join in joins:
        other = export.table(*join.table)
        if other is None:
            continue
        keyed = raw
        if join.glue is not None:
            other, keyed = _glued(other, join.there, join.glue), _glued(raw, join.here, join.glue)
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
        for row, key in zip(raw.rows, (keyed_row.cells.get(here) for keyed_row in keyed.rows), strict=True):
            match = by_key.get(shown(key)) if not empty(key) else None
            if match is not None:
                matched.add(match.number)
            more = {new: match.cells.get(old) for old, new in lent.items()} if match else {}
            rows.append(RawRow(row.number, row.cells | more))
        claims.claim(raw, other, here, there, matched, lends=True)
        raw = RawTable(raw.file, (*raw.columns, *lent.values()), tuple(rows), raw.labels)
    return raw


def _glued(raw: RawTable, names: Sequence[str], glue: str) -> RawTable:
    """The table with the key that several columns make together in the first of them."""
    headings = [heading for name in names if (heading := heading_of(raw, name)) is not None]
    if len(headings) < 2:
        return raw
    rows = tuple(
        RawRow(
            row.number, row.cells | {headings[0]: glue.join(filter(None, (shown(row.cells.get(h)) for h in headings)))}
        )
        for row in raw.rows
    )
    return RawTable(raw.file, raw.columns, rows, raw.labels)


class Gathered:
    """The rows of another file that hang on a row, as a list cell."""

    def __init__(self, way: ColumnMap, raw: RawTable, export: Export, claims: Claims, desk: InputIssues) -> None:
        self.way, self.raw, self.claims, self.desk = way, raw, claims, desk
        self.found: dict[str, list[tuple[str, int | None]]] = defaultdict(list)
        self.rows: dict[str, list[int]] = defaultdict(list)
        self.matched: set[int] = set()
        other = export.table(*way.collect)
        self.own = other
        self.here: str | None = None
        if other is None:
            return
        self.other = joined(other, way.join, export, claims, desk)
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

    def claim(self) -> None:
        """The rows that were asked for are used; the others are spoken of when all tables are through."""
        if self.own is not None and self.here is not None and self.there is not None:
            self.claims.claim(self.raw, self.own, self.here, self.there, self.matched, lends=False)

    def _gather(self) -> None:
        names = [heading for name in self.way.column if (heading := heading_of(self.other, name)) is not None]
        levels = [heading for name in self.way.level if (heading := heading_of(self.other, name)) is not None]
        if not names:
            _say_no_key(self.other, self.way.column, self.raw, self.other, self.desk)
            self.here = None
            return
        strange = []
        for row in self.other.rows:
            if not wanted(row, self.other, self.way.where):
                continue  # another way may ask for it
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
            maybe = "export the table that says what these ids mean." if any("-" in id for id in strange) else ""
            self.desk.note(Trouble(message, self.other.file, field=levels[0], rule="mapped-level", maybe=maybe))


def heading_of(raw: RawTable, *names: str) -> str | None:
    """Their heading for the first of these names that exists, without regard to case."""
    known = {heading.strip().lower(): heading for heading in reversed(raw.columns)}
    return next((known[name.lower()] for name in names if name.lower() in known), None)


def wanted(row: RawRow, raw: RawTable, where: AnyMapping[str, tuple[str, ...]], *, missing: bool = True) -> bool:
    """Has the row one of the wanted values in each of these columns?

    Parameters
    ----------
    missing
        The answer for a column that is missing: a filter asks for nothing then, a condition is not met.
    """
    for name, values in where.items():
        heading = heading_of(raw, name)
        if heading is None and not missing:
            return False
        if heading is not None and shown(row.cells.get(heading)).lower() not in {value.lower() for value in values}:
            return False
    return True


def _say_no_key(missing_in: RawTable, names: Sequence[str], raw: RawTable, other: RawTable, desk: InputIssues) -> None:
    message = f"has no column {' or '.join(names)}: nothing of {other.file} reaches {raw.file}"
    maybe = "export that column, or change the mapping's join."
    trouble = Trouble(message, missing_in.file, field=names[0], rule="join-without-key", maybe=maybe)
    if trouble not in desk.troubles:
        desk.wrong(trouble)


def _some(rows: Sequence[RawRow], heading: str) -> str:
    cells: list[Cell] = [row.cells.get(heading) for row in rows if not empty(row.cells.get(heading))]
    return ", ".join(dict.fromkeys(shown(cell) for cell in cells[:3])) or "empty"

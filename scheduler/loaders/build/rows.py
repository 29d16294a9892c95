"""Rows of a table, read by the contract."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from typing import Any

from pydantic import ValidationError

from models.entity import Entity
from models.errors import Trouble
from scheduler.loaders.bad import Bad
from scheduler.loaders.build.headings import account_for_columns, resolve
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.cells.cells import READERS, Context
from scheduler.loaders.cells.spans import into_two_columns, plain_heading
from scheduler.loaders.cells.styles import style_of
from scheduler.loaders.contract import ENGINEERS, Column, Table
from scheduler.loaders.contract.kept import name_of_own
from scheduler.loaders.raw import Cell, RawRow, RawTable, empty, shown

GRANTED = ("skills", "certificates", "van")
"""Columns of engineers that only grant: one that cannot be read never removes its owner."""
GRANTS = "grants"
"""The part of a row, in the accounts of the desk, that its grants are."""

NOTHING = "names nothing"
"""Why a row is left out that names an engineer and nothing that hangs on them."""


@dataclass
class Row:
    """One row while it is read.

    Attributes
    ----------
    values
        Column -> what the cell says; columns with empty or unreadable cells are missing.
    extra
        Heading -> text of the columns we do not know.
    table
        The table it is read for; a row of a shared sheet may be good for one and bad for another.
    used
        Did it reach the day?
    left_out
        Why it is knowingly not used; empty = it is.
    """

    raw: RawTable
    number: int
    desk: InputIssues
    labels: dict[str, str]
    cells: dict[str, Cell]
    values: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    whole: bool = True
    """Does its table have every required column?"""
    table: str = ""
    used: bool = False
    left_out: str = ""

    @property
    def good(self) -> bool:
        """Is nothing wrong with it so far?"""
        return self.whole and self.desk.good(self.raw.file, self.number, self.table)

    def get(self, name: str) -> Any:
        """What a cell says; None when it is empty."""
        return self.values.get(name)

    def given(self, **targets: str) -> dict[str, Any]:
        """Entity field -> value, for the cells that are not empty: ``given(title="title", customer="customer_id")``."""
        return {target: self.values[name] for target, name in targets.items() if name in self.values}

    def wrong(self, column: str, rule: str, message: str, maybe: str = "") -> None:
        """Something is wrong with a cell of this row."""
        self.desk.wrong(self._trouble(column, rule, message, maybe), table=self.table)

    def lose(self, column: str, rule: str, message: str, maybe: str) -> None:
        """A cell that only grants something is set aside, and its row goes on without it."""
        self.desk.wrong(self._trouble(column, rule, message, maybe), table=GRANTS)

    @property
    def why(self) -> str:
        """What is wrong with it, in one line."""
        against = self.desk.against(self.raw.file, self.number, self.table)
        said = (f"{trouble.field}: {trouble.message}" for trouble in against)
        return f"row {self.number} of {self.raw.file}: " + "; ".join(dict.fromkeys(said))

    def settle(self) -> None:
        """Tell the ledger what became of it; where a grant of it cannot be read, a part is set aside."""
        ledger, at = self.desk.ledger, self.raw.file
        if not self.good or self.desk.against(self.raw.file, self.number, GRANTS):
            against = *self.desk.against(at, self.number, self.table), *self.desk.against(at, self.number, GRANTS)
            ledger.set_aside(at, "row", self.number, next((trouble.rule for trouble in against), "missing-column"))
        elif self.left_out:
            ledger.ignore(at, "row", self.number, self.left_out)
        elif self.used:
            ledger.use(at, "row", self.number)

    def note(self, column: str, rule: str, message: str, maybe: str = "") -> None:
        """Something people should know about a cell of this row."""
        self.desk.note(self._trouble(column, rule, message, maybe))

    def make(self, entity: type[Entity], columns: dict[str, str], /, **values: Any) -> Any:
        """The entity, or None where its own checks object; ``columns`` says which column a field came from."""
        try:
            return entity.model_validate(values)
        except ValidationError as error:
            for detail in error.errors():
                name = str(detail["loc"][0]) if detail["loc"] else next(iter(columns), "")
                message, _, maybe = detail["msg"].removeprefix("Value error, ").partition(" Maybe ")
                self.wrong(columns.get(name, name), "value", message, maybe)
            return None

    def _trouble(self, column: str, rule: str, message: str, maybe: str) -> Trouble:
        label = self.labels.get(column, column)
        return Trouble(message, self.raw.file, self.number, label, shown(self.cells.get(column)), rule, maybe)


def read(
    table: Table,
    raw: RawTable,
    desk: InputIssues,
    context: Context,
    zone_of: Callable[[dict[str, Cell]], tzinfo | None] | None = None,
    keeps_unknown: bool = False,
) -> list[Row]:
    """All rows of a table, good and bad ones.

    Parameters
    ----------
    zone_of
        Zone of a row, where rows differ in it; None = the context's.
    keeps_unknown
        Unknown columns are kept in :attr:`Row.extra`.
    """
    style = style_of(table, raw, {heading: table.headings[plain_heading(heading)] for heading in raw.columns
                                  if plain_heading(heading) in table.headings}, desk)  # fmt: skip
    raw = into_two_columns(table, raw, style.order, desk)
    context = replace(context, style=style)
    names = resolve(table, raw, desk, keeps_unknown)
    desk.ledger.expect(raw.file, "row", (row.number for row in raw.rows))
    if not raw.foreign:  # the columns of another system are accounted for under their own names
        account_for_columns(table, raw, names, desk, keeps_unknown)
    labels = {name: raw.labels.get(name, heading) for heading, name in names.items()} | raw.labels
    whole = all(column.name in names.values() for column in table.columns if column.required)
    rows = []
    for source in raw.rows:
        cells = {name: source.cells.get(heading) for heading, name in names.items()}
        row = Row(raw, source.number, desk, labels, cells, whole=whole, table=table.name)
        if table.key and all(empty(cells.get(name)) for name in table.key):
            row.left_out = NOTHING
            _say_what_is_lost(row, table)
        if keeps_unknown:
            row.extra = _extra(source, raw, names, desk.listed.get(table.name, {}))
        zone = zone_of(cells) if zone_of else None
        _read_cells(table, row, replace(context, zone=zone) if zone else context)
        rows.append(row)
    return rows


def _say_what_is_lost(row: Row, table: Table) -> None:
    """A row that names nothing, and yet says something about it."""
    told = [name for name, cell in row.cells.items() if name not in ("engineer_id", *table.key) and not empty(cell)]
    if told:
        message = f"{', '.join(told)} is given, but no {table.key[0]}: the row says nothing"
        row.note(table.key[0], "names-nothing", message, f"fill {table.key[0]}, or empty the row.")


def _extra(row: RawRow, raw: RawTable, names: dict[str, str], listed: Mapping[str, str]) -> dict[str, str]:
    """Columns that are kept, and no listed ones."""
    return {
        heading.strip() if raw.foreign else name_of_own(heading): shown(row.cells[heading])
        for heading in raw.columns
        if heading.strip() and heading not in names and not empty(row.cells.get(heading))
        and plain_heading(heading) not in listed
    }  # fmt: skip


def _read_cells(table: Table, row: Row, context: Context) -> None:
    for name, cell in row.cells.items():
        column = table.column[name]
        if empty(cell):
            if column.required and not (row.left_out and name in table.key):
                row.wrong(name, "missing-value", "is empty", f"write {column.meaning}, for instance {column.example}.")
            continue
        try:
            row.values[name] = READERS[column.kind](cell, column, _noting(context, row, column))
        except Bad as bad:
            if table is ENGINEERS and name in GRANTED and row.desk.reject_bad_rows:
                row.lose(name, bad.rule, bad.message, bad.maybe)
            else:
                row.wrong(name, bad.rule, bad.message, bad.maybe)


def _noting(context: Context, row: Row, column: Column) -> Context:
    if column.kind not in ("time", "until", "spans", "named"):
        return context
    return replace(context, note=lambda rule, text: row.note(column.name, rule, text, "write it with an offset."))


def unique(rows: list[Row], column: str) -> None:
    """Say which rows repeat the id of an earlier row."""
    first: dict[Any, int] = {}
    for row in rows:
        value = row.get(column)
        if value is not None and first.setdefault(value, row.number) != row.number:
            row.wrong(column, "duplicate-id", f"row {first[value]} has the same", "one of the two rows is a copy.")

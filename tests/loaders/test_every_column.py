"""Every column of every table with cells that cannot be meant: refused by the column's name, with a way out."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from models.errors import InputError
from scheduler.loaders import load, load_with_rejects
from scheduler.loaders.contract import TABLE, TABLES, TRAVEL
from tests.loaders.edits import copy_of_tiny
from tests.loaders.test_bad_input import BAD

WRONG: dict[str, tuple[str, ...]] = {
    "number": ("abc", "1;2"),
    "integer": ("abc", "1.5"),
    "minutes": ("soon", "-5"),
    "money": ("much", "1.00001"),
    "time": ("someday", "2026-02-30 10:00"),
    "until": ("someday", "2026-02-30 10:00"),
    "choice": ("perhaps",),
    "tier": ("boss",),
    "zone": ("Mars/City",),
    "levels": ("A:99", ":3", "A:x"),
    "pieces": ("A:-1", "A:x"),
    "percents": ("A", "A:0"),
    "named": ("@2026-01-01", "E1@someday"),
    "spans": ("morning", "2026-11-24 12:00/2026-11-24 09:00"),
    "lags": ("T1:x", "T1:9:3"),
}
"""Kind of cell -> what nobody can mean by it."""

SLIPS = [
    (table.name, column.name, cell)
    for table in TABLES
    if table is not TRAVEL
    for column in table.columns
    for cell in WRONG.get(column.kind, ())
]


def _spoil(day: Path, table: str, column: str, cell: str) -> None:
    """The cell in the first row of the table, which gets the column where it has none."""
    path = day / f"{table}.csv"
    if path.is_file():
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    else:
        rows = [{one.name: one.example for one in TABLE[table].columns if one.required or one.name in ("lat", "lon")}]
        rows[0] |= {"engineer_id": "E1"} if "engineer_id" in rows[0] else {}
    for row in rows:
        row.setdefault(column, "")
    rows[0][column] = cell
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


SOME = [pytest.param(*slip, marks=() if k % 9 == 0 else pytest.mark.slow) for k, slip in enumerate(SLIPS)]
"""The fast suite tries every ninth."""


@pytest.mark.parametrize(("table", "column", "cell"), SOME)
def test_a_cell_that_cannot_be_meant_is_refused_by_the_name_of_its_column(
    table: str, column: str, cell: str, tmp_path: Path
) -> None:
    day = copy_of_tiny(tmp_path)
    _spoil(day, table, column, cell)
    with pytest.raises(InputError) as caught:
        load(day)
    found = [one for one in caught.value.troubles if one.file == f"{table}.csv" and one.field == column]
    assert found, str(caught.value)
    assert all(one.row == 2 and one.rule and one.message for one in found)
    # set aside it is said as well, and the rows add up
    loaded = load_with_rejects(day, reject_bad_rows=True)
    assert (f"{table}.csv", 2) in {(reject.file, reject.row) for reject in loaded.rejects}
    assert loaded.ledger.open() == ()


def test_there_are_two_hundred_kinds_of_slips() -> None:
    assert len(BAD) + len(SLIPS) >= 200

"""What the documentation and the schemas say is what the code does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.clock import Clock
from scheduler.loaders.cells.cells import READERS, Context
from scheduler.loaders.contract import DAY, TABLES, TRAVEL_SETTINGS, Column
from scheduler.loaders.pages import KINDS, contract_page, contract_page_zh, schemas

ROOT = Path(__file__).parents[2]
COLUMNS = [(table.name, column) for table in (*TABLES, DAY, TRAVEL_SETTINGS) for column in table.columns]


def test_the_page_of_formats_is_current() -> None:
    assert contract_page() in (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert contract_page_zh() in (ROOT / "docs" / "zh" / "formats.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", schemas())
def test_the_schemas_are_current(name: str) -> None:
    assert json.loads((ROOT / "data" / "schema" / name).read_text(encoding="utf-8")) == schemas()[name]


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda one: getattr(one, "name", one))
def test_every_example_reads(table: str, column: Column) -> None:
    assert column.kind in KINDS and column.meaning and column.chinese
    if column.kind in READERS:
        READERS[column.kind](column.example, column, Context(Clock.parse("2026-11-24T00:00:00+08:00")))
    else:
        assert column.kind in ("start", "settings")


def test_headings_are_not_ambiguous() -> None:
    for table in TABLES:
        headings = [name for column in table.columns for name in (column.name, column.chinese)]
        assert len(set(headings)) == len(headings), table.name

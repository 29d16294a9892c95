"""The key of a run changes with everything its plan follows from, and with nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from scheduler.budget import Budget
from scheduler.nightly.order import Order
from scheduler.sources.day_source import DaySource
from scheduler.store.key import input_hashes, run_key


def test_a_page_beside_the_data_does_not_change_the_day(tmp_path: Path) -> None:
    (tmp_path / "tickets.csv").write_text("ticket_id\nT1\n")
    before = input_hashes(tmp_path)
    (tmp_path / "README.md").write_text("words")
    assert input_hashes(tmp_path) == before
    (tmp_path / "tickets.csv").write_text("ticket_id\nT2\n")
    assert input_hashes(tmp_path) != before


def test_files_named_in_options_count_and_names_of_presets_do_not(tmp_path: Path) -> None:
    (tmp_path / "day.json").write_text("{}")
    (tmp_path / "mapping.yaml").write_text("a: b")
    found = input_hashes(tmp_path / "day.json", [tmp_path / "mapping.yaml", "salesforce", None])
    assert sorted(found) == ["day.json", "mapping.yaml"]


def test_what_decides_the_plan_is_in_the_key_and_where_it_goes_is_not() -> None:
    order = Order(DaySource(Path("day")), Path("out"), Budget(seconds=10))
    key = run_key(order.deciding())
    budgets = [{"seed": 2}, {"seconds": 11}, {"gap": 0.01}]
    parts = [{"territory": "north"}, {"date": "2026-11-25"}]
    others = [
        replace(order, solver="regret"),
        replace(order, source=replace(order.source, reject_bad_rows=True)),
        replace(order, max_unserved="3"),
    ]
    others += [replace(order, budget=replace(order.budget, **change)) for change in budgets]
    others += [replace(order, source=replace(order.source, **change)) for change in parts]
    assert len({run_key(other.deciding()) for other in others} | {key}) == len(others) + 1
    same = [replace(order, out=Path("elsewhere")), replace(order, force=True), replace(order, locks=Path("locks"))]
    assert {run_key(other.deciding()) for other in same} == {key}

"""The night job in memory: when it plans, when it does not, and what it says."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scheduler.budget import Budget
from scheduler.errors import Exit
from scheduler.nightly.order import Order
from scheduler.nightly.run import run
from scheduler.solvers.progress import Silent
from scheduler.sources.day_source import DaySource
from scheduler.store.run_folder import MANIFEST


@pytest.fixture
def order(small_day: Path, tmp_path: Path) -> Order:
    """An order that is quickly done."""
    return Order(DaySource(small_day), tmp_path / "out", Budget(iterations=20))


def change_manifest(folder: Path, **facts: Any) -> None:
    """Let the manifest say something else."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    (folder / MANIFEST).write_text(json.dumps(manifest | facts), encoding="utf-8")


def stopped(order: Order) -> Order:
    change_manifest(order.out, status="stopped")
    return order


def changed_by_hand(order: Order) -> Order:
    (order.out / "plan.json").write_text("{}")
    return order


def lost_a_file(order: Order) -> Order:
    (order.out / "plan.xlsx").unlink()
    return order


def by_another_program(order: Order) -> Order:
    change_manifest(order.out, run_key="0" * 64)
    return order


def forced(order: Order) -> Order:
    return replace(order, force=True)


def other_policy(order: Order) -> Order:
    return replace(order, source=replace(order.source, policy="cost-first"))


@pytest.mark.parametrize("change", [stopped, changed_by_hand, lost_a_file, by_another_program, forced, other_policy])
def test_the_same_order_is_done_once_unless_something_differs(change: Callable[[Order], Order], order: Order) -> None:
    voice = Silent()
    assert run(order, voice).result is not None
    again = run(order, voice)
    assert (again.code, again.result) == (Exit.DONE, None)
    assert voice.heard[-1][0] == "already done"
    assert run(change(order), voice).result is not None


def test_phases_warnings_and_figures_are_told(order: Order) -> None:
    voice = Silent()
    finished = run(order, voice)
    events = [event for event, _ in voice.heard]
    assert [event for event in events if event != "writing"][-2:] == ["planning", "written"]
    # what takes long after the search is told step by step, and last of all that it is done
    steps = [facts["step"] for event, facts in voice.heard if event == "writing"]
    assert steps == ["reasons", "chances", "plan.json", "plan.xlsx", "report.html"]
    assert events[-1] == "written"
    told = dict(voice.heard)["written"]
    assert told["served"] + told["unserved"] == 6
    assert told["exit_code"] == finished.code == finished.manifest["exit_code"]


def test_too_many_unserved_tickets_make_it_degraded(order: Order, small_day: Path, tmp_path: Path) -> None:
    """A policy under which no visit is worth its drive leaves all six tickets."""
    policy = tmp_path / "idle.yaml"
    policy.write_text("name: idle\nrules: {travel-cost: {per_hour: 100000}}\n")
    finished = run(replace(order, source=replace(order.source, policy=str(policy)), max_unserved="50%"))
    assert finished.code is Exit.DEGRADED
    assert finished.manifest["shortcomings"] == ["6 tickets are unserved, more than the 3 that are acceptable"]

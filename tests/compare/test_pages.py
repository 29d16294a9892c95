"""The pages on scenarios and studies name what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scheduler.compare.grid import SHORT
from scheduler.compare.operations import OPERATIONS
from scheduler.compare.operations.base import Operation
from scheduler.compare.scenario import read_mapping
from scheduler.compare.select import EngineerFilter, TicketFilter

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "scenarios.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.kind)
def test_every_step_stands_on_the_page_with_all_its_settings(operation: type[Operation]) -> None:
    line = next((line for line in PAGE.splitlines() if line.startswith(f"| `{operation.kind}` |")), "")
    fields = set(operation.model_fields) - ({"rules"} if operation.kind == "prices" else set())
    assert fields <= set(re.findall(r"`(\w+)", line)), f"{operation.kind}: {line}"


def test_everything_that_selects_and_every_short_axis_stands_on_the_page() -> None:
    words = set(re.findall(r"`(\w+)`", PAGE))
    assert {*EngineerFilter.model_fields, *TicketFilter.model_fields, *SHORT} <= words


def test_the_scenario_at_the_top_of_the_page_is_one() -> None:
    import yaml

    block = re.search(r"((?:^    .*\n)+)", PAGE, re.M)
    assert block
    scenario = read_mapping(yaml.safe_load(block[1]))
    assert [step.kind for step in scenario.steps] == ["add-engineers", "scale-demand"]


def test_the_study_page_explains_every_verdict_and_every_file() -> None:
    from scheduler.compare.report.words import VERDICTS

    page = (DOCS / "study.md").read_text(encoding="utf-8")
    assert [word for word in VERDICTS if word not in page] == []
    files = ("report.html", "comparison.csv", "cells.csv", "study.xlsx", "study.json", "scenarios/", "manifest.json")
    assert [file for file in files if f"| `{file}` |" not in page] == []

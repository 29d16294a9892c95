"""The pages about re-planning say what the program does."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from models.events import EVENTS, Event
from models.policy import Policy
from models.sections.replanning import Replanning
from scheduler.generate import generate
from scheduler.loaders.events import read_events
from scheduler.loaders.formats.yaml_file import parse_mapping
from scheduler.replan.pins import GRADES
from scheduler.wording.codes import CHANGES

DOCS = Path(__file__).parents[2] / "docs"


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def code(name: str, language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", page(name), re.S)
    assert found
    return found[1]


def test_every_kind_of_event_has_a_line_with_its_fields() -> None:
    for event in EVENTS:
        line = next(line for line in page("events.md").splitlines() if line.startswith(f"| `{event.kind}` |"))
        for name in set(event.model_fields) - set(Event.model_fields):
            assert f"`{name}`" in line, (event.kind, name)


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_the_examples_of_events_are_read(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"events.{kind}"
    text = code("events.md", kind)
    path.write_text(text, encoding="utf-8")
    rows = len(json.loads(text)) if kind == "json" else len(list(csv.reader(io.StringIO(text)))) - 1
    assert len(read_events(path, generate(tickets=5, engineers=2, seed=1))) == rows


def test_every_code_of_a_reason_and_every_grade_of_a_pin_is_named() -> None:
    for name in CHANGES:
        assert f"`{name}`" in page("replanning.md")
    for grade in GRADES:
        assert f"={grade}`" in page("replanning.md")


def test_the_policy_section_is_read_and_documented() -> None:
    policy = Policy.from_mapping(parse_mapping(code("replanning.md", "yaml"), "replanning.md"), "replanning.md")
    assert policy.section(Replanning) == Replanning(freeze_minutes=30, divert=False, free_after_minutes=240)
    assert Policy.from_mapping(policy.to_mapping()) == policy
    for name in Replanning.model_fields:
        assert f"| `{name}` |" in page("policy.md")


def test_every_option_of_the_pages_exists() -> None:
    verbs = Path(__file__).parents[2] / "scheduler" / "cli"
    source = "".join(path.read_text(encoding="utf-8") for path in verbs.rglob("*.py"))
    for option in set(re.findall(r"`?(--[a-z][a-z-]+)", page("replanning.md"))):
        name = option.removeprefix("--").replace("-", "_")
        assert f'"{option}' in source or f"\n    {name}:" in source, option

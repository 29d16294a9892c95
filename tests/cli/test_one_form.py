"""A reason, and what becomes of a visit, have one form in the JSON of every verb; the page about it says the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.changes import KINDS
from scheduler.wording.codes import CODES
from tests.cli.call import Call

CHANGE = ["ticket", "kind", "old_engineer", "old_start", "engineer", "start", "later_seconds"]
"""The fields of a change, in this order; a verb may add others behind them."""

MORE = {"worse", "customer", "promised", "told", "fixed", "why"}
"""What verbs add to a change."""


@pytest.fixture(scope="module")
def ill(planned: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The busiest engineer is out from seven on; and a ticket of that route."""
    routes = json.loads((planned / "plan.json").read_text(encoding="utf-8"))["routes"]
    busiest = max(routes, key=lambda route: len(route["visits"]))
    path = tmp_path_factory.mktemp("events") / "events.json"
    path.write_text(json.dumps([{"kind": "engineer-out", "at": "07:00", "engineer": busiest["engineer"]}]))
    return path, busiest["visits"][0]["ticket"]


@pytest.fixture
def answers(
    small_day: Path, planned: Path, ill: tuple[Path, str], tmp_path: Path, call: Call
) -> dict[str, dict[str, Any]]:
    """What the verbs that compare plans or give reasons say of one small day."""
    events, ticket = ill
    question = (small_day, planned)
    again = ("--published", planned, "--at", "07:00", "--events", events, "--iterations", 200)
    proposal, log = tmp_path / "proposal.json", tmp_path / "day.jsonl"
    assert call("replan", small_day, *again, "--out", proposal)[0] == 0
    assert call("accept", small_day, proposal, "--log", log)[0] == 0
    lines = {
        "explain": ("explain", *question, ticket, "--iterations", 200),
        "why-not": ("why-not", *question, "T-001", "E02", "--iterations", 200),
        "try": ("try", *question, ticket),
        "suggest": ("suggest", *question, ticket, "--resolve", 1),
        "slots": ("slots", *question, "T-002"),
        "gap": ("gap", *question, "E01", "--from", "09:00", "--to", "17:00"),
        "emergency": ("emergency", *question, "T-008"),
        "replan": ("replan", small_day, *again),
        "history": ("history", small_day, log),
    }
    return {verb: json.loads(call(*words, "--json")[1]) for verb, words in lines.items()}


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a document."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(part)


def test_every_verb_speaks_of_changes_and_reasons_in_one_form(answers: dict[str, dict[str, Any]]) -> None:
    changes: dict[str, int] = {}
    reasons: dict[str, int] = {}
    for verb, answer in answers.items():
        for found in objects(answer):
            if "old_engineer" in found or "later_seconds" in found:
                assert list(found)[: len(CHANGE)] == CHANGE, (verb, found)
                assert set(found) <= {*CHANGE, *MORE}, (verb, found)
                assert found["kind"] in KINDS
                assert (found["old_engineer"] is None) == (found["kind"] == "added")
                changes[verb] = changes.get(verb, 0) + 1
            if "sentence" in found or found.get("code") in CODES:
                assert found["code"] in CODES
                assert {"sentence", "sentence_zh", "data"} <= set(found), (verb, found)
                assert any("一" <= sign <= "鿿" for sign in found["sentence_zh"]), found
                reasons[verb] = reasons.get(verb, 0) + 1
    assert set(changes) == set(answers)  # nobody has words of its own for the difference of two plans
    assert set(reasons) == set(answers) - {"history"}


def test_the_page_names_the_kinds_and_the_fields() -> None:
    page = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
    section = page.partition("## What differs, and why, in JSON")[2].partition("\n## ")[0]
    for name in (*KINDS, *CHANGE, "code", "sentence", "sentence_zh", "data", "detail", "detail_zh"):
        assert f"`{name}`" in section, name

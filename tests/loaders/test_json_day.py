"""What is said of JSON that is not as it should be."""

# ruff: noqa: E501 - one kind a line

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.errors import InputError
from scheduler.loaders import json_of, load, load_with_rejects
from tests.loaders.edits import TINY

Data = dict[str, Any]


def put(*path: Any, value: Any) -> Callable[[Data], None]:
    def edit(data: Data) -> None:
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = value

    return edit


BAD: dict[str, tuple[Callable[[Data], None], str, str, str]] = {
    "another format": (put("format", value="x"), "json-format", "not a day", "paigong-day-1"),
    "unknown key": (put("tickts", value=[]), "unknown-key", "not known", "'tickets'"),
    "tickets missing": (lambda data: data.pop("tickets"), "missing-key", "tickets is missing", "[...]"),
    "origin is no time": (put("origin", value="x"), "time", "not a time", "2026"),
    "unknown zone": (put("timezone", value="Mars"), "unknown-timezone", "no time zone", ""),
    "negative duration": (put("tickets", 0, "duration", value=-1), "value", "greater than or equal to 0", ""),
    "unknown field": (put("tickets", 0, "durration", value=1), "unknown-key", "not known", "'duration'"),
    "time without sense": (put("tickets", 0, "created", value="x"), "value", "is not a time", "write it like"),
    "unknown tier": (put("engineers", 0, "tier", value="boss"), "value", "no tier", "junior"),
    "same ticket twice": (put("tickets", 1, "id", value="T1"), "duplicate-id", "item 1", "copy"),
    "unknown territory": (put("tickets", 0, "territory", value="nort"), "unknown-territory", "'nort'", "'north'"),
    "engineer's territory": (put("engineers", 0, "territories", value=["x"]), "unknown-territory", "'x'", "one of"),
    "unknown engineer": (
        put("tickets", 0, "required", value=[{"engineer": "E9"}]), "unknown-engineer", "'E9'", "one of"),
    "unknown predecessor": (
        put("tickets", 0, "predecessors", value=[{"ticket": "T9"}]), "unknown-ticket", "'T9'", "one of"),
    "own predecessor": (put("tickets", 0, "predecessors", value=[{"ticket": "T1"}]), "own-predecessor", "itself", "id"),
    "shift id twice": (put("engineers", 1, "shifts", 0, "id", value="E1@2026-11-24"), "duplicate-id", "E1", "rename"),
    "now is no time": (put("now", value="x"), "time", "not a time", "2026"),
    "policy unknown": (put("policy", value="x"), "unknown-policy", "no policy", "default"),
    "policy key unknown": (put("policy", value={"rulez": {}}), "unknown-policy-key", "not known", "'rules'"),
    "travel is a text": (put("travel", value="x"), "value", "object", "estimate"),
    "travel matrix not square": (
        put("travel", value={"model": "matrix", "places": ["a"], "seconds": []}), "matrix-shape", "1 x 1", "1 rows"),
    "travel matrix negative": (
        put("travel", value={"model": "matrix", "places": ["a", "b"], "seconds": [[0, -1], [1, 0]]}), "range", "not a travel", "null"),
    "published is no plan": (put("published", value={"rutes": []}), "unknown-key", "not known", "'routes'"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_json_is_refused_with_field_and_a_way_out(name: str, tmp_path: Path) -> None:
    edit, rule, words, maybe = BAD[name]
    data = json_of(load(TINY))
    edit(data)
    path = tmp_path / "day.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load(path)
    found = [trouble for trouble in caught.value.troubles if trouble.rule == rule]
    assert any(words in trouble.message and maybe in trouble.maybe for trouble in found), str(caught.value)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "json"), ("{", "json"), ('{"a": NaN}', "json"), ('{"a": 1, "a": 2}', "json-duplicate-key"),
        ("[]", "json-format"), ('{"jobs": [], "vehicles": []}', "json-format"), ("[" * 100000, "too-deep"),
    ],
)  # fmt: skip
def test_text_that_is_no_day_is_refused(text: str, rule: str, tmp_path: Path) -> None:
    (tmp_path / "day.json").write_text(text)
    with pytest.raises(InputError) as caught:
        load(tmp_path / "day.json")
    assert [trouble.rule for trouble in caught.value.troubles] == [rule]


def test_bad_items_can_be_set_aside(tmp_path: Path) -> None:
    data = json_of(load(TINY))
    data["tickets"][0]["duration"] = -1
    data["tickets"][1]["predecessors"] = [{"ticket": "T1"}]
    (tmp_path / "day.json").write_text(json.dumps(data))
    loaded = load_with_rejects(tmp_path / "day.json", reject_bad_rows=True)
    assert [(one.file, one.row) for one in loaded.rejects] == [("day.json[tickets]", 1)]
    # T1 stays as a ticket that nobody is sent to, so T2 may still name it as the one before
    assert loaded.problem.ticket["T1"].set_aside.startswith("item 1 of day.json[tickets]: duration")
    assert loaded.problem.ticket["T2"].predecessors[0].ticket == "T1"
    assert loaded.rejects[0].cells["id"] == "T1" and loaded.rejects[0].troubles[0].field == "duration"
    assert [ticket.id for ticket in loaded.problem.tickets] == ["T1", "T2", "T3", "T4"]

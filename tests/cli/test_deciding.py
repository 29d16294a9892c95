"""Decisions from the command line: one log, judged at its end, with a receipt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.call import Call


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "day.jsonl"


@pytest.fixture(scope="module")
def move(small_day: Path, planned: Path) -> tuple[str, str]:
    """A ticket and somebody else who may serve it."""
    from scheduler.dispatch import Board, suggest
    from scheduler.loaders import load
    from scheduler.loaders.plan_file import read_plan

    problem = load(small_day)
    board = Board.of(problem, read_plan(planned, problem))
    for ticket in board.plan.served():
        for found in suggest(board, ticket):
            if found.move.allowed and not found.current:
                return ticket, found.engineer
    raise AssertionError("nobody else may serve anything")


def test_a_move_is_decided_shown_and_taken_back(
    small_day: Path, planned: Path, log: Path, move: tuple[str, str], call: Call
) -> None:
    ticket, engineer = move
    words = ("try", small_day, planned, ticket, engineer, "--at", "07:00", "--log", log, "--accept", "--who", "Zhao")
    code, out, err = call(*words)
    assert code == 0, err
    assert f"{ticket} to {engineer}" in out
    assert "as line 3, receipt 3:" in out
    assert "by Zhao" in call("history", small_day, log)[1]
    code, out, _ = call("undo", small_day, "--log", log, "--who", "Li")
    assert code == 2
    code, out, _ = call("undo", small_day, "--log", log, "--who", "Zhao", "--language", "zh")
    assert code == 0
    assert "已撤销第 3 行的决定" in out
    now = json.loads(call("history", small_day, log, "--json")[1])["published"]
    before = json.loads((planned / "plan.json").read_text(encoding="utf-8"))
    served = lambda plan: {(route["engineer"], visit["ticket"], visit["start"]) for route in plan["routes"]  # noqa: E731
                           for visit in route["visits"]}  # fmt: skip
    assert served(now) == served(before)


def test_a_shift_is_handed_over_with_what_was_decided_and_said(
    small_day: Path, planned: Path, log: Path, move: tuple[str, str], tmp_path: Path, call: Call
) -> None:
    call(
        "try", small_day, planned, *move, "--at", "07:00", "--log", log, "--accept", "--who", "Zhao", "--why", "called"
    )
    page = tmp_path / "page.md"
    code, out, err = call("handover", small_day, "--log", log, "--at", "12:00", "--who", "Zhao", "--desk", "early",
                          "--note", "the key is at the gate", "--out", page)  # fmt: skip
    assert code == 0, err
    assert "by Zhao (called)" in out
    assert page.read_text(encoding="utf-8") == out
    code, out, _ = call("handover", small_day, "--log", log, "--at", "12:05", "--language", "zh")
    assert "早" not in out and "early Zhao: the key is at the gate" in out
    assert "此后的决定（0）" in out, "what was decided before was handed over already"


def test_a_move_needs_a_log_to_be_decided(small_day: Path, planned: Path, move: tuple[str, str], call: Call) -> None:
    code, _, err = call("try", small_day, planned, *move, "--accept")
    assert code == 2
    assert "Maybe name the day's event log: --log monday.jsonl" in err


def test_a_hold_is_booked_into_the_log(
    small_day: Path, planned: Path, log: Path, move: tuple[str, str], tmp_path: Path, call: Call
) -> None:
    ticket, engineer = move
    call("try", small_day, planned, ticket, engineer, "--at", "07:00", "--log", log, "--accept")
    (tmp_path / "new.json").write_text(
        '{"id": "N1", "place": {"lat": 53.80, "lon": -1.55}, "duration": 900, "priority": 3}', encoding="utf-8"
    )
    holds = tmp_path / "holds.jsonl"
    offered = json.loads(
        call("slots", small_day, "--log", log, "--at", "07:05", "--new", tmp_path / "new.json", "--json")[1]
    )["slots"]
    window = offered[0]["window"]
    asked = ("--new", tmp_path / "new.json", "--holds", holds, "--from", window["start"], "--to", window["end"])
    code, out, err = call("hold", small_day, "--log", log, "--at", "07:05", *asked, "--until", "07:30", "--json")
    assert code == 0, err
    kept = json.loads(out)["hold"]["id"]
    book = ("book", small_day, kept, "--holds", holds, "--at", "07:10", "--log", log)
    code, out, err = call(*book, "--who", "Li", "--json")
    assert code == 0, err
    said = json.loads(out)
    assert said["event"]["ticket"]["booked"] == window
    assert "N1" in {visit["ticket"] for route in said["day"]["plan"]["routes"] for visit in route["visits"]}
    assert said["head"].startswith("5:")
    assert call(*book)[0] == 2, "the hold has ended"

"""The shell: a warm day, a question a line, and a wrong line never ends it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from models.events import PlanPublished, TicketArrived
from scheduler.loaders import load
from scheduler.loaders.plan_file import read_plan
from scheduler.replan.log import append, read_log
from tests.cli.call import Call


@pytest.fixture
def log(small_day: Path, planned: Path, tmp_path: Path) -> Path:
    problem = load(small_day)
    append(tmp_path / "day.jsonl", problem, [PlanPublished(at=0, plan=read_plan(planned, problem))])
    return tmp_path / "day.jsonl"


@pytest.fixture
def ask(small_day: Path, log: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The answers to some lines."""

    def asked(*lines: str) -> list[dict[str, Any]]:
        monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
        code, out, err = call("shell", small_day, "--log", log, "--json")
        assert code == 0, err
        return [json.loads(line) for line in out.splitlines()]

    return asked


def test_a_line_is_answered_as_the_verb_answers_it(ask: Any, small_day: Path, log: Path, call: Call) -> None:
    at, moved, ranked = ask("at 07:30", "try T-001", "suggest T-001 --limit 2")
    assert at["at"].endswith("07:30:00" + at["at"][19:])
    alone = json.loads(call("try", small_day, "T-001", "--log", log, "--at", "07:30", "--json")[1])
    assert moved == alone
    assert len(ranked["suggestions"]) == 2


def test_questions_come_as_json_too(ask: Any) -> None:
    words, data = ask("try T-001", '{"ask": "try", "ticket": "T-001"}')
    assert words == data


def test_a_wrong_line_is_named_and_the_next_one_answered(ask: Any) -> None:
    wrong = ("tyr T-001", "try", "suggest T-0001", '{"ask": "try", "tiket": "T-001"}', "{", "gap E01 --from 9:00")
    answers = ask(*wrong, "board")
    assert all(answer["good"] is False for answer in answers[:-1])
    assert "you mean 'try'" in json.dumps(answers[0])
    assert len(answers[-1]["people"]) == 3


def test_what_is_decided_in_the_shell_is_in_the_log_and_seen_by_the_next_question(
    ask: Any, small_day: Path, log: Path
) -> None:
    off, again, back = ask("try T-001 --accept --who Zhao", "suggest T-001 --limit 1", "undo --who Zhao")
    assert off["line"] == 3
    assert again["suggestions"][0]["was"] == ""
    assert back["undone"] == 3
    assert len(read_log(log, load(small_day)).events) == 3


def test_what_others_write_is_seen(small_day: Path, log: Path) -> None:
    from scheduler.desk.warm import WarmDay

    problem = load(small_day)
    day = WarmDay(log, problem)
    before = day.board
    assert day.board is before, "compiled once"
    append(log, problem, [TicketArrived(at=7 * 3600, ticket=problem.tickets[0].but(id="N1"))])
    assert "N1" in day.board.compiled.ticket_index


def test_every_question_can_be_asked(ask: Any) -> None:
    from scheduler.cli.shell_lines import QUESTIONS

    lines = ["slots T-001", "gap E01 --from 09:00 --to 10:00", "emergency T-001", "board", "at head", "suggest T-001",
             "try T-001 E02", "undo --who nobody"]  # fmt: skip
    assert {line.split()[0] for line in lines} == set(QUESTIONS)
    answers = ask(*lines)
    assert [answer.get("good", True) for answer in answers] == [True] * 7 + [False]

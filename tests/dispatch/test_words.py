"""Every answer has words in English and Chinese, stable codes, and JSON; the page of the questions knows them all."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from scheduler.dispatch import gap, slots, suggest, swap, try_move
from scheduler.dispatch.gap import ORIGINS
from scheduler.dispatch.slot import QUALITIES
from scheduler.wording.codes import MOVES
from tests.dispatch.boards import random_board

PAGE = Path(__file__).parents[2] / "docs" / "dispatching.md"


def test_every_kind_of_move_and_verdict_has_a_sentence() -> None:
    kinds, verdicts = ("move", "unassign", "swap"), ("allowed", "warning", "forbidden")
    assert set(MOVES) == {f"{kind}-{verdict}" for kind, verdict in product(kinds, verdicts)}


@pytest.mark.parametrize("code", [*MOVES, *ORIGINS, *QUALITIES])
def test_the_page_names_every_code(code: str) -> None:
    assert f"`{code}`" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("seed", range(4))
def test_every_answer_has_words_in_both_languages_and_is_json(seed: int) -> None:
    board = random_board(seed)
    at = lambda hour: board.problem.clock.iso(hour * 3600)  # noqa: E731 - the board may have two days
    served = [board.compiled.tickets[i] for i in board.where]
    answers: list[Any] = [
        *suggest(board, board.compiled.tickets[0]),
        *slots(board, list(board.compiled.tickets[:2]), hours=4),
        *gap(board, next(iter(board.shifts_of)), at(10), at(16)),
        try_move(board, served[0], None),
        try_move(board, served[0], next(iter(board.shifts_of)), at(13)),
        swap(board, served[0], served[-1]),
    ]
    for one in answers:
        assert one.text("en") == str(one)
        assert one.text("zh") != one.text("en")
        assert "{" not in one.text("en") + one.text("zh")
        data = json.loads(json.dumps(one.as_dict(), ensure_ascii=False))
        assert json.dumps(data, ensure_ascii=False) == json.dumps(one.as_dict(), ensure_ascii=False)


def test_the_example_of_the_page_runs(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PAGE.parents[1])
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    code = [line[4:] for line in lines if line.startswith("    ")]
    exec("\n".join(code).replace("seconds=10", "iterations=20, proof=False"), {})
    said = capsys.readouterr().out
    assert said.startswith("1. ")
    assert "T-010 与 T-020 互换" in said

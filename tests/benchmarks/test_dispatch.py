"""The benchmark of the dispatcher's questions runs and says what it should."""

from __future__ import annotations

import pytest

from benchmarks.dispatch import main


def test_it_answers_every_kind_of_question_twice_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    main(tickets=16, engineers=4, count=2)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines if "open tickets" in line] == ["the night before", "11"]
    assert sum("p95" in line for line in lines) == 12

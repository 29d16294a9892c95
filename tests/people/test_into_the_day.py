"""What records say reaches the plan: ``scores.csv`` beside a day, with what the score stands on."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import InputError
from scheduler.loaders import load, load_with_rejects, write_day
from tests.loaders.edits import copy_of_tiny, put

HEAD = "engineer_id,performance,ratings,since,as_of,policy,calibration,points,standing\n"
ROW = "E1,74.5,118,2026-03-01,2026-05-29,default 1,abc,40,warned\n"


def test_the_table_of_scores_stands_instead_of_the_engineers_own_word(tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    put("scores.csv", HEAD + ROW)(day)
    engineer = load(day).engineers[0]
    assert (engineer.performance, engineer.points, engineer.standing) == (74.5, 40, "warned")
    assert engineer.basis is not None and engineer.basis.ratings == 118
    rule = load(day).policy.rule("performance-score")
    said = rule.message(engineer, load(day).tickets[0], load(day))
    assert "a score of 74.5 (118 ratings, since 2026-03-01)" in said
    assert "评分为 74.5（118 条评价，自 2026-03-01 起）" in said.zh


def test_what_a_score_stands_on_is_written_with_the_day_and_read_again(tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    put("scores.csv", HEAD + ROW)(day)
    problem = load(day)
    write_day(problem, tmp_path / "again")
    assert load(tmp_path / "again").engineers == problem.engineers


def test_a_score_without_what_it_stands_on_is_refused_and_one_that_differs_is_said(tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    put("scores.csv", "engineer_id,performance\nE1,74.5\n")(day)
    with pytest.raises(InputError, match="score-without-basis"):
        load(day)
    put("scores.csv", HEAD + ROW + ROW)(day)
    with pytest.raises(InputError, match="duplicate-id"):
        load(day)
    put("scores.csv", HEAD + ROW)(day)
    notes = load_with_rejects(day).notes
    assert any(note.rule == "score-from-records" for note in notes) or load(day).engineers[0].points == 40


def test_an_engineer_without_an_observation_has_no_score(tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    put("scores.csv", HEAD + "E1,,,,,,,,\n")(day)
    assert load(day).engineers[0].performance is None

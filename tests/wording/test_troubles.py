"""Many errors with one cause are one thing to read."""

from __future__ import annotations

from models.errors import Trouble
from scheduler.loaders.cells.written import LIKE
from scheduler.wording.language import Language
from scheduler.wording.troubles import phrase, trouble_text, troubles_text


def wrong(row: int | None, value: str = "abc", field: str = "lat") -> Trouble:
    return Trouble(f"{value!r} is not a number", "tickets.csv", row, field, value, "number", "write digits.")


def test_rows_that_are_wrong_in_the_same_way_are_said_once_with_the_first_three() -> None:
    said = troubles_text([wrong(row) for row in range(2, 42)], Language.EN)
    assert said == (
        "tickets.csv:2: lat='abc': 'abc' is not a number [number]\n"
        "  The same in rows 3, 4 and 37 more\n"
        "  Maybe write digits."
    )
    assert "同样的问题还有：第 3、4 行，以及另外 37 行" in troubles_text(
        [wrong(row) for row in range(2, 42)], Language.ZH
    )


def test_other_values_stand_with_their_rows() -> None:
    assert "The same in row 3 ('x')" in troubles_text([wrong(2), wrong(3, "x")], Language.EN)


def test_another_column_and_what_has_no_row_are_said_on_their_own() -> None:
    said = troubles_text([wrong(2), wrong(3, field="lon"), wrong(None), wrong(None)], Language.EN)
    assert said.count("is not a number") == 4 and "The same" not in said


def test_why_a_row_is_set_aside_is_chinese_inside_a_sentence_as_well() -> None:
    said = phrase("row 6 of SR.csv: LATITUDE: the row says nowhere where it is", Language.ZH)
    assert said == "SR.csv 第 6 行：LATITUDE：该行没有说明在哪里"


def test_an_example_of_a_time_is_chinese_around_and_as_written_within() -> None:
    """It once read half English: 请写 it like 2026-11-24 08:30 or ..."""
    said = trouble_text(Trouble("'8' is not a time", "shifts.csv", 2, "start", "8", "time", LIKE), Language.ZH)
    assert "请写成 2026-11-24 08:30 或 2026-11-24T08:30:00+08:00。" in said
    assert "like" not in said

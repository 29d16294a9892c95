"""A short run of the fuzzer; ``python -m tests.fuzz.run --cases 4000`` is the long one."""

from __future__ import annotations

import pytest

from tests.fuzz.cases import MAKERS
from tests.fuzz.run import fuzz


def test_damaged_days_get_an_answer_and_the_ledger_adds_up() -> None:
    start = 400 * len(MAKERS)
    assert fuzz(range(start, start + 3)) == {}  # a folder, a workbook, a JSON file


def test_a_head_of_a_log_that_is_no_text_is_named() -> None:
    assert fuzz(range(20088, 20089)) == {}  # once an error of the program


@pytest.mark.slow
def test_every_kind_of_file_damaged_in_many_ways_gets_an_answer() -> None:
    assert fuzz(range(100, 210)) == {}

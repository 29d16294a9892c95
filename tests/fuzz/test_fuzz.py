"""A short run of the fuzzer; ``python -m tests.fuzz.run --cases 4000`` is the long one."""

from __future__ import annotations

import pytest

from tests.fuzz.run import fuzz


def test_damaged_days_get_an_answer_and_the_ledger_adds_up() -> None:
    assert fuzz(range(8800, 8803)) == {}  # a folder, a workbook, a JSON file: 8800 is a multiple of the kinds of cases


@pytest.mark.slow
def test_every_kind_of_file_damaged_in_many_ways_gets_an_answer() -> None:
    assert fuzz(range(100, 210)) == {}

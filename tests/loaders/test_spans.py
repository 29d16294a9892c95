"""Spans in cells to their edges: what is none, whose date goes on, and what is said of midnight."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.loaders import load_with_rejects
from scheduler.loaders.cells.spans import several, split
from tests.loaders.small_day import small_day
from tests.rules.ask import table


@pytest.mark.parametrize("text", ["soon to 9:00", "9:00 to whenever", "soon to later", "to 9:00", "9:00 to"])
def test_a_span_has_two_ends(text: str) -> None:
    assert split(text) is None
    assert several(text) is None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2026-11-24 08:00:00+08:00 to 2026-11-24T10:00:00+08:00", ("2026-11-24 14:00", "2026-11-24 16:00")),
        ("2026-11-24T08:00:00+08:00 to 2026-11-24 10:00:00+08:00", ("14:00", "16:00")),
    ],
)
def test_the_date_that_goes_on_to_the_next_span_is_that_of_the_start(first: str, second: tuple[str, str]) -> None:
    # the date is what stands before a blank; one that is written into its moment is left to the moment
    assert several(f"{first}; 14:00-16:00") == (tuple(first.upper().split(" TO ")), second)


NOTED = {
    # a ticket's window -> the remarks
    "a half of the day without a date": ("9-11 am", []),
    "without a date, from one digit to two": ("上午9点到12点", []),
    "on one day": ("2026-11-24 9:00-11:00", []),
    "on to the next day, which is not said": ("2026-11-24 22:00-06:00", ["span-past-midnight"]),
    "on to the next day, which is said": ("2026-11-24 22:00 - 2026-11-25 06:00", []),
}


@table("window, notes", NOTED)
def test_a_span_past_midnight_is_said_unless_its_cell_says_so(window: str, notes: list[str], tmp_path: Path) -> None:
    tickets = f"ticket_id,lat,lon,duration_min,window_start\nT1,31.21,121.41,60,{window}\n"
    day = small_day(tmp_path, tickets, "engineer_id,start,end\nE1,2026-11-24 08:00,2026-11-25 07:00\n")
    loaded = load_with_rejects(day)
    assert [note.rule for note in loaded.notes if note.row is not None] == notes

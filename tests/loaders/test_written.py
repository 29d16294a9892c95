"""Dates and offsets as people write them: which number is the month, which half of an offset is the hour."""

from __future__ import annotations

from datetime import UTC, date, timedelta

import pytest

from models.clock import Clock
from scheduler.loaders.bad import Bad
from scheduler.loaders.cells.moments import dateless
from scheduler.loaders.cells.written import offset_of, time_of_day, written
from tests.rules.ask import table

CLOCK = Clock.parse("2026-11-24T00:00:00+00:00")

ALONE = {
    # a date whose order nobody says -> what it can only be, or None: it can be two days
    "twelve and five": ("12/05/2026", None),
    "five and twelve": ("05/12/2026", None),
    "thirteen is no month, in front": ("13/05/2026", date(2026, 5, 13)),
    "thirteen is no month, behind": ("05/13/2026", date(2026, 5, 13)),
    "twice the same": ("12/12/2026", date(2026, 12, 12)),
    "with dots the day leads": ("12.05.2026", date(2026, 5, 12)),
}


@table("text, day", ALONE)
def test_a_date_is_read_when_it_can_only_be_one(text: str, day: date | None) -> None:
    if day is None:
        with pytest.raises(Bad) as error:
            written(text)
        assert error.value.rule == "time-ambiguous-date"
    else:
        found = written(text)
        assert found is not None and found.date == day


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("5/11/2026", "mdy", date(2026, 5, 11)),
        ("5/11/2026", "dmy", date(2026, 11, 5)),
        ("5.11.2026", "mdy", date(2026, 11, 5)),  # nobody writes dots and means the month first
        ("5.11.2026", "dmy", date(2026, 11, 5)),
    ],
)
def test_an_order_is_for_slashes_and_dots_always_begin_with_the_day(text: str, order: str, day: date) -> None:
    found = written(text, order)
    assert found is not None and found.date == day


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("+8", 480), ("+08", 480), ("-5", -300), ("+530", 330), ("+0530", 330), ("-03:30", -210), ("+08:00:00", 480)],
)
def test_an_offset_begins_with_its_hours(text: str, minutes: int) -> None:
    assert offset_of(text).utcoffset(None) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("hours", "minutes", "text"), [(0, 0, "00:00"), (0, 59, "00:59"), (1, 0, "01:00"), (23, 5, "23:05")]
)
def test_a_time_of_day_is_shown_in_hours_and_minutes(hours: int, minutes: int, text: str) -> None:
    assert time_of_day(timedelta(hours=hours, minutes=minutes, seconds=59)) == text


def test_a_time_that_a_day_holds_twice_is_refused_with_the_dates_and_a_pattern() -> None:
    # a shift 22:00-06:00 is over two days; noon is on neither side of it
    with pytest.raises(Bad) as error:
        dateless(CLOCK, [(22 * 3600, 30 * 3600)])(timedelta(hours=12), UTC)
    assert error.value.message == "'12:00' has no date, and this day holds it 2 times (2026-11-24, 2026-11-25)"
    assert error.value.maybe == "write the date too. Write it like 2026-11-24 08:30 or 2026-11-24T08:30:00+08:00."

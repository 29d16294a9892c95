"""Time, to the second: offsets to both sides of Greenwich, days on which clocks change, what people are shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from pydantic import TypeAdapter, ValidationError

from models.clock import DAY, HOUR, MINUTE, Clock, Instant, minutes_up, span

SHANGHAI = Clock.parse("2026-11-24T00:00:00+08:00")
BERLIN = Clock(datetime(2026, 10, 25, tzinfo=ZoneInfo("Europe/Berlin")))  # clocks go back at 03:00


def test_units_are_seconds() -> None:
    assert (MINUTE, HOUR, DAY) == (60, 3600, 86_400)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2026-11-24T00:00:00+08:00", 0),
        ("2026-11-24T00:00:01+08:00", 1),
        ("2026-11-23T23:59:59+08:00", -1),
        ("2026-11-23T16:00:00Z", 0),
        ("2026-11-24T00:00:00-05:00", 13 * HOUR),  # Chicago is thirteen hours behind Shanghai, not three
        ("2026-11-24T00:00:00+05:00", 3 * HOUR),
        (" 2026-11-24T08:30:00 ", 8 * HOUR + 30 * MINUTE),  # without an offset: the origin's
        ("2026-11-24T00:00:00.500+08:00", 0),  # half a second rounds to the even one
        ("2026-11-24T00:00:01.500+08:00", 2),
    ],
)
def test_an_offset_counts_to_its_side_of_greenwich(text: str, seconds: int) -> None:
    assert SHANGHAI.seconds(text) == seconds


def test_a_day_on_which_clocks_go_back_has_twenty_five_hours() -> None:
    midnight = datetime(2026, 10, 26, tzinfo=BERLIN.origin.tzinfo)
    assert BERLIN.seconds(midnight) == 25 * HOUR
    assert BERLIN.moment(25 * HOUR) == midnight
    assert [BERLIN.text(hour * HOUR) for hour in (1, 2, 3, 4)] == ["01:00", "02:00", "02:00", "03:00"]
    assert BERLIN.iso(2 * HOUR)[-6:] == "+02:00" and BERLIN.iso(3 * HOUR)[-6:] == "+01:00"
    assert BERLIN.at(HOUR, "12:00") == 13 * HOUR


@pytest.mark.parametrize(
    ("second", "text"),
    [(0, "00:00"), (59, "00:00"), (60, "00:01"), (DAY - 1, "23:59"), (DAY, "11-25 00:00"), (-1, "11-23 23:59")],
)
def test_people_are_shown_the_date_on_every_day_but_the_first(second: int, text: str) -> None:
    assert SHANGHAI.text(second) == text


@pytest.mark.parametrize(
    ("second", "time", "expected"),
    [
        (0, "00:00", 0),
        (DAY - 1, "11:30", 11 * HOUR + 30 * MINUTE),
        (DAY, "11:30", DAY + 11 * HOUR + 30 * MINUTE),
        (-1, "23:59", -60),
        (12 * HOUR + 34 * MINUTE + 56, "12:34", 12 * HOUR + 34 * MINUTE),
    ],
)
def test_a_time_of_day_lies_on_the_day_of_the_second(second: int, time: str, expected: int) -> None:
    assert SHANGHAI.at(second, time) == expected


def test_an_origin_between_two_seconds_does_not_shift_times_of_day() -> None:
    odd = Clock(datetime(2026, 11, 24, 0, 0, 0, 400_000, tzinfo=UTC))
    assert odd.at(3600, "12:00") == 12 * HOUR


def test_an_origin_has_a_zone() -> None:
    with pytest.raises(ValueError, match=r"no time zone\. Maybe add an offset"):
        Clock(datetime(2026, 11, 24))


EIGHT_TO_FIVE = (8 * HOUR, 17 * HOUR)
MEANT = {
    "within the shift": ("12:00", [EIGHT_TO_FIVE], [12 * HOUR]),
    "as it begins": ("08:00", [EIGHT_TO_FIVE], [8 * HOUR]),
    "as it ends": ("17:00", [EIGHT_TO_FIVE], [17 * HOUR]),
    "outside it, on the only day": ("18:00", [EIGHT_TO_FIVE], [18 * HOUR]),
    "without shifts": ("12:00", [], [12 * HOUR]),
    "within the second of two days": ("12:00", [(DAY + 8 * HOUR, DAY + 17 * HOUR)], [DAY + 12 * HOUR]),
    "within both": ("12:00", [EIGHT_TO_FIVE, (DAY + 8 * HOUR, DAY + 17 * HOUR)], [12 * HOUR, DAY + 12 * HOUR]),
    "outside of both": ("18:00", [EIGHT_TO_FIVE, (DAY + 8 * HOUR, DAY + 17 * HOUR)], [18 * HOUR, DAY + 18 * HOUR]),
    # a shift that ends at midnight does not make the next day a day of the horizon; one that ends a second later does
    "after a shift to midnight": ("12:00", [(18 * HOUR, DAY)], [12 * HOUR]),
    "after a shift past midnight": ("12:00", [(18 * HOUR, DAY + 1)], [12 * HOUR, DAY + 12 * HOUR]),
}


@pytest.mark.parametrize("case", MEANT)
def test_a_time_without_a_date_is_within_a_shift_or_on_any_day(case: str) -> None:
    time, shifts, expected = MEANT[case]
    hours, minutes = map(int, time.split(":"))
    assert list(SHANGHAI.meant(timedelta(hours=hours, minutes=minutes), shifts)) == expected


def test_a_time_without_a_date_is_told_in_the_zone_that_is_named() -> None:
    # the shift 08:00-17:00 in Shanghai is 00:00-09:00 in Greenwich
    assert SHANGHAI.meant(timedelta(hours=4), [EIGHT_TO_FIVE], UTC) == (12 * HOUR,)
    west = timezone(timedelta(hours=-5))
    assert SHANGHAI.meant(timedelta(hours=20), [EIGHT_TO_FIVE], west) == (9 * HOUR,)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"), (1, "1 s"), (59, "59 s"), (60, "1 min"), (61, "1 min 1 s"), (3599, "59 min 59 s"), (3600, "1 h"),
        (3601, "1 h"), (3660, "1 h 1 min"), (7199, "1 h 59 min"), (86_400, "24 h"), (-1, "-1 s"), (-3661, "-1 h 1 min"),
    ],
)  # fmt: skip
def test_a_length_is_shown_without_what_is_nothing(seconds: int, text: str) -> None:
    assert span(seconds) == text


@pytest.mark.parametrize(("seconds", "minutes"), [(-60, -1), (-59, 0), (0, 0), (1, 1), (59, 1), (60, 1), (61, 2)])
def test_whole_minutes_are_rounded_up(seconds: int, minutes: int) -> None:
    assert minutes_up(seconds) == minutes


def test_an_instant_is_read_and_written_against_a_horizon() -> None:
    adapter, context = TypeAdapter(Instant), {"clock": SHANGHAI}
    assert adapter.validate_python("2026-11-24T00:00:00-05:00", context=context) == 13 * HOUR
    assert adapter.validate_python(datetime(2026, 11, 24, 8, 30), context=context) == 30_600
    assert adapter.validate_python(30_600) == 30_600
    assert adapter.dump_python(30_600, mode="json", context=context) == "2026-11-24T08:30:00+08:00"
    assert adapter.dump_python(30_600, mode="json") == adapter.dump_python(30_600, context=context) == 30_600
    assert adapter.dump_python(30_600, mode="json", context={}) == 30_600
    with pytest.raises(ValidationError, match="needs a horizon"):
        adapter.validate_python("2026-11-24T00:00:00Z")
    with pytest.raises(ValidationError, match="is not a time"):
        adapter.validate_python("soon", context=context)


EDGE = 2**30


@pytest.mark.parametrize(("seconds", "permitted"), [(EDGE, True), (-EDGE, True), (EDGE + 1, False), (-EDGE - 1, False)])
def test_an_instant_is_within_thirty_years(seconds: int, permitted: bool) -> None:
    adapter = TypeAdapter(Instant)
    if permitted:
        assert adapter.validate_python(seconds) == seconds
    else:
        with pytest.raises(ValidationError, match="thirty years"):
            adapter.validate_python(seconds)


@pytest.mark.parametrize(
    ("second", "last"), [(10**12, "9999-12-29T23:59:59+08:00"), (-(10**12), "0001-01-03T00:00:00+08:00")]
)
def test_a_second_beyond_the_calendar_is_its_last_or_first_day_in_every_zone(second: int, last: str) -> None:
    # 10**12 s are 31,000 years; two days are left, so that the moment can be shown on both sides of the date line
    assert SHANGHAI.moment(second) == datetime.fromisoformat(last)
    assert SHANGHAI.moment(second).astimezone(timezone(timedelta(hours=-12))).year in (1, 9999)

"""Times as people write them: spans, halves of the day, offsets, other calendars' orders, times without a date."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.clock import Clock
from models.errors import InputError
from scheduler.loaders import load, load_with_rejects
from scheduler.loaders.bad import Bad
from scheduler.loaders.cells.moments import moment
from scheduler.loaders.cells.spans import several, split
from tests.loaders.small_day import small_day

SHANGHAI = ZoneInfo("Asia/Shanghai")
HEAD = "ticket_id,lat,lon,duration_min,window_start,window_end\n"


def at(text: str, **more: object) -> str:
    return moment(text, SHANGHAI, date(2026, 11, 24), **more).strftime("%Y-%m-%d %H:%M")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026/11/24 9:05", "2026-11-24 09:05"),
        ("２０２６－１１－２４　０９：０５", "2026-11-24 09:05"),
        ("2026年11月24日上午9点", "2026-11-24 09:00"),
        ("2026年11月24日 下午2点半", "2026-11-24 14:30"),
        ("2026-11-24 12:05 AM", "2026-11-24 00:05"),
        ("2026-11-24 12:30 pm", "2026-11-24 12:30"),
        ("24 November 2026 9:05 PM", "2026-11-24 21:05"),
        ("Nov 24, 2026 09:05", "2026-11-24 09:05"),
        ("24-Nov-2026", "2026-11-24 00:00"),
        ("24.11.2026 09:05", "2026-11-24 09:05"),
        ("05.11.2026", "2026-11-05 00:00"),  # with dots the day comes first everywhere
        ("24/11/2026 09:05", "2026-11-24 09:05"),  # there is no month 24
        ("11/24/2026", "2026-11-24 00:00"),
        ("20261124", "2026-11-24 00:00"),
        ("2026-11-24（周二）09:05", "2026-11-24 09:05"),
        ("46350.375", "2026-11-24 09:00"),  # days since 30 December 1899, as spreadsheets count
        ("9:05", "2026-11-24 09:05"),
        ("晚上8点", "2026-11-24 20:00"),
        ("Tue 24 Nov 2026 09:05", "2026-11-24 09:05"),
        ("周二 2026-11-24 09:05", "2026-11-24 09:05"),
        ("24.11.2026 9.05", "2026-11-24 09:05"),  # a time with a point, after a date
    ],
)
def test_a_moment_is_read_however_people_write_it(text: str, meant: str) -> None:
    assert at(text) == meant


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("03/04/2026", "time-ambiguous-date"),
        ("24.11.26", "time-short-year"),
        ("11月24日 9:00", "time-without-year"),
        ("2026-11-24 9:00-12:00", "time-span"),
        ("9:00-12:00", "time-span"),
        ("2026-11-24 09:00+08:00", "time-offset"),
        ("2026-11-24T09:00:00+14:01", "time-offset"),
        ("2026-11-24T09:00:00-12:01", "time-offset"),
        ("2026-02-30", "time"),
        ("13:00 am", "time"),
        ("1773126000", "time"),
        ("0.375", "time"),
        ("soon", "time"),
    ],
)
def test_what_is_no_moment_is_refused_by_its_kind(text: str, rule: str) -> None:
    with pytest.raises(Bad) as bad:
        at(text)
    assert bad.value.rule == rule
    assert bad.value.maybe


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("2026-11-24T09:00-05:00", -5 * 60),
        ("2026-11-24 09:00:00-05:00", -5 * 60),
        ("2026-11-24T09:00:00.000+0000", 0),
        ("2026-11-24T09:00:00+05:45", 345),
        ("2026-11-24 09:00Z", 0),
        ("2026-11-24T09:00:00-12:00", -720),
        ("2026-11-24T09:00:00+14:00", 840),
    ],
)
def test_an_offset_counts_after_seconds_or_in_a_time_written_with_t_or_z(text: str, offset: int) -> None:
    assert moment(text, SHANGHAI) == datetime(2026, 11, 24, 9, tzinfo=timezone(timedelta(minutes=offset)))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-11-24 9:00-12:00", "2026-11-24 09:00", "2026-11-24 12:00"),
        ("2026/11/24 8:30-17:30", "2026-11-24 08:30", "2026-11-24 17:30"),
        ("9:00–12:00", "09:00", "12:00"),
        ("９：００～１２：００", "09:00", "12:00"),
        ("9:00 to 12:00", "09:00", "12:00"),
        ("上午9:00至12:00", "09:00", "12:00"),
        ("下午2点到5点", "14:00", "17:00"),
        ("9:00 AM - 1:00 PM", "09:00", "13:00"),
        ("2:00-4:00 pm", "14:00", "16:00"),
        ("10 am-2", "10:00", "14:00"),
        ("9-11am", "09:00", "11:00"),
        ("2026-11-24 22:00-06:00", "2026-11-24 22:00", "2026-11-25 06:00"),
        ("2026-11-24 22:00 - 2026-11-25 06:00", "2026-11-24 22:00", "2026-11-25 06:00"),
        ("2026-11-24 9:00/2026-11-24 12:00", "2026-11-24 09:00", "2026-11-24 12:00"),
        ("24/11/2026 9:00-12:00", "2026-11-24 09:00", "2026-11-24 12:00"),
        ("2026-11-24 ~ 2026-11-26", "2026-11-24", "2026-11-26"),
    ],
)
def test_a_span_is_read_as_a_span(text: str, start: str, end: str) -> None:
    assert split(text) == (start, end)


@pytest.mark.parametrize("text", ["2026-11-24", "2026-11-24T08:30:00-05:00", "9:00", "E07-12", "1-2", "a/b", "10/11"])
def test_what_is_no_span_stays_whole(text: str) -> None:
    assert split(text) is None


@given(
    first=st.integers(0, 1439), length=st.integers(1, 1440), day=st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    sign=st.sampled_from(["-", " - ", "~", "～", "至", "–", " to "]), dated=st.booleans(), full=st.booleans(),
)  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_a_span_that_is_written_reads_back(
    first: int, length: int, day: date, sign: str, dated: bool, full: bool
) -> None:
    last = (first + length) % 1440
    text = f"{first // 60}:{first % 60:02}{sign}{last // 60}:{last % 60:02}"
    text = f"{day} {text}" if dated else text
    text = text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789:"}) if full else text
    found = split(text)
    assert found is not None
    clock = lambda minute: f"{minute // 60:02}:{minute % 60:02}"  # noqa: E731
    if dated:
        after = day + timedelta(days=last <= first)
        assert found == (f"{day} {clock(first)}", f"{after} {clock(last)}")
    else:
        assert found == (clock(first), clock(last))


@given(when=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)), minutes=st.integers(-720, 840))
@settings(max_examples=200, deadline=None)
def test_a_moment_with_any_offset_reads_back(when: datetime, minutes: int) -> None:
    aware = when.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    assert moment(aware.isoformat(), UTC) == aware
    assert moment(aware.isoformat(" "), UTC) == aware


def test_a_cell_of_several_spans_carries_its_date_on() -> None:
    assert several("2026-11-24 9:00-11:00；14:00-16:00") == (
        ("2026-11-24 09:00", "2026-11-24 11:00"), ("2026-11-24 14:00", "2026-11-24 16:00"),
    )  # fmt: skip


def test_a_span_in_the_cell_of_a_start_fills_the_end(tmp_path: Path) -> None:
    day = small_day(
        tmp_path,
        "ticket_id,lat,lon,duration_min,window_start\nT1,31.21,121.41,60,2026/11/24 9:00-12:00\n"
        "T2,31.21,121.41,60,上午9点到11点\nT3,31.21,121.41,60,2026-11-24 9:00-10:00;14:00-16:00\n",
        "engineer_id,start\nE1,2026-11-24 8:30-17:30\n",
    )
    problem = load(day)
    text = problem.clock.text
    shift = problem.engineers[0].shifts[0]
    assert (text(shift.start), text(shift.end)) == ("08:30", "17:30")
    windows = {t.id: [(text(w.start), text(w.end)) for w in t.windows] for t in problem.tickets}
    assert windows == {"T1": [("09:00", "12:00")], "T2": [("09:00", "11:00")],
                       "T3": [("09:00", "10:00"), ("14:00", "16:00")]}  # fmt: skip


def test_one_column_that_is_start_and_end_is_a_span_once(tmp_path: Path) -> None:
    # a mapping may name the customer's one column "appointment" for both
    problem = load(small_day(tmp_path, HEAD + "T1,31.21,121.41,60,9:00-12:00,9:00-12:00\n"))
    window = problem.tickets[0].windows[0]
    assert (problem.clock.text(window.start), problem.clock.text(window.end)) == ("09:00", "12:00")


def test_a_span_beside_another_end_is_refused(tmp_path: Path) -> None:
    day = small_day(tmp_path, HEAD + "T1,31.21,121.41,60,9:00-12:00,15:00\n")
    with pytest.raises(InputError, match="time-span"):
        load(day)


def test_a_span_past_midnight_is_said(tmp_path: Path) -> None:
    day = small_day(tmp_path, shifts="engineer_id,start\nE1,2026-11-24 22:00-06:00\n")
    loaded = load_with_rejects(day)
    shift = loaded.problem.engineers[0].shifts[0]
    assert shift.end - shift.start == 8 * 3600
    assert [note.rule for note in loaded.notes] == ["span-past-midnight"]


@pytest.mark.parametrize(("other", "order"), [("15/03/2026", "2026-04-03"), ("03/15/2026", "2026-03-04")])
def test_one_date_that_can_only_be_one_shows_how_the_others_are_written(tmp_path: Path, other: str, order: str) -> None:
    rows = f"T1,31.21,121.41,60,03/04/2026 09:00,\nT2,31.21,121.41,60,{other} 09:00,\n"
    day = small_day(tmp_path, HEAD + rows, "engineer_id,start,end\nE1,2026-03-15 08:00,2026-03-15 17:00\n",
                    day='start: "2026-03-15"\ntimezone: UTC\n')  # fmt: skip
    loaded = load_with_rejects(day)
    assert loaded.problem.clock.iso(loaded.problem.tickets[0].windows[0].start)[:10] == order
    assert [note.rule for note in loaded.notes if note.rule == "date-order"] == ["date-order"]


def test_dates_in_two_orders_are_all_refused(tmp_path: Path) -> None:
    rows = "".join(
        f"T{k},31.21,121.41,60,{text},\n" for k, text in enumerate(["15/03/2026", "03/15/2026", "03/03/2026"])
    )
    with pytest.raises(InputError) as error:
        load(small_day(tmp_path, HEAD + rows))
    assert [one.rule for one in error.value.troubles] == ["time-ambiguous-date"] * 3


def test_a_serial_number_of_a_spreadsheet_is_read_and_said(tmp_path: Path) -> None:
    loaded = load_with_rejects(small_day(tmp_path, HEAD + "T1,31.21,121.41,60,46350.375,46350.5\n"))
    window = loaded.problem.tickets[0].windows[0]
    assert (loaded.problem.clock.text(window.start), loaded.problem.clock.text(window.end)) == ("09:00", "12:00")
    assert {note.rule for note in loaded.notes} == {"serial-date"}


NIGHT = [(22 * 3600, 30 * 3600)]  # 22:00-06:00


@pytest.mark.parametrize(
    ("time", "meant"),
    [("22:00", ["22:00"]), ("23:30", ["23:30"]), ("01:30", ["11-25 01:30"]), ("06:00", ["11-25 06:00"]),
     ("12:00", ["12:00", "11-25 12:00"])],
)  # fmt: skip
def test_a_time_without_a_date_is_the_one_within_the_shift(time: str, meant: list[str]) -> None:
    clock = Clock.parse("2026-11-24T00:00:00+08:00")
    hours, minutes = map(int, time.split(":"))
    found = clock.meant(timedelta(hours=hours, minutes=minutes), NIGHT)
    assert [clock.text(second) for second in found] == meant


def test_a_window_without_a_date_on_a_night_shift_is_the_next_morning(tmp_path: Path) -> None:
    shifts = "engineer_id,start,end\nE1,2026-11-24 22:00,2026-11-25 06:00\n"
    problem = load(small_day(tmp_path, HEAD + "T1,31.21,121.41,60,01:00,03:00\n", shifts))
    window = problem.tickets[0].windows[0]
    assert (problem.clock.text(window.start), problem.clock.text(window.end)) == ("11-25 01:00", "11-25 03:00")


def test_a_time_that_two_shifts_hold_is_refused(tmp_path: Path) -> None:
    shifts = "engineer_id,start,end\n" + "".join(f"E1,2026-11-{d} 08:00,2026-11-{d} 17:00\n" for d in (24, 25))
    with pytest.raises(InputError, match="holds it 2 times") as error:
        load(small_day(tmp_path, HEAD + "T1,31.21,121.41,60,09:00,\n", shifts))
    assert error.value.troubles[0].rule == "time-without-date"


@pytest.mark.parametrize(
    ("cell", "start", "end"),
    [("before 12:00", None, "12:00"), ("until 2026-11-24 12:00", None, "12:00"), ("12:00前", None, "12:00"),
     ("after 14:00", "14:00", None), ("14:00以后", "14:00", None), ("from 9 am", "09:00", None)],
)  # fmt: skip
def test_a_window_that_is_open_on_one_side_may_be_said_in_words(
    cell: str, start: str | None, end: str | None, tmp_path: Path
) -> None:
    day = load(small_day(tmp_path, f"{HEAD}T1,31.2,121.4,60,{cell},\n"))
    (window,) = day.tickets[0].windows
    assert (window.start > -(10**8), window.end < 10**8) == (start is not None, end is not None)
    assert day.clock.text(window.start if start else window.end) == (start or end)


def test_any_time_is_no_window(tmp_path: Path) -> None:
    day = load(small_day(tmp_path, f"{HEAD}T1,31.2,121.4,60,any time,\nT2,31.2,121.4,60,全天,\n"))
    assert not any(ticket.windows for ticket in day.tickets)


def test_an_end_without_a_date_is_the_first_after_its_start(tmp_path: Path) -> None:
    """On a horizon of two days 12:00 alone could be either; beside a dated start it is the one of that day."""
    rows = "E1,2026-11-24 08:00,17:00\nE1,2026-11-25 22:00,06:00\n"
    loaded = load_with_rejects(
        small_day(tmp_path, f"{HEAD}T1,31.2,121.4,60,2026-11-25 23:00,23:30\n", shifts="engineer_id,start,end\n" + rows)
    )
    day = loaded.problem
    spans = [(day.clock.text(one.start), day.clock.text(one.end)) for _, one in day.shifts]
    assert spans == [("08:00", "17:00"), ("11-25 22:00", "11-26 06:00")]
    assert [note.row for note in loaded.notes if note.rule == "span-past-midnight"] == [3]
    assert day.clock.text(day.tickets[0].windows[0].end) == "11-25 23:30"


@pytest.mark.parametrize(
    ("cell", "advice"), [("9-12", "write hours like 9:00-12:00"), ("8:00-12:00、13:00-17:00", "a row of its own")]
)
def test_the_advice_about_hours_is_the_one_that_helps(cell: str, advice: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=advice):
        load(small_day(tmp_path, shifts=f"engineer_id,start,end\nE1,{cell},\n"))

"""Numbers and lengths as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import InputError
from scheduler.loaders import load, load_with_rejects
from scheduler.loaders.bad import Bad
from scheduler.loaders.cells.cells_of import minutes
from scheduler.loaders.cells.decode import decode
from scheduler.loaders.cells.numbers import number, seconds
from scheduler.loaders.formats.write import write_day
from tests.loaders.small_day import small_day


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("1小时30分", 5400), ("1小时30分钟", 5400), ("1.5小时", 5400), ("1.5h", 5400), ("1,5 h", 5400), ("1h30", 5400),
        ("1h30m", 5400), ("1 h 30 min", 5400), ("1 hour and 30 minutes", 5400), ("90分钟", 5400), ("９０", 5400),
        ("半小时", 1800), ("1个半小时", 5400), ("2 hrs.", 7200), ("PT1H30M", 5400), ("5400 s", 5400), ("0", 0),
    ],
)  # fmt: skip
def test_a_length_is_read_however_people_write_it(text: str, length: int) -> None:
    assert seconds(text) == length


@pytest.mark.parametrize("text", ["1:30", "30 min 1 h", "1 h 30 h", "90 parsecs", "5 1 h", "h", "1小时x", "1..5h"])
def test_what_is_no_length_is_refused_with_a_way_out(text: str) -> None:
    with pytest.raises(Bad) as bad:
        seconds(text)
    assert bad.value.maybe


@given(st.integers(0, 10**6))
@settings(max_examples=100, deadline=None)
def test_a_length_that_is_written_reads_back(length: int) -> None:
    assert seconds(minutes(length)) == length
    assert seconds(f"{length // 3600}小时{length % 3600 // 60}分{length % 60}秒") == length
    assert seconds(f"{length // 3600} h {length % 3600 // 60} min {length % 60} s") == length


@pytest.mark.parametrize(
    ("text", "way_out"),
    [("1,500", "1500"), ("1,500", "1.500"), ("31,2304", "31.2304"), ("1.234.567", "leave them out"), ("12 kg", "12.5")],
)
def test_a_number_with_other_signs_is_refused_with_the_right_way_out(text: str, way_out: str) -> None:
    with pytest.raises(Bad) as bad:
        number(text)
    assert way_out in bad.value.maybe


COMMAS = "ticket_id;lat;lon;duration_min\nT1;31,2304;121,473;1,5 h\nT2;31,21;121,4;45\n"


def test_decimal_commas_are_read_by_the_column_and_said_once(tmp_path: Path) -> None:
    loaded = load_with_rejects(small_day(tmp_path, COMMAS))
    first = loaded.problem.ticket["T1"]
    # 121,473 could be a hundred and twenty thousand; the other cells of the column say what it is
    assert (first.place.lat, first.place.lon, first.duration) == (31.2304, 121.473, 5400)
    said = [note for note in loaded.notes if note.rule == "decimal-comma"]
    assert len(said) == 1 and said[0].message.endswith("in: lat, lon, duration_min")


def test_a_column_of_commas_and_points_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        load(small_day(tmp_path, "ticket_id;lat;lon;duration_min\nT1;31,2304;121.4;60\nT2;31.21;121.4;60\n"))
    assert [(one.row, one.field) for one in error.value.troubles] == [(2, "lat")]


def test_a_comma_that_may_separate_thousands_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="1500"):
        load(small_day(tmp_path, 'ticket_id,lat,lon,duration_min\nT1,31.2,121.4,"1,500"\n'))


def people(rate: str, other: str = "60") -> str:
    return f"engineer_id;lat;lon;cost_per_hour\nE1;31.2;121.4;{rate}\nE2;31.2;121.4;{other}\n"


@pytest.mark.parametrize(
    ("rate", "other", "amounts"),
    [("1,234.50", "1,500", [1_234_500, 1_500_000]), ("$1,234.50", "$60", [1_234_500, 60_000]),
     ("1.234,50", "60,5", [1_234_500, 60_500]), ("¥38.50", "60", [38_500, 60_000])],
)  # fmt: skip
def test_thousands_and_currencies_are_read_by_the_column_and_said_once(
    rate: str, other: str, amounts: list[int], tmp_path: Path
) -> None:
    # 1,500 may be one and a half; beside 1,234.50 it cannot
    loaded = load_with_rejects(small_day(tmp_path, engineers=people(rate, other)))
    assert [one.cost_per_hour for one in loaded.problem.engineers] == amounts
    rules = [note.rule for note in loaded.notes]
    assert all(rules.count(rule) <= 1 for rule in ("thousands", "currency-sign", "decimal-comma"))
    assert {"thousands", "currency-sign", "decimal-comma"} & set(rules)


def test_a_thousand_that_another_cell_contradicts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        load(small_day(tmp_path, engineers=people("1,234.50", "60,5")))
    assert {one.row for one in error.value.troubles} == {2, 3}


def test_a_hand_over_of_no_time_is_planned(tmp_path: Path) -> None:
    assert load(small_day(tmp_path, "ticket_id,lat,lon,duration_min\nT1,31.2,121.4,0\n")).tickets[0].duration == 0


def test_a_shift_says_that_it_has_no_break(tmp_path: Path) -> None:
    from models.rules.rest_break import RestBreak

    rows = "E1,2026-11-24 08:00,2026-11-24 12:00,0\nE1,2026-11-24 13:00,2026-11-24 20:00,\n"
    problem = load(small_day(tmp_path, shifts="engineer_id,start,end,break_min\n" + rows))
    assert load(write_day(problem, tmp_path / "again")).engineers == problem.engineers
    rule = RestBreak(minutes=30, earliest="08:30", latest="19:00")
    engineer = problem.engineers[0]
    assert [rule.rest(engineer, shift, problem) is None for shift in engineer.shifts] == [True, False]


@pytest.mark.parametrize("text", ["Dépannage chaudière, évêché", "Straße Köln; Größe", "Peña y Muñoz"])
def test_what_excel_saves_in_western_europe_keeps_its_accents(text: str) -> None:
    assert decode(text.encode("cp1252")) == (text, "windows-1252")


@pytest.mark.parametrize("text", ["空调不制冷，请尽快派工", "工单号,标题\nT1,变频器保养\n", "é 漏水 (厨房)"])
def test_chinese_stays_chinese(text: str) -> None:
    assert decode(text.encode("gb18030")) == (text, "gb18030")


def test_bytes_that_are_neither_are_refused() -> None:
    with pytest.raises(Bad, match="neither UTF-8"):
        decode("Ремонт лифта и насоса".encode("cp1251"))

"""Numbers, lengths of time and money in cells: both sides of every bound, and what is said beyond it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from scheduler.loaders.bad import Bad
from scheduler.loaders.cells.numbers import LONGEST, UNITS, integer, number, price, seconds


def refused(read: Any, *about: Any, **bounds: Any) -> tuple[str, str, str]:
    """Rule, sentence and way out."""
    with pytest.raises(Bad) as bad:
        read(*about, **bounds)
    return bad.value.rule, bad.value.message, bad.value.maybe


@pytest.mark.parametrize(
    ("cell", "value"),
    [("12.5", 12.5), (" +3 ", 3), ("-.5", -0.5), ("1e3", 1000), ("１２．５", 12.5), (7, 7), (7.5, 7.5), ("5.", 5)],
)
def test_a_number_is_read(cell: Any, value: float) -> None:
    assert number(cell) == value


@pytest.mark.parametrize("cell", ["", "twelve", "1 2", "nan", "inf", "1e400", "0x10", True, None, datetime(2026, 1, 1)])
def test_what_is_no_number_is_refused(cell: Any) -> None:
    assert refused(number, cell)[0] == "number"


def test_bounds_belong_to_what_is_permitted() -> None:
    assert [number(value, 2, 5) for value in (2, 5)] == [2, 5]
    for value in (1.999, 5.001):
        assert refused(number, value, 2, 5)[:2] == ("range", f"{value} is not from 2 to 5")
    assert refused(number, 1, 2)[1] == "1 is not at least 2"
    assert refused(number, 6, None, 5)[1] == "6 is not at most 5"
    assert number(-1, None, 5) == -1 and number(9, 2, None) == 9


def test_a_minus_sign_is_told_from_a_mixed_up_column() -> None:
    assert refused(number, -1, 0)[2] == refused(number, -1, 5)[2] == "the minus sign is a slip."
    assert refused(number, 0, 5)[2] == refused(number, -9, -5)[2] == "the unit or the column is mixed up."
    assert refused(number, 6, None, 5)[2] == "the unit or the column is mixed up."


def test_a_whole_number_may_be_written_with_a_point() -> None:
    assert integer("12.0") == 12 and integer(3.0, 3, 3) == 3
    assert refused(integer, "2.6") == ("integer", "2.6 is not a whole number", "write 3.")


LENGTHS: dict[str, tuple[Any, str, int]] = {
    "in the column's unit": ("90", "min", 5400),
    "in hours": (1.5, "h", 5400),
    "a length of a spreadsheet": (timedelta(minutes=1, seconds=1), "min", 61),
    "ISO": ("P1DT1H1M1S", "min", 86_400 + 3661),
    "ISO in small letters": ("pt90s", "min", 90),
    "ISO with a fraction": ("PT0.5H", "min", 1800),
    "half a second rounds to the even one": ("0.5", "s", 0),
    "more than half rounds up": ("0.51", "s", 1),
    "the longest": (LONGEST, "s", LONGEST),
    "a day": ("1 d", "min", 86_400),
    "units in a row": ("1 d 1 h 1 min 1 s", "min", 86_400 + 3661),
    "the last without its unit": ("1 d 2", "min", 86_400 + 2 * 3600),
    "minutes without their unit": ("2h15", "min", 2 * 3600 + 15 * 60),
    "seconds without their unit": ("2 min 15", "min", 135),
    "half an hour more": ("1个半小时", "min", 5400),
    "said without a digit": ("一刻钟", "min", 900),
}


@pytest.mark.parametrize("case", LENGTHS)
def test_a_length_is_read_in_its_unit_or_the_columns(case: str) -> None:
    cell, unit, expected = LENGTHS[case]
    assert seconds(cell, unit) == expected


SIZES = {"s": 1, "秒": 1, "m": 60, "分钟": 60, "刻钟": 900, "h": 3600, "钟头": 3600, "d": 86_400, "天": 86_400}


@pytest.mark.parametrize(("unit", "size"), SIZES.items())
def test_units_have_their_seconds(unit: str, size: int) -> None:
    assert UNITS[unit] == size == seconds(f"1 {unit}")


def test_bounds_of_a_length_are_in_the_columns_unit() -> None:
    assert [seconds(value, "min", 1, 2) for value in ("1", "2", "60 s", "120 s")] == [60, 120, 60, 120]
    assert refused(seconds, "59 s", "min", 1, 2)[:2] == ("range", "59 s is not from 1 to 2 min")
    assert refused(seconds, "121 s", "min", 1, 2)[0] == "range"
    assert seconds("5", "min", None, 5) == 300 and seconds("5", "min", 5) == 300
    assert refused(seconds, "5.1", "min", None, 5)[1] == "5.1 is not at most 5 min"
    assert seconds("1 s", "min", 1 / 60) == 1  # a second is a sixtieth of a minute, whatever floats make of it
    assert refused(seconds, "0", "min", 1 / 60)[1] == "0 is not at least one second"
    assert refused(seconds, "0", "min", 1)[1] == "0 is not at least 1 min"
    assert refused(seconds, "-1", "min", 0)[2] == "the minus sign is a slip."


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        (LONGEST + 1, "range"), (-LONGEST - 1, "range"), (time(1, 30), "duration"), (datetime(2026, 1, 1), "duration"),
        ("1:30", "duration"), ("P", "duration"), ("PT", "duration"), ("P1M", "duration"), ("PT1:30", "duration"),
        ("5 1 h", "duration"), ("1 s 5", "duration"), ("1 h 1 h", "duration"), ("1 parsec", "duration"),
        ("soon", "number"),
    ],
)  # fmt: skip
def test_what_is_no_length_is_refused(cell: Any, rule: str) -> None:
    assert refused(seconds, cell, "s")[0] == rule


def test_money_has_three_decimals_and_no_minus() -> None:
    assert price("12.345") == Decimal("12.345") and price(0) == 0
    assert refused(price, "12.3456")[0] == "money" and refused(price, "12.3456")[2] == "write 12.35."
    assert refused(price, "-0.001")[0] == "range"


@pytest.mark.parametrize(
    ("cell", "length"),
    [
        ("1小时半", 5400),
        ("一小时半", 5400),
        ("一个半小时", 5400),
        ("两小时", 7200),
        ("半个钟头", 1800),
        ("三刻钟", 2700),
        ("1天半", 129_600),
    ],
)
def test_lengths_are_read_as_they_are_said_in_chinese(cell: str, length: int) -> None:
    assert seconds(cell) == length


@pytest.mark.parametrize(
    ("cell", "amount"),
    [("$38.50", "38.50"), ("¥38.50", "38.50"), ("￥ 38.5", "38.5"), ("38.50 €", "38.50"), ("USD 38", "38"),
     ("45元/小时", "45"), ("60 CNY/h", "60"), ("RMB60", "60"), ("US$12", "12")],
)  # fmt: skip
def test_an_amount_may_carry_the_sign_of_its_currency(cell: str, amount: str) -> None:
    assert str(price(cell)) == amount


@pytest.mark.parametrize(
    ("cell", "length"),
    [("半小时", 1800), ("半个小时", 1800), ("半个钟头", 1800), ("half an hour", 1800), ("Half an hour", 1800),
     ("半天", 43_200), ("half a day", 43_200)],
)  # fmt: skip
def test_halves_are_read_without_a_digit(cell: str, length: int) -> None:
    assert seconds(cell) == length


@pytest.mark.parametrize("cell", ["1 h 30 min or so", "1 h 30 min (max)", "or so 1 h 30 min", "(max) 1 h 30 min"])
def test_what_is_written_around_a_length_is_not_overlooked(cell: str) -> None:
    assert seconds("1 h 30 min") == 5400
    assert refused(seconds, cell)[0] == "number"

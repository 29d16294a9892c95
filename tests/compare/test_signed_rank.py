"""The interval of a typical day, and what is said beside the interval of the mean."""

from __future__ import annotations

import itertools

import pytest

from scheduler.compare.added_shifts import AddedShifts
from scheduler.compare.signed_rank import _cut, _rank_sums, typical
from scheduler.compare.statistics import difference
from scheduler.compare.wording import beside


def of(*values: float) -> dict[tuple[str, int], float]:
    return {(str(day), 1): value for day, value in enumerate(values)}


@pytest.mark.parametrize("count", [1, 2, 5, 7])
def test_the_distribution_of_rank_sums_is_that_of_all_signs(count: int) -> None:
    sums = [sum(k for k, sign in enumerate(signs, 1) if sign) for signs in itertools.product((0, 1), repeat=count)]
    assert _rank_sums(count) == [sums.count(total) for total in range(count * (count + 1) // 2 + 1)]


@pytest.mark.parametrize(
    ("count", "cut", "confidence"),
    [(5, 0, 1 - 2 / 32), (6, 0, 1 - 2 / 64), (8, 3, 1 - 2 * 5 / 256), (10, 8, 1 - 2 * 25 / 1024)],
)
def test_cuts_are_those_of_the_tables(count: int, cut: int, confidence: float) -> None:
    """Two-sided 5 % points of the signed-rank sum: none for 5; 0 for 6, 3 for 8, 8 for 10."""
    assert _cut(count, 0.95) == (cut, pytest.approx(confidence))


def test_one_odd_day_stretches_the_mean_but_not_the_typical_day() -> None:
    """Eleven days save 9 to 11, one loses 200: the mean is a loss whose interval holds 0, a typical day saves 10.

    The odd day is in 12 of the 78 averages; of twelve days 13 are cut off, of eleven 10 of the 11 it is in.
    """
    days = [-9.0, -9.5, -10.0, -10.5, -11.0, -9.8, -10.2, -9.6, -10.4, -9.9, -10.1, 200.0]
    found = difference(of(*[0.0] * 12), of(*days))
    assert found.low < 0 < found.high and found.mean > 0
    assert found.typical is not None and -11 < found.typical.low < found.typical.high < 0
    assert (found.lower, found.higher, found.units) == (11, 1, 12)


def test_equal_days_are_neither_lower_nor_higher() -> None:
    found = difference(of(1, 1, 1), of(1, 0, 2))
    assert (found.lower, found.higher) == (1, 1)


def test_five_of_five_is_said_with_the_confidence_that_five_days_can_have() -> None:
    said = beside(difference(of(*[10.0] * 5), of(9, 8, 7, 6, 5)))
    assert str(said) == "cheaper on 5 of 5 days; a typical day -3.00 (-5.00 to -1.00, 94%)"
    assert said.zh.startswith("5 天中有 5 天更便宜")


def test_a_shift_of_the_values_shifts_the_interval() -> None:
    values = [3.0, -1.0, 4.0, 1.5, -5.0, 9.0, 2.6]
    here, there = typical(values), typical([value + 100 for value in values])
    assert (there.middle, there.low, there.high) == pytest.approx((here.middle + 100, here.low + 100, here.high + 100))


@pytest.mark.parametrize(
    ("added", "english"),
    [
        (AddedShifts(2, 180.0, 340.0), "wages counted +180.00 CNY: each pays up to 170.00 CNY a day beyond"),
        (AddedShifts(1, 0.0, -5.0), "they do not pay at any wage"),
        (AddedShifts(-2, -90.0, -50.0), "it pays when each saves more than 25.00 CNY a day"),
        (AddedShifts(-1, 0.0, 5.0), "it pays at any wage"),
    ],
)  # fmt: skip
def test_wages_and_the_break_even_of_added_and_removed_shifts(added: AddedShifts, english: str) -> None:
    said = added.text("CNY")
    assert english in said and "班次" in said.zh

"""Paired differences: the numbers argued by hand, and how often an interval is wrong."""

from __future__ import annotations

import math

import numpy as np
import pytest

from scheduler.compare.statistics import Difference, difference, student, variance


def cells(*days: list[float]) -> dict[tuple[str, int], float]:
    return {(f"day{d}", seed): value for d, values in enumerate(days) for seed, value in enumerate(values)}


def test_seeds_of_a_day_are_averaged_before_days_are_compared() -> None:
    # Day differences are -1 and -3: mean -2, standard error 1, t(0.975, 1) = 12.706.
    d = difference(cells([10, 12], [10, 10]), cells([9, 11], [6, 8]))
    assert (d.mean, d.units, d.unit) == (-2.0, 2, "days")
    assert d.high == pytest.approx(-2 + 12.706, abs=1e-3)


def test_with_one_day_the_seeds_are_the_units() -> None:
    d = difference(cells([10.0, 10.0, 10.0]), cells([9.0, 8.0, 7.0]))
    assert (d.mean, d.units, d.unit) == (-2.0, 3, "seeds")


def test_one_pair_gives_no_interval() -> None:
    with pytest.raises(ValueError, match=r"at least two pairs.*Maybe add days or seeds"):
        difference(cells([1.0]), cells([2.0]))


def test_a_clear_difference_within_the_solvers_gap_is_called_so() -> None:
    base, other = cells(*[[10.0]] * 6), cells(*[[9.0 + k / 100] for k in range(6)])
    assert difference(base, other).verdict() == "better"
    assert difference(base, other).verdict(lower_is_better=False) == "worse"
    assert difference(base, other, unproved=2.0).verdict() == "smaller than the proof"


def test_only_cells_that_both_have_are_compared() -> None:
    d = difference(cells([1.0], [1.0], [1.0]), cells([2.0], [2.0]))
    assert (d.mean, d.units) == (1.0, 2)


# Abramowitz & Stegun, table 26.10: both parities, the first few degrees of freedom (whose sums have no or one term)
TABLE = {
    0.5: {1: 1.000, 2: 0.816, 3: 0.765, 4: 0.741, 30: 0.683},
    0.9: {1: 6.314, 2: 2.920, 5: 2.015, 12: 1.782},
    0.95: {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 30: 2.042, 60: 2.000},
    0.99: {1: 63.657, 2: 9.925, 7: 3.499, 8: 3.355},
    0.998: {1: 318.309, 2: 22.327, 3: 10.215, 4: 7.173},
}


@pytest.mark.parametrize(
    ("confidence", "freedom", "quantile"), [(c, freedom, q) for c, row in TABLE.items() for freedom, q in row.items()]
)
def test_quantiles_are_those_of_the_tables(confidence: float, freedom: int, quantile: float) -> None:
    assert student(confidence, freedom) == pytest.approx(quantile, abs=1.1e-3)


def test_a_variance_divides_by_one_less_than_there_are_and_one_value_has_none() -> None:
    assert variance([1, 3]) == 2 and variance([0, 4]) == 8 and variance([1, 2, 6]) == 7
    assert variance([5]) == 0


def test_noise_is_what_other_seeds_alone_would_do_to_the_mean() -> None:
    # Day 0 differs by 1 and 3 (variance 2, of a mean of two: 1), day 1 by 0 and 4 (8, 4): the mean of the two days has
    # variance (1 + 4) / 2**2, however far apart the days are.
    for apart in (0, 100):
        d = difference(cells([0, 0], [0, 0]), cells([1, 3], [apart, apart + 4]))
        assert d.noise == pytest.approx(math.sqrt(5) / 2)
    # A third day with one seed tells nothing about noise, but the mean is over three days.
    d = difference(cells([0, 0], [0, 0], [0]), cells([1, 3], [0, 4], [9]))
    assert d.noise == pytest.approx(math.sqrt(5) / 3)
    assert difference(cells([0], [0]), cells([1], [3])).noise is None
    # On one day the seeds are the units: noise is the standard error.
    d = difference(cells([0, 0, 0]), cells([1, 2, 6]))
    assert d.noise == pytest.approx(math.sqrt(7 / 3))


def test_an_interval_is_the_mean_and_a_quantile_of_its_standard_error_to_both_sides() -> None:
    # differences 1, 2, 6: mean 3, standard error sqrt(7 / 3), t(0.975, 2) = 4.3027, t(0.95, 2) = 2.9200
    days, other = cells([0], [0], [0]), cells([1], [2], [6])
    for confidence, quantile in ((0.95, 4.3027), (0.9, 2.9200)):
        d = difference(days, other, confidence)
        assert (d.mean, d.low, d.high) == pytest.approx(
            (3, 3 - quantile * math.sqrt(7 / 3), 3 + quantile * math.sqrt(7 / 3)), abs=1e-3
        )
    assert difference(days, other) == difference(days, other, 0.95, 0.0)
    assert difference(days, other, unproved=7.0).unproved == 7.0


def test_a_pair_without_a_difference_is_neither_lower_nor_higher() -> None:
    d = difference(cells([0], [0], [0], [0], [0]), cells([-1], [0], [0], [2], [3]))
    assert (d.lower, d.higher) == (1, 2)


def test_days_count_alike_however_many_seeds_they_have() -> None:
    assert difference(cells([0, 0, 0], [0]), cells([1, 2, 3], [8])).mean == 5.0


EDGES = {
    "an interval that ends at nothing": (Difference(-1.0, -2.0, 0.0, 3, "days"), "no difference seen"),
    "that begins at it": (Difference(1.0, 0.0, 2.0, 3, "days"), "no difference seen"),
    "just beside it": (Difference(-1.0, -2.0, -0.001, 3, "days"), "better"),
    "on the other side": (Difference(1.0, 0.001, 2.0, 3, "days"), "worse"),
    "as large as the proof": (Difference(-1.0, -2.0, -0.1, 3, "days", unproved=1.0), "smaller than the proof"),
    "larger than the proof": (Difference(-1.0, -2.0, -0.1, 3, "days", unproved=0.999), "better"),
    "a gain within the proof": (Difference(1.0, 0.1, 2.0, 3, "days", unproved=1.0), "smaller than the proof"),
}


@pytest.mark.parametrize("case", EDGES)
def test_a_verdict_says_no_more_than_the_interval_and_the_proof(case: str) -> None:
    difference, verdict = EDGES[case]
    assert difference.verdict() == verdict
    turned = {"better": "worse", "worse": "better"}
    assert difference.verdict(lower_is_better=False) == turned.get(verdict, verdict)


def test_an_interval_over_nothing_but_noise_is_wrong_about_one_time_in_twenty() -> None:
    # 2,000 studies of 8 days without an effect: 5 % wrong, standard error 0.5 %, so within 3.5 to 6.5 % (3 errors).
    dice = np.random.default_rng(7)
    wrong = 0
    for _ in range(2000):
        noise = dice.normal(size=8)
        verdict = difference(cells(*[[0.0]] * 8), cells(*[[x] for x in noise.tolist()])).verdict()
        wrong += verdict != "no difference seen"
    assert 0.035 < wrong / 2000 < 0.065

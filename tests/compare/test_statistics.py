"""Paired differences: the numbers argued by hand, and how often an interval is wrong."""

from __future__ import annotations

import numpy as np
import pytest

from scheduler.compare.statistics import difference, student


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


def test_quantiles_are_those_of_the_tables() -> None:
    # Abramowitz & Stegun, table 26.10.
    table = {(0.95, 1): 12.706, (0.95, 4): 2.776, (0.95, 30): 2.042, (0.99, 7): 3.499, (0.9, 12): 1.782}
    for (confidence, freedom), value in table.items():
        assert student(confidence, freedom) == pytest.approx(value, abs=1e-3)


def test_an_interval_over_nothing_but_noise_is_wrong_about_one_time_in_twenty() -> None:
    # 2,000 studies of 8 days without an effect: 5 % wrong, standard error 0.5 %, so within 3.5 to 6.5 % (3 errors).
    dice = np.random.default_rng(7)
    wrong = 0
    for _ in range(2000):
        noise = dice.normal(size=8)
        verdict = difference(cells(*[[0.0]] * 8), cells(*[[x] for x in noise.tolist()])).verdict()
        wrong += verdict != "no difference seen"
    assert 0.035 < wrong / 2000 < 0.065

"""Travel without a map."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.place import Place
from scheduler.travel import Estimate, calibrate, estimate, mend
from scheduler.travel.globe import great_circle

points = st.lists(st.tuples(st.floats(31, 31.5), st.floats(121, 121.5)), min_size=2, max_size=12, unique=True)


def named(pairs: list[tuple[float, float]]) -> dict[str, Place]:
    places = [Place(lat=lat, lon=lon, id=f"P{i}") for i, (lat, lon) in enumerate(pairs)]
    return {place.key: place for place in places}


@given(points, st.floats(0, 10), st.floats(0, 10))
@settings(max_examples=40)
def test_no_detour_is_faster_and_both_ways_take_the_same(
    pairs: list[tuple[float, float]], stop: float, hop: float
) -> None:
    seconds = estimate(named(pairs), Estimate(stop_min=stop, hop_min=hop)).seconds
    assert np.array_equal(seconds, seconds.T) and (seconds.diagonal() == 0).all()
    through = (seconds[:, :, None] + seconds[None, :, :]).min(axis=1)
    assert (through >= seconds - 1).all()  # whole seconds: points on one line may round apart by one
    if stop >= 0.1:
        assert (through >= seconds).all()


def test_a_leg_by_hand() -> None:
    # one hundredth of a degree of latitude is 1111.95 m; road 1.35 * 1111.95 = 1501.1 m
    # 3 min stop + 1501.1 / (40/3.6) = 135.1 s + 240 s * (1 - exp(-1501.1/2000)) = 126.7 s -> 441.8, rounded up
    travel = estimate(named([(31.0, 121.0), (31.01, 121.0)]))
    assert (int(travel.seconds[0, 1]), int(travel.metres[0, 1])) == (442, 1502)


def test_short_hops_are_slower_than_long_legs() -> None:
    seconds = Estimate(stop_min=0).seconds(np.array([500.0, 2000.0, 30000.0]))
    speeds = np.array([500.0, 2000.0, 30000.0]) / seconds * 3.6
    assert speeds[0] < speeds[1] < speeds[2] < 40


def test_a_slow_territory_slows_its_own_legs_and_half_of_those_across() -> None:
    places = named([(31.0, 121.0), (31.1, 121.0), (31.2, 121.0), (31.3, 121.0)])
    slow = estimate(places, None, {"P0": "old", "P1": "old", "P2": "new", "P3": "new"}, {"old": {"speed_kmh": 10.0}})
    plain = estimate(places)
    assert slow.seconds[2, 3] == plain.seconds[2, 3]
    assert slow.seconds[0, 1] > slow.seconds[1, 2] > plain.seconds[1, 2]
    assert np.array_equal(slow.seconds, mend(slow.seconds)[0])
    assert "with territories" in slow.source


def test_twelve_hundred_places_take_about_a_second() -> None:
    pairs = [(31 + i % 40 / 100, 121 + i // 40 / 100) for i in range(1200)]
    before = time.process_time()
    travel = estimate(named(pairs))
    assert travel.seconds.shape == (1200, 1200)
    assert time.process_time() - before < 2.0  # 0.3 s measured; room for a loaded machine


def test_the_great_circle_is_exact_for_a_quarter_of_the_equator() -> None:
    metres = great_circle(np.array([0.0, 0.0]), np.array([0.0, 90.0]))
    assert metres[0, 1] == pytest.approx(np.pi / 2 * 6_371_008.8, rel=1e-12)


def trips(
    truth: Estimate, count: int = 200, seed: int = 3
) -> tuple[list[tuple[float, float]], list[tuple[float, float]], np.ndarray, np.ndarray]:
    dice = np.random.default_rng(seed)
    froms, tos = (dice.uniform((31, 121), (31.3, 121.3), (count, 2)) for _ in range(2))
    straight = np.array([great_circle(a[:1], a[1:], b[:1], b[1:])[0, 0] for a, b in zip(froms, tos, strict=True)])
    metres = truth.road_factor * straight
    seconds = truth.seconds(metres) * dice.normal(1, 0.05, count)
    return [(a, b) for a, b in froms], [(a, b) for a, b in tos], metres, seconds


def test_calibration_finds_the_parameters_in_spite_of_wild_trips() -> None:
    truth = Estimate(road_factor=1.6, speed_kmh=30, stop_min=4, hop_min=3)
    froms, tos, metres, seconds = trips(truth)
    seconds[::10] += 3600  # every tenth driver had lunch on the way
    found = calibrate(froms, tos, metres, seconds)
    assert found.road_factor == pytest.approx(1.6, abs=0.01)
    assert found.speed_kmh == pytest.approx(30, rel=0.06)
    # stop and hop together are what a long leg pays on top; they can hardly be told apart
    assert found.stop_min + found.hop_min == pytest.approx(7, abs=1.5)


def test_calibration_refuses_too_few_trips() -> None:
    with pytest.raises(ValueError, match="too few"):
        calibrate([(31.0, 121.0)], [(31.1, 121.0)], None, [600.0])

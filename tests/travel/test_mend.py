"""Mended matrices."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import InputError
from models.place import Place
from models.travel import NO_WAY
from scheduler.compile.legs import check_triangle
from scheduler.travel import NO_ROAD, UNKNOWN, Matrix, complete, mend


def plain(seconds: np.ndarray) -> np.ndarray:
    """Floyd and Warshall as in the books."""
    best = seconds.astype(np.int64).copy()
    np.fill_diagonal(best, 0)
    for k in range(len(best)):
        best = np.minimum(best, best[:, [k]] + best[[k], :])
    return np.minimum(best, UNKNOWN)


@given(st.integers(1, 150), st.integers(0, 10**6), st.floats(0, 0.9))
@settings(max_examples=25, deadline=None)
def test_blocks_find_what_the_books_find(size: int, seed: int, holes: float) -> None:
    dice = np.random.default_rng(seed)
    seconds = dice.integers(1, 10_000, (size, size)).astype(np.int32)
    seconds[dice.random((size, size)) < holes] = UNKNOWN
    mended, changed = mend(seconds)
    np.fill_diagonal(seconds, 0)
    assert np.array_equal(mended, plain(seconds))
    assert changed == np.count_nonzero(mended != seconds)
    assert mend(mended)[1] == 0


PLACES = {key: Place(id=key, lat=31 + i / 100, lon=121) for i, key in enumerate("ABC")}


def test_an_unknown_pair_goes_through_another_place_and_is_said() -> None:
    seconds = np.array([[0, 100, UNKNOWN], [100, 0, 50], [150, 50, 0]], np.int32)
    travel = complete(Matrix(("A", "B", "C"), seconds, seconds.copy(), "test"), PLACES)
    assert travel.seconds[0, 2] == 150
    assert travel.source == "test; 1 pairs go through other places"


def test_a_detour_that_is_faster_becomes_the_way_and_is_said() -> None:
    seconds = np.array([[0, 100, 400], [100, 0, 50], [150, 50, 0]], np.int32)
    travel = complete(Matrix(("A", "B", "C"), seconds, 10 * seconds, "test"), PLACES)
    assert travel.seconds[0, 2] == 150
    assert travel.source == "test; 1 pairs mended to the faster detour"


def test_a_pair_nobody_knows_has_no_way_or_is_estimated_by_name() -> None:
    lost = Matrix(("A", "B"), np.array([[0, 60], [UNKNOWN, 0]], np.int32), np.array([[0, 600], [UNKNOWN, 0]], np.int32))
    two = {key: PLACES[key] for key in "AB"}
    travel = complete(lost, two)
    assert travel.seconds.tolist() == [[0, 60], [NO_WAY, 0]]
    assert travel.source.endswith("1 pairs have no way")
    travel = complete(lost, two, "estimate")
    assert travel.seconds[0, 1] == 60 and 300 < travel.seconds[1, 0] < 600
    assert "1 pairs estimated (B to A)" in travel.source


# A and B on the mainland a minute apart, F on an island, X near B: no road between mainland and island
SEA = {
    "A": Place(id="A", lat=31, lon=121),
    "B": Place(id="B", lat=31.01, lon=121),
    "F": Place(id="F", lat=31.5, lon=121),
}
WITH_X = SEA | {"X": Place(id="X", lat=31.02, lon=121)}
WITH_Y = WITH_X | {"Y": Place(id="Y", lat=31.49, lon=121)}
N = NO_ROAD
ISLAND = Matrix(("A", "B", "F"), np.array([[0, 90, N], [90, 0, N], [N, N, 0]], np.int32),
                np.array([[0, 900, N], [900, 0, N], [N, N, 0]], np.int32), "test")  # fmt: skip


@pytest.mark.parametrize("fallback", ["error", "estimate"])
def test_where_the_matrix_says_there_is_no_road_none_is_made_up(fallback: str) -> None:
    travel = complete(ISLAND, SEA, fallback)
    assert [key for key in "ABF" if travel.leg(SEA[key], SEA["F"])[0] >= NO_WAY] == ["A", "B"]
    assert "estimated" not in travel.source and travel.source.endswith("4 pairs have no way")


def test_an_estimate_does_not_cross_the_sea_by_way_of_a_third_place() -> None:
    travel = complete(ISLAND, WITH_Y, "estimate")
    way = {a + b: travel.leg(WITH_Y[a], WITH_Y[b])[0] < NO_WAY for a in "ABFXY" for b in "ABFXY" if a < b}
    assert [pair for pair, leads in way.items() if leads] == ["AB", "AX", "BX", "FY"]
    check_triangle(travel.seconds, list(travel.keys))


@given(st.integers(2, 9), st.integers(0, 10**6), st.floats(0, 0.6), st.floats(0, 0.6))
@settings(max_examples=60, deadline=None)
def test_no_estimate_joins_what_has_no_road(size: int, seed: int, holes: float, walls: float) -> None:
    dice = np.random.default_rng(seed)
    seconds = dice.integers(100, 2000, (size, size)).astype(np.int32)
    seconds[dice.random((size, size)) < holes] = UNKNOWN
    seconds[dice.random((size, size)) < walls] = NO_ROAD
    np.fill_diagonal(seconds, 0)
    keys = tuple(f"P{k}" for k in range(size))
    spots = {key: Place(id=key, lat=31 + dice.random() / 9, lon=121 + dice.random() / 9) for key in keys}
    plain, made = (complete(Matrix(keys, seconds, seconds), spots, fallback) for fallback in ("error", "estimate"))
    walled = (seconds == NO_ROAD) & (plain.seconds >= NO_WAY)
    assert (made.seconds[walled] == NO_WAY).all()
    assert (made.seconds[plain.seconds < NO_WAY] <= plain.seconds[plain.seconds < NO_WAY]).all()
    check_triangle(made.seconds, list(keys))


def test_a_zero_between_places_that_lie_apart_spreads_over_nothing() -> None:
    # the server wrote 0 where it found no way: A to F to B must not become 0
    zero = Matrix(("A", "B", "F"), np.array([[0, 90, 0], [90, 0, 0], [0, 0, 0]], np.int32), ISLAND.metres, "test")
    travel = complete(zero, SEA)
    assert travel.seconds.tolist() == [[0, 90, NO_WAY], [90, 0, NO_WAY], [NO_WAY, NO_WAY, 0]]


def test_a_zero_within_one_house_is_a_zero() -> None:
    near = {"A": Place(id="A", lat=31, lon=121), "B": Place(id="B", lat=31.001, lon=121)}
    assert complete(Matrix(("A", "B"), np.zeros((2, 2), np.int32), np.zeros((2, 2), np.int32)), near).seconds.max() == 0


def test_fractions_of_a_second_are_mended_before_they_are_rounded() -> None:
    # 0.4 + 0.4 s by B beats 0.9 s; rounded first, B would be no detour (1 + 1) and A to C 1 s either way
    seconds = np.array([[0, 100.4, 900.0], [100.4, 0, 100.4], [900.0, 100.4, 0]])
    travel = complete(Matrix(("A", "B", "C"), seconds, seconds * 10, "test"), PLACES)
    assert travel.seconds[0].tolist() == [0, 101, 201]  # 200.8 s, rounded up once; two legs rounded first make 202
    assert travel.source.endswith("fractions of a second rounded up")
    check_triangle(travel.seconds, list(travel.keys))


@given(st.integers(2, 8), st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_no_leg_is_cut_and_none_grows_by_a_second(size: int, seed: int) -> None:
    seconds = np.random.default_rng(seed).random((size, size)) * 3000
    np.fill_diagonal(seconds, 0)
    keys = tuple(f"P{k}" for k in range(size))
    made = complete(Matrix(keys, seconds, seconds), {key: Place(id=key) for key in keys})
    exact, _ = mend(seconds)
    assert ((made.seconds >= exact - 1e-5) & (made.seconds < exact + 1)).all()
    check_triangle(made.seconds, list(keys))


def test_a_start_that_the_matrix_does_not_name_is_an_error_and_a_ticket_has_no_way() -> None:
    with pytest.raises(InputError) as caught:
        complete(Matrix.unknown(("A",)), PLACES, needed={"B"})
    assert [trouble.value for trouble in caught.value.troubles] == ["B", "C"]
    assert (complete(Matrix.unknown(("A",)), PLACES, needed={"A"}).seconds[0, 1:] == NO_WAY).all()


def test_a_matrix_of_other_places_is_an_error() -> None:
    with pytest.raises(InputError, match="has no place A"):
        complete(Matrix.unknown(("P",)), PLACES)


def test_a_start_without_coordinates_cannot_be_estimated_and_a_ticket_has_no_way() -> None:
    two = {"A": PLACES["A"], "N": Place(id="N")}
    with pytest.raises(InputError, match="place N has no coordinates"):
        complete(Matrix.unknown(("A",)), two, "estimate", needed={"N"})
    assert complete(Matrix.unknown(("A",)), two, "estimate", needed={"A"}).seconds[0, 1] == NO_WAY

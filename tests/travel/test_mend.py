"""Mended matrices."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import InputError
from models.place import Place
from scheduler.travel import UNKNOWN, Matrix, complete, mend


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


def test_a_pair_nobody_knows_is_an_error_or_estimated() -> None:
    lost = Matrix(("A", "B"), np.array([[0, 60], [UNKNOWN, 0]], np.int32), np.array([[0, 600], [UNKNOWN, 0]], np.int32))
    two = {key: PLACES[key] for key in "AB"}
    with pytest.raises(InputError, match="1 pairs of places have no way between them, the first from B to A"):
        complete(lost, two)
    travel = complete(lost, two, "estimate")
    assert travel.seconds[0, 1] == 60 and 300 < travel.seconds[1, 0] < 600
    assert "1 pairs estimated" in travel.source


def test_a_place_the_matrix_does_not_name_is_an_error() -> None:
    with pytest.raises(InputError) as caught:
        complete(Matrix.unknown(("A",)), PLACES)
    assert [trouble.value for trouble in caught.value.troubles] == ["B", "C"]


def test_a_place_without_coordinates_cannot_be_estimated() -> None:
    two = {"A": PLACES["A"], "N": Place(id="N")}
    with pytest.raises(InputError, match="place N has no coordinates"):
        complete(Matrix.unknown(("A",)), two, "estimate")

"""Matrices against the coordinates of their places."""

from __future__ import annotations

import numpy as np
import pytest

from models.place import Place
from scheduler.travel.doubts import doubts
from scheduler.travel.matrix import Matrix
from scheduler.travel.straight import straight_lines

KEYS = tuple("ABCDE")
PLACES = {key: Place(id=key, lat=31 + 0.05 * (k % 3), lon=121 + 0.06 * k) for k, key in enumerate(KEYS)}
STRAIGHT = straight_lines(PLACES)
SECONDS = np.rint(STRAIGHT * 1.35 / (35 / 3.6))  # 35 km/h on roads that are a third longer than the straight line
METRES = np.rint(STRAIGHT * 1.35)


def found(seconds: np.ndarray = SECONDS, metres: np.ndarray = METRES, places: dict[str, Place] = PLACES) -> list[str]:
    return [f"{one.rule}: {one.message} {one.maybe}" for one in doubts(Matrix(KEYS, seconds, metres), places, "m.json")]


def but(values: np.ndarray, *cells: tuple[str, float]) -> np.ndarray:
    """The same with some legs, ``("AB", 900)``, changed."""
    changed = values.copy()
    for (a, b), value in cells:
        changed[KEYS.index(a), KEYS.index(b)] = value
    return changed


def test_a_matrix_that_agrees_gives_no_doubt() -> None:
    assert found() == []


def test_traffic_and_detours_give_no_doubt() -> None:
    assert found(but(SECONDS, ("AB", 3 * SECONDS[0, 1]), ("CD", SECONDS[2, 3] / 2))) == []


def test_a_zero_between_places_apart_is_named_with_its_distance() -> None:
    (said,) = found(but(SECONDS, ("AE", 0)))
    assert said.startswith("travel-zero: 1 pairs of places that lie apart take 0 s, among them A to E, 24 km")
    assert "write null" in said


@pytest.mark.parametrize(
    ("factor", "unit"), [(60, "minutes"), (3600, "hours"), (0.001, "milliseconds"), (10, "a tenth")]
)
def test_another_unit_is_recognised_with_its_factor(factor: float, unit: str) -> None:
    (said,) = found(SECONDS / factor)
    assert (
        said.startswith("travel-unit") and f"the times are {unit} and not seconds: multiply them by {factor:g}." in said
    )


def test_a_zero_too_many_in_one_leg_is_named() -> None:
    (said,) = found(but(SECONDS, ("AE", 10 * SECONDS[0, 4])))
    assert said.startswith("travel-digit: A to E") and "10 times as long" in said and "a zero too many" in said


def test_a_missing_zero_in_one_leg_is_named() -> None:
    (said,) = found(but(SECONDS, ("AE", SECONDS[0, 4] / 10)))
    assert "10 times as fast" in said and "a zero is missing" in said


def test_kilometres_for_metres_are_recognised() -> None:
    (said,) = found(metres=METRES / 1000)
    assert said.startswith("travel-metres: 20 roads are shorter") and "multiply them by 1000" in said


def test_one_road_shorter_than_the_straight_line_is_named() -> None:
    (said,) = found(metres=but(METRES, ("BD", 1000)))
    assert "among them B to D" in said and "a digit is missing" in said


def test_places_without_coordinates_give_no_doubt() -> None:
    assert found(SECONDS / 60, places={key: Place(id=key) for key in KEYS}) == []

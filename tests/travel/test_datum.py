"""Coordinates of Chinese maps; the points of GCJ-02 are published with the package eviltransform (MIT)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.travel.datum import points_to_wgs84, to_gcj02, to_wgs84

GCJ = [  # WGS-84 lat, lon -> GCJ-02 lat, lon: Shanghai, Shenzhen, Beijing
    (31.1774276, 121.5272106, 31.17530398364597, 121.531541859215),
    (22.543847, 113.912316, 22.540796131694766, 113.9171764808363),
    (39.911954, 116.377817, 39.91334545536069, 116.38404722455657),
]


@pytest.mark.parametrize("point", GCJ)
def test_published_points_both_ways(point: tuple[float, float, float, float]) -> None:
    lat, lon = to_gcj02(np.array([point[0]]), np.array([point[1]]))
    assert (lat[0], lon[0]) == (pytest.approx(point[2], abs=1e-7), pytest.approx(point[3], abs=1e-7))
    assert to_wgs84(point[2], point[3], "gcj02") == (
        pytest.approx(point[0], abs=1e-7),
        pytest.approx(point[1], abs=1e-7),
    )


def test_published_point_of_bd09() -> None:
    # BD-09 (39.915, 116.404) is GCJ-02 (39.90865673957631, 116.39762729119315) in the package coordtransform (MIT)
    gcj = to_wgs84(39.90865673957631, 116.39762729119315, "gcj02")
    assert to_wgs84(39.915, 116.404, "bd09") == (pytest.approx(gcj[0], abs=1e-9), pytest.approx(gcj[1], abs=1e-9))
    # geocraft goes on to WGS-84 in one step, to a metre or two
    assert gcj == (pytest.approx(39.907253214522164, abs=2e-5), pytest.approx(116.3913836995125, abs=2e-5))


@given(st.floats(20, 50), st.floats(80, 130))
def test_the_inverse_is_exact_to_a_millimetre(lat: float, lon: float) -> None:
    there = to_gcj02(np.array([lat]), np.array([lon]))
    back = points_to_wgs84(there[0], there[1], "gcj02")
    assert abs(back[0][0] - lat) < 1e-8 and abs(back[1][0] - lon) < 1e-8


def test_places_outside_china_stay() -> None:
    assert to_wgs84(48.85, 2.35, "gcj02") == (48.85, 2.35)


def test_the_shift_of_beijing_is_about_half_a_kilometre() -> None:
    lat, lon = to_gcj02(np.array([39.9042]), np.array([116.4074]))
    north, east = (lat[0] - 39.9042) * 111_000, (lon[0] - 116.4074) * 111_000 * np.cos(np.radians(39.9))
    assert np.hypot(north, east) == pytest.approx(553, abs=10)


def test_another_system_is_refused() -> None:
    with pytest.raises(ValueError, match="Maybe one of"):
        points_to_wgs84([0.0], [0.0], "utm")

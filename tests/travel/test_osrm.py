"""Asking a road server, over real HTTP."""

from __future__ import annotations

import numpy as np
import pytest

from models.errors import InputError
from models.place import Place
from models.travel import NO_WAY
from scheduler.travel import estimate, osrm
from scheduler.travel.globe import great_circle
from tests.travel.osrm_server import Behaviour, osrm_server


def some(count: int) -> dict[str, Place]:
    made = [Place(lat=31 + i / 100, lon=121 + (i * i % 7) / 50 + i / 1000) for i in range(count)]
    return {place.key: place for place in made}


def test_blocks_are_put_together_to_the_whole_matrix() -> None:
    places = some(23)
    behaviour = Behaviour()
    with osrm_server(behaviour) as url:
        travel = osrm(places, url, block=10)
    assert len(behaviour.asked) == 9  # 23 places are three blocks a side
    lat, lon = (np.array([getattr(place, name) for place in places.values()]) for name in ("lat", "lon"))
    expected = 1.2 * great_circle(lat, lon)
    assert np.abs(travel.metres - expected).max() <= 1.1
    assert np.abs(travel.seconds - expected / 10).max() <= 2
    assert "/table/v1/driving/" in behaviour.asked[0] and "annotations=duration" in behaviour.asked[0]


def test_a_block_that_is_too_big_is_halved() -> None:
    behaviour = Behaviour(most=4)
    with osrm_server(behaviour) as url:
        halved = osrm(some(9), url, block=9)
    with osrm_server(Behaviour()) as url:
        whole = osrm(some(9), url)
    assert np.array_equal(halved.seconds, whole.seconds)


def test_a_busy_server_is_asked_again() -> None:
    behaviour = Behaviour(fail_first=2)
    with osrm_server(behaviour) as url:
        osrm(some(3), url)
    assert len(behaviour.asked) == 3


@pytest.mark.parametrize("fallback", ["error", "estimate"])
def test_pairs_of_which_the_server_says_that_there_is_no_way_have_none(fallback: str) -> None:
    places = some(4)
    island = list(places.values())[2]
    with osrm_server(Behaviour(islands=(round(island.lon, 6),))) as url:
        travel = osrm(places, url, fallback=fallback)
    assert (np.delete(travel.seconds[2], 2) == NO_WAY).all() and travel.seconds[0, 1] < NO_WAY
    assert travel.source.endswith("6 pairs have no way")


def test_a_server_without_distances_gets_estimated_metres() -> None:
    places = some(3)
    with osrm_server(Behaviour(distances=False)) as url:
        travel = osrm(places, url)
    assert np.array_equal(travel.metres, estimate(places).metres)


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        (Behaviour(delay=0.5), "does not answer"),
        (Behaviour(garbage=True), "not JSON"),
        (Behaviour(fail_first=9), "503"),
        (Behaviour(most=0), "TooBig"),
    ],
    ids=["slow", "garbage", "down", "refuses"],
)
def test_a_server_that_fails_is_a_clear_error_or_the_estimate(behaviour: Behaviour, words: str) -> None:
    with osrm_server(behaviour) as url:
        with pytest.raises(InputError, match=words) as caught:
            osrm(some(2), url, timeout=0.1)
        assert caught.value.troubles[0].maybe and caught.value.troubles[0].value == url
        behaviour.asked.clear()
        assert np.array_equal(osrm(some(2), url, timeout=0.1, fallback="estimate").seconds, estimate(some(2)).seconds)


def test_the_password_of_a_road_server_is_used_and_never_shown() -> None:
    behaviour = Behaviour()
    with osrm_server(behaviour) as url:
        secret = url.replace("http://", "http://me:s3cret@")
        travel = osrm(some(3), secret)
        again = osrm(some(3), travel.source.split(" ")[1])  # the shown address still works within the process
    assert behaviour.asked
    assert "s3cret" not in travel.source + again.source
    assert "//***@" in travel.source
    with pytest.raises(InputError) as caught:
        osrm(some(3), "http://me:s3cret@127.0.0.1:9?key=s3cret", timeout=0.2)
    assert "s3cret" not in str(caught.value)
    guessed = osrm(some(3), "http://me:s3cret@127.0.0.1:9", timeout=0.2, fallback="estimate")
    assert "s3cret" not in guessed.source

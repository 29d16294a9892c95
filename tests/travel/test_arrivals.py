"""Set-ups once per place, and routes that begin or end anywhere."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from models.place import END_ANYWHERE, START_ANYWHERE, Place
from models.travel import Travel
from scheduler.compile.legs import check_triangle
from scheduler.travel.arrivals import with_arrivals, without_arrivals
from scheduler.travel.mend import UNKNOWN, mend


def roads(seconds: list[list[int]]) -> Travel:
    apart = np.array(seconds, np.int32)
    return Travel(tuple("abcdefgh"[: len(seconds)]), apart, apart * 10)


def places(*setups: int, open_ends: bool = True) -> dict[str, Place]:
    found = {key: Place(id=key, setup=setup) for key, setup in zip("abcdefgh", setups, strict=False)}
    return found | ({one.key: one for one in (START_ANYWHERE, END_ANYWHERE)} if open_ends else {})


@given(st.integers(2, 6), st.integers(0, 2**31), st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_triangle_still_holds_and_the_roads_come_back(size: int, seed: int, island: bool) -> None:
    dice = np.random.default_rng(seed)
    seconds = dice.integers(1, 1000, (size, size)).astype(np.int32)
    if island:  # nobody reaches the first place
        seconds[0, 1:] = seconds[1:, 0] = UNKNOWN
    mended, _ = mend(seconds)
    travel = Travel(tuple("abcdef"[:size]), mended, mended)
    made = with_arrivals(travel, places(*(int(one) for one in dice.integers(0, 90, size))))
    check_triangle(made.seconds, list(made.keys))
    again = without_arrivals(made)
    assert again.keys == travel.keys
    assert np.array_equal(again.seconds, travel.seconds) and np.array_equal(again.metres, travel.metres)


def test_a_set_up_is_paid_on_arriving_from_elsewhere_only() -> None:
    made = with_arrivals(roads([[0, 600], [600, 0]]), places(0, 60, open_ends=False))
    a, b = Place(id="a"), Place(id="b")
    assert [made.leg(*leg)[0] for leg in ((a, b), (b, a), (b, b))] == [660, 600, 0]


def test_an_open_start_pays_the_set_up_and_no_way() -> None:
    made = with_arrivals(roads([[0, 600], [600, 0]]), places(0, 60))
    assert made.leg(START_ANYWHERE, Place(id="b")) == (60, 0)
    assert made.leg(Place(id="b"), END_ANYWHERE) == (0, 0)
    assert made.leg(START_ANYWHERE, END_ANYWHERE) == (0, 0)


def test_nothing_changes_where_there_is_neither() -> None:
    travel = roads([[0, 600], [600, 0]])
    assert with_arrivals(travel, places(0, 0, open_ends=False)) is travel
    assert without_arrivals(travel) is travel

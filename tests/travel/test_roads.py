"""Travel of a day that has changed: new places, closed roads."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import InputError
from models.events import RoadClosed
from models.place import Place
from models.problem import Problem
from models.territory import Territory
from models.ticket import Ticket
from models.travel import Travel
from scheduler.generate import generate
from scheduler.travel import Estimate, estimate, mend
from scheduler.travel.closures import shares
from scheduler.travel.hang import hung
from scheduler.travel.roads import roads


@pytest.fixture(scope="module")
def problem() -> Problem:
    return generate(tickets=30, engineers=6, seed=1, language="en")


def with_place(problem: Problem, place: Place) -> Problem:
    return problem.replace(tickets=(*problem.tickets, Ticket(id="N1", place=place)))


def near(problem: Problem) -> Place:
    at = problem.tickets[0].place
    return Place(lat=at.lat + 0.01, lon=at.lon + 0.01)


def obeys_the_triangle(travel: Travel) -> bool:
    return mend(travel.seconds)[1] == 0


def test_a_day_with_estimated_travel_estimates_new_places_the_same_way(problem: Problem) -> None:
    day = with_place(problem, near(problem))
    travel = roads(day, ())
    whole = estimate(day.places(), Estimate(road_factor=1.4, speed_kmh=34))
    assert travel.leg(near(problem), day.tickets[3].place) == whole.leg(near(problem), day.tickets[3].place)
    assert travel.source == problem.travel.source


def test_what_was_known_stays_to_the_second(problem: Problem) -> None:
    old = problem.travel.seconds
    for source in (problem.travel.source, "matrix"):
        known = Travel(problem.travel.keys, old, problem.travel.metres, source)
        travel = roads(with_place(problem, near(problem)).replace(travel=known), ())
        assert np.array_equal(travel.seconds[: len(old), : len(old)], old)


def test_a_matrix_gets_an_estimate_calibrated_on_it_and_says_so(problem: Problem) -> None:
    # all roads of the matrix are twice as slow as estimated; the new place is no faster to reach than its neighbours
    slow = Travel(problem.travel.keys, problem.travel.seconds * 2, problem.travel.metres, "matrix of a city")
    day = with_place(problem, near(problem)).replace(travel=slow)
    travel = roads(day, ())
    assert travel.source == "matrix of a city; 1 new place estimated by way of the nearest known ones"
    far = max(problem.tickets, key=lambda ticket: problem.travel.leg(problem.tickets[0].place, ticket.place)[0])
    usual, found = slow.leg(problem.tickets[0].place, far.place)[0], travel.leg(near(problem), far.place)[0]
    assert 0.7 * usual < found < 1.6 * usual
    assert obeys_the_triangle(travel)


def test_a_place_without_coordinates_is_refused(problem: Problem) -> None:
    with pytest.raises(InputError, match="place P-99 has no coordinates"):
        roads(with_place(problem, Place(id="P-99")), ())


def test_a_road_server_that_does_not_answer_is_replaced_by_the_estimate(problem: Problem) -> None:
    known = Travel(
        problem.travel.keys, problem.travel.seconds, problem.travel.metres, "osrm http://127.0.0.1:9 driving"
    )
    travel = roads(with_place(problem, near(problem)).replace(travel=known), ())
    assert "estimated by way of the nearest" in travel.source


def test_territories_keep_their_own_roads(problem: Problem) -> None:
    areas = (Territory(id="north", name="North", speed_kmh=20),)
    tickets = tuple(ticket.but(territory="north") for ticket in problem.tickets)
    day = problem.replace(tickets=tickets, territories=areas)
    own = {"north": {"speed_kmh": 20.0}}
    parameters = Estimate(road_factor=1.4, speed_kmh=34)
    where = {ticket.place.key: "north" for ticket in tickets}
    day = day.replace(travel=estimate(day.places(), parameters, where, own))
    new = with_place(day, near(problem))
    new = new.replace(tickets=(*new.tickets[:-1], new.tickets[-1].but(territory="north")))
    travel = roads(new, ())
    slow = Estimate(road_factor=1.4, speed_kmh=20)
    straight = estimate({place.key: place for place in (near(problem), tickets[0].place)}, slow)
    assert travel.leg(near(problem), tickets[0].place) == straight.leg(near(problem), tickets[0].place)


def test_a_closed_road_slows_the_part_of_a_leg_that_lies_in_it(problem: Problem) -> None:
    a, b = problem.tickets[0].place, problem.tickets[1].place
    everywhere = RoadClosed(at=0, lat=a.lat, lon=a.lon, radius_km=200, factor=3)
    slow = roads(problem, (everywhere,))
    assert slow.leg(a, b)[0] == 3 * problem.travel.leg(a, b)[0]
    nowhere = RoadClosed(at=0, lat=a.lat + 20, lon=a.lon, radius_km=1, factor=3)
    assert np.array_equal(roads(problem, (nowhere,)).seconds, problem.travel.seconds)
    assert slow.source.endswith("; 1 roads closed")


@settings(max_examples=30, deadline=None)
@given(lat=st.floats(53.7, 53.9), lon=st.floats(-1.7, -1.4), radius=st.floats(0.1, 8), factor=st.floats(1, 5))
def test_closed_roads_never_make_a_leg_faster_and_keep_the_triangle(
    problem: Problem, lat: float, lon: float, radius: float, factor: float
) -> None:
    travel = roads(problem, (RoadClosed(at=0, lat=lat, lon=lon, radius_km=radius, factor=factor),))
    assert (travel.seconds >= problem.travel.seconds).all()
    assert (travel.seconds <= np.ceil(problem.travel.seconds * factor)).all()
    assert obeys_the_triangle(travel)


def test_a_line_through_the_middle_of_a_circle_lies_in_it_by_diameter_over_length() -> None:
    # 22.24 km from west to east through the middle of a circle of 5 km radius: 10 / 22.24
    share = shares(np.array([0.0, 0.0]), np.array([-0.1, 0.1]), 0.0, 0.0, 5000.0)[0, 1]
    assert share == pytest.approx(10_000 / 22_239, rel=1e-3)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_a_hung_place_makes_no_shortcut(seed: int) -> None:
    dice = np.random.default_rng(seed)
    lat, lon = dice.uniform(31.0, 31.4, 9), dice.uniform(121.2, 121.7, 9)
    places = {f"{a:.6f},{b:.6f}": Place(lat=float(a), lon=float(b)) for a, b in zip(lat, lon, strict=True)}
    places = {place.key: place for place in places.values()}
    size = len(places)
    seconds, _ = mend(dice.integers(60, 4000, (size, size)).astype(np.int32))
    known = Travel(tuple(places), seconds, seconds * 10, "matrix")
    new = Place(lat=31.2, lon=121.45)
    travel = hung(known, places, {new.key: new}, Estimate())
    assert np.array_equal(travel.seconds[:size, :size], seconds)
    assert obeys_the_triangle(travel)

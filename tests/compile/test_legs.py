from __future__ import annotations

import numpy as np
import pytest

from models.errors import InputError
from models.travel import Travel
from scheduler.compile import compile
from tests.compile.small import Driving, engineer, place, problem, road, ticket


def test_a_leg_costs_what_every_rule_says_each_part_rounded_down() -> None:
    # 7 min at 60.001/h: 60001 * 420 // 3600 = 7000; 7 km at 0.333: 333 * 7000 // 1000 = 2331
    day = compile(problem((), ticket(kilometre=7), Driving(hour=60_001, kilometre={"E1": 333}))).day
    home, site = day.start_place[0], day.place[0]
    assert day.seconds[0, home, site] == 420
    assert day.leg_cost[0, home, site] == 7000 + 2331


def test_engineers_with_the_same_rates_share_a_profile() -> None:
    people = (engineer("E1"), engineer("E2"), engineer("E3"))
    day = compile(problem(people, (), Driving(kilometre={"E2": 500}))).day
    assert day.profile.tolist() == [0, 1, 0]
    assert day.leg_cost.shape[0] == day.seconds.shape[0] == 2


def test_without_a_rule_driving_is_free() -> None:
    assert not compile(problem()).day.leg_cost.any()


def test_only_places_in_use_get_into_the_day() -> None:
    assert compile(problem((), (ticket("T1", 3), ticket("T2", 3)), travel=road(100))).day.seconds.shape == (1, 2, 2)


def test_a_shift_may_start_and_end_elsewhere() -> None:
    one = engineer(end=place(2))
    moved = one.shifts[0].but(start_place=place(5))
    day = compile(problem(one.but(shifts=(moved,)), ticket(kilometre=10))).day
    # 5 min from kilometre 5 to 10, 8 min from there to kilometre 2
    assert day.seconds[0, day.start_place[0], day.place[0]] == 300
    assert day.seconds[0, day.place[0], day.end_place[0]] == 480


def test_every_place_without_travel_is_named() -> None:
    with pytest.raises(InputError, match=r"km55 of ticket T1 .*\n.*\n.*km66 of ticket T2") as error:
        compile(problem((), (ticket("T1", 55), ticket("T2", 66))))
    assert [trouble.value for trouble in error.value.troubles] == ["km55", "km66"]


def test_a_detour_that_is_faster_is_refused() -> None:
    direct = road()
    seconds = direct.seconds.copy()
    seconds[0, 10] = 900  # over kilometre 5 it is 5 + 5 min = 600 s
    slow = Travel(direct.keys, seconds, direct.metres)
    with pytest.raises(InputError, match="from km0 to km10 takes 900 s, but over km5 only 600 s"):
        compile(problem((), (ticket("T1", 5), ticket("T2", 10)), travel=slow))


def test_a_detour_is_found_among_many_places_too() -> None:
    far = road(600)
    seconds = far.seconds.copy()
    seconds[0, 600] += 100_000
    tickets = tuple(ticket(f"T{k}", k) for k in range(601))
    with pytest.raises(InputError, match="from km0 to km600"):
        compile(problem((), tickets, travel=Travel(far.keys, seconds.astype(np.int32), far.metres)))

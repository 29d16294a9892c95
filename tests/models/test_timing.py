"""How long visits and drives take."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.engineer import Engineer
from models.interval import merge
from models.ticket import SkillNeed, Ticket
from models.timing import drive, drive_back, duration, durations, free
from scheduler import day as contract
from tests.rules.random_days import random_problem

spans = st.lists(st.tuples(st.integers(0, 500), st.integers(1, 60)), max_size=4).map(
    lambda pairs: merge((start, start + length) for start, length in pairs)
)


def needs(*skills: str) -> Ticket:
    return Ticket(id="T1", duration=3600, skills=tuple(SkillNeed(skill=skill) for skill in skills))


def test_the_slowest_of_the_skills_needed_sets_the_pace() -> None:
    engineer = Engineer(id="E1", speed={"plc": 80, "hvac": 125})
    assert duration(engineer, needs("plc")) == 2880
    assert duration(engineer, needs("plc", "hvac")) == 4500
    assert duration(engineer, needs("plc", "network")) == 3600  # nothing is known of network: normal speed
    assert duration(engineer, needs()) == 3600


def test_durations_round_up_and_are_at_least_a_second() -> None:
    engineer = Engineer(id="E1", speed={"plc": 33})
    assert duration(engineer, needs("plc").but(duration=100)) == 33
    assert duration(engineer, needs("plc").but(duration=101)) == 34  # 33.33
    assert duration(engineer.but(speed={"plc": 0}), needs("plc")) == 1


def test_durations_of_all_pairs_are_those_of_each_pair() -> None:
    problem = random_problem(1)
    table = durations(problem)
    assert table.dtype == np.int32 and len(set(table.ravel().tolist())) > 5
    for e, engineer in enumerate(problem.engineers):
        assert table[e].tolist() == [duration(engineer, ticket) for ticket in problem.tickets]


def test_a_day_without_tickets_or_engineers_has_no_durations() -> None:
    problem = random_problem(1)
    assert durations(problem.replace(tickets=())).shape == (8, 0)
    assert durations(problem.replace(engineers=())).shape == (0, 20)


@given(spans, st.integers(0, 600), st.integers(0, 300))
def test_driving_is_that_of_the_contract(blocks: tuple[tuple[int, int], ...], time: int, seconds: int) -> None:
    assert drive(blocks, time, seconds) == contract.drive(list(blocks), time, seconds)
    assert drive_back(blocks, time, seconds) == contract.drive_back(list(blocks), time, seconds)


@given(spans, st.integers(0, 600), st.integers(0, 300), st.integers(0, 100))
def test_who_leaves_later_never_arrives_earlier(
    blocks: tuple[tuple[int, int], ...], time: int, seconds: int, later: int
) -> None:
    arrival = drive(blocks, time, seconds)
    assert drive(blocks, time + later, seconds) >= arrival
    assert free(blocks, time, arrival) == seconds
    assert drive(blocks, drive_back(blocks, arrival, seconds), seconds) <= arrival

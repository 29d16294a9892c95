"""Rule ``road``: a way there, a way back, of any shift."""

from __future__ import annotations

import numpy as np

from models.engineer import Shift
from models.place import Place
from models.problem import Problem
from models.rules.days import CLOCK
from models.rules.road import Road
from models.travel import NO_WAY, Travel
from tests.rules.ask import a_day, a_ticket, an_engineer, says, table

RULE = Road()
DEPOT, ISLAND, ELSEWHERE = Place(id="depot"), Place(id="island"), Place(id="elsewhere")

CASES = {
    "there and back": (10, 10, True),
    "the last second of a way": (NO_WAY - 1, 10, True),
    "no way there": (NO_WAY, 10, False),
    "no way back": (10, NO_WAY, False),
}


def day(there: int, back: int, *shifts: Shift, start: Place = DEPOT, place: Place = ISLAND) -> Problem:
    engineer, ticket = an_engineer(start=start, **({"shifts": shifts} if shifts else {})), a_ticket(place=place)
    seconds = np.array([[0, there], [back, 0]], np.int32)
    return a_day(RULE, engineer, ticket).replace(travel=Travel(("depot", "island"), seconds, seconds))


def may(problem: Problem) -> bool:
    one, whole = RULE.allows(problem.engineer["E1"], problem.ticket["T1"], problem), RULE.allows_all(problem)
    assert whole[list(problem.engineer).index("E1"), list(problem.ticket).index("T1")] == one
    return one


@table("there, back, allowed", CASES)
def test_a_way_leads_there_and_back(there: int, back: int, allowed: bool) -> None:
    assert may(day(there, back)) is allowed


def test_who_starts_there_needs_no_way() -> None:
    assert may(day(NO_WAY, NO_WAY, start=ISLAND))


def test_one_shift_that_starts_there_is_enough() -> None:
    here = Shift(id="a", start=CLOCK.at(0, "08:00"), end=CLOCK.at(0, "12:00"))
    there = Shift(id="b", start=CLOCK.at(0, "13:00"), end=CLOCK.at(0, "17:00"), start_place=ISLAND, end_place=ISLAND)
    assert not may(day(NO_WAY, NO_WAY, here))
    assert may(day(NO_WAY, NO_WAY, here, there))


def test_a_place_the_matrix_does_not_name_is_another_matter() -> None:
    assert may(day(NO_WAY, NO_WAY, place=ELSEWHERE))


def test_the_reason_names_the_leg_that_is_missing() -> None:
    for there, back, english, chinese in (
        (NO_WAY, 10, "no road is known from depot to island, so E1 cannot get to T1",
         "从 depot 到 island 无路可达，E1 无法往返 T1"),
        (10, NO_WAY, "no road is known from island to depot, so E1 cannot get to T1 and back",
         "从 island 到 depot 无路可达，E1 无法往返 T1"),
    ):  # fmt: skip
        problem = day(there, back)
        assert says(RULE.why(problem.engineer["E1"], problem.ticket["T1"], problem), english, chinese)

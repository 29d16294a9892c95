"""Nights: a time of day belongs to the running shift, and the day ends when the shift does."""

from __future__ import annotations

import pytest

from models.engineer import Shift
from models.errors import InputError
from models.events import EngineerOut, moment, situation
from models.problem import Problem
from models.rules.longest_overtime import LongestOvertime
from scheduler.compile import assemble, compile
from tests.compile.small import HOUR, Bound, Driving, Left, engineer, problem, ticket

NIGHT = Shift(id="E1@night", start=22 * HOUR, end=30 * HOUR)


def night(*shifts: Shift) -> Problem:
    return problem(engineer("E1", shifts=shifts or (NIGHT,)), (ticket("T1", 10),), Bound(), Driving(), Left())


def test_half_past_one_is_in_the_running_night() -> None:
    assert moment(night(), "01:30") == 25 * HOUR + HOUR // 2
    assert moment(night(), "22:30") == 22 * HOUR + HOUR // 2


def test_noon_is_in_no_shift_and_on_two_days_and_is_refused() -> None:
    with pytest.raises(InputError, match="holds it 2 times"):
        moment(night(), "12:00")


def test_of_two_nights_the_running_one_counts() -> None:
    day = night(NIGHT, Shift(id="E1@next", start=46 * HOUR, end=54 * HOUR))
    with pytest.raises(InputError, match="holds it 2 times"):
        moment(day, "01:30")
    assert moment(day.replace(now=23 * HOUR), "01:30") == 25 * HOUR + HOUR // 2


def out(day: Problem, at: int) -> tuple[int, int]:
    plan = assemble(day, compile(day), [[] for _ in day.shifts])
    left = situation(day, at, plan, (EngineerOut(at=at, engineer="E1"),)).problem
    away = left.engineer["E1"].absences[-1]
    return away.start, away.end


def test_the_rest_of_the_day_ends_with_the_night_shift_and_not_at_midnight() -> None:
    assert out(night(), 23 * HOUR) == (23 * HOUR, 30 * HOUR)


def test_the_rest_of_the_day_holds_its_second_shift_and_not_tomorrows() -> None:
    shifts = [
        Shift(id=f"E1@{k}", start=a * HOUR, end=b * HOUR) for k, (a, b) in enumerate([(8, 11), (16, 20), (32, 40)])
    ]
    assert out(night(*shifts), 9 * HOUR) == (9 * HOUR, 20 * HOUR)


def test_who_is_out_does_no_overtime_either() -> None:
    day = night()
    allowed = day.policy.but(rules=(*day.policy.rules, LongestOvertime(minutes=60)))
    assert out(day.replace(policy=allowed), 23 * HOUR) == (23 * HOUR, 31 * HOUR)

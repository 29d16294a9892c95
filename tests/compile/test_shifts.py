from __future__ import annotations

import pytest

from models.engineer import Absence, Break, Shift
from models.errors import InputError
from models.shapes import ShiftPrice
from scheduler.compile import compile
from scheduler.day import NEVER
from tests.compile.small import HOUR, Away, Bound, Pay, Rest, Visits, engineer, problem


class MoreRest(Rest):
    id = "more-rest"


class MorePay(Pay):
    id = "more-pay"


class TightBound(Bound):
    id = "tight-bound"


def test_two_days_of_an_engineer_are_two_shifts() -> None:
    days = [Shift(id=f"E1@{24 + k}", start=(8 + 24 * k) * HOUR, end=(17 + 24 * k) * HOUR) for k in range(2)]
    compiled = compile(problem((engineer("E1", *days), engineer("E2")), (), Bound(overtime=HOUR)))
    assert compiled.shifts == (("E1", "E1@24"), ("E1", "E1@25"), ("E2", "E2@24"))
    assert compiled.day.start.tolist() == [8 * HOUR, 32 * HOUR, 8 * HOUR]
    assert compiled.day.last.tolist() == [18 * HOUR, 42 * HOUR, 18 * HOUR]


def test_nobody_leaves_before_now() -> None:
    assert compile(problem(now=10 * HOUR)).day.start.tolist() == [10 * HOUR]


def test_the_least_of_several_bounds_counts_and_none_is_no_bound() -> None:
    day = compile(problem((), (), Bound(overtime=2 * HOUR), TightBound(overtime=HOUR), Visits())).day
    assert (day.last[0], day.max_visits[0], day.max_work[0]) == (18 * HOUR, NEVER, NEVER)
    assert compile(problem((), (), Visits(visits=3))).day.max_visits.tolist() == [3]


def test_prices_of_a_shift_are_those_of_the_rule() -> None:
    day = compile(problem((), (), Bound(), Pay(prices=ShiftPrice(used=7, worked_hour=8, overtime_hour=9)))).day
    assert (day.fixed_cost[0], day.work_rate[0], day.overtime_rate[0]) == (7, 8, 9)


def test_blocks_are_merged_and_cut_off_outside_the_shift() -> None:
    away = tuple(Absence(start=a * HOUR, end=b * HOUR) for a, b in ((6, 7), (10, 11), (11, 12), (18, 19)))
    day = compile(problem(engineer(absences=away), (), Bound(), Away())).day
    assert list(zip(day.block_from.tolist(), day.block_to.tolist(), strict=True)) == [(10 * HOUR, 12 * HOUR)]
    assert day.block_offset.tolist() == [0, 1]


def test_a_shift_has_its_break_or_none() -> None:
    rest = Break(length=1800, earliest=11 * HOUR, latest=13 * HOUR)
    eater = Shift(id="E2@24", start=8 * HOUR, end=17 * HOUR, rest=rest)
    day = compile(problem((engineer("E1"), engineer("E2", eater)), (), Rest())).day
    assert day.break_length.tolist() == [0, 1800]
    assert day.break_latest.tolist() == [NEVER, 13 * HOUR]


def test_two_breaks_on_one_shift_are_refused_by_name() -> None:
    rest = Break(length=1800, earliest=11 * HOUR, latest=13 * HOUR)
    eater = Shift(id="E1@24", start=8 * HOUR, end=17 * HOUR, rest=rest)
    with pytest.raises(InputError, match="E1@24 has a break from each of the rules rest, more-rest"):
        compile(problem(engineer("E1", eater), (), Rest(), MoreRest()))


def test_an_hour_has_one_price_but_any_rule_may_price_the_use_of_a_shift() -> None:
    two = Pay(prices=ShiftPrice(used=2, worked_hour=5)), MorePay(prices=ShiftPrice(used=3, overtime_hour=7))
    day = compile(problem((), (), Bound(), *two)).day
    assert (day.fixed_cost[0], day.work_rate[0], day.overtime_rate[0]) == (5, 5, 7)
    with pytest.raises(InputError, match="an hour worked on shift E1@24 is priced by the rules pay and more-pay"):
        compile(problem((), (), Bound(), two[0], MorePay(prices=ShiftPrice(worked_hour=1))))

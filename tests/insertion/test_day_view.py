"""Parts of a Day say of their routes what the whole Day says; freed of limits every order has times."""

from __future__ import annotations

from random import Random

import pytest

from scheduler.dispatch.fit import Loose, timed
from scheduler.engine import Schedule, evaluate, part
from scheduler.insertion.day_view import starts_of
from tests.dispatch.boards import random_board


def figures(schedule: Schedule) -> tuple[object, ...]:
    """Everything a schedule says."""
    return (schedule.feasible, schedule.cost, schedule.depart, schedule.end, list(schedule.starts),
            list(schedule.finishes), schedule.break_leg, schedule.break_start, list(schedule.usage))  # fmt: skip


@pytest.mark.parametrize("seed", range(15))
def test_a_part_times_and_prices_any_order_as_the_whole_day_does(seed: int) -> None:
    board, dice = random_board(seed), Random(seed)
    day = board.compiled.day
    for e in range(day.m):
        tickets = [i for i in range(day.n) if day.allowed[e, i]]
        dice.shuffle(tickets)
        for size in range(min(4, len(tickets)) + 1):
            order = tickets[:size]
            small = evaluate(part(day, [e], order), 0, list(range(size)))
            whole = evaluate(day, e, order)
            assert small.feasible == whole.feasible
            if whole.feasible:
                assert figures(small) == figures(whole)


@pytest.mark.parametrize("seed", range(15))
def test_without_limits_every_order_has_times_and_none_is_dearer_than_with_them(seed: int) -> None:
    board, dice = random_board(seed), Random(seed)
    day = board.compiled.day
    for e in range(day.m):
        tickets = [i for i in range(day.n) if day.allowed[e, i]]
        dice.shuffle(tickets)
        order = tickets[:5]
        loose = Loose(part(day, [e], order)).timed(range(len(order)))
        whole = board.case.timed(e, order)
        assert loose.feasible
        assert timed(board, e, order).forced is not whole.feasible
        if whole.feasible:
            assert loose.cost <= whole.cost  # a break at another time may save money where windows do not count


def test_a_ticket_may_come_twice() -> None:
    board = random_board(2)
    day = board.compiled.day
    e, i = next((e, i) for e in range(day.m) for i in range(day.n) if day.allowed[e, i])
    twice = part(day, [e], [i, i])
    assert starts_of(twice, 0, 0) == starts_of(twice, 0, 1) == starts_of(day, e, i)

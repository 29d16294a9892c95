"""Moves by hand where somebody has two shifts that meet: priced as the judge does, never in two places."""

from __future__ import annotations

from itertools import pairwise

import pytest

from models.engineer import Engineer, Shift
from scheduler.compile import assemble, compile
from scheduler.dispatch import Board, slots, suggest, swap, try_move
from scheduler.planning.repair import mended
from tests.compile.small import HOUR, MINUTE, Bound, Driving, Left, When, engineer, problem, ticket
from tests.dispatch.boards import agrees
from tests.properties.random_days import random_problem, random_routes

HALVES = (Shift(id="am", start=8 * HOUR, end=12 * HOUR), Shift(id="pm", start=12 * HOUR, end=17 * HOUR))


def halved(one: Engineer) -> Engineer:
    """Every shift in two that touch at its middle."""
    shifts = []
    for shift in one.shifts:
        middle = (shift.start + shift.end) // 2
        shifts += [shift.but(id=f"{shift.id}a", end=middle), shift.but(id=f"{shift.id}b", start=middle, rest=None)]
    return one.but(shifts=tuple(shifts))


def random_board(seed: int) -> Board:
    day = random_problem(seed, 8, 2, days=1)
    day = day.replace(engineers=tuple(map(halved, day.engineers)), published=None)
    compiled = compile(day)
    routes = mended(compiled.day, random_routes(seed, compiled))
    return Board.of(day, assemble(day, compiled, routes), compiled)


@pytest.mark.parametrize("seed", range(8))
def test_the_judge_agrees_with_every_move_of_people_with_two_shifts(seed: int) -> None:
    board = random_board(seed)
    for id in board.compiled.tickets:
        for who in (None, *board.shifts_of):
            agrees(board.problem, board, try_move(board, id, who))
    served = [board.compiled.tickets[i] for i in board.where]
    for one, other in pairwise(served):
        agrees(board.problem, board, swap(board, one, other))


def board_of(first: int, second: int) -> Board:
    """T1 may start until ``first`` and T2 until ``second``; T1 is served in the morning from 11:30, T2 is not.

    Both are ten minutes from where E1 lives, at the two ends of the road: the morning ends 12:40.
    """
    when = When(spans={"T1": ((11 * HOUR + 30 * MINUTE, first),), "T2": ((12 * HOUR, second),)})
    day = problem(
        engineer("E1", *HALVES, start=HOME),
        (ticket("T1", 20), ticket("T2", 0)),
        when,
        Bound(overtime=HOUR),
        Left(),
        Driving(),
    )
    compiled = compile(day)
    return Board.of(day, assemble(day, compiled, [[0], []]), compiled)


HOME = ticket(kilometre=10).place


def test_a_second_shift_is_offered_only_once_the_first_has_ended() -> None:
    """12:40 and ten minutes: T2 is possible from 12:50 on, and not where it must start sooner."""
    late, soon = (12 * HOUR + 50 * MINUTE + 1, 12 * HOUR + 50 * MINUTE)
    fits, fails = (try_move(board_of(12 * HOUR, end), "T2", "E1") for end in (late, soon))
    assert fits.allowed
    assert fits.visit is not None and fits.visit.start == 12 * HOUR + 50 * MINUTE
    assert not fails.allowed
    assert [one.allowed for one in suggest(board_of(12 * HOUR, soon), "T2")] == [False]


def test_slots_are_free_only_when_the_person_is() -> None:
    board = board_of(12 * HOUR, 17 * HOUR)
    free = slots(board, "T2")
    assert free and all(slot.window.start >= 12 * HOUR for slot in free)


def test_an_afternoon_that_can_wait_is_put_off_for_the_morning_and_told() -> None:
    """T2 alone is served 12:10; with T1 in the morning from 12:50, which the move says."""
    board = board_of(12 * HOUR, 17 * HOUR)
    board = board.with_routes([[], [1]])
    moved = try_move(board, "T1", "E1")
    assert moved.allowed
    assert [(one.ticket, one.old_start, one.start) for one in moved.shifted] == [
        ("T2", 12 * HOUR + 10 * MINUTE, 12 * HOUR + 50 * MINUTE)
    ]
    agrees(board.problem, board, moved)

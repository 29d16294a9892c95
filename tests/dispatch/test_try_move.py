"""Moves by hand on random days: price, times and broken rules are what the judge says of the changed plan."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from models.errors import InputError
from models.judge import judge
from models.problem import Problem
from scheduler.compile import assemble, compile
from scheduler.dispatch import Board, Move, swap, try_move
from tests.compile.small import HOUR, Bound, Driving, Visits, When, engineer, problem, ticket
from tests.properties.random_days import random_problem, random_routes

SEEDS = range(30)


def random_board(seed: int) -> Board:
    """A random day in which every rule has something to say, and a random plan of it."""
    day = random_problem(seed, days=1 + seed % 2)
    compiled = compile(day)
    return Board.of(day, assemble(day, compiled, random_routes(seed, compiled)), compiled)


def agrees(day: Problem, board: Board, move: Move) -> None:
    """The judge, who sees only the two plans, says the same as the move."""
    before, after = judge(day, board.plan), judge(day, move.plan)
    assert move.price == after.cost - before.cost
    changed = {rule: after.costs[rule] - before.costs[rule] for rule in after.costs}
    assert move.parts == {rule: money for rule, money in changed.items() if money}
    key = lambda finding: (finding.rule, finding.message, finding.ticket, finding.engineer)  # noqa: E731
    assert sorted(map(key, (*move.broken, *move.standing))) == sorted(map(key, after.broken))
    assert move.allowed == (not move.broken)
    assert {f.rule for f in move.standing} <= {f.rule for f in before.broken}
    starts = {id: visit.start for id, (_, visit) in before_starts(board).items()}
    then = {id: visit.start for id, (_, visit) in move.plan.served().items()}
    others = {id for id in starts if id in then and id not in (move.ticket, move.other)}
    assert {(one.ticket, one.before, one.after) for one in move.shifted} == {
        (id, starts[id], then[id]) for id in others if starts[id] != then[id]
    }


def before_starts(board: Board):  # type: ignore[no-untyped-def]
    return board.plan.served()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_judge_agrees_with_every_move(seed: int) -> None:
    board = random_board(seed)
    day = board.problem
    dice = Random(seed)
    for id in board.compiled.tickets:
        for who in (None, *board.shifts_of):
            agrees(day, board, try_move(board, id, who))
        who = dice.choice(list(board.shifts_of))
        start = max(day.now, dice.randint(7 * 60, 19 * 60) * 60)
        move = try_move(board, id, who, start)
        agrees(day, board, move)
        assert move.wish is not None
        assert move.visit is not None
        if move.wish.met:
            assert move.visit.start == start
            assert move.wish.nearest == start


@pytest.mark.parametrize("seed", SEEDS)
def test_the_judge_agrees_with_every_swap(seed: int) -> None:
    board = random_board(seed)
    served = [board.compiled.tickets[i] for i in board.where]
    for a, b in pairwise(served):
        agrees(board.problem, board, swap(board, a, b))

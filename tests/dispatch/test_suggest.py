"""Suggestions: everybody with a shift, ranked, each the move that trying it gives."""

from __future__ import annotations

import pytest

from models.clock import HOUR
from models.errors import InputError
from models.judge import judge
from models.plan import Plan
from scheduler.compile import assemble, compile
from scheduler.dispatch import Board, suggest, try_move
from scheduler.generate import generate
from scheduler.planning.plan import plan
from tests.compile.small import Allow, Bound, Driving, Left, When, engineer, problem, ticket
from tests.dispatch.boards import agrees, random_board


def test_the_near_one_first_then_the_far_one_then_who_may_not() -> None:
    # T1 lies at 10; E1 starts at 8, E2 at 0, E3 next door but may not: 4, 20 and 2 minutes of driving at 1000.
    people = (engineer("E2"), engineer("E3", start={"id": "km9"}), engineer("E1", start={"id": "km8"}))
    day = problem(people, ticket("T1", 10), Bound(), Driving(), Left(), Allow(forbidden=(("E3", "T1"),)))
    found = suggest(Board.of(day, Plan(unserved=("T1",))), "T1")
    assert [(one.place, one.engineer, one.move.verdict, one.price) for one in found] == [
        (1, "E1", "allowed", 4000 - 1_000_000),
        (2, "E2", "allowed", 20_000 - 1_000_000),
        (3, "E3", "forbidden", 2000 - 1_000_000),
    ]
    assert found[2].move.rules == ("allow",)
    assert [one.engineer for one in suggest(Board.of(day), "T1", limit=1)] == ["E1"]


@pytest.mark.parametrize("seed", range(10))
def test_each_is_the_move_that_trying_gives_and_the_judge_agrees(seed: int) -> None:
    board = random_board(seed)
    for id in board.compiled.tickets:
        found = suggest(board, id)
        assert {one.engineer for one in found} == set(board.shifts_of)
        for one in found:
            again = try_move(board, id, one.engineer)
            assert (one.move.price, one.move.verdict, one.move.visit) == (again.price, again.verdict, again.visit)
            assert one.current == (one.move.was == one.engineer)
            agrees(board.problem, board, one.move)
        verdicts = [one.move.allowed for one in found]
        assert verdicts == sorted(verdicts, reverse=True)
        prices = [one.price for one in found if one.move.allowed]
        assert prices == sorted(prices)


def test_planning_around_the_best_keeps_them_on_the_ticket_and_is_never_dearer() -> None:
    day = generate(tickets=24, engineers=5, seed=3, language="en")
    made = plan(day, iterations=30, proof=False).plan
    board = Board.of(day, made)
    id = next(iter(board.plan.served()))
    found = suggest(board, id, resolve=2, iterations=200)
    solved = [one for one in found if one.resolved_plan is not None]
    assert solved
    for one in solved:
        assert one.resolved_plan is not None
        assert one.resolved is not None
        assert one.resolved_plan.served()[id][0].engineer == one.engineer
        report = judge(day, one.resolved_plan)
        assert report.feasible
        assert report.cost - board.cost == one.resolved <= one.move.price
    again = suggest(board, id, resolve=2, iterations=200)
    assert [one.as_dict() for one in again] == [one.as_dict() for one in found]


def test_an_unknown_ticket_is_refused() -> None:
    with pytest.raises(InputError, match="no such ticket"):
        suggest(Board.of(problem(engineer("E1"), ticket("T1"))), "T7")


def test_planned_around_somebody_without_room_may_have_some() -> None:
    # E1 is at T1 at 09:00 sharp and T2 wants the same; E2 could take T1 but not T2.
    sharp = ((9 * HOUR, 9 * HOUR + 1),)
    day = problem((engineer("E1"), engineer("E2")), (ticket("T1", 10), ticket("T2", 10)), Bound(), Driving(), Left(),
                  When(concern=(True, True), spans={"T1": sharp, "T2": sharp, "E2/T2": ()}))  # fmt: skip
    compiled = compile(day)
    board = Board.of(day, assemble(day, compiled, [[0], []]), compiled)
    first, second = suggest(board, "T2", resolve=2, iterations=50)
    assert (first.engineer, first.move.allowed, first.allowed, first.left) == ("E1", False, True, ())
    assert first.price == first.resolved == 20_000 - 1_000_000
    assert (second.engineer, second.allowed) == ("E2", False)
    assert "planned around: 980.00 CNY saved" in first.text()

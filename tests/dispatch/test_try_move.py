"""Moves by hand: price, times and broken rules are what the judge says of the changed plan."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from models.errors import InputError
from models.plan import Plan
from models.problem import Problem
from models.shapes import Late
from scheduler.compile import assemble, compile
from scheduler.dispatch import Board, swap, try_move
from tests.compile.small import HOUR, MINUTE, Allow, Bound, Driving, LateStart, Left, When, engineer, problem, ticket
from tests.dispatch.boards import agrees, random_board

SEEDS = range(20)
EIGHT = 8 * HOUR


def board_of(day: Problem, *routes: list[int]) -> Board:
    """The board of these routes."""
    compiled = compile(day)
    return Board.of(day, assemble(day, compiled, routes), compiled)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_judge_agrees_with_every_move(seed: int) -> None:
    board = random_board(seed)
    dice = Random(seed)
    for id in board.compiled.tickets:
        for who in (None, *board.shifts_of):
            agrees(board.problem, board, try_move(board, id, who))
        start = max(board.problem.now, dice.randint(7 * 60, 19 * 60) * MINUTE)
        move = try_move(board, id, dice.choice(list(board.shifts_of)), start)
        agrees(board.problem, board, move)
        assert move.wish is not None
        assert move.visit is not None
        if move.wish.met:
            assert move.visit.start == move.wish.nearest == start


@pytest.mark.parametrize("seed", SEEDS)
def test_the_judge_agrees_with_every_swap(seed: int) -> None:
    board = random_board(seed)
    served = [board.compiled.tickets[i] for i in board.where]
    for a, b in pairwise(served):
        agrees(board.problem, board, swap(board, a, b))


@pytest.mark.parametrize("seed", range(10))
def test_no_place_in_the_route_is_better(seed: int) -> None:
    board = random_board(seed)
    for id in board.compiled.tickets:
        i = board.compiled.ticket_index[id]
        for who, shifts in board.shifts_of.items():
            rests = [[j for j in board.case.routes[e] if j != i] for e in shifts]
            places = [try_move(board, id, who, position=k) for k in range(max(map(len, rests)) + 1)]
            best = try_move(board, id, who)
            assert best.allowed or not any(one.allowed for one in places)
            if best.allowed:
                assert best.price <= min(one.price for one in places if one.allowed)


@pytest.mark.parametrize("seed", range(10))
def test_the_nearest_start_is_possible_and_nothing_nearer_is(seed: int) -> None:
    board, dice = random_board(seed), Random(seed)
    for id in board.compiled.tickets:
        who = dice.choice(list(board.shifts_of))
        wished = max(board.problem.now, dice.randint(7 * 60, 19 * 60) * MINUTE)
        wish = try_move(board, id, who, wished).wish
        assert wish is not None
        away = 4 * HOUR if wish.nearest is None else abs(wish.nearest - wished)
        if wish.nearest is not None:
            found = try_move(board, id, who, wish.nearest).wish
            assert found is not None
            assert found.met
        for off in {away - 1, away // 2, *(dice.randrange(away) for _ in range(4))} if away else ():
            for start in (wished - off, wished + off):
                if off >= 0 and start >= board.problem.now:
                    other = try_move(board, id, who, start).wish
                    assert other is not None
                    assert not other.met or abs(start - wished) >= away


def test_the_engineer_waits_for_a_wished_start() -> None:
    # Ten minutes away and back: 20 minutes at 1000 a minute, whether the visit waits or not; leaving it costs 1000000.
    day = problem(engineer("E1"), ticket("T1", 10), Bound(), Driving(), Left())
    move = try_move(Board.of(day, Plan(unserved=("T1",))), "T1", "E1", "10:00")
    assert move.visit is not None
    assert (move.visit.arrive, move.visit.start, move.visit.finish) == (EIGHT + 600, 10 * HOUR, 11 * HOUR)
    assert move.parts == {"driving": 20_000, "left": -1_000_000}
    assert (move.verdict, move.price, move.was) == ("allowed", -980_000, "")
    assert move.pin is not None
    assert (move.pin.engineer, move.pin.start) == ("E1", 10 * HOUR)


def test_an_impossible_start_names_the_rule_and_the_nearest_that_is_possible() -> None:
    # T2 at kilometre 10 starts between 10:00 and 10:30 and takes an hour. T1 next door takes an hour, too: it can start
    # before T2 until 09:30, or after it from 11:00 on. 10:00 is half an hour from the one and an hour from the other.
    day = problem(engineer("E1"), (ticket("T1", 10), ticket("T2", 10)), Bound(), Driving(),
                  When(spans={"T2": ((10 * HOUR, 10 * HOUR + 30 * MINUTE + 1),)}))  # fmt: skip
    board = board_of(day, [1])
    move = try_move(board, "T1", "E1", "10:00")
    assert move.wish is not None
    assert (move.verdict, move.wish.met, move.wish.nearest) == ("forbidden", False, 9 * HOUR + 30 * MINUTE)
    assert move.rules == ("when",)
    assert "a start at 10:00 is not possible; the nearest is 09:30" in move.text()
    assert "最近可行时间为 09:30" in move.text("zh")
    assert try_move(board, "T1", "E1", "10:20").wish.nearest == 11 * HOUR  # type: ignore[union-attr]


def test_somebody_who_may_not_is_priced_all_the_same() -> None:
    day = problem((engineer("E1"), engineer("E2")), ticket("T1", 10), Bound(), Driving(), Left(),
                  Allow(forbidden=(("E2", "T1"),)))  # fmt: skip
    move = try_move(Board.of(day, Plan(unserved=("T1",))), "T1", "E2")
    assert (move.verdict, move.price, move.rules) == ("forbidden", -980_000, ("allow",))
    assert move.visit is not None
    assert move.visit.start == EIGHT + 600
    assert move.broken[0].message == "E2 may not serve T1"


def test_what_moves_and_who_is_late_then_is_said() -> None:
    # T2 starts at 08:10 on E1's route and is late from 09:00 on. T1 next door before it makes it start at 09:10.
    day = problem(engineer("E1"), (ticket("T1", 10), ticket("T2", 10)), Bound(), Driving(),
                  LateStart(late=(Late(due=9 * HOUR, step=5000, per_hour=0),)))  # fmt: skip
    move = try_move(board_of(day, [1]), "T1", "E1", position=0)
    assert [(one.ticket, one.old_start, one.start, one.later) for one in move.shifted] == [
        ("T2", EIGHT + 600, 9 * HOUR + 600, HOUR)
    ]
    assert (move.verdict, [(one.rule, one.ticket, one.cost) for one in move.warnings]) == (
        "warning",
        [("late-start", "T2", 5000)],
    )
    assert "T2 (E1) starts 60 min later, at 09:10" in move.text()


def test_taking_a_ticket_off_the_plan_costs_what_leaving_it_costs() -> None:
    day = problem(engineer("E1"), ticket("T1", 10), Bound(), Driving(), Left())
    move = try_move(board_of(day, [0]), "T1", None)
    assert (move.code, move.price, move.visit, move.plan.unserved) == ("unassign-warning", 980_000, None, ("T1",))


def test_a_swap_exchanges_two_routes() -> None:
    # E1 lives at 0, E2 at 20; T1 lies at 18, T2 at 2. Each goes 36 kilometres now and 4 then: 64 minutes saved.
    day = problem((engineer("E1"), engineer("E2", start={"id": "km20"})), (ticket("T1", 18), ticket("T2", 2)),
                  Bound(), Driving())  # fmt: skip
    move = swap(board_of(day, [0], [1]), "T1", "T2")
    assert (move.code, move.price, move.engineer, move.was) == ("swap-allowed", -64_000, "E2", "E1")
    assert {route.engineer: route.tickets for route in move.plan.routes} == {"E1": ("T2",), "E2": ("T1",)}


def test_a_ticket_that_no_longer_fits_is_named_and_unserved() -> None:
    # E1 may not serve T1 any more, though the plan says so.
    free = problem(engineer("E1"), ticket("T1", 10), Bound(), Driving(), Left())
    plan = board_of(free, [0]).plan
    day = problem(engineer("E1"), ticket("T1", 10), Bound(), Driving(), Left(), Allow(forbidden=(("E1", "T1"),)))
    board = Board.of(day, plan)
    assert (board.off, board.plan.unserved) == (("T1",), ("T1",))
    assert "no longer fits where the plan has it: T1" in try_move(board, "T1", None).text()


def test_unknown_closed_and_past_are_refused_by_name() -> None:
    idle = engineer("E2").but(shifts=())
    day = problem(
        (engineer("E1"), idle), (ticket("T1", 10), ticket("T2", 10, status="finished")), Bound(), now=9 * HOUR
    )
    board = Board.of(day)
    cases = {
        ("T9", "E1"): ("unknown-ticket", "Maybe one of: T1"),
        ("T2", "E1"): ("closed-ticket", "ticket T2 is finished"),
        ("T1", "E9"): ("unknown-engineer", "Maybe one of: E1, E2"),
        ("T1", "E2"): ("no-shift", "E2 has no shift in this horizon"),
    }
    for (id, who), (rule, said) in cases.items():
        with pytest.raises(InputError, match=said) as error:
            try_move(board, id, who)
        assert error.value.troubles[0].rule == rule
    with pytest.raises(InputError, match="08:00 is in the past; it is 09:00"):
        try_move(board, "T1", "E1", "08:00")
    with pytest.raises(InputError, match="is no time"):
        try_move(board, "T1", "E1", "tomorrow")
    with pytest.raises(InputError, match="Maybe give a position from 0 to 0"):
        try_move(board, "T1", "E1", position=3)
    with pytest.raises(InputError, match="nobody serves T1"):
        swap(board, "T1", "T1")


def test_a_problem_with_a_published_plan_is_a_board() -> None:
    day = problem(engineer("E1"), ticket("T1", 10), Bound(), Driving(), Left())
    published = day.replace(published=board_of(day, [0]).plan)
    assert try_move(published, "T1", None).price == 980_000

"""Questions in the middle of a day: what is over stays, what is left is priced against the promises."""

from __future__ import annotations

from random import Random

import pytest

from models.clock import HOUR
from models.errors import InputError
from models.events import EngineerLate, TicketArrived, fold, situation, situation_of
from models.judge import judge
from scheduler.dispatch import Board, gap, published, slots, suggest, try_move
from scheduler.generate import generate
from scheduler.planning.plan import plan
from tests.dispatch.boards import agrees


@pytest.fixture(scope="module")
def noon() -> Board:
    """Thirty tickets, six engineers, 11:20."""
    day = generate(tickets=30, engineers=6, seed=4, language="en")
    made = plan(day, iterations=200, proof=False).plan
    return Board.of(situation(day, "11:20", made))


def test_the_judge_agrees_with_moves_of_what_is_left(noon: Board) -> None:
    dice = Random(1)
    for id in noon.compiled.tickets:
        for who in noon.shifts_of:
            agrees(noon.problem, noon, try_move(noon, id, who))
        move = try_move(noon, id, dice.choice(list(noon.shifts_of)), dice.randrange(12, 17) * HOUR)
        agrees(noon.problem, noon, move)


def test_another_engineer_than_promised_costs_what_the_policy_says(noon: Board) -> None:
    promised = noon.problem.promised
    for id in noon.compiled.tickets:
        for one in suggest(noon, id):
            if id in promised and id in noon.plan.served():
                assert (one.move.parts.get("plan-change", 0) > 0) == (one.engineer != promised[id][0].engineer)


def test_what_is_over_or_under_way_is_refused_with_who_is_there(noon: Board) -> None:
    assert noon.situation is not None
    fixed = noon.situation.fixed
    assert fixed
    for id, (at, _) in fixed.items():
        with pytest.raises(InputError, match=rf"ticket {id} is \w+ \({at.engineer}, "):
            try_move(noon, id, at.engineer)


def test_the_whole_day_with_a_move_in_it_is_a_plan_of_the_whole_day(noon: Board) -> None:
    assert noon.situation is not None
    id = next(id for id in noon.compiled.tickets if id in noon.plan.served())
    best = suggest(noon, id)[0].move
    whole = best.plan
    everything = noon.situation.state.problem
    served = {*noon.situation.fixed, *best.plan.served()}
    assert set(whole.served()) == served
    assert not [finding for finding in judge(everything, whole).broken if finding.ticket == id]
    assert judge(noon.problem, whole).feasible


def test_nothing_is_offered_before_now(noon: Board) -> None:
    now = noon.problem.now
    for id in noon.compiled.tickets[:6]:
        assert all(slot.start >= now for slot in slots(noon, id, limit=None))
    for who, (e,) in noon.shifts_of.items():
        found = gap(noon, who, "10:00", "17:30", limit=None)
        assert all(one.move.visit.start >= noon.compiled.day.start[e] for one in found if one.move.visit)
    first = min(noon.shifts_of, key=lambda one: -int(noon.compiled.day.start[noon.shifts_of[one][0]]))
    with pytest.raises(InputError, match=f"{first} is not free 11:20-11:30"):  # still at a customer
        gap(noon, first, "11:00", "11:30")


def test_a_late_engineer_leaves_visits_that_no_longer_fit_on_nobody() -> None:
    day = generate(tickets=30, engineers=6, seed=4, language="en")
    made = plan(day, iterations=200, proof=False).plan
    busiest = max(made.routes, key=lambda route: len(route.visits)).engineer
    late = EngineerLate(at=8 * HOUR, engineer=busiest, until=16 * HOUR)
    board = Board.of(situation(day, "08:00", made, [late]))
    assert board.off
    assert set(board.off) <= set(board.plan.unserved)
    assert judge(board.problem, board.plan).feasible
    assert list(board.off) == try_move(board, board.off[0], None).as_dict()["off_the_plan"]


def test_an_emergency_is_quoted_as_soon_as_it_has_arrived() -> None:
    day = generate(tickets=30, engineers=6, seed=4, language="en")
    made = plan(day, iterations=200, proof=False).plan
    urgent = day.tickets[0].but(id="T-911", priority=1, windows=(), pin=None)
    board = Board.of(situation(day, "11:20", made, [TicketArrived(at=11 * HOUR, ticket=urgent)]))
    best = suggest(board, "T-911", limit=1)[0].move
    assert best.was == ""
    agrees(board.problem, board, best)


def test_a_move_that_is_published_is_what_people_know_from_then_on(noon: Board) -> None:
    assert noon.situation is not None
    moves = [one.move for id in noon.compiled.tickets for one in suggest(noon, id)]
    best = next(one for one in moves if one.allowed and one.was and one.engineer != one.was)
    event = published(best, who="dispatcher", why="asked for by the customer")
    after = situation_of(fold(noon.situation.state, [event]), "11:20")
    assert after.problem.promised[best.ticket][0].engineer == best.engineer
    assert Board.of(after).plan.served()[best.ticket][0].engineer == best.engineer
    worst = next(one for one in moves if not one.allowed)
    with pytest.raises(InputError) as error:
        published(worst)
    assert {one.rule for one in error.value.troubles} == {*worst.rules, *(f.rule for f in worst.standing)}

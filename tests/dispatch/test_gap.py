"""Filling a gap: everything that fits is found, priced as the judge prices it, the best first."""

from __future__ import annotations

import pytest

from models.clock import HOUR
from models.errors import InputError
from models.events import VisitFinished, VisitStarted, situation
from models.ticket import Window
from scheduler.compile import assemble, compile
from scheduler.dispatch import Board, gap
from scheduler.dispatch.gap import ORIGINS
from tests.compile.small import MINUTE, Bound, Driving, Left, engineer, problem, ticket
from tests.dispatch.boards import agrees, cheapest_by_hand, random_board


@pytest.mark.parametrize("seed", range(8))
def test_everything_that_fits_is_found_and_the_judge_agrees(seed: int) -> None:
    board = random_board(seed)
    for who, shifts in board.shifts_of.items():
        e = shifts[0]
        begin = max(int(board.compiled.day.start[e]), board.problem.now) + HOUR
        end = begin + 3 * HOUR
        found = {one.ticket: one for one in gap(board, who, begin, end, limit=None)}
        assert [one.saved for one in found.values()] == sorted((one.saved for one in found.values()), reverse=True)
        for one in found.values():
            agrees(board.problem, board, one.move)
            assert one.move.visit is not None
            assert begin <= one.move.visit.start < one.move.visit.finish <= end
            assert one.move.engineer == who
            assert one.origin in ORIGINS
        for i, id in enumerate(board.compiled.tickets):
            start = None
            if i in board.where:
                f, k = board.where[i]
                start = board.schedules[f].starts[k]
            if id in found:
                assert found[id].was_start == start
                assert start is None or start >= begin
                continue
            early = start is not None and (start < begin or (board.where[i][0] == e and start < end))
            lasts = int(board.compiled.day.duration[e, i])
            window = Window(start=begin, end=max(begin + 1, end - lasts + 1))
            assert early or end - lasts < begin or _never(board, id, window, e)


def _never(board: Board, id: str, window: Window, e: int) -> bool:
    """No place in the route works out; a promise that a new window would end counts here."""
    if id in board.problem.promised:
        return True
    return cheapest_by_hand(board, id, window, [e]) is None


def test_the_one_that_saves_most_comes_first() -> None:
    # E1 has T1 at 08:10 and T4 at 13:00 (window), both at kilometre 10, and nothing to do in between. T2 next door is
    # unserved: 100000 saved. T3 is E2's, who lives at 0: taking it off saves 20 minutes of driving. T4 is E1's own.
    tickets = (ticket("T1", 10), ticket("T2", 10), ticket("T3", 10, windows=(Window(start=9 * HOUR, end=17 * HOUR),)),
               ticket("T4", 10))  # fmt: skip
    day = problem((engineer("E1"), engineer("E2")), tickets, Bound(), Driving(), Left(price=100_000))
    compiled = compile(day)
    board = Board.of(day, assemble(day, compiled, [[0, 3], [2]]), compiled)
    found = gap(board, "E1", "10:20", "12:00")
    assert [(one.place, one.ticket, one.origin, one.saved) for one in found] == [(1, "T2", "unserved", 100_000)]
    wide = gap(board, "E1", "09:00", "12:00")
    assert [(one.ticket, one.origin, one.saved) for one in wide[:1]] == [("T2", "unserved", 100_000)]


def test_a_visit_that_ended_early_leaves_a_gap_to_fill() -> None:
    # T1 was planned 08:10-09:10 and ended at 08:40. T2 and T3 next door fit before 10:00, on the way home anyway.
    tickets = (ticket("T1", 10), ticket("T2", 10), ticket("T3", 10))
    day = problem(engineer("E1"), tickets, Bound(), Driving(), Left())
    compiled = compile(day)
    published = assemble(day, compiled, [[0]])
    events = [VisitStarted(at=8 * HOUR + 600, ticket="T1"), VisitFinished(at=8 * HOUR + 40 * MINUTE, ticket="T1")]
    now = situation(day, "08:40", published, events)
    first, second = gap(now, "E1", "08:40", "10:00")
    assert (first.ticket, second.ticket) == ("T2", "T3")
    assert first.move.visit is not None
    assert (first.move.visit.start, first.work, first.saved) == (8 * HOUR + 40 * MINUTE, HOUR, 1_000_000)
    assert first.share == 0.75
    assert "nobody serves it yet" in first.text()
    assert "尚未安排" in first.text("zh")


def test_times_that_make_no_sense_are_refused() -> None:
    day = problem(engineer("E1"), ticket("T1", 10), Bound(), now=9 * HOUR)
    board = Board.of(day)
    for start, end, said in (
        ("10:00", "09:30", "10:00 is not before 09:30"),
        ("07:00", "08:00", "08:00 is in the past"),
        ("20:00", "21:00", "E1 is not free 20:00-21:00"),
    ):
        with pytest.raises(InputError, match=said):
            gap(board, "E1", start, end)
    with pytest.raises(InputError, match="no such engineer"):
        gap(board, "E7", "10:00", "11:00")

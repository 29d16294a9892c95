"""Trying a move by hand: give a ticket to somebody, take it off, exchange two - checked and priced in milliseconds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.errors import InputError, Trouble
from scheduler.dispatch.asking import shifts_of, ticket_index, time_ahead
from scheduler.dispatch.board import Asked, Board
from scheduler.dispatch.fit import Fit, Wish, timed
from scheduler.dispatch.move import Move, Wished
from scheduler.dispatch.nearest import nearest_start
from scheduler.dispatch.outcome import move
from scheduler.dispatch.trial_insertion import TrialInsertion


def try_move(
    board: Asked, ticket: str, engineer: str | None, start: int | str | None = None, position: int | None = None
) -> Move:
    """What it means to give ``ticket`` to ``engineer``; everything else stays in its order and as early as possible.

    The cheapest place that breaks no rule is taken; where there is none, the one that breaks least, so that the answer
    names the rules and still says times and price.

    Parameters
    ----------
    board
        The board, or a problem or a situation: then the board of its published plan.
    ticket
        Id of an open ticket, served or not.
    engineer
        Id of somebody with a shift; None = nobody is to serve it.
    start
        Wished start of the visit: seconds, ``HH:MM`` or ISO 8601; the engineer waits until then.
    position
        Place in the route, 0 = first; None = the best one.

    Raises
    ------
    InputError
        Unknown or closed ticket, unknown engineer or one without a shift, a start in the past, no such position.
    """
    board = Board.of(board)
    i = ticket_index(board, ticket)
    without = taken_off(board, i)
    if engineer is None:
        return move(board, without, i)
    shifts = shifts_of(board, engineer)
    wished = None if start is None else time_ahead(board, start, "start")
    rests = {e: without[e].order if e in without else board.case.routes[e] for e in _meant(board, shifts, wished)}
    benches = [TrialInsertion(board, e, rests[e], i, places, without) for e, places in _places(rests, position).items()]
    moves = [_tried(bench, wished) for bench in benches]
    return min(moves, key=rank)


def swap(board: Asked, ticket: str, other: str) -> Move:
    """What it means to exchange two served tickets: each goes to the other's route, at its best place there.

    Raises
    ------
    InputError
        Unknown or closed tickets, the same ticket twice, or one that nobody serves.
    """
    board = Board.of(board)
    i, j = ticket_index(board, ticket), ticket_index(board, other)
    troubles = [
        Trouble(f"nobody serves {id}", field="ticket", value=id, rule="not-served", maybe="give it to somebody.")
        for id, k in ((ticket, i), (other, j))
        if k not in board.where
    ]
    if i == j:
        troubles.append(Trouble("is the same ticket twice", field="ticket", value=other, rule="same-ticket"))
    if troubles:
        raise InputError(troubles)
    d, e = board.where[i][0], board.where[j][0]
    if d == e:
        order = [{i: j, j: i}.get(k, k) for k in board.case.routes[e]]
        return move(board, {e: timed(board, e, order)}, i, other=j)
    mine, theirs = (tuple(k for k in board.case.routes[f] if k not in (i, j)) for f in (d, e))
    there = TrialInsertion(board, e, theirs, i, range(len(theirs) + 1))
    here = TrialInsertion(board, d, mine, j, range(len(mine) + 1))
    return move(board, {e: there.fit() or there.forced(), d: here.fit() or here.forced()}, i, other=j)


def rank(move: Move) -> tuple[bool, int, int]:
    """What is allowed before what is not, few rules broken before many, cheap before dear."""
    return not move.allowed, len(move.rules), move.price


def taken_off(board: Board, i: int) -> dict[int, Fit]:
    """The route that serves the ticket, without it."""
    if i not in board.where:
        return {}
    e = board.where[i][0]
    return {e: timed(board, e, [j for j in board.case.routes[e] if j != i])}


def _meant(board: Board, shifts: tuple[int, ...], wished: int | None) -> tuple[int, ...]:
    """The shifts of an engineer that a wished start may be about: the nearest."""
    if wished is None or len(shifts) == 1:
        return shifts
    day = board.compiled.day
    away = {e: max(int(day.start[e]) - wished, wished - int(day.last[e]), 0) for e in shifts}
    return tuple(e for e in shifts if away[e] == min(away.values()))


def _places(rests: Mapping[int, tuple[int, ...]], position: int | None) -> dict[int, Sequence[int]]:
    """Shift -> places to try; shifts that do not have the wished one are left out."""
    if position is None:
        return {e: range(len(rest) + 1) for e, rest in rests.items()}
    longest = max(map(len, rests.values()))
    if not 0 <= position <= longest:
        message = f"the route has {longest} other visits"
        maybe = f"give a position from 0 to {longest}."
        raise InputError(Trouble(message, field="position", value=str(position), rule="position", maybe=maybe))
    return {e: (position,) for e, rest in rests.items() if position <= len(rest)}


def _tried(bench: TrialInsertion, wished: int | None) -> Move:
    """The ticket on one shift."""
    wish = None if wished is None else Wish(wished, wished)
    made = bench.fit(wish) or bench.forced(wish)
    said = None
    if wished is not None:
        said = Wished(wished, not made.forced, nearest_start(bench, wished) if made.forced else wished)
    return move(bench.board, {**bench.without, bench.e: made}, bench.i, wish=said)

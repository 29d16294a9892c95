"""What every question checks first: known ids, tickets that are still open, times that are not over."""

from __future__ import annotations

from dataclasses import replace

from models.errors import InputError, Trouble, nearest
from models.events import moment
from scheduler.dispatch.board import Board


def ticket_index(board: Board, id: str) -> int:
    """Index of an open ticket.

    Raises
    ------
    InputError
        There is no such ticket, or nothing is left to plan about it.
    """
    if id in board.compiled.ticket_index:
        return board.compiled.ticket_index[id]
    if id in board.problem.ticket:
        message = f"ticket {id} is {board.problem.ticket[id].status}{_by(board, id)}; there is nothing left to plan"
        raise InputError(Trouble(message, field="ticket", value=id, rule="closed-ticket"))
    maybe = nearest(id, board.compiled.ticket_index)
    raise InputError(Trouble("there is no such ticket", field="ticket", value=id, rule="unknown-ticket", maybe=maybe))


def _by(board: Board, id: str) -> str:
    """Who is at it, on a day in progress."""
    fixed = board.situation.fixed if board.situation is not None else {}
    if id not in fixed:
        return ""
    return f" ({fixed[id][0].engineer}, {board.problem.clock.text(fixed[id][1])})"


def shifts_of(board: Board, engineer: str) -> tuple[int, ...]:
    """Indices of an engineer's shifts.

    Raises
    ------
    InputError
        Nobody has this id, or the engineer has no shift in this horizon.
    """
    if engineer not in board.problem.engineer:
        maybe = nearest(engineer, board.problem.engineer)
        raise InputError(
            Trouble("there is no such engineer", field="engineer", value=engineer, rule="unknown-engineer", maybe=maybe)
        )
    if engineer not in board.shifts_of:
        message = f"{engineer} has no shift in this horizon"
        maybe = "give the engineer a shift, or choose somebody else."
        raise InputError(Trouble(message, field="engineer", value=engineer, rule="no-shift", maybe=maybe))
    return board.shifts_of[engineer]


def time_ahead(board: Board, time: int | str, field: str) -> int:
    """A moment ([s], ``HH:MM`` or ISO 8601) that is not over.

    Raises
    ------
    InputError
        It is no time, or lies before the moment of planning.
    """
    try:
        found = moment(board.problem, time)
    except InputError as error:
        raise InputError(replace(trouble, field=field) for trouble in error.troubles) from None
    if found < board.problem.now:
        text = board.problem.clock.text
        message = f"{text(found)} is in the past; it is {text(board.problem.now)}"
        raise InputError(
            Trouble(message, field=field, value=str(time), rule="time-in-the-past", maybe="give a later time.")
        )
    return found


def span_ahead(board: Board, start: int | str, end: int | str) -> tuple[int, int]:
    """A span of time that has not ended; a start in the past becomes now.

    Raises
    ------
    InputError
        Not times, over already, or the start not before the end.
    """
    begin, finish = moment(board.problem, start), time_ahead(board, end, "end")
    begin = max(begin, board.problem.now)
    if begin >= finish:
        text = board.problem.clock.text
        message = f"{text(begin)} is not before {text(finish)}"
        raise InputError(
            Trouble(message, field="start", value=str(start), rule="empty-span", maybe="the two times are swapped.")
        )
    return begin, finish

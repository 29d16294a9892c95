"""Booked: a ticket as it would be once a window is agreed, and what that changes for the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from models.interval import ANY_TIME, FOREVER, Spans, meet
from models.problem import Problem
from models.shapes import PairCost
from models.ticket import Ticket, Window
from scheduler.compile.shifts import LATEST
from scheduler.day import Day
from scheduler.dispatch.board import Board
from scheduler.insertion.day_view import Starts, between, starts_of, with_starts
from scheduler.insertion.obstacles import obstacles
from scheduler.insertion.timetable import timetables


def booked(ticket: Ticket, window: Window) -> Ticket | None:
    """The ticket with ``window`` booked as far as its own windows permit it; None when nothing of it is left."""
    pieces = ticket.but(booked=window).agreed or ()
    return ticket.but(booked=Window(start=pieces[0][0], end=pieces[-1][1])) if pieces else None


def hull(ticket: Ticket) -> Window:
    """From the first moment at which the visit may start to the last."""
    agreed = ticket.agreed or ANY_TIME
    return Window(start=agreed[0][0], end=agreed[-1][1])


def with_ticket(problem: Problem, ticket: Ticket) -> Problem:
    """The problem with this ticket instead of its namesake."""
    return problem.replace(tickets=tuple(ticket if known.id == ticket.id else known for known in problem.tickets))


def booked_starts(board: Board, i: int, ticket: Ticket) -> dict[int, Starts]:
    """Shift -> permitted starts of ticket ``i`` once it is ``ticket``, for every shift.

    Without a promise to the customer that is what the Day says, cut to the windows. A promise may end with a new
    window, and windows that the ticket has no longer may have closed the Day, so then every rule is asked anew.
    """
    day, known = board.compiled.day, board.case.ticket(i)
    if ticket.id in board.problem.promised or known.booked is not None or known.windows != ticket.windows:
        return {e: _asked_anew(board, e, ticket) for e in range(day.m)}
    return {
        e: tuple(span for u, v in ticket.agreed or ANY_TIME for span in between(starts_of(day, e, i), u, v - 1))
        for e in range(day.m)
    }


def _asked_anew(board: Board, e: int, ticket: Ticket) -> Starts:
    engineer, shift = board.case.shift(e)
    if obstacles(board.case.book, engineer, shift, ticket):
        return ()
    left: Spans = ((int(board.compiled.day.start[e]), FOREVER),)
    for table in timetables(board.case.book, engineer, shift, ticket):
        left = meet(left, table.starts)
    return tuple((u, min(v - 1, LATEST)) for u, v in left if u < LATEST)


def opened(board: Board, day: Day, starts: Mapping[tuple[int, int], Starts], ticket_of: Mapping[int, int]) -> Day:
    """``day``, made of the board's, with other starts for some pairs; pairs that it closed get their price.

    Parameters
    ----------
    starts
        (shift, ticket of ``day``) -> permitted starts.
    ticket_of
        Ticket of ``day`` -> ticket of the board.
    """
    price = day.pair_cost.copy()
    rules = board.problem.policy.of(PairCost)
    for (e, copy), spans in starts.items():
        if spans and not day.allowed[e, copy]:
            engineer, ticket = board.case.shift(e)[0], board.case.ticket(ticket_of[copy])
            price[e, copy] = sum(rule.cost(engineer, ticket, board.problem) for rule in rules)
    return with_starts(replace(day, pair_cost=price), starts)

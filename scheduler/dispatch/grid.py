"""Grids: the windows that a customer may choose from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from models.clock import HOUR
from models.errors import InputError, Trouble
from models.ticket import Window
from scheduler.dispatch.board import Board

HOURS = 2.0
"""[h] length of a window when nobody says."""


def grid(board: Board, hours: float = HOURS, days: Collection[str] | None = None) -> tuple[Window, ...]:
    """Windows of so many hours over the shifts of each day, from the full hour at which the first shift begins.

    Parameters
    ----------
    hours
        [h] length of a window, a quarter of an hour at least.
    days
        Only these days, ISO 8601 dates; None = all of the horizon. Windows that are over are left out.

    Raises
    ------
    InputError
        The length makes no sense, something is no date, or nobody works on such a day.
    """
    if not 0.25 <= hours <= 24:
        maybe = "give hours, such as 2."
        raise InputError(
            Trouble("is no length of a window", field="hours", value=str(hours), rule="usage", maybe=maybe)
        )
    spans = _spans(board)
    wanted = _dates(days, spans)
    step, found = round(hours * HOUR), []
    for day in wanted:
        begin, end = spans[day]
        while begin < end:
            if begin + step > board.problem.now:
                found.append(Window(start=begin, end=begin + step))
            begin += step
    return tuple(found)


def _spans(board: Board) -> dict[date, tuple[int, int]]:
    """Day -> first full hour and last end of its shifts [s]; shifts that are over count nothing."""
    clock, found = board.problem.clock, dict[date, tuple[int, int]]()
    for _, shift in board.problem.shifts:
        if shift.end <= board.problem.now:
            continue
        moment = clock.moment(shift.start)
        begin, end = found.get(moment.date(), (shift.start, shift.end))
        full = shift.start - moment.minute * 60 - moment.second
        found[moment.date()] = min(begin, full), max(end, shift.end)
    return dict(sorted(found.items()))


def _dates(days: Collection[str] | None, spans: dict[date, tuple[int, int]]) -> Sequence[date]:
    if days is None:
        return list(spans)
    troubles, wanted = [], []
    for text in days:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            maybe = "write it like 2026-11-24."
            troubles.append(Trouble("is no date", field="days", value=text, rule="date", maybe=maybe))
            continue
        if day not in spans:
            first, last = (min(spans), max(spans)) if spans else (None, None)
            maybe = f"give a day from {first} to {last}." if spans else ""
            troubles.append(Trouble("nobody works on this day", field="days", value=text, rule="no-shift", maybe=maybe))
        wanted.append(day)
    if troubles:
        raise InputError(troubles)
    return sorted(wanted)

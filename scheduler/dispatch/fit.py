"""Fits: an order of visits on a shift with its times, also where rules do not let it be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from scheduler.day import Day
from scheduler.dispatch.board import Board
from scheduler.engine import Schedule, Ties, alone, evaluate, part
from scheduler.insertion.day_view import starts_of, unlimited, without_break


@dataclass(frozen=True)
class Wish:
    """When the visit shall start: from ``first`` to ``last`` [s], both included."""

    first: int
    last: int


@dataclass(frozen=True)
class Fit:
    """An order of visits on a shift with its times and its money.

    Parameters
    ----------
    order
        Ticket indices.
    forced
        True when the Day does not permit it: somebody has to break a rule for it.
    """

    shift: int
    order: tuple[int, ...]
    schedule: Schedule
    forced: bool = False


def timed(board: Board, e: int, order: Sequence[int]) -> Fit:
    """Any order of permitted visits; forced when some come too late or a limit is exceeded."""
    plain = board.case.timed(e, order)
    if plain.feasible:
        return Fit(e, tuple(order), plain)
    sheet = part(alone(board.compiled.day, board.case.routes, e), [e], order)
    return Fit(e, tuple(order), Loose(sheet).timed(range(len(order))), forced=True)


def followed(board: Board, changed: Mapping[int, Fit]) -> dict[int, Fit]:
    """The changed routes, and those of the same people that begin at another time for it, as far as they still can."""
    day, found = board.compiled.day, dict(changed)
    ties = Ties.of(day)
    for e in (e for e in ties.order if ties.person[e] and e not in changed and board.case.routes[e]):
        before = {first: found[first] for first, _ in ties.into[e] if first in found}
        if before:
            begin = ties.begin(day, e, partial(_end, board, before))
            schedule = evaluate(day, e, list(board.case.routes[e]), begin)
            if schedule.feasible and (schedule.depart, schedule.end) != _hours(board.schedules[e]):
                found[e] = Fit(e, board.case.routes[e], schedule)
    return found


def _hours(schedule: Schedule) -> tuple[int, int]:
    return schedule.depart, schedule.end


def _end(board: Board, changed: Mapping[int, Fit], e: int) -> int | None:
    """When a shift ends, None when it serves nobody."""
    if e in changed:
        return changed[e].schedule.end if changed[e].order else None
    return board.schedules[e].end if board.case.routes[e] else None


class Loose:
    """A shift on which every order of visits has times, whatever it breaks: too late, too long, at worst no break."""

    def __init__(self, sheet: Day) -> None:
        self._strict, self._free = sheet, unlimited(sheet)
        self._last = [starts_of(sheet, 0, i)[-1][1] if sheet.allowed[0, i] else 0 for i in range(sheet.n)]

    def timed(self, order: Sequence[int]) -> Schedule:
        """Times and money."""
        schedule = evaluate(self._free, 0, list(order))
        if schedule.feasible:
            return schedule
        return evaluate(without_break(self._free), 0, list(order))

    def excess(self, order: Sequence[int], schedule: Schedule) -> int:
        """Seconds by which visits and the return come too late, and what is beyond other limits."""
        day = self._strict
        late = sum(max(0, start - self._last[i]) for i, start in zip(order, schedule.starts, strict=True))
        have = (len(order), schedule.driving, schedule.end - schedule.depart, schedule.end)
        most = (day.max_visits[0], day.max_travel[0], day.max_work[0], day.last[0])
        return late + sum(max(0, count - int(bound)) for count, bound in zip(have, most, strict=True))

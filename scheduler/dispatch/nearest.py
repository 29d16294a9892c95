"""The permitted start that is nearest to a wished one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import numpy as np

from scheduler.compile.shifts import LATEST
from scheduler.dispatch.board import Board
from scheduler.dispatch.part import Starts, between, part, starts_of, with_starts
from scheduler.engine import _core
from scheduler.engine.native import native

STEPS = 48
"""Starts that are tried at once; each round of the search makes the span so many times shorter."""


def nearest_start(
    board: Board, e: int, rest: Sequence[int], i: int, wished: int, positions: Iterable[int] | None = None
) -> int | None:
    """The start nearest to ``wished`` with which the shift can serve ``i`` among ``rest``; None when there is none.

    Of two that are equally near the earlier one.
    """
    starts = starts_of(board.compiled.day, e, i)
    if not starts:
        return None
    places = tuple(range(len(rest) + 1) if positions is None else positions)
    after = _earliest(board, e, rest, i, between(starts, wished, LATEST), places)
    before = _latest(board, e, rest, i, between(starts, 0, wished), places)
    found = [start for start in (before, after) if start is not None]
    return min(found, key=lambda start: abs(start - wished), default=None)


def _sheet(board: Board, e: int, rest: Sequence[int], i: int, choices: Sequence[Starts]) -> _core.Day:
    """The shift with the ticket once for every choice of starts, behind the others."""
    day = part(board.compiled.day, [e], (*rest, *[i] * len(choices)))
    return native(with_starts(day, {(0, len(rest) + c): starts for c, starts in enumerate(choices)}))


def _start(sheet: _core.Day, count: int, copy: int, k: int) -> int | None:
    """Start of a copy of the ticket at place ``k`` among the others; None when that cannot be."""
    order = [*range(k), count + copy, *range(k, count)]
    schedule = _core.evaluate(sheet, 0, order)
    return int(schedule.starts[k]) if schedule.feasible else None


def _earliest(board: Board, e: int, rest: Sequence[int], i: int, starts: Starts, places: Sequence[int]) -> int | None:
    if not starts:
        return None
    sheet = _sheet(board, e, rest, i, [starts])
    found = [start for k in places if (start := _start(sheet, len(rest), 0, k)) is not None]
    return min(found, default=None)


def _latest(board: Board, e: int, rest: Sequence[int], i: int, starts: Starts, places: Sequence[int]) -> int | None:
    """The last of these starts that is possible anywhere.

    At one place, whatever start is possible, every earlier permitted one is that the engineer can be there for; so
    "possible from then on" ends at one moment, which is closed in on.
    """
    if not starts:
        return None
    first, last, best = starts[0][0], starts[-1][1], None
    while True:
        froms = [int(x) for x in np.unique(np.linspace(first, last, STEPS, dtype=np.int64))]
        sheet = _sheet(board, e, rest, i, [between(starts, begin, starts[-1][1]) for begin in froms])
        most = max((_possible(sheet, len(rest), len(froms), k) for k in places), default=0)
        if most == 0:
            return best
        best = max(start for k in places if (start := _start(sheet, len(rest), most - 1, k)) is not None)
        if most == len(froms):
            return best
        first, last = max(froms[most - 1], best), froms[most] - 1
        if first >= last:
            return best


def _possible(sheet: _core.Day, count: int, copies: int, k: int) -> int:
    """How many copies, the latest of them the most demanding, are possible at place ``k``."""
    return bisect_left(range(copies), True, key=lambda copy: _start(sheet, count, copy, k) is None)

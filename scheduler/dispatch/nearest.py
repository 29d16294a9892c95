"""The permitted start that is nearest to a wished one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from scheduler.compile.shifts import LATEST
from scheduler.dispatch.trial_insertion import TrialInsertion
from scheduler.engine import alone, evaluate, part
from scheduler.insertion.day_view import Starts, between, with_starts

STEPS = 24
"""Starts that are tried at once; each round of the search makes the span so many times shorter."""


def nearest_start(bench: TrialInsertion, wished: int) -> int | None:
    """The start nearest to ``wished`` [s] with which the shift can serve the ticket; None when there is none.

    Of two that are equally near the earlier one.
    """
    if not bench.starts:
        return None
    copies = _Copies(bench)
    after = _earliest(copies, between(bench.starts, wished, LATEST))
    before = _latest(copies, between(bench.starts, 0, wished))
    found = [start for start in (before, after) if start is not None]
    return min(found, key=lambda start: abs(start - wished), default=None)


class _Copies:
    """The shift with the ticket many times behind the others, each time with other starts."""

    def __init__(self, bench: TrialInsertion) -> None:
        self._copies = STEPS
        self._count, self._places = len(bench.rest), bench.places
        day = alone(bench.board.compiled.day, bench.board.case.routes, bench.e)
        self._wide = part(day, [bench.e], (*bench.rest, *[bench.i] * STEPS))
        self._day = self._wide

    def give(self, choices: Sequence[Starts]) -> None:
        """Give the copies their starts."""
        self._copies = len(choices)
        starts = {(0, self._count + c): spans for c, spans in enumerate(choices)}
        self._day = with_starts(self._wide, starts)

    def starts(self, copy: int) -> list[int]:
        """Starts of a copy at every place where it is possible."""
        return [start for k in self._places if (start := self._start(copy, k)) is not None]

    def _start(self, copy: int, k: int) -> int | None:
        order = [*range(k), self._count + copy, *range(k, self._count)]
        schedule = evaluate(self._day, 0, order)
        return int(schedule.starts[k]) if schedule.feasible else None

    def possible(self) -> int:
        """How many copies, each more demanding than the one before, are possible anywhere."""
        return max((self._possible_at(k) for k in self._places), default=0)

    def _possible_at(self, k: int) -> int:
        return bisect_left(range(self._copies), True, key=lambda copy: self._start(copy, k) is None)


def _earliest(copies: _Copies, starts: Starts) -> int | None:
    """The first of these starts that is possible anywhere.

    A schedule is the cheapest, which with another place for the break may not be the earliest; so it is asked again
    for less until there is nothing less: at most once for every place of a break.
    """
    best: int | None = None
    while starts:
        copies.give([starts])
        found = copies.starts(0)
        if not found:
            break
        best = min(found)
        starts = between(starts, 0, best - 1)
    return best


def _latest(copies: _Copies, starts: Starts) -> int | None:
    """The last of these starts that is possible anywhere.

    At one place, whatever start is possible, every earlier permitted one is that the engineer can be there for; so
    "possible from then on" ends at one moment, which is closed in on.
    """
    if not starts:
        return None
    first, last, best = starts[0][0], starts[-1][1], None
    while True:
        froms = [int(x) for x in np.unique(np.linspace(first, last, STEPS, dtype=np.int64))]
        copies.give([between(starts, begin, starts[-1][1]) for begin in froms])
        most = copies.possible()
        if most == 0:
            return best
        best = max(copies.starts(most - 1))
        first, last = max(froms[most - 1], best), froms[most] - 1 if most < len(froms) else best
        if first >= last:
            return best

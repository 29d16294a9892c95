"""Ties: shifts of one person that could overlap, or leave too little rest between, when both are used."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from models.travel import NO_WAY
from scheduler.compile.axes import Axes
from scheduler.compile.decided import time_off
from scheduler.compile.legs import Legs
from scheduler.compile.shifts import LATEST, Shifts
from scheduler.day import Ints


@dataclass(frozen=True, eq=False)
class TieArrays:
    """The tie arrays of a Day."""

    tie_first: Ints
    tie_second: Ints
    tie_gap: Ints


def ties(frame: Axes, ways: Legs, people: Shifts) -> TieArrays:
    """Every two shifts of a person of which the later one could begin before the earlier one has ended, and the rest.

    Of two shifts that overlap the one that starts sooner is the earlier one. Shifts of different days are mostly so far
    apart that they need no tie.
    """
    shifts_of: dict[str, list[int]] = {}
    for e, (engineer, _) in enumerate(frame.shifts):
        shifts_of.setdefault(engineer.id, []).append(e)
    found: list[tuple[int, int, int]] = []
    for own in shifts_of.values():
        own.sort(key=lambda e: (frame.shifts[e][1].start, frame.shifts[e][1].end, e))
        for first, second in combinations(own, 2):
            gap = _way(frame, ways, first, second) + _off(frame, first, second)
            if frame.shifts[second][1].id in frame.problem.stands:
                continue  # has left, or leaves when it stands: the first is over by then
            if int(people.last[first]) + gap > int(people.start[second]):
                found.append((first, second, gap))
    table = np.array(found, np.int32).reshape(-1, 3)
    return TieArrays(*(np.ascontiguousarray(table[:, k]) for k in range(3)))


def _off(frame: Axes, first: int, second: int) -> int:
    """Seconds off between two shifts of one engineer."""
    (engineer, before), (_, after) = frame.shifts[first], frame.shifts[second]
    return time_off(frame.problem, engineer, before, after)


def _way(frame: Axes, ways: Legs, first: int, second: int) -> int:
    """Seconds from one shift to another: of the longest way there may be, where one ends or starts anywhere."""
    _, end = frame.ends(*frame.shifts[first])
    start, _ = frame.ends(*frame.shifts[second])
    here = ways.place if end.anywhere else ways.end_place[[first]]
    there = ways.place if start.anywhere else ways.start_place[[second]]
    seconds = ways.seconds[0][np.ix_(here, there)]
    known = seconds[seconds < NO_WAY]
    return (
        LATEST if seconds.size and not known.size else int(known.max(initial=0))
    )  # where no way leads nobody is in time

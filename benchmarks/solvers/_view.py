"""What peers need of a Day: the parts most routing models share, and a list of the parts they do not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scheduler.day import NEVER, Day


def missing(day: Day, *, can: tuple[str, ...] = ()) -> list[str]:
    """Features of this day that a classical routing model has no word for, except those the peer ``can``."""
    several = (np.diff(day.window_offset)[day.window_set] > 1).any() if day.window_set.size else False
    features = {
        "lateness prices": day.term_due.size > 0,
        "prices of pairs": day.pair_cost.any(),
        "breaks": day.break_length.any(),
        "absences": day.block_from.size > 0,
        "plan limits": day.row_cap.size > 0,
        "pay by worked time": day.work_rate.any(),
        "overtime": (day.last > day.end).any(),
        "durations by engineer": (day.duration != day.duration[:1]).any(),
        "several windows": several,
        "longest tours": (day.max_work < NEVER).any(),
        "prices of the unserved": len(np.unique(day.unserved_cost)) > 1,
        "several travel profiles": day.seconds.shape[0] > 1,
    }
    return [name for name, there in features.items() if there and name not in can]


def windows(day: Day, ticket: int) -> list[tuple[int, int]]:
    """Closed windows of a ticket on the first shift that may serve it; empty when none may."""
    shifts = np.flatnonzero(day.allowed[:, ticket])
    if not len(shifts):
        return []
    chosen = day.window_set[shifts[0], ticket]
    begin, end = day.window_offset[chosen], day.window_offset[chosen + 1]
    return [(int(day.window_first[k]), int(day.window_last[k])) for k in range(begin, end)]


def duration(day: Day) -> NDArray[np.int32]:
    """Service time of each ticket: the longest over the shifts that may serve it."""
    return np.where(day.allowed > 0, day.duration, 0).max(0, initial=0)


def keep(day: Day, routes: list[list[int]]) -> list[list[int]]:
    """The routes as far as they keep the whole day's rules: tickets are dropped from the end until they do.

    Peers plan without what they cannot express; what is reported must still be a plan.
    """
    from scheduler.engine import evaluate

    kept = []
    for e, route in enumerate(routes):
        rest = [i for i in route if day.allowed[e, i]]
        while rest and not evaluate(day, e, rest).feasible:
            rest.pop()
        kept.append(rest)
    return kept

"""Regions: the shifts of a plan in groups that lie near each other, so that each can be searched as a small day.

A day knows no coordinates, only driving times. The difference of the driving times to two far places orders places
along a line (as in FastMap, Faloutsos & Lin 1995); every turn takes another line, so that borders move.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scheduler.day import Day
from scheduler.engine.parts import Part
from scheduler.engine.ties import Ties


def regions(day: Day, routes: Sequence[Sequence[int]], count: int, turn: int) -> list[Part]:
    """The day in ``count`` parts: whole routes side by side, absent tickets where they lie.

    Parameters
    ----------
    routes : tickets of each shift in order.
    turn : another number gives other borders.
    """
    line = _line(day, turn)
    at = np.array([_middle(line, day, e, route) for e, route in enumerate(routes)])
    order = np.argsort(at, kind="stable")
    weight = np.array([1 + len(routes[e]) for e in order.tolist()])
    group = np.zeros(day.m, np.int64)
    group[order] = np.minimum(count - 1, (np.cumsum(weight) - weight) * count // weight.sum())
    for person in set(Ties.of(day).person):  # whose shifts must not be torn apart
        group[list(person)] = min(group[list(person)], default=0)
    shifts = [order[group[order] == k].tolist() for k in range(count)]
    borders = np.maximum.accumulate([float(at[members].max()) for members in shifts[:-1] if members])
    tickets: list[list[int]] = [[i for e in members for i in routes[e]] for members in shifts]
    served = {i for route in routes for i in route}
    for i in range(day.n):
        if i not in served:
            tickets[min(int(np.searchsorted(borders, line[day.place[i]])), count - 1)].append(i)
    return [Part.of(day, region, sorted(mine)) for region, mine in zip(shifts, tickets, strict=True) if region and mine]


def _line(day: Day, turn: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Every place's position along a line between two far places."""
    seconds = day.seconds[0].astype(np.float64)
    seed = int(day.place[(turn * 7919) % day.n])
    first = int(seconds[seed].argmax())
    # the second pole lies across the line to the seed on odd turns, and opposite the first one on even ones
    second = int((seconds[first] - (turn % 2) * seconds[seed]).argmax())
    return np.asarray(seconds[:, first] - seconds[:, second])


def _middle(line: np.ndarray[tuple[int], np.dtype[np.float64]], day: Day, shift: int, route: Sequence[int]) -> float:
    """Where a shift works; where it starts when it has no visit."""
    return float(line[day.place[list(route)]].mean() if len(route) else line[day.start_place[shift]])

"""Regret insertion on a Day: what a careful dispatcher would do by hand, and a baseline for the engine.

The ticket is served first whose second-best engineer is so much dearer than its best that waiting would be a pity. Each
ticket goes to the place that costs least; nothing is moved afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scheduler.day import Day
from scheduler.engine import Schedule, Ties, timed

NO_ROOM = 2**60
"""Costs more than anything: no place for this ticket on this shift."""


def regret(day: Day) -> list[list[int]]:
    """Routes of one construction: tickets of each shift in order; what is dearer to serve than to leave stays out.

    Hard plan limits are kept; priced ones are not looked at while choosing.
    """
    building = _Building(day)
    while (choice := building.choose()) is not None:
        building.serve(*choice)
    return building.routes


class _Building:
    """Routes under construction, and the cheapest place of every open ticket on every shift."""

    def __init__(self, day: Day) -> None:
        self.day = day
        self.routes: list[list[int]] = [[] for _ in range(day.m)]
        self._cost = np.zeros(day.m, np.int64)
        self._usage = np.zeros((day.m, len(day.row_cap)), np.int64)
        self._left = day.row_unserved.sum(axis=1, dtype=np.int64)
        self._open = np.ones(day.n, np.bool_)
        self._more = np.full((day.m, day.n), NO_ROOM, np.int64)
        self._place = np.zeros((day.m, day.n), np.int32)
        for shift in range(day.m):
            self._price(shift)

    def choose(self) -> tuple[int, int] | None:
        """The shift and the ticket to serve next; None when nothing is worth serving."""
        waiting = np.flatnonzero(self._open)
        if not waiting.size or not self.day.m:
            return None
        prices = np.vstack([self._more[:, waiting], self.day.unserved_cost[waiting]])
        best = np.argmin(prices, axis=0)
        lowest = prices[best, np.arange(waiting.size)]
        prices[best, np.arange(waiting.size)] = NO_ROOM
        pity = np.where(best < self.day.m, np.minimum(prices.min(axis=0), NO_ROOM) - lowest, -1)
        k = int(np.argmax(pity))
        return None if pity[k] < 0 else (int(best[k]), int(waiting[k]))

    def serve(self, shift: int, ticket: int) -> None:
        """Put the ticket where it costs least on the shift, unless a hard plan limit forbids it."""
        route = _with(self.routes[shift], int(self._place[shift, ticket]), ticket)
        schedule = self._evaluate(shift, route)
        usage = np.array(schedule.usage, np.int64)
        total = self._usage.sum(axis=0) - self._usage[shift] + usage + self._left - self.day.row_unserved[:, ticket]
        before = self._usage.sum(axis=0) + self._left
        hard = self.day.row_price < 0
        if bool(np.any(hard & (total > self.day.row_cap) & (total > before))):
            self._more[shift, ticket] = NO_ROOM
            return
        self.routes[shift], self._cost[shift], self._usage[shift] = route, schedule.cost, usage
        self._left -= self.day.row_unserved[:, ticket]
        self._open[ticket] = False
        for other in Ties.of(self.day).person[shift] or (shift,):
            self._price(other)

    def _price(self, shift: int) -> None:
        """Find the cheapest place of every open ticket on the shift."""
        route = self.routes[shift]
        for ticket in np.flatnonzero(self._open & (self.day.allowed[shift] > 0)).tolist():
            self._more[shift, ticket] = NO_ROOM
            for place in range(len(route) + 1):
                schedule = self._evaluate(shift, _with(route, place, ticket))
                more = schedule.cost - int(self._cost[shift])
                if schedule.feasible and more < self._more[shift, ticket]:
                    self._more[shift, ticket], self._place[shift, ticket] = more, place

    def _evaluate(self, shift: int, route: Sequence[int]) -> Schedule:
        return timed(self.day, self.routes, shift, route)


def _with(route: list[int], place: int, ticket: int) -> list[int]:
    return [*route[:place], ticket, *route[place:]]

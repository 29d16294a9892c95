"""Openings: the cheapest way to serve a ticket at each of some times, given the plan as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from models.ticket import Ticket
from scheduler.dispatch.board import Board
from scheduler.dispatch.booked import booked_starts, opened
from scheduler.dispatch.fit import Fit
from scheduler.dispatch.room import SlotRoom
from scheduler.dispatch.way import Order, Way
from scheduler.engine import Schedule, part, timed
from scheduler.insertion.limits import Used


@dataclass(eq=False)
class Openings:
    """One ticket as it could be booked; it is on the Day once more for every choice, with the starts of that only.

    Parameters
    ----------
    i
        Index of the ticket; where the plan serves it, it is taken out first.
    choices
        The ticket with one or more windows each.
    """

    board: Board
    i: int
    choices: Sequence[Ticket]

    def __post_init__(self) -> None:
        day, i = self.board.compiled.day, self.i
        self.n = day.n
        wide = part(day, range(day.m), [*range(day.n), *[i] * len(self.choices)])
        starts = {
            (e, day.n + s): spans
            for s, ticket in enumerate(self.choices)
            for e, spans in booked_starts(self.board, i, ticket).items()
        }
        self.day = opened(self.board, wide, starts, {day.n + s: i for s in range(len(self.choices))})
        self.routes = [tuple(j for j in route if j != i) for route in self.board.case.routes]
        self.before = [self.timed(e, route) for e, route in enumerate(self.routes)]
        self.room = SlotRoom(self)

    def timed(self, e: int, order: Order) -> Schedule:
        """Times and money of any order of tickets and of the ticket's choices."""
        return timed(self.day, self.routes, e, order)

    def way(self, s: int, repair: bool = True) -> Way | None:
        """The cheapest way for choice ``s``: an insertion, or one or two other visits make room; None if there is none.

        Parameters
        ----------
        repair
            May other visits go to another place, in the same route or elsewhere?
        """
        best = self._insertion(self.n + s)
        return self.room.made(self.n + s, best) if repair else best

    def fits(self, way: Way) -> dict[int, Fit]:
        """The changed routes by shift, under the ticket's own number; with the route that served it before."""
        changed = {}
        if self.i in self.board.where:
            e = self.board.where[self.i][0]
            changed[e] = Fit(e, self.routes[e], self.before[e])
        for e, order in way.orders.items():
            own = tuple(self.i if j >= self.n else j for j in order)
            changed[e] = Fit(e, own, self.timed(e, order))
        return changed

    # Insertion -------------------------------------------------------------------------------------------------------

    def _insertion(self, copy: int) -> Way | None:
        best: Way | None = None
        for e, route in enumerate(self.routes):
            if not self.day.allowed[e, copy]:
                continue
            for k in range(len(route) + 1):
                order = (*route[:k], copy, *route[k:])
                after = self.timed(e, order)
                if after.feasible and (best is None or after.cost - self.before[e].cost < best.price or self._limited):
                    best = self.better(best, {e: order}, False)
        return best

    def best_order(self, e: int, rest: Order, j: int) -> tuple[Order, Schedule] | None:
        """The cheapest place for ``j`` among ``rest`` on shift ``e``; None when there is none."""
        best: tuple[Order, Schedule] | None = None
        for k in range(len(rest) + 1):
            order = (*rest[:k], j, *rest[k:])
            after = self.timed(e, order)
            if after.feasible and (best is None or after.cost < best[1].cost):
                best = order, after
        return best

    # Limits of the plan ----------------------------------------------------------------------------------------------

    @cached_property
    def _limited(self) -> bool:
        """Are there plan limits? Then the cheapest route is not always the cheapest plan."""
        return bool(self.board.compiled.rows)

    @cached_property
    def used(self) -> Used:
        """What the plan without the ticket uses of the plan limits."""
        return Used.of(self.board.compiled, self.routes, self.before)

    def better(self, best: Way | None, orders: dict[int, Order], repaired: bool) -> Way | None:
        """The cheaper of ``best`` and these orders, which exceed no hard plan limit more than before."""
        after = {e: self.timed(e, order) for e, order in orders.items()}
        price = sum(schedule.cost - self.before[e].cost for e, schedule in after.items())
        if self._limited:
            usage = [[schedules[e].usage for e in after] for schedules in (self.before, after)]
            old, new = ([sum(counts) for counts in zip(*each, strict=True)] for each in usage)
            then = self.used.serving(self.i, old, new)
            if then.broken_since(self.used):
                return best
            price += sum(then.money().values()) - sum(self.used.money().values())
        return Way(price, orders, repaired) if best is None or price < best.price else best

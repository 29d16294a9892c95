"""Room: one or two other visits go to another place so that a ticket can be served."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from scheduler.day import Day
from scheduler.dispatch.way import Order, Way
from scheduler.engine import Schedule

CHOICES = 2
"""Shifts remembered for a visit that has to go: the cheapest, and one more in case that one makes room itself."""
CHAINS = 20
"""Visits in whose place it is tried, where no shift takes it beside what it serves or that is dear."""
FEW = 24
"""Visits that may start a chain, for each choice of the ticket."""


class _Routes(Protocol):
    """Routes that a ticket could be put into."""

    day: Day
    routes: list[Order]
    before: list[Schedule]

    def best_order(self, e: int, rest: Order, j: int) -> tuple[Order, Schedule] | None:
        """The cheapest place for ``j`` among ``rest`` on shift ``e``; None when there is none."""

    def better(self, best: Way | None, orders: dict[int, Order], repaired: bool) -> Way | None:
        """The cheaper of ``best`` and these orders."""


@dataclass(frozen=True)
class _Gone:
    """The ticket in the place of a visit ``j`` on shift ``e``; ``price`` is what the route then costs more."""

    price: int
    e: int
    order: Order
    after: Schedule
    j: int


@dataclass(eq=False)
class SlotRoom:
    """What the routes could do to make room; what was found for a visit is remembered for the next choice."""

    openings: _Routes
    _away: dict[int, list[tuple[int, int, Order]]] = field(default_factory=dict, repr=False)
    _chains: dict[int, list[tuple[int, dict[int, Order]]]] = field(default_factory=dict, repr=False)

    def made(self, copy: int, best: Way | None) -> Way | None:
        """A cheaper way than ``best`` if making room gives one: the ticket stands under the number ``copy``."""
        gone = []
        for e, route in enumerate(self.openings.routes):
            if self.openings.day.allowed[e, copy]:
                for p, j in enumerate(route):
                    found = self.openings.best_order(e, (*route[:p], *route[p + 1 :]), copy)
                    if found is not None:
                        order, after = found
                        gone.append(_Gone(after.cost - self.openings.before[e].cost, e, order, after, j))
        for removal in gone:
            best = self._back(best, removal)
            best = self._elsewhere(best, removal)
        for removal in sorted(gone, key=lambda removal: (removal.price, removal.e, removal.j))[:FEW]:
            best = self._chained(best, removal)
        return best

    def _back(self, best: Way | None, gone: _Gone) -> Way | None:
        """The visit comes back at another place of its route."""
        found = self.openings.best_order(gone.e, gone.order, gone.j)
        return best if found is None else self.openings.better(best, {gone.e: found[0]}, True)

    def _elsewhere(self, best: Way | None, gone: _Gone) -> Way | None:
        """Somebody else takes the visit beside what is there."""
        for price, f, order in self._ways_away(gone.j):
            if f != gone.e:
                if best is None or gone.price + price < best.price:
                    return self.openings.better(best, {gone.e: gone.order, f: order}, True)
                break
        return best

    def _chained(self, best: Way | None, gone: _Gone) -> Way | None:
        """Somebody else takes the visit in place of another one, which goes to a third."""
        for price, orders in self._chains_of(gone.j):
            if gone.e not in orders:
                if best is None or gone.price + price < best.price:
                    return self.openings.better(best, {gone.e: gone.order, **orders}, True)
                break
        return best

    def _ways_away(self, j: int) -> list[tuple[int, int, Order]]:
        """Price, shift and order of the cheapest shifts that could take ``j`` beside what they serve."""
        if j not in self._away:
            found = []
            for e, route in enumerate(self.openings.routes):
                if self.openings.day.allowed[e, j] and j not in route:
                    best = self.openings.best_order(e, route, j)
                    if best is not None:
                        found.append((best[1].cost - self.openings.before[e].cost, e, best[0]))
            self._away[j] = sorted(found)[:CHOICES]
        return self._away[j]

    def _chains_of(self, j: int) -> list[tuple[int, dict[int, Order]]]:
        """Price and orders of the cheapest chains that take ``j``: in place of a visit, which somebody else takes."""
        if j in self._chains:
            return self._chains[j]
        starts, found = [], []
        for f, route in enumerate(self.openings.routes):
            if self.openings.day.allowed[f, j] and j not in route:
                for p, k in enumerate(route):
                    best = self.openings.best_order(f, (*route[:p], *route[p + 1 :]), j)
                    if best is not None:
                        starts.append((best[1].cost - self.openings.before[f].cost, f, k, best[0]))
        for price, f, k, order in sorted(starts)[:CHAINS]:
            for more, g, other in self._ways_away(k):
                if g != f:
                    found.append((price + more, {f: order, g: other}))
        self._chains[j] = sorted(found, key=lambda chain: chain[0])[: 2 * CHOICES]
        return self._chains[j]

"""Proving a plan optimal: list every route that a better plan could hold, and choose among them exactly.

A route whose reduced cost exceeds the gap is in no plan better than the one at hand (Baldacci, Christofides and
Mingozzi 2008). Where the rest can be listed, the master works on the list alone: cuts cost nothing there, each round
of them shrinks the list, and CP-SAT settles what is left.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.day import Day
from scheduler.engine.choose import Chosen, choose
from scheduler.engine.columns import Columns
from scheduler.engine.cuts import separate
from scheduler.engine.duals import Duals, Floats
from scheduler.engine.master import Master
from scheduler.engine.pricing import Generator, Priced, Pricer

MOST_ROUTES = 300_000
MOST_TO_CHOOSE_FROM = 60_000
CUT_ROUNDS = 40
TRIES = 8
"""Listings that look for the right distance from the bound."""


@dataclass(frozen=True, eq=False)
class Listing:
    """All routes that a plan cheaper than ``below`` can hold."""

    routes: list[tuple[int, tuple[int, ...], int]]
    complete: bool
    below: int


def listing(day: Day, pricer: Pricer, duals: Duals, cheapest: Floats, below: int, label_limit: int) -> Listing:
    """List the routes whose reduced cost is small enough for a plan cheaper than ``below``.

    Parameters
    ----------
    cheapest : (m,) lower bounds on the cheapest reduced cost at these duals, as priced.
    """
    slack = below - duals.bound(day, cheapest) + 1
    thresholds = slack + np.minimum(0.0, cheapest + duals.sigma) - duals.sigma
    priced = pricer.enumerate(duals, thresholds, MOST_ROUTES, label_limit)
    return Listing(priced.routes, bool(priced.exact.all()), below)


@dataclass(frozen=True, eq=False)
class Near:
    """The routes nearest to the bound."""

    columns: Columns
    numbers: list[int]
    below: int
    """Every plan cheaper than this is made of these columns."""


def nearest(
    day: Day, pricer: Pricer, duals: Duals, cheapest: Floats, below: int, most: int, label_limit: int, store: Columns
) -> Near | None:
    """At most ``most`` of the routes that a plan cheaper than ``below`` can hold, those nearest to the bound.

    Parameters
    ----------
    cheapest : (m,) lower bounds on the cheapest reduced cost at these duals, as priced.
    store : where to put them.

    Returns
    -------
    Near or None
        None when even a tiny step above the bound has too many.
    """
    bound = duals.bound(day, cheapest)
    slack, found, refused = (below - bound) / 4, None, math.inf
    for _ in range(TRIES):
        listed = listing(day, pricer, duals, cheapest, min(below, bound + math.ceil(slack)), label_limit)
        if listed.complete:
            found = listed
        else:
            refused = slack
        if found is not None and (len(found.routes) >= most or bound + slack >= below or 2 * slack >= refused):
            break
        slack *= 0.25 if found is None else 2
    if found is None:
        return None
    store.add_all(found.routes)
    needs = store.reduced(duals) + (duals.sigma - np.minimum(0.0, cheapest + duals.sigma))[store.shift]
    order = np.argsort(needs, kind="stable")
    if len(store) <= most:
        return Near(store, order.tolist(), found.below)
    return Near(store, order[:most].tolist(), min(found.below, bound + math.floor(needs[order[most]])))


class ListPricer:
    """Prices by looking through a list of routes: exact when the list is complete."""

    def __init__(self, columns: Columns, alive: NDArray[np.bool_]) -> None:
        self._columns, self.alive = columns, alive

    def price(
        self, duals: Duals, shifts: Sequence[int], most_routes: int, label_limit: int, exact: bool = True
    ) -> Priced:
        reduced = self._columns.reduced(duals)
        bound = np.zeros(len(shifts))
        np.minimum.at(bound, np.asarray(self._columns.shift, np.int64)[self.alive], reduced[self.alive])
        return Priced([], bound, np.ones(len(shifts), bool), len(reduced))

    def enumerate(self, duals: Duals, thresholds: Floats, most_routes: int, label_limit: int) -> Priced:
        raise NotImplementedError("the routes are listed already")

    def remember(self, shift: int, tickets: Sequence[int]) -> None:
        raise NotImplementedError("listed routes repeat no ticket")


def settle(
    day: Day,
    columns: Columns,
    *,
    below: int,
    start: Sequence[int],
    effort: float,
    seed: int,
    enough: Callable[[], bool],
    stopped: Callable[[], bool],
) -> Chosen:
    """Cheapest plan below ``below`` among listed routes: cuts and fixing until few are left, then CP-SAT."""
    alive = np.ones(len(columns), bool)
    master = Master(day, columns)
    generator = Generator(day, columns, master, ListPricer(columns, alive), smoothing=0.0)
    master.add(start)
    for _ in range(CUT_ROUNDS):
        *_, relaxed = generator.rounds(1e-9, enough)
        if generator.bound >= below:
            return Chosen(None, True, below)
        reduced = columns.reduced(relaxed.duals)
        cheapest = ListPricer(columns, alive).price(relaxed.duals, range(day.m), 0, 0).bound
        slack = below - relaxed.duals.bound(day, cheapest)
        alive &= reduced <= slack
        master.ban(np.nonzero(~alive)[0].tolist())
        triples = separate(columns, relaxed, master.triples, most=60, least=0.02)
        if not triples or enough() or stopped():
            break
        master.cut(triples)
    left = np.nonzero(alive)[0].tolist()
    if len(left) > MOST_TO_CHOOSE_FROM:
        return Chosen(None, False, generator.bound)
    found = choose(day, columns, left, below=below, cuts=master.triples, effort=effort, seed=seed, stopped=stopped)
    return Chosen(found.columns, found.proved, max(found.bound, min(below, generator.bound)))

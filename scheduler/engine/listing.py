"""Listing the routes that a better plan could hold.

A route whose reduced cost exceeds the gap is in no plan better than the one at hand (Baldacci, Christofides and
Mingozzi 2008). Where all others can be listed, :mod:`scheduler.engine.settle` chooses among them exactly.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from scheduler.day import Day
from scheduler.engine.columns import Columns
from scheduler.engine.duals import Duals, Floats
from scheduler.engine.pricing import PricedRoutes

MOST_ROUTES = 40_000
"""Longer lists are not worth settling."""

TRIES = 8
"""Listings that look for the right distance from the bound."""


class Lister(Protocol):
    """What lists routes."""

    def enumerate(self, duals: Duals, thresholds: Floats, most_routes: int, label_limit: int) -> PricedRoutes:
        """All routes without repetition whose reduced cost is below the threshold of their shift."""
        ...


@dataclass(frozen=True, eq=False)
class Listing:
    """All routes that a plan cheaper than ``below`` can hold."""

    routes: list[tuple[int, tuple[int, ...], int]]
    complete: bool
    below: int


def listing(day: Day, lister: Lister, duals: Duals, cheapest: Floats, below: int, label_limit: int) -> Listing:
    """List the routes whose reduced cost is small enough for a plan cheaper than ``below``.

    Parameters
    ----------
    cheapest : (m,) lower bounds on the cheapest reduced cost at these duals, as priced.
    """
    slack = below - duals.bound(day, cheapest) + 1
    thresholds = slack + np.minimum(0.0, cheapest + duals.sigma) - duals.sigma
    priced = lister.enumerate(duals, thresholds, MOST_ROUTES, label_limit)
    return Listing(priced.routes, bool(priced.exact.all()), below)


@dataclass(frozen=True, eq=False)
class Near:
    """The routes nearest to the bound."""

    columns: Columns
    numbers: list[int]
    below: int
    """Every plan cheaper than this is made of these columns."""


def nearest(
    day: Day, lister: Lister, duals: Duals, cheapest: Floats, below: int, most: int, label_limit: int, store: Columns
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
        listed = listing(day, lister, duals, cheapest, min(below, bound + math.ceil(slack)), label_limit)
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

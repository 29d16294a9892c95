"""Random duals of a day, and what every route is worth at them according to the complete enumeration."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scheduler.day import NEVER, Day
from scheduler.engine import _core
from scheduler.engine.native import native
from tests.oracle import enumeration

GRID = 1024
Routes = dict[tuple[int, frozenset[int], tuple[int, ...]], float]
"""Reduced cost by shift, set of tickets and use of the plan limits."""


@dataclass(frozen=True, eq=False)
class Prices:
    """Duals by their names in :meth:`_core.Pricer.price`."""

    pi: NDArray[np.float64]
    sigma: NDArray[np.float64]
    mu: NDArray[np.float64]
    cuts: NDArray[np.int32]
    cut_duals: NDArray[np.float64]

    def reduced(self, e: int, tickets: Any, cost: int, usage: Any) -> float:
        """Cost less duals; all of it is exact in doubles."""
        value = cost - self.sigma[e] - sum(self.pi[i] for i in tickets) - sum(self.mu * np.array(usage))
        for triple, dual in zip(self.cuts.tolist(), self.cut_duals.tolist(), strict=True):
            value -= dual * (sum(i in triple for i in tickets) // 2)
        return float(value)


def zero(day: Day) -> Prices:
    """Nothing is worth anything."""
    k = len(day.row_cap)
    return Prices(np.zeros(day.n), np.zeros(day.m), np.zeros(k), np.zeros((0, 3), np.int32), np.zeros(0))


def _grid(values: Any) -> NDArray[np.float64]:
    return np.asarray(np.floor(values * GRID) / GRID)


def random_prices(day: Day, seed: int) -> Prices:
    """Duals of the right signs: tickets worth a share of their unserved cost, up to four cuts."""
    rng = np.random.default_rng([seed, 77])
    triples = list(combinations(range(day.n), 3))
    rng.shuffle(triples)
    count = min(len(triples), int(rng.integers(0, 5)))
    return Prices(
        _grid(rng.uniform(0, 1, day.n) * day.unserved_cost * rng.choice([0, 1, 1, 1], day.n)),
        -_grid(rng.uniform(0, 3e4, day.m)),
        -_grid(rng.uniform(0, 2000, len(day.row_cap)) * (rng.random(len(day.row_cap)) < 0.6)),
        np.array(triples[:count], np.int32).reshape(-1, 3),
        -_grid(rng.uniform(0, 3e4, count)),
    )


def all_routes(day: Day, prices: Prices) -> Routes:
    """Every feasible route of the day, the cheapest order of each set."""
    return {
        (e, frozenset(r.tickets), usage): prices.reduced(e, r.tickets, r.cost, usage)
        for e in range(day.m)
        for (_, usage), r in enumeration.routes(day, e).items()
    }


def cheapest(day: Day, routes: Routes) -> NDArray[np.float64]:
    """(m,) smallest reduced cost of each shift; infinite where it has no route."""
    least = np.full(day.m, np.inf)
    for (e, _, _), reduced in routes.items():
        least[e] = min(least[e], reduced)
    return least


def price(day: Day, prices: Prices, pricer: _core.Pricer | None = None, **options: Any) -> _core.Priced:
    """Price all shifts; routes below -1 are wanted unless told otherwise."""
    options = {"shifts": np.arange(day.m, dtype=np.int32), "thresholds": np.full(day.m, -1.0), **options}
    return (pricer or _core.Pricer(native(day))).price(**prices.__dict__, **options)


def unpack(priced: _core.Priced) -> Iterator[tuple[int, tuple[int, ...], int, float]]:
    """(shift, tickets, cost, reduced) of every route."""
    offsets, tickets = priced.offsets.tolist(), priced.tickets.tolist()
    orders = [tuple(tickets[a:b]) for a, b in pairwise(offsets)]
    return zip(priced.shift.tolist(), orders, priced.cost.tolist(), priced.reduced.tolist(), strict=True)


def paid_by_time(day: Day, e: int) -> bool:
    """Whether the shift's departure is delayed, so that pricing knows a lower bound of its worked time only."""
    return bool(day.work_rate[e] > 0 or day.max_work[e] < NEVER)

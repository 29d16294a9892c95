"""The native pricer behind the protocol of column generation."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

import scheduler.engine._core as _core
from scheduler.day import Day
from scheduler.engine.duals import STEPS, Duals, Floats
from scheduler.engine.identical_shifts import IdenticalShifts
from scheduler.engine.native import native
from scheduler.engine.pricing import PricedRoutes

NEGATIVE = -1.0 / STEPS
"""Routes must be cheaper than this to be worth a column [money]."""


class NativePricer:
    """Labelling in C++, one job per kind of shift, the same result with any number of threads."""

    def __init__(self, day: Day, threads: int, stop: _core.Stop) -> None:
        self._day, self._threads, self._stop = day, threads, stop
        self._core = _core.Pricer(native(day))
        self._kind = IdenticalShifts.of(day).kind

    def price(
        self, duals: Duals, shifts: Sequence[int], most_routes: int, label_limit: int, exact: bool = True
    ) -> PricedRoutes:
        kinds, of_kind = np.unique(self._kind[list(shifts)], return_inverse=True)
        priced = self._core.price(
            **self._prices(duals),
            shifts=kinds.astype(np.int32),
            thresholds=np.full(len(kinds), NEGATIVE),
            most_routes=most_routes,
            label_limit=label_limit,
            exact=exact,
            threads=self._threads,
            stop=self._stop,
        )
        return _unpacked(priced, of_kind)

    def enumerate(self, duals: Duals, thresholds: Floats, most_routes: int, label_limit: int) -> PricedRoutes:
        kinds, of_kind = np.unique(self._kind, return_inverse=True)
        priced = self._core.enumerate(
            **self._prices(duals),
            shifts=kinds.astype(np.int32),
            thresholds=np.ceil(thresholds[kinds] * STEPS) / STEPS,
            route_limit=most_routes,
            label_limit=label_limit,
            threads=self._threads,
            stop=self._stop,
        )
        return _unpacked(priced, of_kind)

    def remember(self, shift: int, tickets: Sequence[int]) -> None:
        self._core.remember(shift, list(tickets))

    def forget(self, shifts: Sequence[int]) -> bool:
        forgot = [self._core.forget(kind) for kind in np.unique(self._kind[list(shifts)]).tolist()]
        return any(forgot)

    @staticmethod
    def _prices(duals: Duals) -> dict[str, Any]:
        return {
            "pi": duals.pi,
            "sigma": duals.sigma,
            "mu": duals.mu,
            "cuts": np.array(duals.triples, np.int32).reshape(-1, 3),
            "cut_duals": duals.cut,
        }


def _unpacked(priced: _core.Priced, of_kind: NDArray[np.int64]) -> PricedRoutes:
    """Routes of every kind, and for each shift asked for the bound of its kind."""
    offsets, tickets = priced.offsets.tolist(), priced.tickets.tolist()
    orders = [tuple(tickets[a:b]) for a, b in pairwise(offsets)]
    routes = list(zip(priced.shift.tolist(), orders, priced.cost.tolist(), strict=True))
    return PricedRoutes(routes, priced.bound[of_kind], priced.exact[of_kind], int(priced.labels.sum()))

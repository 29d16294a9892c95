"""The native pricer behind the protocol of column generation."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from scheduler.day import Day
from scheduler.engine import _core
from scheduler.engine.duals import STEPS, Duals, Floats
from scheduler.engine.native import native
from scheduler.engine.pricing import Priced

NEGATIVE = -1.0 / STEPS
"""Routes must be cheaper than this to be worth a column [money]."""


class NativePricer:
    """Labelling in C++, one job per shift, the same result with any number of threads."""

    def __init__(self, day: Day, threads: int, stop: _core.Stop) -> None:
        self._day, self._threads, self._stop = day, threads, stop
        self._core = _core.Pricer(native(day))

    def price(
        self, duals: Duals, shifts: Sequence[int], most_routes: int, label_limit: int, exact: bool = True
    ) -> Priced:
        thresholds = np.full(len(shifts), NEGATIVE)
        priced = self._core.price(
            **self._prices(duals),
            shifts=np.asarray(shifts, np.int32),
            thresholds=thresholds,
            most_routes=most_routes,
            label_limit=label_limit,
            exact=exact,
            threads=self._threads,
            stop=self._stop,
        )
        return _unpacked(priced)

    def enumerate(self, duals: Duals, thresholds: Floats, most_routes: int, label_limit: int) -> Priced:
        priced = self._core.enumerate(
            **self._prices(duals),
            shifts=np.arange(self._day.m, dtype=np.int32),
            thresholds=np.ceil(thresholds * STEPS) / STEPS,
            route_limit=most_routes,
            label_limit=label_limit,
            threads=self._threads,
            stop=self._stop,
        )
        return _unpacked(priced)

    def remember(self, shift: int, tickets: Sequence[int]) -> None:
        self._core.remember(shift, list(tickets))

    @staticmethod
    def _prices(duals: Duals) -> dict[str, Any]:
        return {
            "pi": duals.pi,
            "sigma": duals.sigma,
            "mu": duals.mu,
            "cuts": np.array(duals.triples, np.int32).reshape(-1, 3),
            "cut_duals": duals.cut,
        }


def _unpacked(priced: _core.Priced) -> Priced:
    offsets, tickets = priced.offsets.tolist(), priced.tickets.tolist()
    orders = [tuple(tickets[a:b]) for a, b in pairwise(offsets)]
    routes = list(zip(priced.shift.tolist(), orders, priced.cost.tolist(), strict=True))
    return Priced(routes, priced.bound, priced.exact, int(priced.labels.sum()))

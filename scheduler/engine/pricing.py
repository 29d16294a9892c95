"""Column generation: price every shift exactly, add the routes that help, and keep the best bound seen.

Every round gives a valid bound, whatever the duals. Duals are smoothed toward those of the best bound (Wentges 1997),
which calms the LP's jumping; smoothing is dropped when it stops finding routes. Where routes are so long that
labelling does not end, labels are made to remember less: a bound of routes with repetitions instead of none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from scheduler.day import Day
from scheduler.engine.columns import Columns
from scheduler.engine.duals import Duals, Floats, Triple
from scheduler.engine.identical_shifts import IdenticalShifts
from scheduler.engine.master import Master, Relaxed
from scheduler.engine.money import NO_BOUND, grain

FAR = 0.1
"""While bound and LP differ by more than this share, prices are so rough that pricing need not be thorough."""

CALM = 0.9
"""Share of the best duals where labelling does not come to its end: nearer to them it does."""

MOST = 0.95
"""Largest share of the best duals."""

SLOW = 0.02
"""A round that closes less than this share of what separates bound and LP calls for more thorough ones."""


@dataclass(frozen=True, eq=False)
class PricedRoutes:
    """Routes of negative reduced cost and, for every shift asked for, how low a reduced cost can be."""

    routes: list[tuple[int, tuple[int, ...], int]]
    """(shift, tickets, true cost), best first within a shift."""
    bound: Floats
    """(shifts,) lower bound on the cheapest reduced cost."""
    exact: NDArray[np.bool_]
    """(shifts,) whether labelling ran to its end."""
    labels: int


class Pricer(Protocol):
    """What column generation needs of a pricing algorithm."""

    def price(
        self, duals: Duals, shifts: Sequence[int], most_routes: int, label_limit: int, exact: bool = True
    ) -> PricedRoutes: ...

    def remember(self, shift: int, tickets: Sequence[int]) -> None:
        """From now on refuse the repetition in this route."""
        ...

    def forget(self, shifts: Sequence[int]) -> bool:
        """Let the routes of these shifts repeat tickets more freely; False where they do already."""
        ...


class MasterProblem(Protocol):
    """What column generation needs of the problem that prices come from: a linear program, or climbing its dual."""

    @property
    def columns(self) -> Columns:
        """The store its columns are from."""

    @property
    def triples(self) -> tuple[Triple, ...]:
        """The cuts in it."""

    @property
    def banned(self) -> Collection[int]:
        """Columns that were taken out for good."""

    @property
    def program(self) -> Master | None:
        """The linear program, for steps that cut it or fix routes in it; None where prices come without one."""

    def add(self, numbers: Iterable[int]) -> int:
        """Take columns of the store in; how many were not in yet."""

    def solve(self) -> Relaxed:
        """Prices, and the share of every column."""

    def interrupt(self) -> None:
        """End a running :meth:`solve`; may be called from another thread."""

    def trim(self, keep: int, duals: Duals) -> None:
        """Carry no more columns than about ``keep``, those of least reduced cost, where more are a burden."""

    def remembering(self, most: int, duals: Duals) -> MasterProblem:
        """Itself, or where the store has grown beyond ``most`` and that is a burden, its like over a smaller one."""


@dataclass
class Generator:
    """Column generation on one day; ``bound`` and ``duals`` are the best so far and only improve."""

    day: Day
    columns: Columns
    master: MasterProblem
    pricer: Pricer
    most_routes: int = 15
    limits: tuple[int, ...] = (4_000, 60_000, 400_000)
    """Labels per shift after which pricing gives up: of rough rounds first, then of more and more thorough ones."""
    smoothing: float = 0.5
    """Share of the best duals in those that are priced."""
    adaptive: bool = False
    """Whether the share follows the slope of the bound (Pessoa, Sadykov, Uchoa and Vanderbeck 2018)."""
    patience: float = 0.5
    """Share of the shifts whose labelling may go on without end before their labels are made to remember less."""
    bound: int = NO_BOUND
    duals: Duals | None = None
    converged: bool = False
    labels: int = 0
    """Labels of the last round."""
    exact: bool = True
    """Whether labelling ran to its end for every shift in the last round."""
    tier: int = 0
    """How thorough rounds are now."""

    def __post_init__(self) -> None:
        self._shifts = list(range(self.day.m))
        self._grain = grain(self.day)

    def price(self, duals: Duals, tier: int = -1) -> PricedRoutes:
        """Price every shift at these duals; :meth:`note` the bound if the result is to count."""
        priced = self.pricer.price(duals, self._shifts, self.most_routes, self.limits[tier])
        self.labels = priced.labels
        return priced

    def note(self, duals: Duals, cheapest: Floats) -> int:
        """The bound that these duals prove; kept when it is the best."""
        bound = duals.bound(self.day, cheapest)
        bound = -(-bound // self._grain) * self._grain
        if bound > self.bound or self.duals is None:
            self.bound, self.duals = max(bound, self.bound), duals
        return bound

    def rounds(self, tolerance: float, enough: Callable[[], bool]) -> Iterator[Relaxed]:
        """Run to convergence, yielding the LP after each round.

        Parameters
        ----------
        tolerance : converged when LP and bound are within this share of the LP's cost.
        enough : asked after every round of pricing; when it says yes, that round does not count.
        """
        share = 0.0
        while True:
            relaxed = self.master.solve()
            yield relaxed
            apart = relaxed.cost - self.bound
            self.converged = apart <= max(1.0, tolerance * abs(relaxed.cost))
            if self.converged or enough():
                return
            if self.tier == 0 and apart <= FAR * abs(relaxed.cost):
                self.tier = min(1, self._last)
            trial = self._trial(relaxed.duals, share)
            priced = self.price(trial, self.tier)
            if enough():
                return
            before = self.bound
            if self.adaptive and share > 0.0:
                self._follow_slope(priced, relaxed.duals)
            self.note(trial, priced.bound)
            self.exact = bool(priced.exact.all())
            new = self._take(priced, relaxed.duals)
            if self.tier > 0 and self._forget(np.nonzero(~priced.exact)[0].tolist()):
                continue
            thorough = self.exact or self.tier == self._last
            if new == 0 and share == 0.0 and thorough:
                self.converged = self.exact
                return
            if not thorough and (self.bound - before < SLOW * apart or new <= self.day.m // 4):
                self.tier += 1
            share = self._next_share(share, new)

    @property
    def _last(self) -> int:
        return len(self.limits) - 1

    def _trial(self, latest: Duals, share: float) -> Duals:
        if share == 0.0 or self.duals is None:
            return latest
        return self.duals.mixed(latest, share).rounded(self.day)

    def _take(self, priced: PricedRoutes, duals: Duals) -> int:
        """Keep the routes found, and give the master all of the store that its own duals find attractive."""
        self.columns.add_all(priced.routes)
        good = np.nonzero(self.columns.reduced(duals) < -1e-3)[0].tolist()
        return self.master.add(good) + self._refuse(priced)

    def _refuse(self, priced: PricedRoutes) -> int:
        """Have pricing refuse repetitions that were banned and come back in another order; how many did."""
        again = 0
        for shift, tickets, _ in priced.routes:
            if len(set(tickets)) < len(tickets) and self.columns.find(shift, tickets) in self.master.banned:
                self.pricer.remember(shift, tickets)
                again += 1
        return again

    def _forget(self, endless: list[int]) -> bool:
        """Where too many shifts have no end of labels, let theirs remember less; whether they could."""
        return len(endless) > self.patience * self.day.m and self.pricer.forget(endless)

    def _follow_slope(self, priced: PricedRoutes, latest: Duals) -> None:
        """A smaller share of the best duals while the bound still rises toward the LP's, a larger one once it falls.

        The slope is 1 less the visits of the routes that the bound is made of, the best of every shift.
        """
        assert self.duals is not None
        slope = np.ones(self.day.n)
        best = {shift: tickets for shift, tickets, _ in reversed(priced.routes)}
        for shift, tickets in best.items():
            np.subtract.at(slope, list(tickets), IdenticalShifts.of(self.day).count(shift))
        share = self.smoothing
        if slope @ (latest.pi - self.duals.pi) <= 0:
            self.smoothing = min(MOST, share + 0.1 * (1 - share))
        else:
            self.smoothing = share / 1.1 if share > 0.5 else max(0.0, 1.1 * share - 0.1)

    def _next_share(self, share: float, new: int) -> float:
        if new > max(2, 0.02 * self.day.m):
            hopeless = not self.exact and self.tier == self._last
            return max(self.smoothing, CALM) if hopeless else self.smoothing
        return 0.0 if new == 0 or share <= 0.3 else share - 0.3

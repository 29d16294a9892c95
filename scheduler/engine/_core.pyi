"""What the native core offers to Python."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

class Day:
    """Native, read-only copy of :class:`scheduler.day.Day`; made by :func:`scheduler.engine.native.native`."""

    def __init__(self, **arrays: NDArray[Any]) -> None: ...
    @property
    def n(self) -> int: ...
    @property
    def m(self) -> int: ...
    @property
    def rows(self) -> int: ...

class Stop:
    """A flag shared with running native calls: raise it and they return what they have."""

    def __init__(self) -> None: ...
    def set(self) -> None: ...
    @property
    def is_set(self) -> bool: ...

class Fault:
    """What an order of visits breaks first; ``str`` says it in words for developers, never for a dispatcher.

    ``kind``: ``pair`` (not allowed), ``visits``, ``travel``, ``load``, ``window`` (all closed on arrival), ``end`` (not
    reached before the shift must end), ``work``, ``rest`` (no room for the break), ``earlier-shift`` (of the same
    person ends too late), ``later-shift`` (could not begin in time).
    """

    @property
    def kind(self) -> str: ...
    @property
    def stop(self) -> int:
        """Place in the order; -1 = the end place, or none is meant."""
    @property
    def resource(self) -> int:
        """Of a ``load``; else -1."""

class Schedule:
    """Times and money of one shift serving its tickets in order (contract: ``scheduler/day.py``)."""

    @property
    def feasible(self) -> bool: ...
    @property
    def fault(self) -> Fault | None:
        """What the order breaks; None when it is feasible."""
    @property
    def cost(self) -> int: ...
    @property
    def travel(self) -> int: ...
    @property
    def pair(self) -> int: ...
    @property
    def late(self) -> int: ...
    @property
    def overtime(self) -> int: ...
    @property
    def work(self) -> int: ...
    @property
    def fixed(self) -> int: ...
    @property
    def depart(self) -> int: ...
    @property
    def arrivals(self) -> list[int]:
        """Arrival at each stop, after a break on the way."""
    @property
    def starts(self) -> list[int]: ...
    @property
    def finishes(self) -> list[int]: ...
    @property
    def break_leg(self) -> int:
        """Leg that carries the break: k = before stop k, number of stops = on the way to the end place, -1 = none."""
    @property
    def break_start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def driving(self) -> int:
        """Driving seconds."""
    @property
    def usage(self) -> list[int]:
        """Use of each plan limit."""

def evaluate(day: Day, shift: int, tickets: list[int], not_before: int = ..., not_after: int = ...) -> Schedule:
    """Exact schedule of one route; ``IndexError`` for a shift or ticket that does not exist.

    ``not_before``: when an earlier shift of the same person leaves off, if that is after the start of this one;
    ``not_after``: when the route must have ended for a later one.
    """

class Priced:
    """Routes found by pricing, in the order of the shifts asked for, best first; one bound per shift asked for."""

    @property
    def shift(self) -> NDArray[np.int32]:
        """(routes,) shift of each route."""
    @property
    def offsets(self) -> NDArray[np.int32]:
        """(routes + 1,) where each route begins in ``tickets``."""
    @property
    def tickets(self) -> NDArray[np.int32]: ...
    @property
    def cost(self) -> NDArray[np.int64]:
        """(routes,) true cost [money], as :func:`evaluate` finds it."""
    @property
    def reduced(self) -> NDArray[np.float64]:
        """(routes,) true cost less all duals, ``sigma`` included."""
    @property
    def bound(self) -> NDArray[np.float64]:
        """(shifts,) no feasible, non-empty route has a smaller reduced cost; valid whatever ended the work."""
    @property
    def exact(self) -> NDArray[np.bool_]:
        """(shifts,) labelling ran to its end: the bound is tight up to repetitions, the enumeration complete."""
    @property
    def labels(self) -> NDArray[np.int64]:
        """(shifts,) partial routes made."""

class Pricer:
    """Exact pricing of shifts by labelling with completion bounds; the same result on any number of threads.

    Parameters
    ----------
    memory
        Tickets that a partial route keeps in mind around where it is (ng-sets). With fewer tickets of value than this
        on a shift, routes without repetition are priced exactly.

    Notes
    -----
    Duals are multiples of 1/1024 (``ValueError`` otherwise, or on a wrong sign), so that all sums are exact.
    ``pi`` (n,) is not negative; ``sigma`` (m,), ``mu`` (plan limits,) and ``cut_duals`` (cuts,) are not positive.
    ``cuts`` (cuts, 3) holds the three tickets of each subset-row cut.

    Where pay or limits depend on the worked time, labels count a lower bound on it: they take a ticket's windows as one
    and let the departure be delayed although a visit's lateness would rise. Bounds stay valid; routes carry true costs.
    Labels carry four scarce resources and 128 cuts at most and relax the rest. Of more than 1024 tickets of value on
    one shift, only those worth most are served, and the bound is a knapsack of prizes into the hours of the shift.
    """

    def __init__(self, day: Day, memory: int = 64) -> None: ...
    def price(
        self,
        pi: NDArray[np.float64],
        sigma: NDArray[np.float64],
        mu: NDArray[np.float64],
        cuts: NDArray[np.int32],
        cut_duals: NDArray[np.float64],
        shifts: NDArray[np.int32],
        thresholds: NDArray[np.float64],
        most_routes: int = 15,
        label_limit: int = 3_000_000,
        fine: int = 0,
        coarse: int = 0,
        exact: bool = True,
        threads: int = 1,
        stop: Stop | None = None,
    ) -> Priced:
        """Routes with a reduced cost below the threshold of their shift, and a bound for every shift.

        Parameters
        ----------
        thresholds : (shifts,) [money]; where no route is below it, the bound is at least the threshold.
        most_routes : per shift.
        label_limit : per shift; when it is reached ``exact`` is False and the bound weaker, but valid.
        fine, coarse : widths of time buckets [s] of the completion bounds; 0 = 1/540 and 1/180 of the useful hours.
            Wide buckets are tried first, narrow ones only where the wide ones leave many labels.
        exact : False = labels give way to any that is cheaper and earlier: fast, finds routes, bound from completions.
        """

    def bound_only(
        self,
        pi: NDArray[np.float64],
        sigma: NDArray[np.float64],
        mu: NDArray[np.float64],
        shifts: NDArray[np.int32],
        fine: int = 0,
        threads: int = 1,
        stop: Stop | None = None,
    ) -> NDArray[np.float64]:
        """(shifts,) the bound that completions alone give: one pass, no labels, weaker than :meth:`price`."""

    def enumerate(
        self,
        pi: NDArray[np.float64],
        sigma: NDArray[np.float64],
        mu: NDArray[np.float64],
        cuts: NDArray[np.int32],
        cut_duals: NDArray[np.float64],
        shifts: NDArray[np.int32],
        thresholds: NDArray[np.float64],
        route_limit: int = 100_000,
        label_limit: int = 3_000_000,
        fine: int = 0,
        threads: int = 1,
        stop: Stop | None = None,
    ) -> Priced:
        """All feasible routes without repetition whose reduced cost is below the threshold of their shift.

        Of several orders of the same tickets with the same use of plan limits, the cheapest. ``exact`` tells per shift
        whether the list is complete; limits are per shift.
        """

    def remember(self, shift: int, tickets: list[int]) -> int:
        """Refuse the repetitions in this route from now on; returns how many pairs of tickets are newly remembered."""

    def forget(self, shift: int) -> bool:
        """Labels of this shift remember half as many tickets from now on; False when they would remember too few."""

class Search:
    """Ruin and recreate under simulated annealing; deterministic by seed and iterations.

    Parameters
    ----------
    settings
        Numbers by name: ``strings`` (tickets taken out on average), ``longest`` (string), ``split``, ``keep_more``,
        ``absent_seed`` (shares), ``near`` and ``near_from`` (shifts tried on large days), ``hot`` and ``cold``
        (temperatures [money], 0 = found on the first run), ``pool_gap`` (share), ``pool_every`` (iterations),
        ``pool_from`` (share of the temperature range). ``ValueError`` for any other name.
    """

    def __init__(self, day: Day, seed: int, **settings: float) -> None: ...
    def load(self, routes: list[list[int]]) -> None:
        """Continue from this plan; ``ValueError`` names shift, ticket and rule when it is not feasible."""
    def greedy(self) -> None:
        """Insert all absent tickets once, each at its cheapest place."""
    def run(self, iterations: int, from_: float = 0.0, to: float = 1.0, stop: Stop | None = None) -> int:
        """Anneal from share ``from_`` to share ``to`` of the temperature range; returns the iterations done."""
    def focus(self, tickets: list[int], weight: float = 0.5) -> None:
        """Ruin around these tickets with the given probability; an empty list ends it."""
    def add_routes(self, routes: list[tuple[int, list[int]]]) -> None:
        """Put routes (shift, tickets) into the pool; ``ValueError`` when one is infeasible."""
    def best(self) -> list[list[int]]:
        """Tickets of each shift in the best plan seen."""
    def pool(self) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32], NDArray[np.int64]]:
        """Good routes seen, as shift, offsets (one more), tickets, cost: the cheapest order of each set of tickets."""
    def clear_pool(self) -> None: ...
    @property
    def best_cost(self) -> int:
        """Money of the best plan: routes, unserved tickets, priced excess over plan limits."""
    @property
    def best_excess(self) -> int:
        """Units by which the best plan exceeds hard plan limits; 0 = it keeps them all."""
    @property
    def iterations(self) -> int: ...
    @property
    def trace(self) -> list[tuple[int, int]]:
        """Iteration and best cost, each time it fell (closer than 256 iterations are one entry)."""
    @property
    def hot(self) -> float:
        """First temperature [money]; 0 before the first run."""
    @property
    def cold(self) -> float: ...

class Ascent:
    """Prices of tickets from known routes: the dual of the master problem, smoothed and climbed (``src/ascent.h``)."""

    def __init__(self, count: NDArray[np.int32], unserved: NDArray[np.int64]) -> None: ...
    def __len__(self) -> int: ...
    def add(
        self,
        shift: NDArray[np.int32],
        offset: NDArray[np.int32],
        tickets: NDArray[np.int32],
        cost: NDArray[np.int64],
    ) -> None:
        """More columns: shift, tickets ``[offset[k], offset[k + 1])`` and cost; ``ValueError`` when they do not fit."""
    def reprice(self, column: int, cost: int) -> None:
        """A column has become cheaper."""
    def climb(
        self, pi: NDArray[np.float64], tau: float, steps: int, stop: Stop | None = None
    ) -> tuple[float, NDArray[np.float64], NDArray[np.float64]]:
        """From ``pi`` (n,) at temperature ``tau`` [money]: value without smoothing, prices, shares of the columns."""

"""The Day: one planning problem as arrays of integers.

Every solver of the product starts from a :class:`Day` - the native engine, the exact model, the baselines and the peers
in ``benchmarks/`` - so all of them solve the same thing. ``scheduler.compile`` is the only place that makes one from a
:class:`models.Problem`; benchmark loaders make them directly.

How a route is timed and priced (the contract that engine, exact model and judge share)
---------------------------------------------------------------------------------------
A *shift* ``e`` (one engineer on one day) serves an ordered list of tickets. An empty list costs nothing.

1.  The engineer leaves ``start_place[e]`` at ``start[e]``.
2.  *Driving* ``d`` seconds from time ``t`` stops during each of the shift's blocks (absence, training) and goes on
    after it: :func:`drive`.
3.  A visit starts at the earliest time not before the arrival that lies in the window set of (shift, ticket); windows
    are closed intervals of *start* times. It lasts ``duration[e, i]``. No window left: the route is infeasible.
    (The window sets already keep a service from touching a block.)
4.  After the last visit the engineer drives to ``end_place[e]`` and must be there by ``last[e]``.
5.  *Break* (``break_length[e] > 0``): required when the route ends after ``break_latest[e]``. It is taken on one leg
    (also the first or the last), before, during or after the drive: leaving at ``t`` for a drive of ``d``, which must
    satisfy ``t <= break_latest``, the engineer is ready at ``drive(max(drive(t, d), break_earliest), break_length)``.
    The leg is chosen so that the route is cheapest, then so that it ends earliest, then so that the sum of the starts
    (departing at ``start[e]``) is least - a break before the first customer who could be served is nobody's wish - and
    then as late as possible.
6.  *Departure*: where ``work_rate[e] > 0`` or ``max_work[e]`` is finite, the departure is delayed as far as neither
    the end of the route nor the cost of any visit changes, nor a plan limit counts one more visit as late; worked time
    is end minus departure. Otherwise the engineer departs at ``start[e]`` and worked time is not priced. Who has left
    already, before this day was made, departs no later for it: ``paid_rate[e]`` prices the time from ``paid_from[e]``
    to the end of the route, waiting included, and ``last[e]`` holds what is left of the longest working day.
7.  Limits: visits, driving seconds, worked seconds, loads of each resource.
8.  *Ties*: the shifts of one person. Where both shifts of a tie serve somebody, the second departs at the end of the
    first plus ``tie_gap`` (the way between their places, and rest) or later; then that is its ``start`` in all of the
    above. A shift that serves nobody holds up none. A break lies where its own route alone is cheapest.
9.  Money of a route, each division rounding down: legs ``leg_cost[p, a, b]``; pairs ``pair_cost[e, i]``; per term of a
    ticket, with ``x = start - due`` (or finish - due): ``step + rate * x // 3600`` when ``x > 0``; overtime
    ``overtime_rate * max(0, end_of_route - end[e]) // 3600``; ``work_rate * worked // 3600``;
    ``paid_rate * max(0, end_of_route - paid_from[e]) // 3600``; ``fixed_cost[e]``. Who is out already costs the way
    home even with an empty list; that much is taken off ``fixed_cost[e]``, which may then be negative.

A plan costs its routes, ``unserved_cost`` of every ticket in no route, and ``row_price`` times the excess over
``row_cap`` of each priced plan limit. *Cost and feasibility never improve by arriving later*: steps, rates and prices
are not negative, so starting everything as early as possible is optimal for a given order.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Money = NDArray[np.int64]

NEVER = 2**30
"""A time or limit that is never reached."""

MOST_MONEY = 2**40
"""No single price of a compiled day may exceed this; sums then stay far inside 64 bits."""


@dataclass(frozen=True, eq=False)
class Day:
    """One planning problem as integer arrays; ``m`` shifts, ``n`` tickets, ``L`` places, ``P`` travel profiles.

    Times are seconds from the start of the horizon, money is thousandths of the policy's currency. All arrays are
    C-contiguous ``int32`` except money (``int64``) and ``allowed`` (``uint8``).
    """

    # Legs
    seconds: Ints
    """(P, L, L) driving seconds of a leg; obeys the triangle inequality."""
    leg_cost: Money
    """(P, L, L) money of a leg."""

    # Shifts (m)
    profile: Ints
    start_place: Ints
    end_place: Ints
    start: Ints
    """Earliest departure."""
    end: Ints
    """End of paid time; later is overtime."""
    last: Ints
    """Latest arrival at the end place (``end`` plus the longest overtime)."""
    overtime_rate: Money
    """Money per hour."""
    fixed_cost: Money
    """Money when the shift serves anything at all, beyond what it costs when it serves nothing more."""
    work_rate: Money
    """Money per hour worked; 0 where the shift is paid anyway."""
    max_visits: Ints
    max_travel: Ints
    """Most driving seconds."""
    max_work: Ints
    """Most seconds between departure and end; NEVER = no limit."""
    break_length: Ints
    break_earliest: Ints
    break_latest: Ints
    """Latest start of the break."""
    block_offset: Ints
    """(m+1) offsets into ``block_from``/``block_to``; blocks of a shift are sorted and disjoint."""
    block_from: Ints
    block_to: Ints
    capacity: Ints
    """(m, R) what the van holds of each resource."""

    # Tickets (n)
    place: Ints
    unserved_cost: Money
    demand: Ints
    """(n, R) what the ticket takes of each resource."""
    term_offset: Ints
    """(n+1) offsets into the ``term_*`` arrays."""
    term_due: Ints
    term_step: Money
    term_rate: Money
    """Money per hour late."""
    term_on_finish: NDArray[np.uint8]
    """1 where the clock stops at the finish of the visit, 0 at its start."""
    term_row: Ints
    """Plan limit that counts a visit once when it is later than due; -1 = none."""

    # Pairs (m, n)
    allowed: NDArray[np.uint8]
    duration: Ints
    pair_cost: Money
    window_set: Ints
    """(m, n) index of a set of windows."""
    window_offset: Ints
    """(sets+1) offsets into ``window_first``/``window_last``; windows of a set are sorted and disjoint."""
    window_first: Ints
    window_last: Ints
    """Last permitted start, inclusive."""

    # Plan limits (K): sum of weights over the plan <= cap, or priced above it
    row_cap: Money = field(default_factory=lambda: np.zeros(0, np.int64))
    row_price: Money = field(default_factory=lambda: np.zeros(0, np.int64))
    """Money per unit above the cap; -1 = the cap is hard."""
    row_pair: Ints = field(default_factory=lambda: np.zeros((0, 0, 0), np.int32))
    """(K, m, n) weight of serving i on e, not negative."""
    row_used: Ints = field(default_factory=lambda: np.zeros((0, 0), np.int32))
    """(K, m) weight of using shift e at all, not negative."""
    row_unserved: Ints = field(default_factory=lambda: np.zeros((0, 0), np.int32))
    """(K, n) weight of leaving i unserved, not negative."""

    # Ties (T): two shifts of one person that could overlap
    tie_first: Ints = field(default_factory=lambda: np.zeros(0, np.int32))
    tie_second: Ints = field(default_factory=lambda: np.zeros(0, np.int32))
    """A later shift of the same person."""
    tie_gap: Ints = field(default_factory=lambda: np.zeros(0, np.int32))
    """Least seconds from the end of the first to the departure of the second, where both serve somebody."""

    # Who has left already (m)
    paid_rate: Money = field(default_factory=lambda: np.zeros(0, np.int64))
    """Money per hour from ``paid_from`` to the end of the route; 0 = has not left, or is paid anyway."""
    paid_from: Ints = field(default_factory=lambda: np.zeros(0, np.int32))

    # Names, for messages only
    shift_ids: tuple[str, ...] = ()
    ticket_ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, kind in (("paid_rate", np.int64), ("paid_from", np.int32)):
            if getattr(self, name).shape != self.start.shape:  # nobody has left
                object.__setattr__(self, name, np.zeros(self.m, kind))
        if not self.row_cap.size:  # without plan limits their weights still have the shape of the day
            for name, shape in (("pair", (0, self.m, self.n)), ("used", (0, self.m)), ("unserved", (0, self.n))):
                object.__setattr__(self, f"row_{name}", np.zeros(shape, np.int32))

    @property
    def n(self) -> int:
        """Number of tickets."""
        return int(self.place.shape[0])

    @property
    def m(self) -> int:
        """Number of shifts."""
        return int(self.start.shape[0])

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All arrays by name, contiguous and of the documented type, as the native core takes them."""
        return {
            f.name: np.ascontiguousarray(getattr(self, f.name))
            for f in fields(self)
            if isinstance(getattr(self, f.name), np.ndarray)
        }


def drive(blocks: list[tuple[int, int]], time: int, seconds: int) -> int:
    """Arrival after ``seconds`` of driving from ``time``, standing still during ``blocks`` (sorted, disjoint).

    >>> drive([(100, 160)], 90, 20)
    170
    >>> drive([(100, 160)], 80, 20)
    100
    """
    for begin, end in blocks:
        if time >= end:
            continue
        if time + seconds <= begin:
            break
        seconds -= max(0, begin - time)
        time = end
    return time + seconds


def drive_back(blocks: list[tuple[int, int]], arrival: int, seconds: int) -> int:
    """Latest departure from which :func:`drive` arrives no later than ``arrival``.

    >>> drive_back([(100, 160)], 170, 20)
    90
    >>> drive_back([(100, 160)], 130, 20)
    80
    """
    for begin, end in reversed(blocks):
        if arrival <= begin:
            continue
        if arrival >= end and arrival - seconds >= end:
            break
        seconds -= max(0, arrival - end)
        arrival = begin
    return arrival - seconds

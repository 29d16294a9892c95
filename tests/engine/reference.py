"""The contract of a route (``scheduler/day.py``) in plain Python, as slow and as literal as possible.

Nothing here is shared with the native core: the departure is found by bisection over complete simulations, the break by
trying every leg.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scheduler.day import NEVER, Day, drive


@dataclass(frozen=True)
class Timing:
    """One simulation of a route."""

    starts: tuple[int, ...]
    visit_costs: tuple[int, ...]
    end: int
    depart: int
    leg: int
    early: int
    """Sum of the starts when the shift departs as early as possible."""


@dataclass(frozen=True)
class Route:
    """A route with its parts of money."""

    feasible: bool
    cost: int = 0
    travel: int = 0
    pair: int = 0
    late: int = 0
    overtime: int = 0
    work: int = 0
    fixed: int = 0
    depart: int = 0
    starts: tuple[int, ...] = ()
    end: int = 0
    break_leg: int = -1
    usage: tuple[int, ...] = ()


def blocks(day: Day, e: int) -> list[tuple[int, int]]:
    """Blocks of a shift as plain pairs."""
    a, b = day.block_offset[e], day.block_offset[e + 1]
    return [(int(x), int(y)) for x, y in zip(day.block_from[a:b], day.block_to[a:b], strict=True)]


def terms(day: Day, i: int) -> range:
    """Indices of a ticket's terms."""
    return range(int(day.term_offset[i]), int(day.term_offset[i + 1]))


def overdue(day: Day, e: int, i: int, q: int, start: int) -> int:
    """Seconds by which term ``q`` is late when the visit starts at ``start``."""
    return start + (int(day.duration[e, i]) if day.term_on_finish[q] else 0) - int(day.term_due[q])


def visit_cost(day: Day, e: int, i: int, start: int) -> int:
    """Lateness money of one visit."""
    late = [(q, overdue(day, e, i, q, start)) for q in terms(day, i)]
    return sum(int(day.term_step[q]) + int(day.term_rate[q]) * x // 3600 for q, x in late if x > 0)


def open_at(day: Day, e: int, i: int, arrival: int) -> int | None:
    """Earliest permitted start not before the arrival."""
    s = int(day.window_set[e, i])
    for q in range(int(day.window_offset[s]), int(day.window_offset[s + 1])):
        if arrival <= day.window_last[q]:
            return max(arrival, int(day.window_first[q]))
    return None


def simulate(day: Day, e: int, seq: Sequence[int], depart: int, leg: int) -> Timing | None:
    """The route driven from ``depart`` with the break on ``leg`` (-1: none), or None."""
    places = [int(day.start_place[e]), *(int(day.place[i]) for i in seq), int(day.end_place[e])]
    now = depart
    starts: list[int] = []
    costs: list[int] = []
    for k in range(len(seq) + 1):
        ready = drive(blocks(day, e), now, int(day.seconds[day.profile[e], places[k], places[k + 1]]))
        if k == leg:
            if now > day.break_latest[e]:
                return None
            ready = drive(blocks(day, e), max(ready, int(day.break_earliest[e])), int(day.break_length[e]))
        if k == len(seq):
            return (
                Timing(tuple(starts), tuple(costs), ready, depart, leg, sum(starts)) if ready <= day.last[e] else None
            )
        start = open_at(day, e, seq[k], ready)
        if start is None:
            return None
        starts.append(start)
        costs.append(visit_cost(day, e, seq[k], start))
        now = start + int(day.duration[e, seq[k]])
    return None


def delayed(day: Day, e: int, seq: Sequence[int], early: Timing) -> Timing:
    """The latest departure that changes neither the end, nor the cost of any visit, nor its count as late."""

    def late_counts(t: Timing) -> tuple[int, ...]:
        return usage(day, e, seq, t.starts)

    low, high, best = early.depart, early.end + 1, early
    while high - low > 1:
        middle = (low + high) // 2
        later = simulate(day, e, seq, middle, early.leg)
        same = later and later.end == early.end and later.visit_costs == early.visit_costs
        if later and same and late_counts(later) == late_counts(early):
            low, best = middle, later
        else:
            high = middle
    return replace(best, early=early.early)


def usage(day: Day, e: int, seq: Sequence[int], starts: Sequence[int]) -> tuple[int, ...]:
    """Use of each plan limit by a route that is not empty."""
    used = []
    for k in range(len(day.row_cap)):
        late = sum(
            any(day.term_row[q] == k and overdue(day, e, i, q, s) > 0 for q in terms(day, i))
            for i, s in zip(seq, starts, strict=True)
        )
        used.append(int(day.row_used[k, e]) + sum(int(day.row_pair[k, e, i]) for i in seq) + late)
    return tuple(used)


def timings(day: Day, e: int, seq: Sequence[int]) -> list[Timing]:
    """Every permitted way to time the route: one without a break, or one for each leg that may carry it."""
    start = int(day.start[e])
    plain = simulate(day, e, seq, start, -1)
    if plain is None:
        return []
    if day.break_length[e] == 0 or plain.end <= day.break_latest[e]:
        found = [plain]
    else:
        found = [t for leg in range(len(seq) + 1) if (t := simulate(day, e, seq, start, leg)) is not None]
    if day.work_rate[e] > 0 or day.max_work[e] < NEVER:
        found = [delayed(day, e, seq, t) for t in found]
    return [t for t in found if day.max_work[e] >= NEVER or t.end - t.depart <= day.max_work[e]]


def evaluate(day: Day, e: int, seq: Sequence[int]) -> Route:
    """Times and money of shift ``e`` serving ``seq`` in this order.

    Returns
    -------
    Route
        ``feasible`` is False where the order breaks a rule of the shift; then nothing else counts.
    """
    zero = tuple(0 for _ in day.row_cap)
    if not seq:
        return Route(True, depart=int(day.start[e]), end=int(day.start[e]), usage=zero)
    places = [int(day.start_place[e]), *(int(day.place[i]) for i in seq), int(day.end_place[e])]
    legs = list(itertools.pairwise(places))
    driving = sum(int(day.seconds[day.profile[e], a, b]) for a, b in legs)
    loads = day.demand[list(seq)].sum(axis=0)
    if (
        not all(day.allowed[e, i] for i in seq)
        or len(seq) > day.max_visits[e]
        or driving > day.max_travel[e]
        or (loads > day.capacity[e]).any()
    ):
        return Route(False)
    travel = sum(int(day.leg_cost[day.profile[e], a, b]) for a, b in legs)
    pair = sum(int(day.pair_cost[e, i]) for i in seq)
    fixed = int(day.fixed_cost[e])

    def route(t: Timing) -> Route:
        late = sum(t.visit_costs)
        overtime = int(day.overtime_rate[e]) * max(0, t.end - int(day.end[e])) // 3600
        work = int(day.work_rate[e]) * (t.end - t.depart) // 3600
        work += int(day.paid_rate[e]) * max(0, t.end - int(day.paid_from[e])) // 3600
        cost = travel + pair + late + overtime + work + fixed
        used = usage(day, e, seq, t.starts)
        return Route(True, cost, travel, pair, late, overtime, work, fixed, t.depart, t.starts, t.end, t.leg, used)

    found = [(route(t), t.early) for t in timings(day, e, seq)]
    best = min(found, key=lambda pair: (pair[0].cost, pair[0].end, pair[1], -pair[0].break_leg), default=None)
    return Route(False) if best is None else best[0]


def plan_cost(day: Day, routes: Sequence[Sequence[int]]) -> tuple[int, int]:
    """Cost of a plan and the units by which it exceeds its hard plan limits."""
    done = [evaluate(day, e, seq) for e, seq in enumerate(routes)]
    if not all(r.feasible for r in done):
        raise ValueError("a route of this plan is infeasible")
    served = {i for seq in routes for i in seq}
    absent = [i for i in range(day.n) if i not in served]
    cost = sum(r.cost for r in done) + sum(int(day.unserved_cost[i]) for i in absent)
    hard = 0
    for k, (cap, price) in enumerate(zip(day.row_cap, day.row_price, strict=True)):
        over = sum(r.usage[k] for r in done) + sum(int(day.row_unserved[k, i]) for i in absent) - int(cap)
        if over > 0 and price < 0:
            hard += over
        elif over > 0:
            cost += over * int(price)
    return cost, hard

"""Every route and every plan of a tiny day, in plain Python, straight from the contract in ``scheduler/day.py``.

Slow and simple on purpose: no bound, no dominance, no shared code with the engine. It is what the engine, the proof and
the exact model are measured against.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from scheduler.day import NEVER, Day, drive

Usage = tuple[int, ...]


@dataclass(frozen=True)
class Walk:
    """One route walked from a given departure with the break on a given leg."""

    starts: tuple[int, ...]
    late: tuple[tuple[int, frozenset[int]], ...]
    """Per visit: money of its terms, and the plan limits that count it as late."""
    end: int


@dataclass(frozen=True)
class Route:
    """A feasible route with its price and what it takes of each plan limit."""

    tickets: tuple[int, ...]
    cost: int
    usage: Usage
    end: int
    depart: int
    break_leg: int
    starts: int = 0
    """Sum of the starts when the shift departs as early as possible."""


@dataclass(frozen=True)
class Best:
    """The best plan of a day and how many routes it was chosen from."""

    routes: tuple[tuple[int, ...], ...]
    cost: int
    listed: int


def _blocks(day: Day, e: int) -> list[tuple[int, int]]:
    a, b = int(day.block_offset[e]), int(day.block_offset[e + 1])
    return list(zip(day.block_from[a:b].tolist(), day.block_to[a:b].tolist(), strict=True))


def _earliest(day: Day, e: int, i: int, arrival: int) -> int | None:
    k = int(day.window_set[e, i])
    for w in range(int(day.window_offset[k]), int(day.window_offset[k + 1])):
        if arrival <= day.window_last[w]:
            return max(arrival, int(day.window_first[w]))
    return None


def _late(day: Day, e: int, i: int, start: int) -> tuple[int, frozenset[int]]:
    """Money of the terms of a visit, and the plan limits that count it as late."""
    money, rows = 0, set()
    for k in range(int(day.term_offset[i]), int(day.term_offset[i + 1])):
        x = start - int(day.term_due[k]) + (int(day.duration[e, i]) if day.term_on_finish[k] else 0)
        if x > 0:
            money += int(day.term_step[k]) + int(day.term_rate[k]) * x // 3600
            if day.term_row[k] >= 0:
                rows.add(int(day.term_row[k]))
    return money, frozenset(rows)


def _places(day: Day, e: int, seq: tuple[int, ...]) -> list[int]:
    return [int(day.start_place[e]), *(int(day.place[i]) for i in seq), int(day.end_place[e])]


def walk(day: Day, e: int, seq: tuple[int, ...], depart: int, break_leg: int | None) -> Walk | None:
    """Walk the route as early as possible from ``depart``; None when a window, the break or ``last`` is missed."""
    blocks, stops, p, now = _blocks(day, e), _places(day, e, seq), int(day.profile[e]), depart
    starts, late = [], []
    for leg in range(len(seq) + 1):
        seconds = int(day.seconds[p, stops[leg], stops[leg + 1]])
        if leg == break_leg and now > day.break_latest[e]:
            return None
        now = drive(blocks, now, seconds)
        if leg == break_leg:
            now = drive(blocks, max(now, int(day.break_earliest[e])), int(day.break_length[e]))
        if leg == len(seq):
            break
        start = _earliest(day, e, seq[leg], now)
        if start is None:
            return None
        starts.append(start)
        late.append(_late(day, e, seq[leg], start))
        now = start + int(day.duration[e, seq[leg]])
    return Walk(tuple(starts), tuple(late), now) if now <= day.last[e] else None


def _latest_departure(day: Day, e: int, seq: tuple[int, ...], leg: int | None, early: Walk) -> int:
    """Latest departure with the same end and every visit as dear and as late, by bisection (all only grow with it)."""
    low, high = int(day.start[e]), early.end
    while low < high:
        middle = (low + high + 1) // 2
        later = walk(day, e, seq, middle, leg)
        if later is not None and later.end == early.end and later.late == early.late:
            low = middle
        else:
            high = middle - 1
    return low


def _priced(day: Day, e: int, seq: tuple[int, ...], leg: int | None) -> Route | None:
    early = walk(day, e, seq, int(day.start[e]), leg)
    if early is None:
        return None
    depart, work = int(day.start[e]), 0
    if day.work_rate[e] > 0 or day.max_work[e] < NEVER:
        depart = _latest_departure(day, e, seq, leg, early)
        if early.end - depart > day.max_work[e]:
            return None
        work = int(day.work_rate[e]) * (early.end - depart) // 3600
    stops, p = _places(day, e, seq), int(day.profile[e])
    cost = sum(int(day.leg_cost[p, a, b]) for a, b in itertools.pairwise(stops))
    pairs, late = sum(int(day.pair_cost[e, i]) for i in seq), sum(money for money, _ in early.late)
    work += int(day.paid_rate[e]) * max(0, early.end - int(day.paid_from[e])) // 3600
    cost += pairs + late + work + int(day.fixed_cost[e])
    cost += int(day.overtime_rate[e]) * max(0, early.end - int(day.end[e])) // 3600
    usage = [int(day.row_used[k, e]) + sum(int(day.row_pair[k, e, i]) for i in seq) for k in range(len(day.row_cap))]
    for _, rows in early.late:
        for row in rows:
            usage[row] += 1
    return Route(seq, cost, tuple(usage), early.end, depart, -1 if leg is None else leg, sum(early.starts))


def route(day: Day, e: int, seq: tuple[int, ...]) -> Route | None:
    """The route with its cheapest break, or None when it breaks a limit."""
    if not seq:
        return Route((), 0, (0,) * len(day.row_cap), int(day.start[e]), int(day.start[e]), -1)
    stops, p = _places(day, e, seq), int(day.profile[e])
    driven = sum(int(day.seconds[p, a, b]) for a, b in itertools.pairwise(stops))
    if not all(day.allowed[e, i] for i in seq) or len(seq) > day.max_visits[e] or driven > day.max_travel[e]:
        return None
    if any(sum(int(day.demand[i, r]) for i in seq) > day.capacity[e, r] for r in range(day.capacity.shape[1])):
        return None
    plain = walk(day, e, seq, int(day.start[e]), None)
    if plain is None:
        return None
    if day.break_length[e] <= 0 or plain.end <= day.break_latest[e]:
        return _priced(day, e, seq, None)
    choices = [r for leg in range(len(seq) + 1) if (r := _priced(day, e, seq, leg)) is not None]
    return min(choices, key=lambda r: (r.cost, r.end, r.starts, -r.break_leg), default=None)


def _sequences(day: Day, e: int, seq: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """Every order of every set of tickets whose windows can be met without a break; more visits only come later."""
    if len(seq) == day.max_visits[e]:
        return
    for i in range(day.n):
        if i in seq or not day.allowed[e, i]:
            continue
        longer = (*seq, i)
        now, at, p, open_ = int(day.start[e]), int(day.start_place[e]), int(day.profile[e]), True
        for k in longer:
            start = _earliest(day, e, k, drive(_blocks(day, e), now, int(day.seconds[p, at, day.place[k]])))
            if start is None or start > day.last[e]:
                open_ = False
                break
            now, at = start + int(day.duration[e, k]), int(day.place[k])
        if open_:
            yield longer
            yield from _sequences(day, e, longer)


def routes(day: Day, e: int) -> dict[tuple[int, Usage], Route]:
    """The cheapest route of a shift for every set of tickets (as bits) and usage of the plan limits."""
    found: dict[tuple[int, Usage], Route] = {}
    for seq in _sequences(day, e):
        r = route(day, e, seq)
        if r is None:
            continue
        key = (sum(1 << i for i in seq), r.usage)
        if key not in found or r.cost < found[key].cost:
            found[key] = r
    return found


def excess_cost(day: Day, usage: Usage) -> int | None:
    """Money for what exceeds the plan limits, or None when a hard one is broken."""
    money = 0
    for k, used in enumerate(usage):
        over = max(0, used - int(day.row_cap[k]))
        if over and day.row_price[k] < 0:
            return None
        money += over * max(0, int(day.row_price[k]))
    return money


def unserved(day: Day, served: int) -> tuple[int, Usage]:
    """Money and usage of the tickets that are not among the bits ``served``."""
    left = [i for i in range(day.n) if not served >> i & 1]
    return sum(int(day.unserved_cost[i]) for i in left), tuple(
        sum(int(day.row_unserved[k, i]) for i in left) for k in range(len(day.row_cap))
    )


def people(day: Day) -> list[list[int]]:
    """Shifts by person, each person's in order of time."""
    found = [[e] for e in range(day.m)]
    for first, second in zip(day.tie_first.tolist(), day.tie_second.tolist(), strict=True):
        a, b = (next(p for p in found if e in p) for e in (first, second))
        if a is not b:
            found.remove(b)
            a += b
    before = {(a, b) for a, b in zip(day.tie_first.tolist(), day.tie_second.tolist(), strict=True)}
    return [sorted(p, key=lambda e: sum((other, e) in before for other in p)) for p in found]


def begin(day: Day, e: int, ends: dict[int, int]) -> int:
    """When a person can leave for a shift after the earlier ones that serve somebody, which end at ``ends``."""
    ties = zip(day.tie_first.tolist(), day.tie_second.tolist(), day.tie_gap.tolist(), strict=True)
    return max([int(day.start[e]), *(ends[a] + gap for a, b, gap in ties if b == e and a in ends)])


def from_begin(day: Day, e: int, seq: tuple[int, ...], time: int) -> Route | None:
    """The route of a shift that begins at another time."""
    start = day.start.copy()
    start[e] = time
    return route(replace(day, start=start), e, seq)


Options = dict[tuple[int, Usage], tuple[int, dict[int, tuple[int, ...]]]]
"""By the tickets served, as bits, and the usage of the plan limits: cost and routes of a person's shifts."""


def options_of(day: Day, shifts: list[int]) -> tuple[Options, int]:
    """What a person can do, and in how many ways."""
    if len(shifts) == 1:
        found = routes(day, shifts[0])
        return {key: (r.cost, {shifts[0]: r.tickets}) for key, r in found.items()}, len(found)
    options: Options = {}
    listed = 0
    orders = {e: [(), *_sequences(day, e)] for e in shifts}
    nothing = (0,) * len(day.row_cap)

    def go_on(
        k: int, mask: int, usage: Usage, cost: int, ends: dict[int, int], plan: dict[int, tuple[int, ...]]
    ) -> None:
        nonlocal listed
        if k == len(shifts):
            listed += 1
            if (mask, usage) not in options or cost < options[mask, usage][0]:
                options[mask, usage] = (cost, plan)
            return
        e = shifts[k]
        for seq in orders[e]:
            bits = sum(1 << i for i in seq)
            if bits & mask:
                continue
            r = from_begin(day, e, seq, begin(day, e, ends))
            if r is not None:
                used = tuple(a + b for a, b in zip(usage, r.usage, strict=True))
                after = {**ends, e: r.end} if seq else ends
                go_on(k + 1, mask | bits, used, cost + r.cost, after, {**plan, e: seq})

    go_on(0, 0, nothing, 0, {}, {})
    return options, listed


def best_plan(day: Day) -> Best | None:
    """The cheapest plan by dynamic programming over people; None when every plan breaks a hard plan limit."""
    nothing = (0,) * len(day.row_cap)
    states: Options = {(0, nothing): (0, {})}
    listed = 0
    for shifts in people(day):
        options, ways = options_of(day, shifts)
        listed += ways
        grown = dict(states)
        for (mask, usage), (more, own) in options.items():
            for (taken, used), (cost, plan) in states.items():
                if taken & mask:
                    continue
                key = (taken | mask, tuple(a + b for a, b in zip(used, usage, strict=True)))
                if key not in grown or cost + more < grown[key][0]:
                    grown[key] = (cost + more, plan | own)
        states = grown
    best: Best | None = None
    for (mask, used), (cost, plan) in states.items():
        left, weight = unserved(day, mask)
        over = excess_cost(day, tuple(a + b for a, b in zip(used, weight, strict=True)))
        if over is not None and (best is None or cost + left + over < best.cost):
            best = Best(tuple(plan.get(e, ()) for e in range(day.m)), cost + left + over, listed)
    return best


def plan_cost(day: Day, plan: list[list[int]]) -> int | None:
    """Cost of any plan, or None when it is infeasible."""
    total, mask, used = 0, 0, [0] * len(day.row_cap)
    ends: dict[int, int] = {}
    for e in (e for shifts in people(day) for e in shifts):
        seq = plan[e]
        r = from_begin(day, e, tuple(seq), begin(day, e, ends))
        if r is None or len(set(seq)) < len(seq) or any(mask >> i & 1 for i in seq):
            return None
        if seq:
            ends[e] = r.end
        total += r.cost
        mask |= sum(1 << i for i in seq)
        used = [a + b for a, b in zip(used, r.usage, strict=True)]
    left, weight = unserved(day, mask)
    over = excess_cost(day, tuple(a + b for a, b in zip(used, weight, strict=True)))
    return None if over is None else total + left + over

"""Random small days for the property tests; every feature of the contract can be switched on and off by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import Any

import numpy as np

from scheduler.day import NEVER, Day, Ints, Money


@dataclass(frozen=True)
class Features:
    """What a random day may contain; a feature switched on appears on some shifts or tickets, not on all."""

    windows: bool = True
    """Several windows for a ticket, and closed ones."""
    start_terms: bool = True
    finish_terms: bool = True
    overtime: bool = True
    blocks: bool = True
    breaks: bool = True
    flexible: bool = True
    """Pay by worked time and limits of worked time."""
    limits: bool = True
    """Limits of visits and of driving."""
    resources: int = 2
    profiles: int = 2
    ends: bool = True
    """End places other than the start place."""
    shared_places: bool = True
    """Tickets that share a place with others or with an engineer."""
    fixed: bool = True
    pair_costs: bool = True
    rows: int = 3
    """Plan limits, hard and priced; three of them cover pairs, used shifts, unserved tickets and late visits."""
    late_rows: bool = True


PLAIN = Features(False, False, False, False, False, False, False, False, 0, 1, False, False, False, False, 0, False)
"""Hard windows and travel only."""

DISPATCH = Features(breaks=False, flexible=False, blocks=False, rows=0, late_rows=False, resources=0, profiles=1)
"""What the dispatch days of the benchmarks contain."""


def _legs(rng: np.random.Generator, places: int, profiles: int) -> tuple[Any, Any]:
    xy = rng.uniform(0, 3000, (places, 2))
    base = np.sqrt(((xy[:, None] - xy[None]) ** 2).sum(-1)) * rng.uniform(0.9, 1.2, (places, places))
    seconds = np.empty((profiles, places, places), np.int32)
    for p in range(profiles):
        t = (base * (1 + 0.4 * p)).round().astype(np.int64)
        np.fill_diagonal(t, 0)
        for v in range(places):
            np.minimum(t, t[:, v : v + 1] + t[v : v + 1, :], out=t)
        seconds[p] = t
    cost = seconds.astype(np.int64) * int(rng.integers(1, 12)) + rng.integers(0, 500, seconds.shape)
    return seconds, cost


def _blocks(rng: np.random.Generator, start: int, last: int) -> list[tuple[int, int]]:
    cuts = np.sort(rng.choice(np.arange(start - 600, last + 600, 60), 2 * int(rng.integers(1, 3)), replace=False))
    return [(int(a), int(b)) for a, b in cuts.reshape(-1, 2)]


def _starts_outside(windows: list[tuple[int, int]], blocks: list[tuple[int, int]], duration: int) -> tuple[Any, ...]:
    """Closed intervals of starts inside the windows at which a visit touches no block."""
    free = windows
    for begin, end in blocks:
        cut: list[tuple[int, int]] = []
        for first, last in free:
            cut += [(first, min(last, begin - duration)), (max(first, end), last)]
        free = [(a, b) for a, b in cut if a <= b]
    return tuple(sorted(free))


def _windows(rng: np.random.Generator, several: bool) -> list[tuple[int, int]]:
    if several and rng.random() < 0.05:
        return []
    if several and rng.random() < 0.4:
        cuts = np.sort(rng.choice(np.arange(0, 30000, 60), 2 * int(rng.integers(2, 4)), replace=False))
        return [(int(a), int(b)) for a, b in cuts.reshape(-1, 2)]
    first = int(rng.integers(0, 20000))
    return [(first, first + int(rng.integers(0, 20000)))] if rng.random() < 0.6 else [(-NEVER // 4, NEVER // 4)]


def ints(values: Any) -> Ints:
    """A row of 32-bit integers."""
    return np.array(values, np.int32).reshape(-1)


def money(values: Any) -> Money:
    """A row of 64-bit integers."""
    return np.array(values, np.int64).reshape(-1)


def random_day(seed: int, n: int = 7, m: int = 3, features: Features | None = None, **changes: Any) -> Day:
    """A random day with ``n`` tickets and ``m`` shifts.

    Parameters
    ----------
    seed
        Equal seeds and features give equal days.
    features
        What may occur; everything when None.
    changes
        Single features to change, by name: ``random_day(1, breaks=False, rows=0)``.
    """
    f = Features(**{**(features or Features()).__dict__, **changes})
    rng = np.random.default_rng([seed, n, m])

    def some(on: bool) -> bool:
        return on and bool(rng.random() < 0.5)

    starts, ends = rng.integers(0, 6000, m), rng.integers(12000, 26000, m)
    own = m * 2
    seconds, leg_cost = _legs(rng, own + n, f.profiles)
    place = own + np.arange(n)
    if f.shared_places and own + n:
        shared = rng.random(n) < 0.3
        place = np.where(shared, rng.integers(0, own + n, n), place)
    last = ends + np.where(rng.random(m) < 0.7, rng.integers(0, 5000, m), 0) * f.overtime
    blocks = [_blocks(rng, int(a), int(b)) if some(f.blocks) else [] for a, b in zip(starts, last, strict=True)]
    breaks = np.array([some(f.breaks) for _ in range(m)], bool)
    earliest = starts + rng.integers(1000, 9000, m)
    paid = np.array([some(f.flexible) for _ in range(m)], bool)
    capped = np.array([some(f.flexible) for _ in range(m)], bool)
    limited = np.array([some(f.limits) for _ in range(m)], bool)

    duration = np.clip(rng.integers(300, 4000, (1, n)) * rng.uniform(0.8, 1.3, (m, n)), 0, 5000).astype(np.int32)
    windows = [_windows(rng, f.windows) for _ in range(n)]
    sets: dict[tuple[Any, ...], int] = {}
    window_set = np.zeros((m, n), np.int32)
    for e in range(m):
        for i in range(n):
            open_ = _starts_outside(windows[i], blocks[e], int(duration[e, i]))
            window_set[e, i] = sets.setdefault(open_, len(sets))

    rows = f.rows
    hard = rng.random(rows) < 0.4

    def weights(*shape: int) -> Ints:
        return (rng.integers(1, 4, shape) * (rng.random(shape) < 0.4)).astype(np.int32)

    terms: list[tuple[int, int, int, int, int]] = []
    offset = [0]
    for _ in range(n):
        late_rows = list(rng.permutation(rows)) if f.late_rows else []
        for on, finish in ((f.start_terms, 0), (f.finish_terms, 1)):
            for _ in range(int(rng.integers(0, 3)) if on else 0):
                row = int(late_rows.pop()) if late_rows and rng.random() < 0.4 else -1
                due, step, rate = rng.integers(0, 24000), rng.integers(0, 9000), rng.integers(0, 90000)
                terms.append((int(due), int(step), int(rate) * int(rng.random() < 0.7), finish, row))
        offset.append(len(terms))

    flat = [w for s in sets for w in s]
    return Day(
        seconds=seconds,
        leg_cost=leg_cost,
        profile=ints(rng.integers(0, f.profiles, m)),
        start_place=ints(np.arange(m)),
        end_place=ints(np.where(rng.random(m) < 0.5, np.arange(m) + m, np.arange(m)) if f.ends else np.arange(m)),
        start=ints(starts),
        end=ints(ends),
        last=ints(last),
        overtime_rate=money(np.where(rng.random(m) < 0.7, rng.integers(0, 60000, m), 0) * f.overtime),
        fixed_cost=money(rng.integers(0, 4000, m) * (rng.random(m) < 0.5) * f.fixed),
        work_rate=money(np.where(paid, rng.integers(1, 40000, m), 0)),
        max_visits=ints(np.where(limited, rng.integers(1, 6, m), NEVER)),
        max_travel=ints(np.where(limited, rng.integers(2000, 12000, m), NEVER)),
        max_work=ints(np.where(capped, rng.integers(5000, 16000, m), NEVER)),
        break_length=ints(np.where(breaks, rng.integers(600, 3600, m), 0)),
        break_earliest=ints(earliest),
        break_latest=ints(earliest + rng.integers(0, 6000, m)),
        block_offset=ints(np.cumsum([0] + [len(b) for b in blocks])),
        block_from=ints([b[0] for bs in blocks for b in bs]),
        block_to=ints([b[1] for bs in blocks for b in bs]),
        capacity=rng.integers(2, 12, (m, f.resources)).astype(np.int32),
        place=ints(place),
        unserved_cost=money(rng.integers(5000, 90000, n)),
        demand=rng.integers(0, 5, (n, f.resources)).astype(np.int32),
        term_offset=ints(offset),
        term_due=ints([t[0] for t in terms]),
        term_step=money([t[1] for t in terms]),
        term_rate=money([t[2] for t in terms]),
        term_on_finish=np.array([t[3] for t in terms], np.uint8),
        term_row=ints([t[4] for t in terms]),
        allowed=(rng.random((m, n)) < 0.8).astype(np.uint8),
        duration=duration,
        pair_cost=(rng.integers(-500, 4000, (m, n)) * f.pair_costs).astype(np.int64),
        window_set=window_set,
        window_offset=ints(np.cumsum([0] + [len(s) for s in sets])),
        window_first=ints([w[0] for w in flat]),
        window_last=ints([w[1] for w in flat]),
        row_cap=money(rng.integers(0, 8, rows)),
        row_price=money(np.where(hard, -1, rng.integers(0, 8000, rows))),
        row_pair=weights(rows, m, n),
        row_used=weights(rows, m),
        row_unserved=weights(rows, n),
        shift_ids=tuple(f"shift-{e}" for e in range(m)),
        ticket_ids=tuple(f"ticket-{i}" for i in range(n)),
    )


def with_ties(day: Day, seed: int, people: Sequence[Sequence[int]]) -> Day:
    """The day with some of its shifts in one person's hands, each of them later than the one before, mostly.

    Parameters
    ----------
    people
        Shifts of each person in order of time.
    """
    rng = np.random.default_rng([seed, 7])
    later = np.zeros(day.m, np.int32)
    ties = []
    for shifts in people:
        for before, e in pairwise(shifts):
            later[e] = later[before] + int(rng.integers(2000, 14000))
        ties += [(a, b, int(rng.integers(0, 3000))) for a, b in combinations(shifts, 2)]
    return replace(
        day,
        start=day.start + later,
        end=day.end + later,
        last=day.last + later,
        break_earliest=day.break_earliest + later,
        break_latest=day.break_latest + later,
        tie_first=ints([first for first, _, _ in ties]),
        tie_second=ints([second for _, second, _ in ties]),
        tie_gap=ints([gap for _, _, gap in ties]),
    )

"""A Day from the few arrays that literature instances have; everything else gets its neutral value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scheduler.day import NEVER, Day


def simple_day(
    *,
    seconds: NDArray[Any],
    leg_cost: NDArray[Any],
    starts: ArrayLike,
    shift: Sequence[tuple[int, int]],
    places: ArrayLike,
    windows: Sequence[Sequence[tuple[int, int]]],
    durations: ArrayLike,
    unserved: ArrayLike,
    allowed: NDArray[Any] | None = None,
    **arrays: Any,
) -> Day:
    """One travel profile, shifts that start and end at the same place, one set of closed windows per ticket.

    Parameters
    ----------
    seconds, leg_cost
        ``(L, L)`` whole ticks of time and whole units of money.
    starts, places
        Place of each shift and of each ticket.
    shift
        First departure and last return of each shift.
    windows
        Closed intervals of starts, per ticket.
    durations, unserved
        Per ticket.
    allowed
        ``(shifts, tickets)``; none = everybody may.
    **arrays
        Any further array of :class:`scheduler.day.Day`, as it is.
    """
    places = np.asarray(places, np.int32)
    m, n = len(shift), len(places)
    first, last = np.array(shift, np.int32).reshape(m, 2).T
    flat = [window for of_ticket in windows for window in of_ticket]
    money = lambda *shape: np.zeros(shape, np.int64)  # noqa: E731
    neutral: dict[str, Any] = {
        "seconds": seconds[None].astype(np.int32),
        "leg_cost": leg_cost[None].astype(np.int64),
        "profile": np.zeros(m, np.int32),
        "start_place": np.asarray(starts, np.int32),
        "end_place": np.asarray(starts, np.int32),
        "start": first,
        "end": last,
        "last": last,
        "overtime_rate": money(m),
        "fixed_cost": money(m),
        "work_rate": money(m),
        "max_visits": np.full(m, NEVER, np.int32),
        "max_travel": np.full(m, NEVER, np.int32),
        "max_work": np.full(m, NEVER, np.int32),
        "break_length": np.zeros(m, np.int32),
        "break_earliest": np.zeros(m, np.int32),
        "break_latest": np.zeros(m, np.int32),
        "block_offset": np.zeros(m + 1, np.int32),
        "block_from": np.zeros(0, np.int32),
        "block_to": np.zeros(0, np.int32),
        "capacity": np.zeros((m, 0), np.int32),
        "place": places,
        "unserved_cost": np.asarray(unserved, np.int64),
        "demand": np.zeros((n, 0), np.int32),
        "term_offset": np.zeros(n + 1, np.int32),
        "term_due": np.zeros(0, np.int32),
        "term_step": money(0),
        "term_rate": money(0),
        "term_on_finish": np.zeros(0, np.uint8),
        "term_row": np.zeros(0, np.int32),
        "allowed": np.ones((m, n), np.uint8) if allowed is None else np.asarray(allowed, np.uint8),
        "duration": np.broadcast_to(np.asarray(durations, np.int32), (m, n)).copy(),
        "pair_cost": money(m, n),
        "window_set": np.broadcast_to(np.arange(n, dtype=np.int32), (m, n)).copy(),
        "window_offset": np.cumsum([0, *map(len, windows)]).astype(np.int32),
        "window_first": np.array([a for a, _ in flat], np.int32),
        "window_last": np.array([b for _, b in flat], np.int32),
        "row_pair": np.zeros((0, m, n), np.int32),
        "row_used": np.zeros((0, m), np.int32),
        "row_unserved": np.zeros((0, n), np.int32),
        "shift_ids": tuple(f"V{e}" for e in range(m)),
        "ticket_ids": tuple(f"T{i}" for i in range(n)),
    }
    return Day(**(neutral | arrays))

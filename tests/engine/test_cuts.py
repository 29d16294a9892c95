"""Subset-row cuts: found where three routes share three tickets by halves, and nowhere else."""

from __future__ import annotations

import numpy as np

from scheduler.engine.columns import Columns
from scheduler.engine.cuts import MOST_PER_TICKET, separate
from scheduler.engine.duals import Duals
from scheduler.engine.master import Relaxed
from tests.engine.days import PLAIN, random_day


def relaxed(columns: Columns, shares: list[float]) -> Relaxed:
    day = columns.day
    return Relaxed(0.0, Duals(np.zeros(day.n), np.zeros(day.m), np.zeros(0)), np.array(shares), 0)


def columns_of(routes: list[tuple[int, ...]], n: int = 8) -> Columns:
    columns = Columns(random_day(1, n=n, m=len(routes), features=PLAIN), lambda shift, tickets: ())
    columns.add_all((e, tickets, 1000) for e, tickets in enumerate(routes))
    return columns


def test_three_halves_over_three_tickets_are_cut() -> None:
    """Routes 0-1, 1-2 and 0-2 at a half each: three halves where at most one may be."""
    columns = columns_of([(0, 1), (1, 2), (0, 2)])
    assert separate(columns, relaxed(columns, [0.5] * 3), (), most=5) == [(0, 1, 2)]


def test_whole_routes_are_not_cut() -> None:
    columns = columns_of([(0, 1, 2), (3, 4), (5,)])
    assert separate(columns, relaxed(columns, [1.0, 1.0, 1.0]), (), most=5) == []


def test_two_halves_that_share_two_tickets_are_not_cut() -> None:
    """Together one route: that is allowed."""
    columns = columns_of([(0, 1), (0, 1, 2)])
    assert separate(columns, relaxed(columns, [0.5, 0.5]), (), most=5) == []


def test_a_cut_that_is_known_is_not_found_again() -> None:
    columns = columns_of([(0, 1), (1, 2), (0, 2)])
    assert separate(columns, relaxed(columns, [0.5] * 3), {(0, 1, 2)}, most=5) == []


def test_a_ticket_is_in_few_cuts_of_a_round() -> None:
    """All pairs of ticket 0 with the others, and all others among themselves, at a half."""
    routes = [(a, b) for a in range(8) for b in range(a + 1, 8)]
    columns = columns_of(routes)
    cuts = separate(columns, relaxed(columns, [0.5] * len(routes)), (), most=100)
    assert cuts
    assert all(sum(i in cut for cut in cuts) <= MOST_PER_TICKET for i in range(8))


def test_the_coefficient_of_a_route_in_a_cut_is_half_its_visits_to_the_three() -> None:
    columns = columns_of([(0, 1), (0, 1, 2), (0, 3), (0, 1, 0, 2)])
    hit, half = columns.in_cut((0, 1, 2))
    assert dict(zip(hit.tolist(), half.tolist(), strict=True)) == {0: 1, 1: 1, 3: 2}

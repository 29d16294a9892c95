"""Shifts of one person in the engine: what one leaves for the others; whole plans: ``tests/oracle``."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scheduler.budget import Budget
from scheduler.day import NEVER, Day
from scheduler.engine import _core
from scheduler.engine.identical_shifts import IdenticalShifts
from scheduler.engine.loop import solve
from scheduler.engine.native import native
from scheduler.engine.parts import part
from scheduler.engine.plan import priced, repaired
from scheduler.engine.regions import regions
from scheduler.engine.ties import Ties, alone, alone_is_cheapest, latest_begin_of, room, schedules, timed
from scheduler.planning.repair import mended
from scheduler.solvers.regret import regret
from scheduler.solvers.routing import routing
from tests.engine.days import DISPATCH, ints, random_day, with_ties
from tests.oracle.enumeration import plan_cost


def straight(due: int = NEVER, last: int = 20_000) -> Day:
    """Two shifts of one person, from 0 and from 1000 s, at one place; two tickets of 1500 s there, one for each shift.

    The second ticket is late after ``due`` (an hour costs 3600) and the second shift ends by ``last``. Ending the first
    and beginning the second are 100 s apart.
    """
    day = random_day(1, n=2, m=2, features=DISPATCH, start_terms=False, finish_terms=False)
    zero = np.zeros_like
    return replace(
        day,
        seconds=zero(day.seconds),
        leg_cost=zero(day.leg_cost),
        start=ints([0, 1000]),
        end=ints([20_000, last]),
        last=ints([20_000, last]),
        overtime_rate=zero(day.overtime_rate),
        fixed_cost=zero(day.fixed_cost),
        max_visits=ints([9, 9]),
        max_travel=ints([NEVER, NEVER]),
        allowed=np.eye(2, dtype=np.uint8),
        duration=np.full((2, 2), 1500, np.int32),
        pair_cost=zero(day.pair_cost),
        window_set=np.zeros((2, 2), np.int32),
        window_offset=ints([0, 1]),
        window_first=ints([0]),
        window_last=ints([NEVER]),
        term_offset=ints([0, 0, 1]),
        term_due=ints([due]),
        term_step=np.zeros(1, np.int64),
        term_rate=np.full(1, 3600, np.int64),
        term_on_finish=np.zeros(1, np.uint8),
        term_row=ints([-1]),
        unserved_cost=np.full(2, 100_000, np.int64),
        tie_first=ints([0]),
        tie_second=ints([1]),
        tie_gap=ints([100]),
    )


def test_the_second_shift_departs_once_the_first_has_ended_and_the_way_is_driven() -> None:
    first, second = schedules(straight(), [[0], [1]])
    assert (first.end, second.depart, second.starts, second.end) == (1500, 1600, [1600], 3100)


def test_a_first_shift_that_serves_nobody_holds_up_none() -> None:
    _, second = schedules(straight(), [[], [1]])
    assert (second.depart, second.end) == (1000, 2500)


def test_waiting_for_the_first_shift_costs_what_being_late_costs() -> None:
    """Due at 1000: with the first shift used 600 s late, at a unit a second."""
    day = straight(due=1000)
    assert priced(day, [[0], [1]]).cost == 600
    assert priced(day, [[], [1]]).cost == 100_000


def test_a_plan_in_two_places_is_refused_by_everybody_who_takes_one() -> None:
    """The second shift must end at 3099, a second before it can."""
    day = straight(last=3099)
    with pytest.raises(ValueError, match="earlier shift of the same person"):
        priced(day, [[0], [1]])
    with pytest.raises(ValueError, match="earlier shift of the same person"):
        _core.Search(native(day), 1).load([[0], [1]])
    assert repaired(day, [(0, (0,)), (1, (1,))]) == [[0], []]
    assert mended(day, [[0], [1]]) == [[0], []]


def test_what_is_left_for_one_shift_where_the_other_keeps_its_tickets() -> None:
    """The second can begin at 18500 at the latest, and is late from 5000 on: 100 s earlier the first has ended."""
    assert room(straight(), [[0], [1]], 1) == (1600, NEVER)
    assert room(straight(), [[], [1]], 0) == (0, 18_400)
    assert room(straight(due=5000), [[], [1]], 0) == (0, 4900)
    assert room(straight(due=5000), [[0], []], 0) == (0, NEVER)
    assert latest_begin_of(straight(), 1, [1]) == 18_500


def test_a_route_that_ends_too_late_for_the_next_shift_is_no_route() -> None:
    """The second must be left for at 1599 and is 100 s away; the first ends at 1500."""
    day = straight(last=3099)
    plan: list[list[int]] = [[], [1]]
    fault = timed(day, plan, 0, [0]).fault
    assert fault is not None and fault.kind == "later-shift"
    assert timed(straight(last=3100), plan, 0, [0]).feasible
    apart = alone(day, plan, 0)
    assert not len(apart.tie_first)
    assert (apart.start.tolist(), apart.last.tolist()) == ([0, 1000], [1499, 3099])


def test_a_part_keeps_the_ties_within_it_under_its_own_numbers() -> None:
    day = with_ties(random_day(3, n=4, m=4, features=DISPATCH), 3, [[3, 0, 1]])
    kept = part(day, [1, 2, 3], range(4))
    gap = day.tie_gap[next(k for k in range(3) if (day.tie_first[k], day.tie_second[k]) == (3, 1))]
    assert (kept.tie_first.tolist(), kept.tie_second.tolist(), kept.tie_gap.tolist()) == ([2], [0], [gap])
    assert not len(part(day, [1, 2], range(4)).tie_first)


def test_regions_do_not_tear_a_person_apart() -> None:
    day = with_ties(random_day(5, n=40, m=8, features=DISPATCH), 5, [[0, 7], [2, 4, 6]])
    plan = regret(day)
    for turn in range(6):
        parts = [set(part.shifts) for part in regions(day, plan, 3, turn)]
        assert all(any(own <= shifts for shifts in parts) for own in ({0, 7}, {2, 4, 6}))


def test_shifts_with_ties_are_nobodys_twins() -> None:
    one = random_day(1, n=3, m=1, features=DISPATCH)
    day = part(one, [0, 0, 0, 0], range(3))
    assert len(set(IdenticalShifts.of(day).kind.tolist())) == 1
    tied = replace(day, tie_first=ints([1]), tie_second=ints([2]), tie_gap=ints([0]))
    assert IdenticalShifts.of(tied).kind.tolist() == [0, 1, 2, 0]


def test_a_circle_of_ties_and_shifts_that_do_not_exist_are_refused_by_name() -> None:
    day = straight()
    with pytest.raises(ValueError, match="circle"):
        native(replace(day, tie_first=ints([0, 1]), tie_second=ints([1, 0]), tie_gap=ints([0, 0])))
    with pytest.raises(ValueError, match=r"tie_second\[0\] = 2"):
        native(replace(day, tie_second=ints([2])))


def test_where_time_worked_counts_a_route_alone_bounds_nothing() -> None:
    day = straight()
    assert alone_is_cheapest(day)
    assert not alone_is_cheapest(replace(day, max_work=ints([NEVER, 9000])))
    assert not alone_is_cheapest(replace(day, work_rate=np.array([0, 1], np.int64)))
    assert alone_is_cheapest(replace(day, work_rate=np.array([1, 0], np.int64)))


def test_a_route_that_is_too_much_work_alone_may_fit_after_an_earlier_shift() -> None:
    """What went wrong once: such a plan was found, and could not be loaded again.

    Ticket 1 costs more with every second, so that nobody leaves later than he must; ticket 2 opens at 9000 and ends
    10500. Leaving at 1000 that is 9500 s of work, after the first shift, at 1600, it is 8900; the most is 9000.
    """
    day = part(straight(due=100), [0, 1], [0, 1, 1])
    day = replace(
        day,
        max_work=ints([NEVER, 9000]),
        window_set=ints([0, 0, 1, 0, 0, 1]).reshape(2, 3),
        window_offset=ints([0, 1, 2]),
        window_first=ints([0, 9000]),
        window_last=ints([NEVER, NEVER]),
    )
    assert not schedules(day, [[], [1, 2]])[1].feasible
    assert schedules(day, [[0], [1, 2]])[1].feasible
    search = _core.Search(native(day), 1)
    search.load([[0], [1, 2]])
    assert search.best() == [[0], [1, 2]]
    found = solve(day, budget=Budget(iterations=2000, threads=1), start=[[0], [1, 2]])
    assert plan_cost(day, [list(route) for route in found.routes]) == found.cost


def test_a_day_without_ties_has_nobody_with_two_shifts() -> None:
    ties = Ties.of(random_day(1, n=3, m=3))
    assert (ties.person, ties.order) == (((), (), ()), (0, 1, 2))


@pytest.mark.parametrize("seed", range(12))
def test_the_baselines_keep_people_in_one_place(seed: int) -> None:
    day = with_ties(random_day(seed, n=8, m=4, rows=0, late_rows=False), seed, [[0, 1], [2, 3]])
    assert plan_cost(day, regret(day)) is not None
    if seed < 2:
        assert plan_cost(day, routing(day, solutions=5)) is not None

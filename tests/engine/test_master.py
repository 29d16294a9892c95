"""The linear program: its value, its duals, the bound they prove, and the store of columns behind it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scheduler.day import Day
from scheduler.engine.columns import Columns
from scheduler.engine.duals import Duals
from scheduler.engine.master import Master, Stuck
from scheduler.engine.money import grain
from tests.engine.days import DISPATCH, PLAIN, random_day


def triangle_day() -> Day:
    """Three tickets that cost 60,000 each to leave; three shifts that may serve all."""
    day = random_day(1, n=3, m=3, features=PLAIN)
    return replace(day, unserved_cost=np.full(3, 60_000, np.int64))


def store(day: Day, routes: list[tuple[int, tuple[int, ...], int]]) -> Columns:
    columns = Columns(day, lambda shift, tickets: ())
    columns.add_all(routes)
    return columns


PAIRS = [(0, (0, 1), 2000), (1, (1, 2), 2000), (2, (0, 2), 2000)]
"""Half of each covers all three tickets for 3,000; whole ones leave a ticket out."""


def test_without_columns_every_ticket_is_left() -> None:
    day = triangle_day()
    relaxed = Master(day, store(day, [])).solve()
    assert relaxed.cost == pytest.approx(180_000)
    assert relaxed.duals.pi.tolist() == [60_000.0] * 3


def test_the_lp_takes_halves_and_its_duals_say_what_a_ticket_is_worth() -> None:
    day = triangle_day()
    columns = store(day, PAIRS)
    master = Master(day, columns)
    assert master.add(range(3)) == 3
    relaxed = master.solve()
    assert relaxed.cost == pytest.approx(3000)
    assert sorted(relaxed.fractional().tolist()) == [0, 1, 2]
    assert columns.reduced(relaxed.duals) == pytest.approx(0, abs=1)


def test_a_subset_row_cut_removes_the_halves() -> None:
    """At most one of the three pairs: one pair and a ticket left, 62,000, is the best of the whole plans."""
    day = triangle_day()
    master = Master(day, store(day, PAIRS))
    master.add(range(3))
    master.cut([(0, 1, 2)])
    relaxed = master.solve()
    assert relaxed.cost == pytest.approx(62_000)
    assert relaxed.duals.cut[0] < 0


def test_a_banned_column_is_gone_for_good() -> None:
    day = triangle_day()
    master = Master(day, store(day, PAIRS))
    master.add(range(3))
    master.ban([0])
    assert master.add([0]) == 0
    assert master.solve().cost == pytest.approx(4000)  # (1, 2) and (0, 2) share ticket 2; covering allows it


def test_fixing_chooses_a_column_until_it_is_undone() -> None:
    day = triangle_day()
    master = Master(day, store(day, PAIRS))
    master.add(range(3))
    master.fix([0])
    assert master.solve().x[0] == pytest.approx(1)
    master.unfix()
    assert master.solve().cost == pytest.approx(3000)


def test_a_cheaper_order_of_the_same_tickets_lowers_the_cost_in_the_lp() -> None:
    day = triangle_day()
    columns = store(day, [(0, (0, 1, 2), 9000)])
    master = Master(day, columns)
    master.add([0])
    assert master.solve().cost == pytest.approx(9000)
    assert columns.add(0, (2, 1, 0), 7000) == 0
    assert columns.add(0, (1, 2, 0), 8000) is None
    assert master.solve().cost == pytest.approx(7000)
    assert columns.tickets[0] == (2, 1, 0)


@pytest.mark.parametrize("seed", range(5))
def test_any_duals_bound_every_plan_made_of_priced_routes(seed: int) -> None:
    """With exact cheapest reduced costs over all columns, random duals never exceed the cheapest choice of columns."""
    rng = np.random.default_rng(seed)
    day = triangle_day()
    columns = store(day, PAIRS)
    duals = Duals(rng.uniform(0, 60_000, 3), -rng.uniform(0, 5000, 3), np.zeros(0)).rounded(day)
    cheapest = np.minimum(0, columns.reduced(duals))
    assert duals.bound(day, cheapest) <= 62_000


def test_the_smallest_coin_divides_every_price_of_the_day() -> None:
    day = random_day(2, n=4, m=2, features=PLAIN)
    coarse = replace(
        day,
        leg_cost=day.leg_cost * 0 + 600,
        pair_cost=day.pair_cost * 0 + 400,
        unserved_cost=day.unserved_cost * 0 + 10_000,
        work_rate=np.full(2, 7200 * 100, np.int64),
    )
    assert grain(coarse) == 200
    assert grain(replace(coarse, work_rate=np.full(2, 7201, np.int64))) == 1  # 7201 / 3600 is rounded by the second


def test_limits_are_priced_in_the_lp() -> None:
    """A limit of one route at a price of 500: the second route pays it, as leaving a ticket would cost more."""
    day = random_day(1, n=2, m=2, features=DISPATCH)
    day = replace(
        day,
        unserved_cost=np.full(2, 50_000, np.int64),
        row_cap=np.array([1], np.int64),
        row_price=np.array([500], np.int64),
        row_pair=np.zeros((1, 2, 2), np.int32),
        row_used=np.ones((1, 2), np.int32),
        row_unserved=np.zeros((1, 2), np.int32),
    )
    columns = Columns(day, lambda shift, tickets: (1,))
    columns.add_all([(0, (0,), 1000), (1, (1,), 1000)])
    master = Master(day, columns)
    master.add([0, 1])
    relaxed = master.solve()
    assert relaxed.cost == pytest.approx(2500)
    assert relaxed.duals.mu.tolist() == [-500.0]


def test_a_program_that_glop_fails_on_is_tried_from_scratch(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day of 300 tickets once ended in ABNORMAL on the second round, and the run with it."""
    day = triangle_day()
    master = Master(day, store(day, PAIRS))
    master.add(range(3))
    run, fails = master._run, iter([True, True, False])

    def failing(dual: bool) -> object:
        if next(fails):
            raise AttributeError("canonical_code")
        return run(dual)

    monkeypatch.setattr(master, "_run", failing)
    assert master.solve().cost == pytest.approx(3000)


def test_an_interrupted_program_says_so() -> None:
    day = triangle_day()
    master = Master(day, store(day, PAIRS))
    master.interrupt()
    with pytest.raises(Stuck, match="interrupted"):
        master.solve()

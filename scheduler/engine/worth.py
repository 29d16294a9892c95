"""Prices of a day's tickets and shifts without a run: for questions about what something is worth."""

from __future__ import annotations

from collections.abc import Sequence

import scheduler.engine._core as _core
from scheduler.day import Day
from scheduler.engine.columns import Columns
from scheduler.engine.duals import Duals
from scheduler.engine.master import Master
from scheduler.engine.money import grain
from scheduler.engine.native import evaluate
from scheduler.engine.nativepricer import NativePricer
from scheduler.engine.pricing import Generator

LABELS = 400_000
"""Labels per shift; where a day needs more, the bound is weaker, never wrong."""

ROUNDS = 150
"""Rounds of column generation at most."""


def lp_prices(day: Day, routes: Sequence[Sequence[int]]) -> Duals:
    """Prices of the master problem by column generation from a plan's routes, at most so many rounds."""
    columns = Columns(day, lambda shift, order: tuple(evaluate(day, shift, order).usage))
    columns.add_all([(e, tuple(order), evaluate(day, e, order).cost) for e, order in enumerate(routes) if order])
    master = Master(day, columns)
    master.add(range(len(columns)))
    generator = Generator(day, columns, master, NativePricer(day, 1, _core.Stop()), limits=(LABELS,))
    rounds = generator.rounds(1e-6, enough=lambda: False)
    latest = [relaxed.duals for relaxed, _ in zip(rounds, range(ROUNDS), strict=False)]
    return generator.duals or latest[-1]


def bound_at(day: Day, duals: Duals) -> int:
    """Lower bound on every plan of the day at these prices [thousandths]."""
    rounded = duals.rounded(day)
    found = NativePricer(day, 1, _core.Stop()).price(rounded, range(day.m), 1, LABELS)
    whole = grain(day)  # every plan costs a whole multiple of it, so the bound may be rounded up to one
    return -(-rounded.bound(day, found.bound) // whole) * whole

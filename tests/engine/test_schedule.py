"""The native route evaluation agrees with the contract, and refuses what it cannot compute."""

from __future__ import annotations

import numpy as np

from scheduler.day import Day
from scheduler.engine import _core
from scheduler.engine.native import native
from tests.engine import reference
from tests.engine.days import random_day


def parts(s: _core.Schedule | reference.Route) -> tuple[int, ...]:
    return (s.cost, s.travel, s.pair, s.late, s.overtime, s.work, s.fixed, s.depart, s.end, s.break_leg)


def assert_agrees(day: Day, e: int, seq: list[int]) -> bool:
    mine, theirs = _core.evaluate(native(day), e, seq), reference.evaluate(day, e, seq)
    assert mine.feasible == theirs.feasible, (e, seq, mine.fault)
    assert mine.feasible == (mine.fault is None)
    if mine.feasible:
        assert parts(mine) == parts(theirs), (e, seq)
        assert tuple(mine.usage) == theirs.usage
    return mine.feasible


def test_native_evaluation_equals_the_reference_on_thousands_of_random_routes() -> None:
    rng = np.random.default_rng(5)
    feasible = breaks = 0
    for seed in range(250):
        day = random_day(seed, n=8, m=4)
        for e in range(day.m):
            for _ in range(4):
                seq = [int(i) for i in rng.permutation(day.n)[: rng.integers(0, 6)] if day.allowed[e, i]]
                feasible += assert_agrees(day, e, seq)
                breaks += _core.evaluate(native(day), e, seq).break_leg >= 0
    assert feasible > 1000
    assert breaks > 100

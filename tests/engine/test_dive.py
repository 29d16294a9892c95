"""Dives: from a fractional solution to a plan, each in another way, and the master as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scheduler.engine import _core
from scheduler.engine.columns import Columns
from scheduler.engine.dive import Dive
from scheduler.engine.master import Master, Relaxed
from scheduler.engine.native import native
from scheduler.engine.nativepricer import NativePricer
from scheduler.engine.plan import priced
from scheduler.engine.pricing import Generator
from tests.engine.days import DISPATCH, random_day


def relaxed(seed: int) -> tuple[Relaxed, Dive]:
    """The LP of a small day at its end, and a dive from there."""
    day = random_day(seed, n=24, m=6, features=DISPATCH)
    columns = Columns(day, lambda e, tickets: tuple(_core.evaluate(native(day), e, list(tickets)).usage))
    master, pricer = Master(day, columns), NativePricer(day, 1, _core.Stop())
    *_, last = Generator(day, columns, master, pricer).rounds(1e-7, lambda: False)
    return last, Dive(day, columns, master, pricer, lambda: False)


@pytest.mark.parametrize("turn", range(5))
def test_every_dive_ends_in_a_feasible_plan_and_leaves_the_program_as_it_was(turn: int) -> None:
    """``priced`` refuses a plan that is none; an LP with columns more is no dearer, one with fixed ones is."""
    last, dive = relaxed(11)
    plan, work = Dive(dive.day, dive.columns, dive.master, dive.pricer, dive.enough, turn=turn).plan(last)
    assert priced(dive.day, plan).cost >= last.cost - 1
    assert len(work) > 0
    assert dive.master.solve().cost <= last.cost + 1


def test_a_dive_that_is_stopped_hands_over_what_is_clear() -> None:
    last, dive = relaxed(11)
    plan, work = Dive(dive.day, dive.columns, dive.master, dive.pricer, lambda: True).plan(last)
    assert work == []
    assert priced(dive.day, plan).excess >= 0


def test_larger_steps_need_fewer_rounds() -> None:
    last, dive = relaxed(11)
    rounds = {}
    for least in (1, 3):
        one = Dive(dive.day, dive.columns, dive.master, dive.pricer, dive.enough, least=least)
        rounds[least] = len(one.plan(last)[1])
    assert rounds[3] <= rounds[1]


def test_a_dive_takes_larger_steps_the_less_its_budget_is() -> None:
    """Rounds worth a second each: ten of them do not do, as the first step shows."""
    last, dive = relaxed(11)
    free = len(replace(dive, work=[]).plan(last)[1])
    plan, work = replace(dive, budget=10.0, worth=lambda labels, pivots: 1.0, work=[]).plan(last)
    assert 0 < len(work) < free
    assert priced(dive.day, plan).cost >= last.cost - 1

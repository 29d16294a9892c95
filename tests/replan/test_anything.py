"""Days of any shape, with budgets, pins, freezes and partial acceptance by lot: what must hold, holds."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

import scheduler as pg
from models.clock import HOUR, MINUTE
from models.errors import InputError
from models.events import Freeze, Situation, State, fold, situation_of
from models.problem import Problem
from scheduler.generate import generate
from scheduler.generate.shapes import SHAPES
from scheduler.replan import Pins, Proposal, accept, rebuild, replan
from scheduler.replan.pins import GRADES
from scheduler.travel.roads import roads
from tests.replan.test_replay import check, next_event

REFUSALS = {"budget-too-small", "pin-impossible", "pins-overlap"}


def budgets(dice: random.Random) -> dict[str, Any]:
    """Perhaps a budget of customers, perhaps one of engineers."""
    limits: dict[str, Any] = {}
    if dice.random() < 0.3:
        limits["max_changes"] = dice.randrange(0, 6)
    if dice.random() < 0.3:
        limits["max_engineers"] = dice.randrange(1, 4)
    return limits


def pins(dice: random.Random, situation: Situation) -> Pins:
    """Some visits to come, each pinned somehow."""
    promised = [one.id for one in situation.problem.open_tickets if one.id in situation.problem.promised]
    return Pins({id: dice.choice(GRADES) for id in promised if dice.random() < 0.1})


def proposed(dice: random.Random, situation: Situation) -> Proposal:
    """A proposal within its budgets; what is refused is refused for a reason that was given."""
    limits = budgets(dice)
    try:
        proposal = replan(situation, iterations=150, threads=1, pins=pins(dice, situation), **limits)
    except InputError as error:
        assert {one.rule for one in error.troubles} <= REFUSALS
        return replan(situation, iterations=150, threads=1)
    assert len(proposal.customers) <= limits.get("max_changes", len(proposal.customers))
    assert len(proposal.touched) <= limits.get("max_engineers", len(proposal.touched))
    return proposal


def a_day(seed: int, path: Path, events: int) -> None:
    """A day of lots: after every event a proposal, all or some of it accepted, and then nothing changes any more."""
    dice = random.Random(seed)
    shape, areas = dice.choice(list(SHAPES)), dice.choice([1, 1, 2])
    problem = generate(tickets=dice.randrange(10, 40), engineers=dice.randrange(2, 9), seed=seed, shape=shape,
                       territories=areas)  # fmt: skip
    ahead = Freeze(divert=dice.random() < 0.5, freeze=dice.choice([0, 20, 60]) * MINUTE)
    state, now = State(problem, pg.plan(problem, iterations=400, proof=False).plan), 8 * HOUR
    for _ in range(events):
        now += dice.randrange(1, 90) * MINUTE
        state = fold(state, [next_event(dice, state, now)])
        situation = situation_of(state, now, ahead=ahead, roads=roads)
        proposal = proposed(dice, situation)
        check(situation, proposal)
        some = [one.ticket for one in proposal.changed if not one.fixed and dice.random() < 0.5]
        accepted = taken(path, problem, proposal, some if some and dice.random() < 0.3 else None)
        check(situation, accepted)
        state = rebuild(path, problem)
        assert state.published == accepted.plan
        later = situation_of(state, now + dice.randrange(0, 40) * MINUTE, ahead=ahead, roads=roads)
        assert replan(later, iterations=50, threads=1).plan == state.published


def taken(path: Path, problem: Problem, proposal: Proposal, only: list[str] | None) -> Proposal:
    """What was accepted: some of it, or all where a part breaks a rule."""
    try:
        return accept(path, problem, proposal, only=only, roads=roads).proposal
    except InputError:
        assert only is not None
        return accept(path, problem, proposal, roads=roads).proposal


@pytest.mark.parametrize("seed", [1002, 1012, 1040])
def test_a_day_by_lot(seed: int, tmp_path: Path) -> None:
    a_day(seed, tmp_path / "day.jsonl", events=6)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(30))
def test_many_days_by_lot(seed: int, tmp_path: Path) -> None:
    a_day(seed, tmp_path / "day.jsonl", events=12)

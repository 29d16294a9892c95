"""A day replayed: one random event after the other, every proposal accepted; nothing is lost, nothing frozen moves."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import scheduler as pg
from models.clock import HOUR, MINUTE
from models.errors import InputError
from models.events import EVENTS, Event, Freeze, Situation, State, agreed, fold, situation_of
from models.judge import judge
from models.plan import Plan
from models.problem import Problem
from scheduler.generate import generate
from scheduler.replan import Proposal, accept, read_log, rebuild, replan
from scheduler.replan.random_events import OFTEN, random_event
from scheduler.travel.roads import roads

AHEAD = Freeze(freeze=20 * MINUTE)


def everything_has_a_place(situation: Situation, plan: Plan) -> None:
    """Every ticket that is not cancelled is fixed, served, or named as unserved, and only one of these."""
    served, left, fixed = set(plan.served()), set(plan.unserved), set(situation.fixed)
    wanted = {one.id for one in situation.problem.open_tickets}
    assert served - fixed <= wanted
    assert wanted == (served - fixed) | left
    assert not served & left


def nothing_frozen_moves(situation: Situation, plan: Plan) -> None:
    """What is fixed stands in the plan as it was fixed: same engineer, same start."""
    after = plan.served()
    for id, (stand, start) in situation.fixed.items():
        assert (after[id][0].engineer, after[id][1].start) == (stand.engineer, start)


def next_event(dice: random.Random, state: State, now: int) -> Event:
    """An event that the state allows."""
    while True:
        event = random_event(dice, situation_of(state, now, ahead=AHEAD, roads=roads))
        if event is None:
            continue
        try:
            agreed(state, [event])
        except InputError:
            continue  # a visit that was given up before, for instance
        return event


def replay(problem: Problem, plan: Plan, events: int, seed: int, path: Path, iterations: int) -> list[State]:
    """The states after every accepted plan."""
    dice = random.Random(seed)
    state, now, states = State(problem, plan), 8 * HOUR, []
    for _ in range(events):
        now += dice.randrange(1, 2 * 9 * 60 // events) * MINUTE
        state = fold(state, [next_event(dice, state, now)])
        situation = situation_of(state, now, ahead=AHEAD, roads=roads)
        proposal = replan(situation, iterations=iterations, threads=1)
        check(situation, proposal)
        accept(path, problem, proposal, who="dispatcher", roads=roads)
        state = rebuild(path, problem)
        assert state.published == proposal.plan
        states.append(state)
    return states


def check(situation: Situation, proposal: Proposal) -> None:
    """What must hold of every proposal."""
    everything_has_a_place(situation, proposal.plan)
    nothing_frozen_moves(situation, proposal.plan)
    assert judge(situation.problem, proposal.plan).broken == ()


@pytest.fixture(scope="module")
def small() -> tuple[Problem, Plan]:
    """Forty tickets, eight engineers, and their night plan."""
    problem = generate(tickets=40, engineers=8, seed=4, language="en")
    return problem, pg.plan(problem, iterations=1500).plan


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_day_with_ten_events_loses_nothing_and_moves_nothing_frozen(
    small: tuple[Problem, Plan], seed: int, tmp_path: Path
) -> None:
    replay(*small, events=10, seed=seed, path=tmp_path / "day.jsonl", iterations=300)


def test_the_log_rebuilds_every_state_of_the_day(small: tuple[Problem, Plan], tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    states = replay(*small, events=8, seed=5, path=path, iterations=200)
    log = read_log(path, small[0])
    rebuilt = [state for state, event in zip(log.states(), log.events, strict=True) if event.kind == "plan-published"]
    assert [state.published for state in rebuilt[1:]] == [state.published for state in states]
    assert [state.problem.tickets for state in rebuilt[1:]] == [state.problem.tickets for state in states]
    for state in states:
        assert rebuild(path, small[0], state.now).published is not None


def test_with_no_event_the_accepted_plan_comes_back_unchanged(small: tuple[Problem, Plan], tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    for state in replay(*small, events=6, seed=9, path=path, iterations=200):
        for later in (0, 7 * MINUTE, 41 * MINUTE):
            situation = situation_of(state, state.now + later, ahead=AHEAD, roads=roads)
            proposal = replan(situation, iterations=200)
            assert proposal.plan == state.published
            assert proposal.changed == ()


def test_every_kind_of_event_that_a_plan_can_use_is_made() -> None:
    kinds = {event.kind for event in EVENTS if not event.quiet and not event.decides} - {"report-withdrawn"}
    assert set(OFTEN) == kinds


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_a_day_with_forty_events_loses_nothing_and_moves_nothing_frozen(seed: int, tmp_path: Path) -> None:
    problem = generate(tickets=120, engineers=24, seed=seed + 1, language="zh")
    plan = pg.plan(problem, iterations=4000, proof=False).plan
    replay(problem, plan, events=40, seed=seed, path=tmp_path / "day.jsonl", iterations=500)

"""The same re-plan on any number of threads: what a day has decided, and people with two shifts, make no difference."""

from __future__ import annotations

import json
from collections import Counter

import pytest

import scheduler as pg
from models.clock import HOUR
from models.engineer import Engineer, Shift
from models.events import EngineerOut, Situation, TicketArrived, situation
from models.judge import judge
from models.problem import Problem
from scheduler.generate import generate
from scheduler.replan import replan
from scheduler.travel.roads import roads

THREADS = (1, 2, 4, 8)
NOON = 12 * HOUR


def in_two(engineer: Engineer) -> Engineer:
    """The engineer with each shift in two, an hour apart at noon."""
    halves: list[Shift] = []
    for shift in engineer.shifts:
        first = shift.but(id=f"{shift.id}a", end=NOON, rest=None)
        halves += [first, shift.but(id=f"{shift.id}b", start=NOON + HOUR, rest=None)]
    return engineer.but(shifts=tuple(halves))


def half_a_day(tickets: int, engineers: int, seed: int) -> Situation:
    """Noon of a day whose morning is over: every third person has two shifts, one falls out, and somebody calls."""
    problem = generate(tickets=tickets, engineers=engineers, seed=seed, language="en")
    people = tuple(in_two(person) if k % 3 == 0 else person for k, person in enumerate(problem.engineers))
    problem = problem.replace(engineers=people)
    published = pg.plan(problem, iterations=2000).plan
    problem = problem.replace(published=published)
    ahead = Counter({route.engineer: sum(visit.start > NOON for visit in route.visits) for route in published.routes})
    out, _ = ahead.most_common(1)[0]
    called = problem.tickets[0].but(id="new", windows=(), respond_by=None, resolve_by=None)
    events = [EngineerOut(at=NOON, engineer=out), TicketArrived(at=NOON, ticket=called)]
    return situation(problem, NOON, events=events, roads=roads)


def told(problem: Problem, iterations: int, proof: bool, at: Situation, threads: int) -> tuple[str, int, int | None]:
    """A proposal: its plan as text, its cost and its bound."""
    proposal = replan(at, iterations=iterations, threads=threads, proof=proof)
    assert judge(at.problem, proposal.plan).broken == ()
    return json.dumps(proposal.plan.to_json(problem.clock)), proposal.after.cost, proposal.bound


def same_on_all(tickets: int, engineers: int, seed: int, iterations: int, proof: bool) -> None:
    at = half_a_day(tickets, engineers, seed)
    served = at.problem.published.served() if at.problem.published else {}
    decided = [id for id in at.fixed if id in served]
    assert len(decided) > tickets / 4, "a good part of the day is over"
    twice = Counter(visit[0].engineer for visit in served.values() if visit[0].shift.endswith(("a", "b")))
    assert twice, "people with two shifts serve somebody"
    made = [told(at.problem, iterations, proof, at, threads) for threads in THREADS]
    assert all(answer == made[0] for answer in made)


@pytest.mark.parametrize("proof", [False, True])
def test_a_re_plan_at_noon_is_the_same_on_one_two_four_and_eight_threads(proof: bool) -> None:
    """A day on which it once was not: the chains shared the threads out also where the budget counts work."""
    same_on_all(tickets=60, engineers=14, seed=4, iterations=150, proof=proof)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("proof", [False, True])
def test_a_re_plan_of_a_hundred_tickets_is_the_same_on_any_number_of_threads(seed: int, proof: bool) -> None:
    """On the days 2 and 3 it was not, either."""
    same_on_all(tickets=100, engineers=21, seed=seed, iterations=3000, proof=proof)

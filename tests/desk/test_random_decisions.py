"""Many decisions at random, some taken back, reports in between: the state is what the log folds to."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from models.errors import InputError
from models.events import EngineerLate, PlanPublished, State, TicketArrived, fold, situation_of
from models.judge import judge
from models.problem import Problem
from scheduler.desk.moves import decide_move
from scheduler.dispatch import Board, try_move
from scheduler.errors import NoAcceptablePlan
from scheduler.generate import generate
from scheduler.planning.plan import plan
from scheduler.replan import accept, append, read_log, replan
from scheduler.replan.basis import ReplanBasis
from scheduler.replan.expected import expected
from scheduler.replan.log import Log
from scheduler.replan.undo import undo
from scheduler.travel.roads import roads

ROOT = Path(__file__).parents[2]
MINUTE = 60


def a_day(tickets: int = 14, engineers: int = 4) -> Problem:
    """A day with its plan."""
    day = generate(tickets=tickets, engineers=engineers, seed=9, language="en", name="day")
    return day.replace(published=plan(day, iterations=300, proof=False).plan)


def step(path: Path, day: Problem, dice: random.Random, k: int) -> str:
    """Something that may happen or be decided: what it was, or by which rule it was refused."""
    log = read_log(path, day)
    now = log.state().now + dice.randrange(0, 4) * MINUTE
    situation = situation_of(log.state(), now, roads=roads)
    board, who = Board.of(situation), dice.choice(("Li", "Zhao"))
    tickets, people = sorted(board.compiled.tickets), sorted(board.shifts_of)
    try:
        kind = dice.random()
        if kind < 0.55 and tickets:
            ticket, engineer = dice.choice(tickets), dice.choice([*people, None])
            for _ in range(6):  # mostly something that is allowed
                if try_move(board, ticket, engineer).allowed:
                    break
                ticket, engineer = dice.choice(tickets), dice.choice([*people, None])
            decide_move(path, day, lambda board: try_move(board, ticket, engineer), at=now, who=who, roads=roads)
            return "moved"
        if kind < 0.8:
            undo(path, day, who=who, at=now, roads=roads)
            return "undone"
        if kind < 0.85:
            accept(path, day, replan(situation, iterations=30), who=who, roads=roads)
            return "accepted"
        append(path, day, [_report(dice, situation.problem, now, k)])
        return "reported"
    except NoAcceptablePlan:
        return "forbidden"
    except InputError as error:
        return error.troubles[0].rule


def _report(dice: random.Random, problem: Problem, now: int, k: int) -> EngineerLate | TicketArrived:
    if dice.random() < 0.5:
        return TicketArrived(at=now, ticket=problem.tickets[0].but(id=f"N{k}", status="open", pin=None, created=None))
    return EngineerLate(at=now, engineer=dice.choice(problem.engineers).id, until=now + 20 * MINUTE)


@pytest.mark.parametrize(
    ("steps", "least"),
    [pytest.param(12, 5, id="a few"), pytest.param(180, 100, id="a hundred", marks=pytest.mark.slow)],
)
def test_the_state_after_random_decisions_with_undo_in_between_is_the_fold_of_the_log(
    tmp_path: Path, steps: int, least: int
) -> None:
    day, dice, path = a_day(), random.Random(5), tmp_path / "day.jsonl"
    assert day.published is not None
    append(path, day, [PlanPublished(at=7 * 3600, plan=day.published)])
    done: dict[str, int] = {}
    state = State(day, None, day.now)
    seen = 0
    for k in range(steps):
        what = step(path, day, dice, k)
        done[what] = done.get(what, 0) + 1
        log = read_log(path, day)
        state = fold(state, log.events[seen:])  # event by event, as somebody who was there all the time
        seen = len(log.events)
        if what in ("moved", "undone", "accepted"):
            whole_day_holds(log)
    log = read_log(path, day)
    assert state == log.state() == fold(State(day, None, day.now), log.events)
    decided = done.get("moved", 0) + done.get("undone", 0) + done.get("accepted", 0)
    assert decided >= least, done
    assert done.get("undone", 0) >= least // 10, done
    # every line is a decision or a report that was said to be written: the counts add up
    assert len(log.events) - 1 <= decided + 2 * done.get("reported", 0) + done.get("accepted", 0)
    assert {ticket.id for ticket in day.tickets} <= set(log.state().problem.ticket)


def whole_day_holds(log: Log) -> None:
    """Every plan that people know, as it will come to pass, keeps the rules; no ticket is lost."""
    state = log.state()
    ground = ReplanBasis.of(situation_of(state, state.now, roads=roads))
    going = expected(ground).plan
    assert judge(ground.problem, going).feasible
    assert {ticket.id for ticket in ground.problem.wanted} == {*going.served(), *going.unserved}


WRITER = """
import sys, pathlib
from scheduler.desk.moves import decide_move
from scheduler.dispatch import try_move
from scheduler.errors import Locked, NoAcceptablePlan
from models.errors import InputError
from scheduler.travel.roads import roads
from tests.replan.small import published
path, who, engineer, times = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
day, counts = published(), {"written": 0}
for k in range(times):
    ticket = ("T1", "T2", "T3", "T4")[k % 4]
    try:
        decide_move(path, day, lambda board: try_move(board, ticket, engineer), at=25200, who=who, roads=roads)
        counts["written"] += 1
    except (InputError, NoAcceptablePlan, Locked) as error:
        rule = error.troubles[0].rule if isinstance(error, InputError) else type(error).__name__
        counts[rule] = counts.get(rule, 0) + 1
print(counts)
"""


def two_writers(path: Path, times: int) -> tuple[int, list[dict[str, int]]]:
    """Two processes decide at once; how many decisions the log holds, and what each was answered."""
    import ast
    import os

    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), who, engineer, str(times)], stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, text=True, env=env)
        for who, engineer in (("Li", "E3"), ("Zhao", "E2"))
    ]  # fmt: skip
    said = []
    for process in running:
        out, err = process.communicate(timeout=600)
        assert process.returncode == 0, err
        said.append(ast.literal_eval(out.strip()))
    from tests.replan.small import published

    log = read_log(path, published())
    return len(log.events) - 1, said


@pytest.mark.slow
def test_two_processes_decide_at_once_and_each_decision_is_in_the_log_or_was_refused_by_name(tmp_path: Path) -> None:
    written, said = two_writers(tmp_path / "day.jsonl", 12)
    assert sum(counts["written"] for counts in said) == written
    assert all(sum(counts.values()) == 12 for counts in said)


@pytest.mark.slow
def test_five_hundred_decisions_each_by_two_processes_add_up(tmp_path: Path) -> None:
    written, said = two_writers(tmp_path / "day.jsonl", 500)
    assert sum(counts["written"] for counts in said) == written
    assert all(sum(counts.values()) == 500 for counts in said)

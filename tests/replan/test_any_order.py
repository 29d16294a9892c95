"""A running day of four sources: reports late, out of order, twice, contradicting, withdrawn, with wrong clocks.

Whatever the order of receipt (each sender's own order and that of the decisions kept), the state at the end is the
same; every plan that was accepted on the way is judged as a whole day, loses no visit, forgets no promise, and moves
nothing that is frozen.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import scheduler as pg
from models.clock import HOUR, MINUTE
from models.events import (
    DisputeRuled,
    EngineerLate,
    EngineerPosition,
    Event,
    Freeze,
    NoShow,
    PlanPublished,
    ReportWithdrawn,
    State,
    TicketArrived,
    TicketCancelled,
    TicketChanged,
    VisitFinished,
    VisitOnTheWay,
    VisitOverruns,
    VisitStarted,
    WorkNoted,
    fold,
    situation_of,
)
from models.events.receipt import all_received
from models.plan import Plan, Visit
from models.problem import Problem
from scheduler.generate import generate
from scheduler.replan import Log, accept, append, read_log, replan
from scheduler.travel.roads import roads
from tests.replan.test_replay import check

SENDERS = ("phones-north", "phones-south", "erp", "desk")
BEHIND = {"phones-south": 7 * MINUTE}
"""The clocks of the south are seven minutes slow."""
AHEAD = Freeze(freeze=20 * MINUTE)


@dataclass(frozen=True)
class Sent:
    """A report on its way: when it comes in, and what it says."""

    at: int
    event: Event


@dataclass
class Sources:
    """What four sources say in the course of a day, each in its own order."""

    dice: random.Random
    problem: Problem
    plan: Plan

    def reports(self, count: int) -> list[Sent]:
        """So many of them, as they come in."""
        told = sorted(self._happened(), key=lambda pair: pair[0])[:count]
        told.sort(key=lambda pair: (pair[1], pair[0]))
        sent: list[Sent] = []
        last: dict[str, int] = {}
        for counter, (moment, sender, event) in enumerate(told, 1):
            wait = self.dice.choice([0, 1, 2, 5, 20, 90]) * MINUTE if sender.startswith("phones") else 30
            at = max(last.get(sender, 0), moment + wait + 20)
            last[sender] = at
            shown = moment - BEHIND.get(sender, 0)
            named = event.but(at=shown, sender=sender, counter=counter, key=event.key or f"{sender}-{counter}")
            sent.append(Sent(at, named))
            if self.dice.random() < 0.07:
                sent.append(Sent(at + 10, named))  # sent again: the answer got lost
        return sorted(sent, key=lambda report: report.at)

    def _happened(self) -> Iterator[tuple[int, str, Event]]:
        """(moment, sender, event) of everything, in no order."""
        for number, route in enumerate(self.plan.routes):
            sender = SENDERS[number % 2]
            for visit in route.visits[:3]:
                yield from ((moment, sender, event) for moment, event in self._visit(route.engineer, visit))
        yield from ((moment, "erp", event) for moment, event in self._tickets())
        yield from ((moment, "desk", event) for moment, event in self._desk())

    def _visit(self, engineer: str, visit: Visit) -> Iterator[tuple[int, Event]]:
        dice, ticket = self.dice, visit.ticket
        begun = visit.start + dice.randrange(0, 9) * MINUTE
        length = visit.finish - visit.start
        done = begun + int(length * dice.uniform(0.7, 1.4))
        if dice.random() < 0.4:
            yield visit.arrive - 10 * MINUTE, VisitOnTheWay(at=0, ticket=ticket)
        if dice.random() < 0.05:
            yield begun, NoShow(at=0, ticket=ticket, engineer=engineer)
            return
        yield begun, VisitStarted(at=0, ticket=ticket)
        if dice.random() < 0.1:  # pressed twice, a while apart: contradicts
            yield begun + 4 * MINUTE, VisitStarted(at=0, ticket=ticket)
        if dice.random() < 0.08:  # pressed by mistake, and taken back
            yield begun + 5 * MINUTE, VisitFinished(at=0, ticket=ticket, key=f"wrong-{ticket}")
            yield begun + 6 * MINUTE, ReportWithdrawn(at=0, report=f"wrong-{ticket}", why="not yet")
        if dice.random() < 0.15:
            yield begun + length // 2, VisitOverruns(at=0, ticket=ticket, until=done + 5 * MINUTE)
        if dice.random() < 0.2:
            yield done - MINUTE, WorkNoted(at=0, ticket=ticket, note="filter changed")
        if dice.random() < 0.1:
            yield done, EngineerPosition(at=0, engineer=engineer, lat=31.2, lon=121.5)
        yield done, VisitFinished(at=0, ticket=ticket)

    def _tickets(self) -> Iterator[tuple[int, Event]]:
        dice, tickets = self.dice, list(self.problem.tickets)
        for number in range(12):
            moment, like = dice.randrange(8 * 60, 14 * 60) * MINUTE, dice.choice(tickets)
            yield moment, TicketArrived(at=0, ticket=like.but(id=f"N{number}", windows=(), pin=None, created=None))
            if dice.random() < 0.3:
                yield moment + 5 * MINUTE, TicketCancelled(at=0, ticket=f"N{number}")
        for ticket in dice.sample(tickets, 6):
            yield dice.randrange(8 * 60, 14 * 60) * MINUTE, TicketChanged(at=0, ticket=ticket.id, priority=2)
        for ticket in dice.sample(tickets, 4):
            yield dice.randrange(8 * 60, 14 * 60) * MINUTE, TicketCancelled(at=0, ticket=ticket.id)
        yield 9 * HOUR, TicketCancelled(at=0, ticket="T-UNKNOWN")

    def _desk(self) -> Iterator[tuple[int, Event]]:
        for engineer in self.dice.sample([engineer.id for engineer in self.problem.engineers], 4):
            moment = self.dice.randrange(8 * 60, 13 * 60) * MINUTE
            yield moment, EngineerLate(at=0, engineer=engineer, until=moment + 25 * MINUTE)


def lived(path: Path, problem: Problem, plan: Plan, sent: list[Sent], moments: list[int], iterations: int) -> Log:
    """The day as it was: reports as they come in, a re-plan at some moments, every proposal accepted."""
    append(path, problem, [PlanPublished(at=0, plan=plan)])
    waiting = list(sent)
    for moment in moments:
        while waiting and waiting[0].at <= moment:
            report = waiting.pop(0)
            state = read_log(path, problem).state()
            append(path, problem, all_received(state, [report.event], report.at, BEHIND))
        decide(path, problem, moment, iterations)
    for report in waiting:
        append(path, problem, all_received(read_log(path, problem).state(), [report.event], report.at, BEHIND))
    rule(path, problem)
    return read_log(path, problem)


def decide(path: Path, problem: Problem, moment: int, iterations: int) -> None:
    """A re-plan of what is known, judged, and accepted."""
    before = read_log(path, problem).state()
    situation = situation_of(before, max(moment, before.now), ahead=AHEAD, roads=roads)
    proposal = replan(situation, iterations=iterations, threads=1)
    check(situation, proposal)
    accept(path, problem, proposal, who="Zhao", roads=roads)
    after = read_log(path, problem).state()
    assert before.promises is not None and after.promises is not None
    known = {*after.promises.served(), *after.told}
    assert set(before.promises.served()) - known == set(), "a promise was forgotten"


def rule(path: Path, problem: Problem) -> None:
    """Somebody decides about two of the disputes."""
    state = read_log(path, problem).state()
    for dispute, ruling in zip(state.open_disputes, ("drop", "drop"), strict=False):
        append(path, problem, [DisputeRuled(at=state.now, report=dispute.id, ruling=ruling, why="asked by phone")])


def in_another_order(dice: random.Random, events: tuple[Event, ...]) -> list[Event]:
    """Another order of receipt: each sender's own is kept, and that of the decisions; all of it comes in late."""
    queues: dict[str, list[Event]] = {}
    for event in events:
        queues.setdefault("decisions" if event.decides else event.sender, []).append(event)
    last = max(event.at for event in events)
    order = []
    while any(queues.values()):
        own = dice.choice([queue for queue in queues.values() if queue])
        order += [own.pop(0) for _ in range(min(len(own), dice.choice([1, 1, 3, 20])))]
    return [event.late(last + number) for number, event in enumerate(order)]


def day_in_any_order(
    tickets: int, engineers: int, count: int, seed: int, path: Path, iterations: int, orders: int
) -> State:
    """The state at the end of the day, the same however it was received."""
    problem = generate(tickets=tickets, engineers=engineers, seed=seed, language="zh")
    plan = pg.plan(problem, iterations=iterations * 4, proof=False).plan
    dice = random.Random(seed)
    sent = Sources(dice, problem, plan).reports(count)
    moments = [moment * MINUTE for moment in (9 * 60, 10 * 60 + 20, 11 * 60 + 45, 13 * 60 + 30)]
    log = lived(path, problem, plan, sent, moments, iterations)
    state = log.state()
    assert len({report.event.key for report in sent}) == count and len(sent) > count, "some were sent twice"
    assert len([event for event in log.events if not event.decides]) == count, "and are in the log once"
    for _ in range(orders):
        order = in_another_order(dice, log.events)
        assert fold(State(problem, problem.published, problem.now), order) == state
    step = State(problem, problem.published, problem.now)
    for event in in_another_order(dice, log.events):  # one after the other, late news and all
        step = fold(step, [event])
    assert step == state and step.disputes == state.disputes
    return state


def test_a_small_day_is_the_same_in_any_order_of_receipt(tmp_path: Path) -> None:
    state = day_in_any_order(40, 10, 40, seed=3, path=tmp_path / "day.jsonl", iterations=150, orders=6)
    assert state.disputes


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_a_day_of_300_tickets_and_120_reports_is_the_same_in_any_order_of_receipt(seed: int, tmp_path: Path) -> None:
    state = day_in_any_order(300, 50, 120, seed=seed, path=tmp_path / "day.jsonl", iterations=500, orders=20)
    assert state.withdrawn and state.disputes and len(state.received) > 120
    assert [dispute.ruling for dispute in state.disputes].count("dropped") == 2

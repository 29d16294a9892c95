"""Boards for tests: random ones on which every rule has something to say, and what all moves together could do."""

from __future__ import annotations

from collections.abc import Iterable

from models.judge import judge
from models.problem import Problem
from models.ticket import Window
from scheduler.compile import assemble, compile
from scheduler.dispatch import Board, Move
from tests.properties.random_days import random_problem, random_routes


def random_board(seed: int, tickets: int = 9, engineers: int = 3) -> Board:
    """A random day of one or two days and a random plan of it."""
    day = random_problem(seed, tickets, engineers, days=1 + seed % 2)
    # who is asked about on the telephone has asked by now
    asked = (
        ticket.but(created=None if ticket.created is None else min(ticket.created, day.now)) for ticket in day.tickets
    )
    day = day.replace(tickets=tuple(asked))
    compiled = compile(day)
    return Board.of(day, assemble(day, compiled, random_routes(seed, compiled)), compiled)


def agrees(day: Problem, board: Board, move: Move, then: Problem | None = None) -> None:
    """The judge, who sees only the two plans, says the same as the move; ``then`` = the day as the move makes it."""
    before, after = judge(day, board.plan), judge(then or day, move.plan)
    assert move.board.cost == before.cost
    assert move.price == after.cost - before.cost
    changed = {rule: after.costs[rule] - before.costs[rule] for rule in after.costs}
    assert move.parts == {rule: money for rule, money in changed.items() if money}
    key = lambda finding: (finding.rule, finding.message, finding.ticket, finding.engineer)  # noqa: E731
    assert sorted(map(key, (*move.broken, *move.standing))) == sorted(map(key, after.broken))
    assert move.allowed == (not move.broken)
    assert {f.rule for f in move.standing} <= {f.rule for f in before.broken}
    was, now = board.plan.served(), move.plan.served()
    others = [id for id in was if id in now and id not in (move.ticket, move.other)]
    assert {(one.ticket, one.old_start, one.start) for one in move.shifted} == {
        (id, was[id][1].start, now[id][1].start) for id in others if was[id][1].start != now[id][1].start
    }


def cheapest_by_hand(
    board: Board, id: str, window: Window, shifts: Iterable[int] | None = None, last: bool = False
) -> int | None:
    """[thousandths] what the cheapest insertion of a ticket into a window adds, by trying all and asking the judge.

    Parameters
    ----------
    shifts
        Indices; None = all.
    last
        Must the visit also end within the window?
    """
    ticket = board.problem.ticket[id]
    starts = [(max(one.start, window.start), min(one.end, window.end)) for one in ticket.windows or (window,)]
    windows = tuple(Window(start=u, end=v) for u, v in starts if u < v)
    if not windows:
        return None
    tickets = tuple(one.but(windows=windows) if one.id == id else one for one in board.problem.tickets)
    day = board.problem.replace(tickets=tickets)
    compiled = compile(day)
    i = compiled.ticket_index[id]
    routes = [[j for j in route if j != i] for route in board.case.routes]
    base, prices = judge(day, assemble(day, compiled, routes)), []
    over = {finding.rule: finding.amount for finding in base.broken}
    for e in range(len(routes)) if shifts is None else shifts:
        for k in range(len(routes[e]) + 1):
            trial = [[*route[:k], i, *route[k:]] if f == e else route for f, route in enumerate(routes)]
            try:
                plan = assemble(day, compiled, trial)
            except ValueError:  # the shift cannot do it in this order
                continue
            said = judge(day, plan)
            if any(finding.amount > over.get(finding.rule, 0) for finding in said.broken):
                continue
            if not last or plan.served()[id][1].finish <= window.end:
                prices.append(said.cost - base.cost + int(compiled.day.unserved_cost[i]))
    return min(prices, default=None)

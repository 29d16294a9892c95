"""Settling a list of routes: the cheapest plan of them, by branch and bound on who serves which ticket.

A node works on the list alone: cuts cost nothing there, and each round of them shrinks what is left of the list. Short
lists go to CP-SAT; of longer ones a ticket that two shifts share in the LP goes to one of them or to the others. Where
only shifts that differ in nothing share it, two tickets go together or apart (Ryan & Foster 1981).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from scheduler.day import Day
from scheduler.engine.choose import Chosen, choose
from scheduler.engine.columns import Columns
from scheduler.engine.cuts import separate
from scheduler.engine.duals import Duals, Triple
from scheduler.engine.identical_shifts import IdenticalShifts
from scheduler.engine.master import Master, Relaxed
from scheduler.engine.money import NO_BOUND
from scheduler.engine.plan import priced, repaired
from scheduler.engine.pricing import Generator, PricedRoutes

CUT_ROUNDS = 40
FEW = 1200
"""Routes that CP-SAT is asked about."""

EFFORT = 4.0
"""Deterministic time of CP-SAT for a node, about twice as many as seconds; then the node is split."""

ROUTE = 1e-4
"""Seconds that a node takes for each of its routes, about."""

Alive = NDArray[np.bool_]


class ListPricer:
    """Prices by looking through a list of routes: exact when the list is complete."""

    def __init__(self, columns: Columns, alive: Alive) -> None:
        self._columns, self.alive = columns, alive
        self._kind = IdenticalShifts.of(columns.day).kind

    def price(
        self, duals: Duals, shifts: Sequence[int], most_routes: int, label_limit: int, exact: bool = True
    ) -> PricedRoutes:
        reduced = self._columns.reduced(duals)
        bound = np.zeros(len(self._kind))
        np.minimum.at(bound, np.asarray(self._columns.shift, np.int64)[self.alive], reduced[self.alive])
        return PricedRoutes([], bound[self._kind[list(shifts)]], np.ones(len(shifts), bool), len(reduced))

    def remember(self, shift: int, tickets: Sequence[int]) -> None:
        """Nothing to refuse: listed routes repeat no ticket."""

    def forget(self, shifts: Sequence[int]) -> bool:
        """Nothing to forget: a list is looked through to its end."""
        return False


@dataclass(frozen=True, eq=False)
class Node:
    """Some of the routes, and what is known of the plans made of them."""

    alive: Alive
    bound: int
    start: Sequence[int]
    """Columns to begin the LP with."""
    triples: tuple[Triple, ...] = ()


def settle(
    day: Day,
    columns: Columns,
    *,
    below: int,
    start: Sequence[int],
    seed: int,
    enough: Callable[[], bool],
    stopped: Callable[[], bool],
    worked: Callable[[float], None] = lambda seconds: None,
) -> Chosen:
    """Cheapest plan below ``below`` among listed routes.

    Parameters
    ----------
    start : columns to begin with.
    enough : asked before every node.
    stopped : passed on to CP-SAT.
    worked : told what a node is worth in seconds.
    """
    best: tuple[int, ...] | None = None
    nodes = [Node(np.ones(len(columns), bool), NO_BOUND, start)]
    closed = below
    while nodes and not enough():
        node, relaxed = _shrunk(day, columns, nodes.pop(), below, enough)
        left = np.nonzero(node.alive)[0].tolist()
        worked(ROUTE * len(left))
        if node.bound >= below:
            continue
        halves = _split(columns, node, relaxed)
        if len(left) <= FEW or not halves:
            found = choose(
                day, columns, left, below=below, cuts=node.triples, effort=EFFORT, seed=seed, stopped=stopped
            )
            worked(EFFORT / 4)
            if found.columns is not None:
                cost = priced(day, repaired(day, [(columns.shift[k], columns.tickets[k]) for k in found.columns])).cost
                if cost < below:  # ties may make a choice dearer than its routes
                    best, below = found.columns, cost
            if found.proved:
                closed = min(closed, found.bound)
                continue
        nodes += halves or [node]
        if not halves:  # the LP is whole, yet CP-SAT has not come to its end
            break
    bound = min([below, closed, *(node.bound for node in nodes)])
    return Chosen(best, bound >= below, bound)


def _shrunk(day: Day, columns: Columns, node: Node, below: int, enough: Callable[[], bool]) -> tuple[Node, Relaxed]:
    """The node after rounds of cuts, without the routes that no plan below ``below`` can hold."""
    alive = node.alive.copy()
    master, pricer = Master(day, columns), ListPricer(columns, alive)
    master.ban(np.nonzero(~alive)[0].tolist())
    master.add(k for k in node.start if alive[k])
    master.cut(node.triples)
    generator = Generator(day, columns, master, pricer, smoothing=0.0, bound=node.bound)
    for _ in range(CUT_ROUNDS):
        *_, relaxed = generator.rounds(1e-9, enough)
        if generator.bound >= below:
            break
        _fix(day, columns, alive, relaxed.duals, below)
        master.ban(np.nonzero(~alive)[0].tolist())
        triples = separate(columns, relaxed, master.triples, most=60, least=0.02)
        if not triples or enough():
            break
        master.cut(triples)
    return Node(alive, generator.bound, np.nonzero(relaxed.x > 0)[0].tolist(), master.triples), relaxed


def _fix(day: Day, columns: Columns, alive: Alive, duals: Duals, below: int) -> None:
    reduced = columns.reduced(duals)
    cheapest = ListPricer(columns, alive).price(duals, range(day.m), 0, 0).bound
    alive &= reduced <= below - duals.bound(day, cheapest)


def _split(columns: Columns, node: Node, relaxed: Relaxed) -> list[Node]:
    """Two nodes that hold every plan of this one; none where the LP is whole."""
    chosen = np.nonzero(relaxed.x > 1e-6)[0].tolist()
    who = _halved(((columns.shift[k], i), relaxed.x[k]) for k in chosen for i in columns.tickets[k])
    if who is not None:
        own, holds = np.asarray(columns.shift, np.int64) == who[0], _holds(columns, who[1])
        return [replace(node, alive=node.alive & keep) for keep in (~holds | ~own, ~holds | own)]
    both = _halved((pair, relaxed.x[k]) for k in chosen for pair in combinations(sorted(columns.tickets[k]), 2))
    if both is None:
        return []
    first, other = (_holds(columns, i) for i in both)
    return [replace(node, alive=node.alive & keep) for keep in (~(first & other), first == other)]


def _halved(shares: Iterable[tuple[tuple[int, int], float]]) -> tuple[int, int] | None:
    """The key whose shares sum up to nearest a half; None where all sums are whole."""
    total: dict[tuple[int, int], float] = {}
    for key, x in shares:
        total[key] = total.get(key, 0.0) + float(x)
    split = [(abs(x - 0.5), key) for key, x in total.items() if 1e-4 < x < 1 - 1e-4]
    return min(split)[1] if split else None


def _holds(columns: Columns, ticket: int) -> Alive:
    return np.fromiter((ticket in tickets for tickets in columns.tickets), bool, len(columns))

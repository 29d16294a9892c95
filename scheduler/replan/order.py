"""Pinned orders: a time between two visits that keeps them in order (rule ``kept-order``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from models.clock import MINUTE
from models.errors import InputError, Trouble
from models.interval import FOREVER
from models.plan import Plan
from models.problem import Problem
from models.rules.kept_order import KeptOrder
from scheduler.replan.pins import Pins

Pairs = list[tuple[str, str]]


def ordered(problem: Problem, base: Plan, pins: Pins) -> Problem:
    """The problem with the pinned orders kept; the same one when there are none.

    Parameters
    ----------
    base
        The published plan as far as it is still possible: its times say where the time between two visits lies.

    Raises
    ------
    InputError
        When the orders contradict each other, naming the tickets that go round in a circle.
    """
    pairs = order_pairs(base, pins)
    if not pairs:
        return problem
    sequence = _sequence(pairs)
    (own,) = problem.policy.usual(KeptOrder)
    spans = {**own.starts_between, **_spans(problem, base, pairs, sequence)}
    return problem.replace(policy=problem.policy.with_rule(KeptOrder(starts_between=spans)))


def order_pairs(base: Plan, pins: Pins) -> Pairs:
    """(earlier, later): neighbours in the pinned orders."""
    pairs = [pair for order in pins.orders for pair in pairwise(order)]
    for route in base.routes:
        kept = [id for id in route.tickets if pins.grades.get(id) == "order"]
        pairs += list(pairwise(kept))
    return list(dict.fromkeys(pairs))


def _sequence(pairs: Iterable[tuple[str, str]]) -> Sequence[str]:
    """All tickets, every earlier one before its later ones."""
    before: defaultdict[str, set[str]] = defaultdict(set)
    for earlier, later in pairs:
        before[later].add(earlier)
    try:
        return tuple(TopologicalSorter(before).static_order())
    except CycleError as error:
        circle = " before ".join(reversed(error.args[1]))
        raise InputError(
            Trouble(f"the pinned orders go round in a circle: {circle}", field="--order", value=circle,
                    rule="order-cycle", maybe="take one of these orders out.")
        ) from None  # fmt: skip


def _spans(problem: Problem, base: Plan, pairs: Pairs, sequence: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Ticket -> its starts, from and up to: the earlier of a pair starts before their cut, the later not before it.

    The cut is the start of the later visit as things are, or a minute after the earlier one where that is later.
    """
    starts = {id: visit.start for id, (_, visit) in base.served().items()}
    first = dict.fromkeys(sequence, -FOREVER)
    end = dict.fromkeys(sequence, FOREVER)
    for before, after in sorted(pairs, key=lambda pair: sequence.index(pair[0])):
        early, late = (starts.get(id, _earliest(problem, id)) for id in (before, after))
        cut = max(first[after], late, early + MINUTE, first[before] + MINUTE)
        first[after], end[before] = cut, min(end[before], cut)
    return {id: (first[id], end[id]) for id in sequence}


def _earliest(problem: Problem, id: str) -> int:
    """[s] first moment at which a ticket that nobody has on the list may start."""
    agreed = problem.ticket[id].agreed or ()
    return max(problem.now, min((start for start, _ in agreed), default=problem.now))

"""Pairs: who may serve what, how long it takes, and what that costs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.shapes import MayServe, PairCost
from models.timing import durations
from scheduler.compile.axes import Axes
from scheduler.compile.price_guard import PriceGuard
from scheduler.day import Ints, Money


def may_serve(frame: Axes) -> NDArray[np.bool_]:
    """(E, n) pairs that no rule forbids at all times.

    Rules that answer for all pairs at once come first, so that the others are asked only about what is left.
    """
    rules = frame.problem.policy.of(MayServe)
    tables = [frame.of_open(rule.allows_all(frame.problem), rule.id) for rule in rules]
    allowed = np.ones((len(frame.engineers), len(frame.tickets)), np.bool_)
    for table in tables:
        if table is not None:
            allowed &= table
    for rule, table in zip(rules, tables, strict=True):
        if table is None:
            for k, i in np.argwhere(allowed).tolist():
                allowed[k, i] = rule.allows(frame.engineers[k], frame.tickets[i], frame.problem)
    return allowed


def visit_seconds(frame: Axes) -> Ints:
    """(E, n) seconds of work on site."""
    table = frame.of_open(durations(frame.problem), "duration")
    assert table is not None
    return table.astype(np.int32, copy=False)


def pair_money(frame: Axes, purse: PriceGuard, allowed: NDArray[np.bool_]) -> Money:
    """(E, n) money of all rules together; pairs that are not allowed cost nothing."""
    rules = frame.problem.policy.of(PairCost)
    n = len(frame.tickets)

    def whose(k: int) -> str:
        return f"ticket {frame.tickets[k % n].id} by engineer {frame.engineers[k // n].id}"

    total = np.zeros(allowed.shape, np.int64)
    for rule in rules:
        table = _table(frame, rule)
        if table is None:
            table = _ask(frame, purse, rule, allowed)
        money = np.where(allowed, purse.take_table(rule.id, table, whose), 0)
        purse.spend(rule.id, int(money.max(axis=0, initial=0).sum()))
        total += money
    purse.together([rule.id for rule in rules], total, whose)
    return total


def _table(frame: Axes, rule: PairCost) -> Money | None:
    """The rule's own table; None when it has none or a price does not fit into one (it is then asked for by name)."""
    try:
        return frame.of_open(rule.cost_all(frame.problem), rule.id)
    except OverflowError:
        return None


def _ask(frame: Axes, purse: PriceGuard, rule: PairCost, allowed: NDArray[np.bool_]) -> Money:
    """The rule's price of every allowed pair, asked one by one."""
    pairs = np.argwhere(allowed).tolist()
    table = np.zeros(allowed.shape, np.int64)
    prices = (rule.cost(frame.engineers[k], frame.tickets[i], frame.problem) for k, i in pairs)
    table[allowed] = purse.take(
        rule.id,
        prices,
        lambda p: f"ticket {frame.tickets[pairs[p][1]].id} by engineer {frame.engineers[pairs[p][0]].id}",
    )
    return table

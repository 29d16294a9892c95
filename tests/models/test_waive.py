"""Waiving a rule for one pair leaves everything else as it was, for every rule of every waivable shape."""

from __future__ import annotations

import numpy as np
import pytest

from models.problem import Problem
from models.shapes import MayServe, ServeWhen, ShiftLimit
from models.waive import WAIVABLE, Scope, waived
from scheduler.compile import compile
from tests.compile.small import Allow, Bound, Left, Van, Visits, engineer, problem, ticket
from tests.properties.random_days import random_problem

SEEDS = range(8)


def rules_of(day: Problem, *shapes: type) -> list[str]:
    return [rule.id for rule in day.policy.rules if isinstance(rule, shapes)]


@pytest.mark.parametrize("seed", SEEDS)
def test_only_the_pair_is_different(seed: int) -> None:
    day = random_problem(seed)
    before = compile(day)
    who, what = day.engineers[seed % 3].id, day.open_tickets[seed % len(day.open_tickets)].id
    scopes = dict.fromkeys(rules_of(day, MayServe, ServeWhen), (Scope(who, what),))
    after = compile(waived(day, scopes))
    i = after.ticket_index[what]
    mine = [e for e, (id, _) in enumerate(after.shifts) if id == who]
    changed = np.argwhere(before.day.allowed != after.day.allowed).tolist()
    assert all(e in mine and t == i and after.day.allowed[e, t] for e, t in changed)
    for e in range(after.day.m):
        for t in range(after.day.n):
            if (e not in mine or t != i) and before.day.allowed[e, t]:
                assert _windows(before.day, e, t) == _windows(after.day, e, t)


def _windows(day: object, e: int, t: int) -> list[tuple[int, int]]:
    k = day.window_set[e, t]  # type: ignore[attr-defined]
    span = slice(day.window_offset[k], day.window_offset[k + 1])  # type: ignore[attr-defined]
    return list(zip(day.window_first[span].tolist(), day.window_last[span].tolist(), strict=True))  # type: ignore[attr-defined]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_rule_about_all_pairs_agrees_with_the_rule_about_one(seed: int) -> None:
    day = random_problem(seed)
    scope = (Scope(day.engineers[0].id, day.tickets[0].id), Scope(None, day.tickets[-1].id))
    changed = waived(day, dict.fromkeys(rules_of(day, *WAIVABLE), scope))
    for rule in changed.policy.of(MayServe):
        table = rule.allows_all(changed)
        for e, who in enumerate(changed.engineers):
            for t, one in enumerate(changed.tickets):
                assert table is None or table[e, t] == rule.allows(who, one, changed)
    for when in changed.policy.of(ServeWhen):
        whole = when.starts_all(changed)
        for e, who in enumerate(changed.engineers):
            for t, one in enumerate(changed.tickets):
                assert whole is None or _same(whole[1][whole[0][e, t]], when.starts(who, one, changed))


def _same(a: object, b: object) -> bool:
    always = ((-(2**30), 2**30),)
    return (a or always if a is None else a) == (b or always if b is None else b)


def test_a_waived_rule_keeps_its_class_its_parameters_and_the_original() -> None:
    day = problem(engineer(), ticket(), Allow(forbidden=(("E1", "T1"),)), Visits(visits=3))
    changed = waived(day, {"allow": (Scope("E1", "T1"),), "visits": (Scope("E1"),)})
    rule = changed.policy.rule("allow")
    assert isinstance(rule, Allow)
    assert (rule.id, rule.title, rule.forbidden) == ("allow", Allow.title, (("E1", "T1"),))
    assert rule.allows(changed.engineers[0], changed.tickets[0], changed)
    assert not day.policy.rule("allow").allows(day.engineers[0], day.tickets[0], day)
    (limit,) = changed.policy.of(ShiftLimit)
    assert limit.most(changed.engineers[0], changed.engineers[0].shifts[0], changed) is None


def test_a_van_holds_what_the_waived_ticket_takes_on_top() -> None:
    day = problem(engineer(van={"pump": 1}), (ticket("T1", parts={"pump": 1}), ticket("T2", parts={"pump": 2})),
                  Van(), Bound(), Left())  # fmt: skip
    assert compile(day).day.allowed[0].tolist() == [1, 0]
    changed = waived(day, {"van": (Scope("E1", "T2"),)})
    assert changed.policy.of(type(day.policy.rule("van")))[0].holds(day.engineers[0], changed) == {"pump": 3}
    assert compile(changed).day.allowed[0].tolist() == [1, 1]


def test_a_price_cannot_be_waived() -> None:
    with pytest.raises(ValueError, match="the rule left cannot be waived"):
        waived(problem(engineer(), ticket(), Left()), {"left": (Scope(),)})

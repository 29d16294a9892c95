"""Variants: the day with copies of the ticket for which some rules do not hold, to see where it would fit then.

One compiled day answers for every rule that is about tickets: each copy waives another one or two of them. Rules about
shifts are waived for everybody, one variant each.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from models.plan import Plan
from models.problem import Problem
from models.shapes import MayServe, Measure, ServeWhen, ShiftBlock, ShiftBreak, ShiftLimit, ShiftLoad
from models.waive import Scope, waived
from scheduler.compile import compile
from scheduler.insertion.candidates import Candidate
from scheduler.insertion.places import best_place
from scheduler.insertion.question import PlanQuestion
from scheduler.insertion.route_state import RouteState
from scheduler.insertion.warm_search import punctual

Rules = tuple[str, ...]

OF_TICKET = (MayServe, ServeWhen, ShiftLoad)
OF_SHIFT = (ShiftLimit, ShiftBlock, ShiftBreak)
MOST_PAIRS = 10
"""Pairs of rules about tickets that are looked at."""
MOST_RULES = 3
"""Somebody whom more rules forbid is no remedy (of three, two may be named because they leave no time together)."""


@dataclass(frozen=True, eq=False)
class Variant:
    """A changed day.

    Parameters
    ----------
    case
        Its routes are the question's without the ticket; being late is dearer there than anything.
    shift_rules
        Rules waived for all shifts.
    copies
        Ticket index -> rules waived for that copy.
    """

    case: RouteState
    shift_rules: Rules
    copies: dict[int, Rules]


def named(question: PlanQuestion, found: Iterable[Candidate]) -> tuple[list[Rules], list[str]]:
    """Sets of rules about tickets, and rules about shifts, that stand in somebody's way."""
    policy = question.problem.policy
    of_ticket = {rule.id for shape in OF_TICKET for rule in policy.of(shape) if rule.waivable}
    of_shift = [rule.id for shape in OF_SHIFT for rule in policy.of(shape) if rule.waivable]
    singles: dict[Rules, None] = {}
    pairs: dict[Rules, None] = {}
    returns = (rule for rule in policy.of(ShiftLimit) if rule.measure is Measure.RETURN)
    breaks = policy.of(ShiftBreak) if _break_matters(question) else ()
    shifts: dict[str, None] = {rule.id: None for rule in (*returns, *breaks) if rule.waivable}
    for variant in found:
        rules = tuple(dict.fromkeys(obstacle.rule for obstacle in variant.obstacles))
        if variant.forbidden and len(rules) > MOST_RULES:
            continue
        about = [rule for rule in rules if rule in of_ticket]
        shifts |= dict.fromkeys(rule for rule in rules if rule in of_shift)
        singles |= dict.fromkeys((rule,) for rule in about)
        pairs |= dict.fromkeys(combinations(about, 2))
    return [*singles, *list(pairs)[:MOST_PAIRS]], list(shifts)


def _break_matters(question: PlanQuestion) -> bool:
    """Would the ticket fit anywhere if nobody had a break? (Of a route too full for it only the length may be said.)"""
    day = question.compiled.day
    if not day.break_length.any():
        return False
    free = replace(question.compiled, day=replace(day, break_length=np.zeros_like(day.break_length)))
    case = RouteState.of(question.problem, free, question.case.routes)
    shifts = [e for e in range(day.m) if day.break_length[e] and day.allowed[e, question.i]]
    return any(best_place(case, e, question.i).schedule is not None for e in shifts)


def variants(question: PlanQuestion, sets: list[Rules], shift_rules: list[str]) -> list[Variant]:
    """The day with copies of the ticket, then the same with each rule about shifts waived for everybody."""
    name = f"{question.ticket}~"
    while any(id.startswith(name) for id in question.problem.ticket):
        name += "~"
    copies = {f"{name}{k}": rules for k, rules in enumerate(sets)}
    problem = _with_copies(question.problem, question.ticket, list(copies))
    scopes: dict[str, tuple[Scope, ...]] = {}
    for id, rules in copies.items():
        for rule in rules:
            scopes[rule] = (*scopes.get(rule, ()), Scope(None, id))
    everybody = (Scope(),)
    waivers: list[Rules] = [(), *((rule,) for rule in shift_rules)]
    return [
        _variant(question, waived(problem, {**scopes, **dict.fromkeys(rules, everybody)}), rules, copies)
        for rules in waivers
    ]


def _variant(question: PlanQuestion, problem: Problem, shift_rules: Rules, copies: dict[str, Rules]) -> Variant:
    compiled = compile(problem)
    numbers = {compiled.ticket_index[id]: rules for id, rules in copies.items()} | {question.i: ()}
    compiled = replace(compiled, day=punctual(compiled.day, list(numbers)))
    return Variant(RouteState.of(problem, compiled, question.case.routes), shift_rules, numbers)


def _with_copies(problem: Problem, ticket: str, copies: list[str]) -> Problem:
    """Copies at the end of the list, so that all other tickets keep their index; promises hold for them too."""
    made = tuple(problem.ticket[ticket].but(id=id) for id in copies)
    return problem.replace(tickets=(*problem.tickets, *made), published=_promised(problem, ticket, copies))


def _promised(problem: Problem, ticket: str, copies: list[str]) -> Plan | None:
    if ticket not in problem.promised or problem.published is None:
        return problem.published
    route, visit = problem.promised[ticket]
    extra = tuple(route.but(visits=(visit.but(ticket=id),)) for id in copies)
    return problem.published.but(routes=(*problem.published.routes, *extra))

"""Parts: what a route costs, rule by rule, at its earliest times."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from models.money import hourly
from models.shapes import FinishCost, LegCost, PairCost, ShiftCost, StartCost
from scheduler.engine import Schedule

if TYPE_CHECKING:
    from scheduler.insertion.case import Case

Parts = dict[str, int]
"""Rule id -> money [thousandths]; rules that cost nothing are left out."""


def parts(case: Case, e: int, tickets: Sequence[int], schedule: Schedule) -> Parts:
    """Money of each rule for these tickets on shift ``e``, timed as ``schedule``; it sums up to ``schedule.cost``."""
    money: Parts = {}

    def add(rule: str, amount: int) -> None:
        if amount:
            money[rule] = money.get(rule, 0) + amount

    if not tickets:
        return money
    problem, policy = case.problem, case.problem.policy
    engineer, shift = case.shift(e)
    stops = [case.ticket(i) for i in tickets]
    for ticket, start, finish in zip(stops, schedule.starts, schedule.finishes, strict=True):
        for pair in policy.of(PairCost):
            add(pair.id, pair.cost(engineer, ticket, problem))
        for at_start in policy.of(StartCost):
            add(at_start.id, sum(term.cost(start) for term in at_start.terms(ticket, problem)))
        for at_finish in policy.of(FinishCost):
            add(at_finish.id, sum(term.cost(finish) for term in at_finish.terms(ticket, problem)))
    ends = shift.start_place or engineer.start, shift.end_place or engineer.end_place
    places = [ends[0], *(ticket.place for ticket in stops), ends[1]]
    legs = [problem.travel.leg(a, b) for a, b in pairwise(places)]
    for leg in policy.of(LegCost):
        per_hour, per_km = leg.rates(engineer, problem)
        add(leg.id, sum(hourly(per_hour, seconds) + per_km * metres // 1000 for seconds, metres in legs))
    for cost in policy.of(ShiftCost):
        price = cost.price(engineer, shift, problem)
        add(cost.id, price.used + hourly(price.worked_hour, schedule.end - schedule.depart))
        add(cost.id, hourly(price.overtime_hour, max(0, schedule.end - shift.end)))
    return money


def difference(more: Parts, less: Parts) -> Parts:
    """What ``more`` adds to ``less``, rule by rule."""
    added = {rule: more.get(rule, 0) - less.get(rule, 0) for rule in {**more, **less}}
    return {rule: money for rule, money in added.items() if money}

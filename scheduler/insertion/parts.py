"""Parts: what a route costs, rule by rule, at its earliest times."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from models.engineer import Shift
from models.money import hourly
from models.shapes import FinishCost, LegCost, PairCost, ShiftCost, ShiftPrice, StartCost
from scheduler.engine import Schedule

if TYPE_CHECKING:
    from scheduler.insertion.route_state import RouteState

Parts = dict[str, int]
"""Rule id -> money [thousandths]; rules that cost nothing are left out."""


def parts(case: RouteState, e: int, tickets: Sequence[int], schedule: Schedule) -> Parts:
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
    decided = problem.stands.get(shift.id)
    first, last = shift.start_place or engineer.start, shift.end_place or engineer.end_place
    places = [first if decided is None else decided.place, *(ticket.place for ticket in stops), last]
    legs = [problem.travel.leg(a, b) for a, b in pairwise(places)]
    home = [] if decided is None else [problem.travel.leg(decided.place, last)]  # driven if nothing were added
    for leg in policy.of(LegCost):
        rates = leg.rates(engineer, problem)
        add(leg.id, _of_legs(rates, legs) - _of_legs(rates, home))
    for cost in policy.of(ShiftCost):
        price = cost.price(engineer, shift, problem)
        depart = schedule.depart if decided is None else decided.route.depart
        add(cost.id, _of_shift(price, shift, depart, schedule.end))
        if decided is not None:
            add(cost.id, -_of_shift(price, shift, decided.route.depart, decided.route.end))
    return money


def _of_legs(rates: tuple[int, int], legs: Sequence[tuple[int, int]]) -> int:
    per_hour, per_km = rates
    return sum(hourly(per_hour, seconds) + per_km * metres // 1000 for seconds, metres in legs)


def _of_shift(price: ShiftPrice, shift: Shift, depart: int, end: int) -> int:
    worked, over = hourly(price.worked_hour, end - depart), hourly(price.overtime_hour, max(0, end - shift.end))
    return price.used + worked + over


def difference(more: Parts, less: Parts) -> Parts:
    """What ``more`` adds to ``less``, rule by rule."""
    added = {rule: more.get(rule, 0) - less.get(rule, 0) for rule in {**more, **less}}
    return {rule: money for rule, money in added.items() if money}

"""From a problem to the Day of arrays, shape by shape."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np

from models.errors import InputError, Trouble
from models.problem import Problem
from models.shapes import UnservedCost
from models.timing import BEYOND
from scheduler.compile.axes import Axes
from scheduler.compile.compiled import Compiled
from scheduler.compile.decided import out_already
from scheduler.compile.legs import legs
from scheduler.compile.links import by_hand
from scheduler.compile.loads import loads
from scheduler.compile.pairs import may_serve, pair_money, visit_seconds
from scheduler.compile.price_guard import PriceGuard
from scheduler.compile.rows import rows
from scheduler.compile.shifts import shifts
from scheduler.compile.terms import terms
from scheduler.compile.ties import ties
from scheduler.compile.windows import windows
from scheduler.day import Day, Money


def compile(problem: Problem) -> Compiled:
    """The problem as integer arrays. Only the policy's rules are consulted, and only through their shapes.

    Parameters
    ----------
    problem
        Tickets that are finished, cancelled or decided do not get into the Day; of these only what they use up.

    Raises
    ------
    InputError
        Travel to a place is not known or breaks the triangle inequality, a price is negative or so large that the cost
        of a plan could overflow, a shift has two breaks, a shift or the moment of planning is years away.
    """
    _within_reach(problem)
    frame = Axes(problem)
    left = by_hand(frame)
    purse = PriceGuard(problem.policy.currency)
    ways = legs(frame, purse, left)
    people, home = shifts(frame, purse), ways.leg_cost[ways.profile, ways.start_place, ways.end_place]
    changed, due = out_already(problem, frame.shifts, vars(people), home)
    people = replace(people, **changed)
    vans = loads(frame)
    duration = frame.per_shift(visit_seconds(frame))
    allowed = frame.per_shift(may_serve(frame) & ~left) & vans.fits()
    times = windows(frame, people, allowed, duration)
    vans = vans.binding(times.open)
    limits = rows(frame, purse)
    late = terms(frame, purse, limits, latest=int(people.last.max(initial=0)))
    day = Day(
        **_arrays(ways, people, vans, times, limits, late, ties(frame, ways, people)),
        allowed=times.open.astype(np.uint8),
        duration=duration,
        pair_cost=frame.per_shift(pair_money(frame, purse, frame.any_shift(times.open))),
        unserved_cost=unserved_money(frame, purse),
        shift_ids=tuple(shift.id for _, shift in frame.shifts),
        ticket_ids=tuple(ticket.id for ticket in frame.tickets),
    )
    purse.close()
    return Compiled(
        day=day,
        shifts=tuple((engineer.id, shift.id) for engineer, shift in frame.shifts),
        tickets=day.ticket_ids,
        rows=limits.names,
        resources=vans.resources,
        closed=frozenset(ticket.id for ticket in problem.tickets if ticket.id not in frame.row),
        others=problem.closed,
        home=home,
        due=due,
    )


def _within_reach(problem: Problem) -> None:
    """Shifts and the moment of planning lie within eight years of the origin: arrays count in 32 bits."""
    far = [(f"the shift {shift.id}", "start" if abs(shift.start) > BEYOND else "end")
           for _, shift in problem.shifts if max(abs(shift.start), abs(shift.end)) > BEYOND]  # fmt: skip
    far += [("the moment of planning", "now")] if abs(problem.now) > BEYOND else []
    if far:
        maybe = "a year is mistyped, or the day begins on another date."
        raise InputError(
            Trouble(f"{what} lies more than eight years from the beginning of the day", field=field,
                    rule="horizon-too-long", maybe=maybe)
            for what, field in far[:20]
        )  # fmt: skip


def unserved_money(frame: Axes, purse: PriceGuard) -> Money:
    """(n) money of all rules together for leaving each ticket unserved."""

    def whose(i: int) -> str:
        return f"leaving ticket {frame.tickets[i].id} unserved"

    rules = frame.problem.policy.of(UnservedCost)
    total = np.zeros(len(frame.tickets), np.int64)
    for rule in rules:
        money = purse.take(rule.id, (rule.cost(ticket, frame.problem) for ticket in frame.tickets), whose)
        purse.spend(rule.id, int(money.sum()))
        total += money
    purse.together([rule.id for rule in rules], total, whose)
    return total


def _arrays(*parts: Any) -> dict[str, Any]:
    """The arrays of all parts that the Day has a place for."""
    wanted = {field.name for field in fields(Day)}
    return {f.name: getattr(part, f.name) for part in parts for f in fields(part) if f.name in wanted}

"""What a whole plan costs, from the native evaluation of its routes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

import scheduler.engine._core as _core
from scheduler.day import Day
from scheduler.engine.identical_shifts import IdenticalShifts
from scheduler.engine.native import native
from scheduler.engine.ties import Ties, schedules

Routes = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, order=True)
class PricedPlan:
    """A plan that can be compared: one that breaks hard plan limits less is better, then the cheaper one."""

    excess: int
    """Units above hard plan limits."""
    cost: int
    routes: Routes
    broken: tuple[int, ...] = ()


def freeze(routes: Sequence[Sequence[int]]) -> Routes:
    return tuple(tuple(int(i) for i in r) for r in routes)


def priced(day: Day, routes: Sequence[Sequence[int]]) -> PricedPlan:
    """Price a plan.

    Raises
    ------
    ValueError
        When a route is infeasible or a ticket occurs twice; names shift, tickets and the rule that is broken.
    """
    cost, used = 0, np.zeros(len(day.row_cap), np.int64)
    served = [i for r in routes for i in r]
    if len(routes) != day.m or len(set(served)) < len(served):
        raise ValueError(f"plan: {len(routes)} routes for {day.m} shifts, or a ticket served twice")
    for e, (route, schedule) in enumerate(zip(routes, schedules(day, routes), strict=True)):
        if not schedule.feasible:
            raise ValueError(f"plan: shift {e} cannot serve {list(route)} in this order: {schedule.fault}")
        cost += schedule.cost
        used += np.array(schedule.usage, np.int64)
    absent = np.ones(day.n, bool)
    absent[served] = False
    cost += int(day.unserved_cost[absent].sum())
    for k in range(len(used)):
        used[k] += int(day.row_unserved[k, absent].sum())
    over = np.maximum(0, used - day.row_cap)
    hard = day.row_price < 0
    cost += int((over * np.where(hard, 0, day.row_price)).sum())
    broken = tuple(np.nonzero(hard & (over > 0))[0].tolist())
    return PricedPlan(int(over[hard].sum()), cost, freeze(routes), broken)


def repaired(day: Day, chosen: Sequence[tuple[int, tuple[int, ...]]]) -> list[list[int]]:
    """A plan from routes (shift, tickets), best first: a ticket that occurs again, or a shift, is left out.

    A shift that is taken passes the route on to one that differs in nothing from it, if there is one free.
    """
    twins = IdenticalShifts.of(day)
    plan: list[list[int]] = [[] for _ in range(day.m)]
    seen: set[int] = set()
    for shift, tickets in chosen:
        e = next((e for e in (shift, *twins.members[int(twins.kind[shift])]) if not plan[e]), None)
        if e is None:
            continue
        kept = [i for i in dict.fromkeys(tickets) if i not in seen]
        if _core.evaluate(native(day), e, kept).feasible:
            plan[e] = kept
            seen.update(kept)
    return _one_place_at_a_time(day, plan)


def _one_place_at_a_time(day: Day, plan: list[list[int]]) -> list[list[int]]:
    """The plan without the visits of a person's shift that an earlier one leaves no time for.

    The visit goes without which the rest fits and costs least; where no single one does, the first.
    """
    core, ties, ends = native(day), Ties.of(day), dict[int, int]()
    for e in (e for e in ties.order if ties.person[e]):
        begin = ties.begin(day, e, lambda first: ends.get(first))
        while plan[e] and not _core.evaluate(core, e, plan[e], begin).feasible:
            left = [[i for i in plan[e] if i != gone] for gone in plan[e]]
            fitting = [
                (found.cost + int(day.unserved_cost[gone]), route)
                for gone, route in zip(plan[e], left, strict=True)
                if (found := _core.evaluate(core, e, route, begin)).feasible
            ]
            plan[e] = min(fitting)[1] if fitting else left[0]
        if plan[e]:
            ends[e] = _core.evaluate(core, e, plan[e], begin).end
    return plan


def unavoidable(day: Day) -> int:
    """Unserved cost of the tickets that no shift can serve, even alone."""
    core = native(day)
    alone = [
        i
        for i in range(day.n)
        if not any(_core.evaluate(core, int(e), [i]).feasible for e in np.nonzero(day.allowed[:, i])[0])
    ]
    return int(day.unserved_cost[alone].sum())

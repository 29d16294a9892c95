"""Choosing among routes exactly: a set partitioning problem for CP-SAT.

Every ticket is in exactly one chosen route or absent; stated that way (not as covering rows) CP-SAT proves pools of a
thousand routes optimal in seconds. One worker and a limit in deterministic time: the same answer on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from threading import Event, Thread
from typing import Any

import numpy as np

from scheduler.day import Day
from scheduler.engine.columns import Columns
from scheduler.engine.duals import Triple
from scheduler.engine.identical_shifts import IdenticalShifts
from scheduler.engine.money import NO_BOUND
from scheduler.engine.ties import Ties, end_of, latest_begin, latest_begin_of, schedules, soonest_end


@dataclass(frozen=True)
class Chosen:
    """The best choice found among the routes given."""

    columns: tuple[int, ...] | None
    """None when none was found: better than required, or at all."""
    proved: bool
    """Whether nothing cheaper than the bound can be chosen from these routes."""
    bound: int
    """Lower bound on the cost of every plan of these routes, in whatever order they serve their tickets."""


def choose(
    day: Day,
    columns: Columns,
    candidates: Iterable[int],
    *,
    below: int | None = None,
    hint: Iterable[int] = (),
    cuts: Sequence[Triple] = (),
    effort: float = 10.0,
    seed: int = 1,
    stopped: Callable[[], bool] = lambda: False,
) -> Chosen:
    """Cheapest plan made of the candidate columns, if there is one that costs less than ``below``.

    Parameters
    ----------
    hint : columns of a good plan, to start from.
    cuts : subset-row cuts, as redundant rows that tighten the relaxation.
    effort : deterministic time of CP-SAT, about seconds.
    stopped : asked every tenth of a second; the best choice so far is returned soon after it says yes.
    """
    from ortools.sat.python import cp_model

    numbers = [k for k in candidates if columns.simple(k)]
    model = _Model(day, columns, numbers)
    if below is not None:
        model.bound_cost(below - 1)
    model.hint(set(hint))
    for triple in cuts:
        model.cut(triple)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.linearization_level = 2
    solver.parameters.max_deterministic_time = effort
    nothing = Chosen(None, True, -NO_BOUND if below is None else below)
    found = (cp_model.OPTIMAL, cp_model.FEASIBLE)
    status = _interruptible(solver, model.model, stopped)
    if status == cp_model.INFEASIBLE:
        return nothing
    if status not in found:
        return Chosen(None, False, NO_BOUND)
    picked: tuple[int, ...] | None = model.picked(solver)
    bound = model.bound(solver)
    if model.overlaps(picked):
        model.part(certainly=True)
        status = _interruptible(solver, model.model, stopped)
        if status == cp_model.INFEASIBLE:
            return nothing
        picked = model.picked(solver) if status in found else None
        bound = max(bound, model.bound(solver)) if status in found else bound
    if model.overlaps(picked):  # other orders of the same tickets may fit, so that this says nothing of the bound
        model.part(certainly=False)
        again = _interruptible(solver, model.model, stopped)
        picked = model.picked(solver) if again in found else None
    return Chosen(picked, status == cp_model.OPTIMAL, bound if below is None else min(bound, below))


def _interruptible(solver: Any, model: Any, stopped: Callable[[], bool]) -> Any:
    """Run the solver while a watcher passes a stop on to it."""
    done = Event()

    def watch() -> None:
        while not done.wait(0.1):
            if stopped():
                solver.stop_search()

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        return solver.solve(model)
    finally:
        done.set()
        watcher.join()


class _Model:
    def __init__(self, day: Day, columns: Columns, numbers: Sequence[int]) -> None:
        from ortools.sat.python import cp_model

        self.model = cp_model.CpModel()
        self._day, self._columns, self._numbers = day, columns, numbers
        self._excess: list[tuple[Any, int]] = []
        self.used = [self.model.new_bool_var("") for _ in numbers]
        absent = [self.model.new_bool_var("") for _ in range(day.n)]
        holding: list[list[Any]] = [[u] for u in absent]
        shifts: list[list[Any]] = [[] for _ in range(day.m)]
        for k, x in zip(numbers, self.used, strict=True):
            shifts[columns.shift[k]].append(x)
            for i in columns.tickets[k]:
                holding[i].append(x)
        self._holding = holding
        for variables in holding:
            self.model.add_exactly_one(variables)
        for e, variables in enumerate(shifts):
            if (count := IdenticalShifts.of(day).count(e)) == 1:
                self.model.add_at_most_one(variables)
            elif len(variables) > count:
                self.model.add(cp_model.LinearExpr.sum(variables) <= count)
        variables = self.used + absent
        money = [columns.cost[k] for k in numbers] + day.unserved_cost.tolist()
        for k in range(len(day.row_cap)):
            weights = [columns.usage[c][k] for c in numbers] + day.row_unserved[k].tolist()
            self._limit(day, k, cp_model.LinearExpr.weighted_sum(self.used + absent, weights), sum(weights))
        variables += [over for over, _ in self._excess]
        money += [price for _, price in self._excess]
        self.coin = int(np.gcd.reduce(money)) or 1 if money else 1
        self.cost = cp_model.LinearExpr.weighted_sum(variables, [c // self.coin for c in money])
        self.model.minimize(self.cost)

    def _limit(self, day: Day, k: int, used: Any, most: int) -> None:
        cap, price = int(day.row_cap[k]), int(day.row_price[k])
        if price < 0:
            self.model.add(used <= cap)
        elif most > cap:
            over = self.model.new_int_var(0, most - cap, "")
            self.model.add(over >= used - cap)
            self._excess.append((over, price))

    def picked(self, solver: Any) -> tuple[int, ...]:
        """The columns that a solution uses."""
        return tuple(k for k, x in zip(self._numbers, self.used, strict=True) if solver.boolean_value(x))

    def bound(self, solver: Any) -> int:
        """Lower bound on the cost of every solution."""
        return int(np.ceil(solver.best_objective_bound - 1e-6)) * self.coin

    def overlaps(self, picked: Sequence[int] | None) -> bool:
        """Whether a person would be in two places."""
        day, c = self._day, self._columns
        if picked is None or not len(day.tie_first):
            return False
        routes: list[Sequence[int]] = [()] * day.m
        for k in picked:
            if Ties.of(day).person[c.shift[k]]:
                routes[c.shift[k]] = c.tickets[k]
        return not all(schedule.feasible for schedule in schedules(day, routes))

    def part(self, certainly: bool) -> None:
        """A route of a person's later shift excludes those of an earlier one that end too late for it.

        Parameters
        ----------
        certainly : only where they do so in any order of their tickets.
        """
        for second, ties in enumerate(Ties.of(self._day).into):
            for first, gap in ties:
                self._part(first, second, gap, certainly)

    def _part(self, first: int, second: int, gap: int, certainly: bool) -> None:
        day, c = self._day, self._columns
        own = [(c.shift[k], c.tickets[k], x) for k, x in zip(self._numbers, self.used, strict=True)]
        end, begin = (soonest_end, latest_begin) if certainly else (end_of, latest_begin_of)
        ends = [(end(day, e, tickets) + gap, x) for e, tickets, x in own if e == first]
        begins = [(begin(day, e, tickets), x) for e, tickets, x in own if e == second]
        for latest in sorted({latest for latest, _ in begins}):
            late = [x for time, x in ends if time > latest]
            if not late:
                break
            self.model.add_at_most_one(late + [x for time, x in begins if time <= latest])

    def bound_cost(self, most: int) -> None:
        """Ask for a plan that costs at most this much."""
        self.model.add(self.cost <= most // self.coin)

    def hint(self, chosen: set[int]) -> None:
        if chosen:
            for k, x in zip(self._numbers, self.used, strict=True):
                self.model.add_hint(x, k in chosen)

    def cut(self, triple: Triple) -> None:
        """At most one of the routes that hold two of the three tickets."""
        of = self._columns.tickets
        near = [x for k, x in zip(self._numbers, self.used, strict=True) if _holds_two(of[k], triple)]
        if len(near) > 1:
            self.model.add_at_most_one(near)


def _holds_two(tickets: Sequence[int], triple: Triple) -> bool:
    return sum(i in tickets for i in triple) >= 2

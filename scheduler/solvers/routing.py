"""OR-Tools' routing library on a Day: a baseline to measure the engine against.

What the library cannot state is left out of its model and named by :func:`inexpressible`; the plan it returns is then
made feasible by dropping visits, and priced like any other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from scheduler.day import NEVER, Day


def inexpressible(day: Day) -> list[str]:
    """What the model leaves out or bends, in words; empty when it states the whole day."""
    return [words for present, words in _LEFT_OUT if present(day)]


def _several_starts(day: Day) -> bool:
    return any(len(set(day.window_set[day.allowed[:, i] != 0, i].tolist())) > 1 for i in range(day.n))


def _several_terms(day: Day) -> bool:
    return bool(np.any(np.diff(day.term_offset) > 1))


_LEFT_OUT: list[tuple[Callable[[Day], bool], str]] = [
    (lambda d: bool(d.block_from.size), "blocks: driving goes on during absences and trainings"),
    (lambda d: bool(np.any(d.break_length > 0)), "breaks: none is planned"),
    (lambda d: bool(np.any(d.term_step > 0)), "lateness: the step is left out, only the slope counts"),
    (_several_terms, "lateness: of several terms of a ticket only the steepest counts"),
    (lambda d: bool(len(d.row_cap)), "plan limits: all left out"),
    (lambda d: bool(len(d.tie_first)), "ties: two shifts of one person may overlap"),
    (_several_starts, "windows: a ticket that different shifts may serve at different times gets all of them"),
]


def routing(day: Day, *, seconds: float | None = None, solutions: int | None = None) -> list[list[int]]:
    """Plan a day with guided local search from a cheapest-arc start.

    Parameters
    ----------
    seconds : time limit [s].
    solutions : stop after so many solutions; repeatable, unlike a time limit.

    Returns
    -------
    list of list of int
        Tickets of each shift in order; every route is feasible by the contract of the Day.

    Raises
    ------
    ValueError
        Neither limit is given.
    """
    if seconds is None and solutions is None:
        raise ValueError("routing: give seconds or solutions\nMaybe seconds=10.")
    if day.n == 0 or day.m == 0:
        return [[] for _ in range(day.m)]
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    parameters.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    if seconds is not None:
        parameters.time_limit.FromMilliseconds(max(1, int(1000 * seconds)))
    if solutions is not None:
        parameters.solution_limit = solutions
    model = _Model(day)
    found = model.routing.SolveWithParameters(parameters)
    return _kept(day, model.routes(found) if found else [[] for _ in range(day.m)])


class _Model:
    """Nodes 0..n-1 are tickets; each shift has a start and an end node of its own."""

    def __init__(self, day: Day) -> None:
        from ortools.constraint_solver import pywrapcp

        self.day = day
        starts, ends = list(range(day.n, day.n + day.m)), list(range(day.n + day.m, day.n + 2 * day.m))
        self.manager = pywrapcp.RoutingIndexManager(day.n + 2 * day.m, day.m, starts, ends)
        self.routing = pywrapcp.RoutingModel(self.manager)
        self._place = np.concatenate([day.place, day.start_place, day.end_place])
        self._node = [self.manager.IndexToNode(k) for k in range(self.routing.Size() + day.m)]
        for e in range(day.m):
            self.routing.SetArcCostEvaluatorOfVehicle(self._matrix(self._costs(e)), e)
            self.routing.SetFixedCostOfVehicle(max(0, int(day.fixed_cost[e])), e)
        self._tickets()
        self._time()
        self._limits()

    def _matrix(self, table: Any) -> int:
        """Register a table of values by (from node, to node)."""
        rows, node = table.tolist(), self._node
        return int(self.routing.RegisterTransitCallback(lambda a, b: rows[node[a]][node[b]]))

    def _table(self, legs: Any, e: int) -> Any:
        return legs[self.day.profile[e]][np.ix_(self._place, self._place)].astype(np.int64)

    def _costs(self, e: int) -> Any:
        costs = self._table(self.day.leg_cost, e)
        costs[:, : self.day.n] += self.day.pair_cost[e]
        return costs

    def _tickets(self) -> None:
        day = self.day
        for i in range(day.n):
            index = self.manager.NodeToIndex(i)
            able = np.nonzero(day.allowed[:, i])[0].tolist()
            if not able:
                self.routing.AddDisjunction([index], int(day.unserved_cost[i]))
                self.routing.VehicleVar(index).SetValues([-1])
                continue
            self.routing.AddDisjunction([index], int(day.unserved_cost[i]))
            self.routing.VehicleVar(index).SetValues([-1, *able])

    def _time(self) -> None:
        """Clock of the visits: a leg takes the duration at its origin and the drive."""
        day, routing = self.day, self.routing
        tables = []
        for e in range(day.m):
            table = self._table(day.seconds, e)
            table[: day.n, :] += day.duration[e][:, None]
            tables.append(self._matrix(table))
        horizon = int(max(day.last.max(), 0)) + 1
        routing.AddDimensionWithVehicleTransits(tables, horizon, horizon, False, "time")
        time = routing.GetDimensionOrDie("time")
        for e in range(day.m):
            time.CumulVar(routing.Start(e)).SetRange(int(day.start[e]), horizon)
            time.CumulVar(routing.End(e)).SetMax(int(max(day.last[e], 0)))
            if day.overtime_rate[e] > 0:
                time.SetCumulVarSoftUpperBound(routing.End(e), int(day.end[e]), int(day.overtime_rate[e]) // 3600)
            if day.work_rate[e] > 0:
                time.SetSpanCostCoefficientForVehicle(int(day.work_rate[e]) // 3600, e)
            if day.max_work[e] < NEVER:
                time.SetSpanUpperBoundForVehicle(int(day.max_work[e]), e)
            routing.AddVariableMinimizedByFinalizer(time.CumulVar(routing.End(e)))
        for i in range(day.n):
            self._windows(time, i, horizon)
            self._lateness(time, i)

    def _windows(self, time: Any, i: int, horizon: int) -> None:
        """Remove the times at which no shift may start the ticket."""
        variable, day = time.CumulVar(self.manager.NodeToIndex(i)), self.day
        spans = []
        for k in set(day.window_set[day.allowed[:, i] != 0, i].tolist()):
            a, b = int(day.window_offset[k]), int(day.window_offset[k + 1])
            spans += list(zip(day.window_first[a:b].tolist(), day.window_last[a:b].tolist(), strict=True))
        closed_from = 0
        for first, last in sorted(spans):
            if first > closed_from:
                variable.RemoveInterval(closed_from, min(first - 1, horizon - 1))
            closed_from = max(closed_from, last + 1)
        if not spans:
            self.routing.VehicleVar(self.manager.NodeToIndex(i)).SetValues([-1])
        elif closed_from < horizon:
            variable.SetMax(max(0, closed_from - 1))

    def _lateness(self, time: Any, i: int) -> None:
        day = self.day
        terms = range(int(day.term_offset[i]), int(day.term_offset[i + 1]))
        steep = max(terms, key=lambda k: int(day.term_rate[k]), default=None)
        if steep is not None and day.term_rate[steep] >= 3600:
            shortest = int(day.duration[:, i].min()) if day.term_on_finish[steep] else 0
            due = max(0, int(day.term_due[steep]) - shortest)
            time.SetCumulVarSoftUpperBound(self.manager.NodeToIndex(i), due, int(day.term_rate[steep]) // 3600)

    def _limits(self) -> None:
        day, routing = self.day, self.routing
        drives = [self._matrix(self._table(day.seconds, e)) for e in range(day.m)]
        if np.any(day.max_travel < NEVER):
            routing.AddDimensionWithVehicleTransits(drives, 0, NEVER, True, "driving")
            driven = routing.GetDimensionOrDie("driving")
            for e in range(day.m):
                driven.CumulVar(routing.End(e)).SetMax(int(day.max_travel[e]))
        demands: list[tuple[str, Any, Any]] = [("visits", np.ones(day.n, np.int64), day.max_visits)]
        demands += [(f"load {r}", day.demand[:, r], day.capacity[:, r]) for r in range(day.capacity.shape[1])]
        for name, demand, capacity in demands:
            taken = [*demand.tolist(), *([0] * (2 * day.m))]
            callback = routing.RegisterUnaryTransitCallback(lambda a, taken=taken: taken[self._node[a]])
            routing.AddDimensionWithVehicleCapacity(callback, 0, capacity.tolist(), True, name)

    def routes(self, solution: Any) -> list[list[int]]:
        plan = []
        for e in range(self.day.m):
            route, index = [], solution.Value(self.routing.NextVar(self.routing.Start(e)))
            while not self.routing.IsEnd(index):
                route.append(self.manager.IndexToNode(index))
                index = solution.Value(self.routing.NextVar(index))
            plan.append(route)
        return plan


def _kept(day: Day, plan: list[list[int]]) -> list[list[int]]:
    """The same plan without the visits that the contract does not permit."""
    from scheduler.engine import Ties, evaluate

    ties, ends = Ties.of(day), dict[int, int]()
    kept: list[list[int]] = [[] for _ in plan]
    for e in ties.order:
        begin = ties.begin(day, e, ends.get)
        for i in plan[e]:
            if (schedule := evaluate(day, e, [*kept[e], i], begin)).feasible:
                kept[e].append(i)
                ends[e] = schedule.end
    return kept

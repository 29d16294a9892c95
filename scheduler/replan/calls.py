"""Calls: from a plan that was found to plans with fewer customers to be told, one change taken back after the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from models.plan import Plan
from scheduler.compile import assemble, routes_of
from scheduler.engine import timed
from scheduler.replan.basis import ReplanBasis
from scheduler.replan.customers import Customers
from scheduler.replan.effort import Judged
from scheduler.replan.engineers import touched
from scheduler.replan.proposal import CallPoint
from scheduler.replan.steady import steady

SHOWN = (3, 5, 8)
"""Numbers of customers to be told that are shown, beside the plan itself."""

MOST = 40
"""Most lists that are looked at as people know them."""

Routes = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class _Step:
    """Routes on the way to fewer calls.

    Parameters
    ----------
    money
        [thousandths] of routes and unserved tickets, as far as the engine says.
    told
        Tickets whose customers have to be told.
    """

    routes: Routes
    money: int
    told: frozenset[int]


@dataclass
class Calls:
    """The plans with fewer calls that follow from one.

    Parameters
    ----------
    found
        The plan, judged.
    """

    ground: ReplanBasis
    customers: Customers
    found: Judged
    _judged: dict[Routes, Judged | None] = field(default_factory=dict)
    _restores: int = 0

    @cached_property
    def best(self) -> Judged:
        """The cheapest; of those that cost the same, the one with the fewest calls: nobody is told for nothing."""
        least = min(self._path, key=lambda step: (step.money, len(step.told)))
        if least is self._path[0]:
            return self.found
        judged = self._judge(least)
        return judged if judged is not None and judged.cost <= self.found.cost else self.found

    def told(self, plan: Plan) -> int:
        """How many customers have to be told."""
        return len(self.customers.told(plan)) + len(self.ground.late)

    @cached_property
    def points(self) -> tuple[CallPoint, ...]:
        """The choice: what it costs with few calls, more, and as many as the plan needs."""
        best, late = self.best, len(self.ground.late)
        most = self.told(best.plan)
        found: dict[int, Judged] = {}
        for calls in (calls for calls in SHOWN if calls < most):
            few = [step for step in self._path if len(step.told) + late <= calls]
            cheapest = min(few, key=lambda step: step.money, default=None)
            judged = None if cheapest is None else self._judge(cheapest)
            if judged is not None and self.told(judged.plan) < most:
                found.setdefault(self.told(judged.plan), judged)
        found[most] = best
        return tuple(self._point(judged, judged is best) for _, judged in sorted(found.items()))

    def _point(self, judged: Judged, recommended: bool) -> CallPoint:
        plan = judged.plan
        return CallPoint(told=self.told(plan), engineers=len(touched(self.ground, plan)), cost=judged.cost,
                         unserved=len(plan.unserved), recommended=recommended)  # fmt: skip

    def _judge(self, step: _Step) -> Judged | None:
        """The plan of a step; None where the judge finds a broken rule."""
        if step.routes not in self._judged:
            ground = self.ground
            plan = steady(ground.problem, assemble(ground.problem, ground.compiled, step.routes))
            judged = Judged.of(self.customers.problem(plan), plan)
            self._judged[step.routes] = judged if judged.report.feasible else None
        return self._judged[step.routes]

    # Steps -----------------------------------------------------------------------------------------------------------

    @cached_property
    def _path(self) -> list[_Step]:
        """Ever fewer customers to be told, the first with the most; each step takes back what is worth least."""
        path = [self._step(tuple(tuple(route) for route in routes_of(self.ground.compiled, self.found.plan)))]
        while (less := self._cheapest(path[-1])) is not None:
            path.append(less)
        return path

    def _cheapest(self, step: _Step) -> _Step | None:
        """The cheapest step with fewer calls: one change taken back, else everything on somebody's list."""
        found = self._less(step) or self._restored(step)
        return min(found, key=lambda less: less.money, default=None)

    def _restored(self, step: _Step) -> list[_Step]:
        """With one list as people know it; who had come onto it goes home, or to the cheapest place elsewhere."""
        found = []
        for e in sorted({self._home[i] for i in step.told & self._home.keys()}):
            if self._restores == MOST:
                break
            self._restores += 1
            back = tuple(self.ground.routes[e])
            come = [i for i in step.routes[e] if i not in back]
            routes = [back if f == e else tuple(j for j in route if j not in back)
                      for f, route in enumerate(step.routes)]  # fmt: skip
            changed = [f for f, (old, new) in enumerate(zip(step.routes, routes, strict=True)) if old != new]
            made = self._changed(step, tuple(routes), changed)
            if made is None:
                continue
            for i in come:
                made = self._placed(made, i, e)
            if len(made.told) < len(step.told):
                found.append(made)
        return found

    def _placed(self, step: _Step, i: int, full: int) -> _Step:
        """With a ticket at its cheapest place that costs no further call; as it is where there is none."""
        day, known = self.ground.compiled.day, step.told | {i}
        best: tuple[int, int, tuple[int, ...]] | None = None
        for f, route in enumerate(step.routes):
            if f == full or not day.allowed[f, i]:
                continue
            before = timed(day, step.routes, f, route).cost if route else 0
            for k in range(len(route) + 1):
                order = (*route[:k], i, *route[k:])
                after = timed(day, step.routes, f, order)
                price = after.cost - before
                better = after.feasible and price < (int(day.unserved_cost[i]) if best is None else best[0])
                if better and self._told(f, order, after.starts) <= known:
                    best = price, f, order
        if best is None:
            return step
        _, f, order = best
        routes = (*step.routes[:f], order, *step.routes[f + 1 :])
        return self._changed(step, routes, [f]) or step

    def _less(self, step: _Step) -> list[_Step]:
        """With one change taken back, where that is possible and spares a call."""
        found = []
        for i in sorted(step.told & self._home.keys()):
            e = self._home[i]
            routes = [tuple(j for j in route if j != i) for route in step.routes]
            before = self.ground.routes[e][: self.ground.routes[e].index(i)]
            place = max((routes[e].index(j) + 1 for j in before if j in routes[e]), default=0)
            routes[e] = (*routes[e][:place], i, *routes[e][place:])
            changed = [f for f, (old, new) in enumerate(zip(step.routes, routes, strict=True)) if old != new]
            made = self._changed(step, tuple(routes), changed)
            if made is not None and len(made.told) < len(step.told):
                found.append(made)
        return found

    def _step(self, routes: Routes) -> _Step:
        day = self.ground.compiled.day
        served = {i for route in routes for i in route}
        left = [i for i in range(day.n) if i not in served]
        money = sum(int(day.unserved_cost[i]) for i in left)
        told = {i for i in left if i in self._latest}
        for e, route in enumerate(routes):
            if route:
                schedule = timed(day, routes, e, route)
                money += schedule.cost
                told |= self._told(e, route, schedule.starts)
        return _Step(routes, money, frozenset(told))

    def _changed(self, step: _Step, routes: Routes, shifts: list[int]) -> _Step | None:
        """The step with other routes of some shifts; None where one of them cannot be driven."""
        day, money = self.ground.compiled.day, step.money
        before = {i for e in shifts for i in step.routes[e]}
        after = {i for e in shifts for i in routes[e]}
        told = set(step.told) - before - after | {i for i in before - after if i in self._latest}
        money += sum(int(day.unserved_cost[i]) for i in before - after)
        money -= sum(int(day.unserved_cost[i]) for i in after - before)
        for e in shifts:
            money -= timed(day, step.routes, e, step.routes[e]).cost if step.routes[e] else 0
            if not routes[e]:
                continue
            schedule = timed(day, routes, e, routes[e])
            if not schedule.feasible:
                return None
            money += schedule.cost
            told |= self._told(e, routes[e], schedule.starts)
        return _Step(routes, money, frozenset(told))

    def _told(self, e: int, route: tuple[int, ...], starts: list[int]) -> set[int]:
        """Tickets of a route whose customers were told something else."""
        engineer = self.ground.compiled.shifts[e][0]
        return {
            i
            for i, start in zip(route, starts, strict=True)
            if i in self._latest and (self._latest[i][0] != engineer or start > self._latest[i][1])
        }

    @cached_property
    def _latest(self) -> dict[int, tuple[str, int]]:
        """Ticket -> the engineer that was told, and the latest start without a call."""
        ground, index = self.ground, self.ground.compiled.ticket_index
        return {
            index[id]: (route.engineer, ground.budget.latest(visit))
            for id, (route, visit) in ground.problem.promised.items()
            if id in index
        }

    @cached_property
    def _home(self) -> dict[int, int]:
        """Ticket -> shift, of the published plan as far as it is still possible."""
        return {i: e for e, route in enumerate(self.ground.routes) for i in route}

"""The compact exact model: a day as circuits over tickets in CP-SAT, without routes, labels or bounds of our own.

An oracle for tests and a solver for tiny days. It states the contract of ``scheduler/day.py`` a second time, in
constraints: what the two have in common is only that text.

A break lies where its own route is cheapest, which the model, choosing for the whole plan at once, need not keep to: a
limit on late visits or the person's next shift may prefer another leg. Such a solution is found out by timing its
routes one by one, in the same constraints, and excluded; the model stays a relaxation, so what is left at the end is
optimal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from scheduler.day import NEVER, Day, drive
from scheduler.engine import Ties

START, END = -1, -2
"""Pseudo tickets: where a shift departs and where it ends."""


@dataclass(frozen=True)
class Exact:
    """What the exact model found."""

    routes: tuple[tuple[int, ...], ...] | None
    """None when no plan keeps every hard plan limit, or none was found in time."""
    cost: int
    bound: int
    optimal: bool


def exact(
    day: Day,
    *,
    seconds: float = 60.0,
    threads: int = 1,
    seed: int = 1,
    stopped: Callable[[], bool] = lambda: False,
) -> Exact:
    """Solve a tiny day to optimality.

    Parameters
    ----------
    seconds : longest time [s].
    stopped : asked at every better plan; the best one is returned once it says yes.
    """
    from ortools.sat.python import cp_model

    model, left = _Model(day), seconds
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = threads
    solver.parameters.random_seed = seed
    solver.parameters.linearization_level = 2  # without the linear relaxation it creeps along the pay by time worked

    class _Listen(cp_model.CpSolverSolutionCallback):  # type: ignore[misc]
        def on_solution_callback(self) -> None:
            if stopped():
                self.stop_search()

    while True:
        solver.parameters.max_time_in_seconds = max(0.0, left)
        status = solver.solve(model.cp, _Listen())
        left -= solver.wall_time
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Exact(None, 0, 0, status == cp_model.INFEASIBLE)
        routes = tuple(s.route(solver) for s in model.shifts)
        bound = int(np.ceil(solver.best_objective_bound - 1e-6))
        if model.keeps_breaks(solver, routes):
            return Exact(routes, round(solver.objective_value), bound, status == cp_model.OPTIMAL)
        if status != cp_model.OPTIMAL:
            return Exact(None, 0, bound, False)


def _flexible(day: Day, e: int) -> bool:
    """Whether time worked is paid or limited."""
    return bool(day.work_rate[e] > 0 or day.max_work[e] < NEVER)


class _Model:
    def __init__(self, day: Day) -> None:
        from ortools.sat.python import cp_model

        self.cp, self.day = cp_model.CpModel(), day
        ties, made = Ties.of(day), dict[int, _Shift]()
        for e in ties.order:
            by_time = any(_flexible(day, other) for other in ties.person[e] or (e,))
            made[e] = _Shift(self.cp, day, e, [(made[first], gap) for first, gap in ties.into[e]], by_time)
        self.shifts = [made[e] for e in range(day.m)]
        money = [term for s in self.shifts for term in s.money]
        absent = [self.cp.new_bool_var(f"absent {i}") for i in range(day.n)]
        for i, left in enumerate(absent):
            self.cp.add_exactly_one([left, *(s.serves[i] for s in self.shifts if i in s.serves)])
            money.append(int(day.unserved_cost[i]) * left)
        for k in range(len(day.row_cap)):
            used = [s.usage(k) for s in self.shifts]
            used += [int(day.row_unserved[k, i]) * left for i, left in enumerate(absent)]
            if day.row_price[k] < 0:
                self.cp.add(sum(used) <= int(day.row_cap[k]))
            else:
                over = self.cp.new_int_var(0, NEVER, "over")
                self.cp.add(over >= sum(used) - int(day.row_cap[k]))
                money.append(int(day.row_price[k]) * over)
        self.cp.minimize(sum(money))

    def keeps_breaks(self, solver: Any, routes: Sequence[tuple[int, ...]]) -> bool:
        """Whether each break that matters to others lies where its route is cheapest; one that does not is excluded."""
        ties, ends, wrong = Ties.of(self.day), dict[int, int](), set[int]()
        followed, counted = set(self.day.tie_first.tolist()), bool(np.any(self.day.term_row >= 0))
        for e in (e for e in ties.order if routes[e] and wrong.isdisjoint(ties.person[e])):
            matters = self.day.break_length[e] > 0 and (e in followed or counted)
            if not matters and e not in followed:
                continue
            begin = ties.begin(self.day, e, ends.get)
            stop, ends[e] = _cheapest_leg(self.day, e, routes[e], begin)
            if matters and stop != self.shifts[e].rests_before(solver):
                self._exclude(solver, e, ties.person[e])
                wrong.add(e)
        return not wrong

    def _exclude(self, solver: Any, e: int, person: Sequence[int]) -> None:
        """Not this leg for the break, while the route and all that the person has done before stay as they are."""
        before = [self.shifts[other] for other in person[: person.index(e)]] if e in person else []
        literals = [x for shift in (*before, self.shifts[e]) for x in (shift.used, *shift.arcs.values())]
        literals += [b for shift in (*before, self.shifts[e]) for b in shift.breaks.values()]
        self.cp.add_bool_or([~x if solver.boolean_value(x) else x for x in literals])


class _Shift:
    """One shift: a circuit from its start through the tickets it serves, walked in time."""

    def __init__(self, cp: Any, day: Day, e: int, earlier: list[tuple[_Shift, int]], by_time: bool) -> None:
        """``earlier``: the person's shifts before this one and the seconds between; ``by_time``: exact times matter."""
        self.cp, self.day, self.e = cp, day, e
        self.earlier, self.by_time = earlier, by_time
        self.tickets = [int(i) for i in np.nonzero(day.allowed[e])[0] if _windows(day, e, int(i))]
        self.serves = {i: cp.new_bool_var(f"{e} serves {i}") for i in self.tickets}
        self.used = cp.new_bool_var(f"{e} used")
        self.arcs = self._circuit()
        self.breaks: dict[int, Any] = self._breaks() if day.break_length[e] > 0 else {}
        self._limits()
        self.money: list[Any] = [
            *(self._leg(day.leg_cost, a, b) * x for (a, b), x in self.arcs.items()),
            *(int(day.pair_cost[e, i]) * x for i, x in self.serves.items()),
            int(day.fixed_cost[e]) * self.used,
        ]
        self.early = self._time()

    def _circuit(self) -> dict[tuple[int, int], Any]:
        """Arcs by (from, to) with START and END; node 0 of the circuit is both."""
        arcs, listed = {}, [(0, 0, ~self.used)]
        number = {i: k + 1 for k, i in enumerate(self.tickets)}
        for i in self.tickets:
            listed.append((number[i], number[i], ~self.serves[i]))
            self.cp.add_implication(self.serves[i], self.used)
            arcs[START, i] = self.cp.new_bool_var("")
            arcs[i, END] = self.cp.new_bool_var("")
            listed += [(0, number[i], arcs[START, i]), (number[i], 0, arcs[i, END])]
            for j in self.tickets:
                if i != j:
                    arcs[i, j] = self.cp.new_bool_var("")
                    listed.append((number[i], number[j], arcs[i, j]))
        self.cp.add_circuit(listed)
        return arcs

    def _leg(self, table: Any, a: int, b: int) -> int:
        day, e = self.day, self.e
        here = day.start_place[e] if a == START else day.place[a]
        there = day.end_place[e] if b == END else day.place[b]
        return int(table[day.profile[e], here, there])

    def _limits(self) -> None:
        day, e = self.day, self.e
        self.cp.add(sum(self.serves.values()) <= int(day.max_visits[e]))
        self.cp.add(sum(self._leg(day.seconds, a, b) * x for (a, b), x in self.arcs.items()) <= int(day.max_travel[e]))
        for r in range(day.capacity.shape[1]):
            load = sum(int(day.demand[i, r]) * x for i, x in self.serves.items())
            self.cp.add(load <= int(day.capacity[e, r]))

    def _time(self) -> _Walk:
        """The walk that prices the visits; with pay or limits by worked time also the latest departure."""
        cp, day, e = self.cp, self.day, self.e
        flexible = _flexible(day, e)
        start = self._begin() if self.earlier else drive(_blocks(day, e), int(day.start[e]), 0)
        breaks = self.breaks or None
        early = _Walk(self, start, breaks, exact=self.by_time)
        self.money += [cost for i in self.tickets for cost in early.late_cost[i]]
        longest = max(0, int(day.last[e]) - int(day.end[e]))
        overtime = early.beyond(early.end, int(day.end[e]), longest)
        self.money.append(self.hourly(int(day.overtime_rate[e]), overtime, longest, self.used))
        since = int(day.paid_from[e])
        paid = early.beyond(early.end, since, max(0, int(day.last[e]) - since))
        self.money.append(self.hourly(int(day.paid_rate[e]), paid, max(0, int(day.last[e]) - since), self.used))
        if breaks is not None:
            plain = _Walk(self, start, None, exact=True) if self.by_time else early
            late = int(day.break_latest[e])
            cp.add(plain.end <= late).only_enforce_if([self.used, *(~b for b in breaks.values())])
            if self.by_time:
                for b in breaks.values():
                    cp.add(plain.end > late).only_enforce_if(b)
        if flexible:
            self._depart_late(early, start, breaks)
        return early

    def _begin(self) -> Any:
        """When the person can leave for this shift: its start, or once the earlier shifts are over."""
        cp, start, last = self.cp, int(self.day.start[self.e]), int(self.day.last[self.e])
        begin = cp.new_int_var(start, max(start, last) + NEVER, "begin")
        free = []
        for shift, gap in self.earlier:
            both = cp.new_bool_var("")
            cp.add_bool_and([self.used, shift.used]).only_enforce_if(both)
            cp.add_bool_or([both, ~self.used, ~shift.used])
            at = cp.new_int_var(-2 * NEVER, 2 * NEVER, "")
            cp.add(at == shift.early.end + gap).only_enforce_if(both)
            cp.add(at == start).only_enforce_if(~both)
            free.append(at)
        cp.add_max_equality(begin, [start, *free])
        return begin

    def _breaks(self) -> dict[int, Any]:
        """Whether the break is taken on the way to a ticket or to the end; at most one is."""
        breaks = {j: self.cp.new_bool_var("") for j in [*self.tickets, END]}
        self.cp.add_at_most_one(breaks.values())
        for j, b in breaks.items():
            self.cp.add_implication(b, self.used if j == END else self.serves[j])
        return breaks

    def _depart_late(self, early: _Walk, start: Any, breaks: dict[int, Any] | None) -> None:
        """A second walk that departs later: same end, same cost and lateness of every visit."""
        cp, day, e = self.cp, self.day, self.e
        low, high = int(day.start[e]), int(day.last[e])
        if isinstance(start, int):
            low, high = min(start, low), max(start, high)
        depart = cp.new_int_var(low, max(low, high), "depart")
        later = _Walk(self, depart, breaks, exact=False)
        cp.add(later.end == early.end).only_enforce_if(self.used)
        for i in self.tickets:
            cp.add(sum(later.late_cost[i]) == sum(early.late_cost[i]))
            for k in set(early.late_rows[i]):
                cp.add(later.late_rows[i][k] == early.late_rows[i][k])
        longest = min(int(day.max_work[e]), max(0, int(day.last[e]) - int(day.start[e])))
        worked = cp.new_int_var(0, longest, "worked")
        cp.add(worked == early.end - depart).only_enforce_if(self.used)
        cp.add(worked == 0).only_enforce_if(~self.used)
        self.money.append(self.hourly(int(day.work_rate[e]), worked, longest, self.used))

    def hourly(self, rate: int, seconds: Any, most: int, active: Any) -> Any:
        """``rate * seconds // 3600`` while active, else 0; ``most`` is the largest value of ``seconds``."""
        if rate == 0 or most <= 0:
            return 0
        cost = self.cp.new_int_var(0, rate * most // 3600, "")
        self.cp.add(3600 * cost <= rate * seconds).only_enforce_if(active)
        self.cp.add(3600 * cost >= rate * seconds - 3599).only_enforce_if(active)
        self.cp.add(cost == 0).only_enforce_if(~active)
        return cost

    def usage(self, k: int) -> Any:
        """What the shift takes of a plan limit."""
        day, e = self.day, self.e
        taken = int(day.row_used[k, e]) * self.used
        taken += sum(int(day.row_pair[k, e, i]) * x for i, x in self.serves.items())
        return taken + sum(rows[k] for rows in self.early.late_rows.values() if k in rows)

    def rests_before(self, solver: Any) -> int | None:
        """The ticket, or END, on the way to which the break is taken."""
        return next((j for j, b in self.breaks.items() if solver.boolean_value(b)), None)

    def route(self, solver: Any) -> tuple[int, ...]:
        after = {a: b for (a, b), x in self.arcs.items() if solver.boolean_value(x)}
        found, at = [], after.get(START, END)
        while at != END:
            found.append(at)
            at = after[at]
        return tuple(found)


def _cheapest_leg(day: Day, e: int, route: Sequence[int], begin: int) -> tuple[int | None, int]:
    """On the way to which stop (None: nowhere) a route that departs at ``begin`` has its break, and when it ends.

    Cheapest, then soonest at its end, then with the least sum of starts, then as late as possible.
    """
    from ortools.sat.python import cp_model

    start, allowed = day.start.copy(), np.zeros_like(day.allowed)
    start[e], allowed[e, list(route)] = begin, 1
    alone, stops = replace(day, start=start, allowed=allowed), [START, *route, END]
    options: list[tuple[tuple[int, int, int, int], int | None, int]] = []
    for position, stop in enumerate([None, *route, END] if day.break_length[e] > 0 else [None]):
        cp = cp_model.CpModel()
        shift = _Shift(cp, alone, e, [], by_time=True)
        for arc, x in shift.arcs.items():
            cp.add(x == (arc in set(pairwise(stops))))
        for j, b in shift.breaks.items():
            cp.add(b == (j == stop))
        cp.minimize(sum(shift.money))
        solver = cp_model.CpSolver()
        if solver.solve(cp) == cp_model.OPTIMAL:
            end, starts = solver.value(shift.early.end), sum(solver.value(shift.early.start[i]) for i in route)
            options.append(((round(solver.objective_value), end, starts, -position), stop, end))
    _, stop, end = min(options)
    return stop, end


class _Walk:
    """Times along the circuit of a shift.

    Arriving later never helps, so ``exact=False`` only bounds every time from below; ``exact=True`` fixes each to
    the earliest
    one, which is needed where a shorter working day would be worth some lateness.
    """

    def __init__(self, shift: _Shift, depart: Any, breaks: dict[int, Any] | None, exact: bool) -> None:
        self.shift, self.cp, self.day, self.e = shift, shift.cp, shift.day, shift.e
        self.exact, self.breaks = exact, breaks
        self.blocks = _blocks(self.day, self.e)
        low = int(self.day.start[self.e])
        self.low, self.high = low, max(low, int(self.day.last[self.e]))
        self.start = {i: self._visit_time(i) for i in shift.tickets}
        self.end = self._new("end")
        self.arrival = {i: self._new(f"arrival {i}") for i in shift.tickets} | {END: self.end}
        self.driven = self.arrival if breaks is None else {j: self._new("") for j in self.arrival}
        for (a, b), x in shift.arcs.items():
            leave = depart if a == START else self.start[a] + int(self.day.duration[self.e, a])
            self._drive(leave, shift._leg(self.day.seconds, a, b), self.driven[b], x)
            if breaks is not None:
                cp_break = [x, breaks[b]]
                self.cp.add(leave <= int(self.day.break_latest[self.e])).only_enforce_if(cp_break)
        if breaks is not None:
            for j, taken in breaks.items():
                self._rest(j, taken, shift.used if j == END else shift.serves[j])
        self.late_cost: dict[int, list[Any]] = {}
        self.late_rows: dict[int, dict[int, Any]] = {}
        for i in shift.tickets:
            self._begin(i)
            self._price(i)

    def _new(self, name: str) -> Any:
        return self.cp.new_int_var(self.low, self.high, name)

    def _visit_time(self, i: int) -> Any:
        from ortools.sat.python import cp_model

        open_ = [[max(a, self.low), min(b, self.high)] for a, b in _windows(self.day, self.e, i)]
        open_ = [w for w in open_ if w[0] <= w[1]]
        if not open_:
            self.cp.add(self.shift.serves[i] == 0)
            return self._new(f"start {i}")
        return self.cp.new_int_var_from_domain(cp_model.Domain.from_intervals(open_), f"start {i}")

    def _drive(self, leave: Any, seconds: int, there: Any, if_: Any) -> None:
        """``there`` is reached from ``leave`` after so many seconds of driving, standing still during the blocks."""
        if not self.blocks or seconds == 0:
            self.cp.add(there >= leave + seconds).only_enforce_if(if_)
            if self.exact:
                self.cp.add(there <= leave + seconds).only_enforce_if(if_)
            return
        self.cp.add(self._clock(there) >= self._clock(leave) + seconds).only_enforce_if(if_)
        self.cp.add(there >= leave).only_enforce_if(if_)
        if self.exact:
            self.cp.add(self._clock(there) <= self._clock(leave) + seconds).only_enforce_if(if_)
            for begin, end in self.blocks:
                after = self.cp.new_bool_var("")
                self.cp.add(there > end).only_enforce_if([if_, after])
                self.cp.add(there <= begin).only_enforce_if([if_, ~after])

    def _clock(self, time: Any) -> Any:
        """Seconds since the start of the horizon in which the shift could drive."""
        stood = []
        for begin, end in self.blocks:
            inside = self.cp.new_int_var(0, end - begin, "")
            least = self.cp.new_int_var(-2 * NEVER, end - begin, "")
            self.cp.add_min_equality(least, [time - begin, end - begin])
            self.cp.add_max_equality(inside, [least, 0])
            stood.append(inside)
        return time - sum(stood)

    def _rest(self, j: int, taken: Any, active: Any) -> None:
        """Arrival after the break, where it is taken on the way to ``j``."""
        day, cp = self.day, self.cp
        cp.add(self.arrival[j] >= self.driven[j]).only_enforce_if([active, ~taken])
        if self.exact:
            cp.add(self.arrival[j] <= self.driven[j]).only_enforce_if([active, ~taken])
        begin = cp.new_int_var(self.low, max(self.high, int(day.break_earliest[self.e])), "")
        cp.add_max_equality(begin, [self.driven[j], int(day.break_earliest[self.e])])
        self._drive(begin, int(day.break_length[self.e]), self.arrival[j], taken)

    def _begin(self, i: int) -> None:
        """A visit starts once the engineer is there; exactly then, or when the first window after that opens."""
        served, start, arrival = self.shift.serves[i], self.start[i], self.arrival[i]
        self.cp.add(start >= arrival).only_enforce_if(served)
        if not self.exact:
            return
        before = None
        chosen = []
        for first, last in _windows(self.day, self.e, i):
            here = self.cp.new_bool_var("")
            chosen.append(here)
            self.cp.add(start >= first).only_enforce_if(here)
            self.cp.add(start <= last).only_enforce_if(here)
            waits = self.cp.new_bool_var("")
            self.cp.add(start <= first).only_enforce_if([here, waits])
            self.cp.add(start <= arrival).only_enforce_if([here, ~waits])
            if before is not None:
                self.cp.add(arrival > before).only_enforce_if(here)
            before = last
        self.cp.add(sum(chosen) == served)

    def _price(self, i: int) -> None:
        """Money of being late, and the plan limits that count the visit."""
        day, served = self.day, self.shift.serves[i]
        counted: dict[int, Any] = {}
        self.late_cost[i] = []
        for k in range(int(day.term_offset[i]), int(day.term_offset[i + 1])):
            finish = int(day.duration[self.e, i]) if day.term_on_finish[k] else 0
            most = self.high + finish - int(day.term_due[k])
            if most <= 0:
                continue
            over = self.beyond(self.start[i] + finish, int(day.term_due[k]), most)
            late = self.cp.new_bool_var("")
            self.cp.add_implication(late, served)
            self.cp.add(over >= 1).only_enforce_if(late)
            self.cp.add(over <= 0).only_enforce_if([served, ~late])
            slope = self.shift.hourly(int(day.term_rate[k]), over, most, late)
            self.late_cost[i] += [int(day.term_step[k]) * late, slope]
            if day.term_row[k] >= 0:
                counted.setdefault(int(day.term_row[k]), []).append(late)
        self.late_rows[i] = {}
        for k, flags in counted.items():
            once = self.late_rows[i][k] = self.cp.new_bool_var("")
            self.cp.add_max_equality(once, flags)

    def beyond(self, time: Any, due: int, most: int) -> Any:
        """``max(0, time - due)``, which is at most ``most``."""
        over = self.cp.new_int_var(0, max(0, most), "")
        self.cp.add_max_equality(over, [time - due, 0])
        return over


def _blocks(day: Day, e: int) -> list[tuple[int, int]]:
    a, b = int(day.block_offset[e]), int(day.block_offset[e + 1])
    return list(zip(day.block_from[a:b].tolist(), day.block_to[a:b].tolist(), strict=True))


def _windows(day: Day, e: int, i: int) -> list[tuple[int, int]]:
    k = int(day.window_set[e, i])
    a, b = int(day.window_offset[k]), int(day.window_offset[k + 1])
    return list(zip(day.window_first[a:b].tolist(), day.window_last[a:b].tolist(), strict=True))

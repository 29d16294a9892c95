"""The budget of engineers whose list may change: some are chosen, everybody else keeps the list they have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from models.errors import InputError, Trouble
from models.homeward import standing
from models.plan import Plan
from models.problem import Problem
from scheduler.insertion.candidates import candidates_of
from scheduler.insertion.route_state import RouteState
from scheduler.planning.result import Result
from scheduler.replan.basis import ReplanBasis
from scheduler.replan.customers import Customers
from scheduler.replan.effort import Judged, ReplanEffort

PROMISING = 7
"""Engineers among whom the choice is made, beside those whose list changes anyway."""
NEAR = 10
"""Engineers around what happened who are looked at before everybody is."""
CHOICES = 24
"""Choices that are tried for a moment."""
LEAST_LEFT = 0.05

Found = Judged | Result


@dataclass
class EngineerLimit:
    """How many engineers may get another list.

    Parameters
    ----------
    most
        Engineers whose list changes, those whose list the events change included; None = any number.
    """

    ground: ReplanBasis
    customers: Customers
    most: int | None

    @cached_property
    def forced(self) -> tuple[str, ...]:
        """Engineers whose list the events have changed: it no longer can be kept."""
        return touched(self.ground, self.ground.plan)

    def check(self, start: Plan) -> None:
        """Refuse a budget that the events alone exceed, or that a plan within the other budget does.

        Raises
        ------
        InputError
            Saying how many engineers' lists change whatever is decided.
        """
        names = max(self.forced, touched(self.ground, start), key=len)
        least = len(names)
        if self.most is not None and least > self.most:
            ids = ", ".join(names)
            message = f"{self.most} engineers are too few: the least that is feasible is {least} ({ids})"
            raise InputError(Trouble(message, field="max_engineers", value=str(self.most), rule="budget-too-small",
                                     maybe=f"allow {least} engineers."))  # fmt: skip

    def search(self, effort: ReplanEffort, start: Plan, free: Found, focus: Sequence[str]) -> Found:
        """The best plan found that changes no more lists than permitted.

        Parameters
        ----------
        start
            A plan within both budgets.
        free
            A plan that was searched without this budget: whose lists it changes is a hint.
        """
        if self._within_budget(free.plan):
            return free
        begin = Judged.of(self.customers.problem(start), start)
        choices = self._choices(free.plan)
        tried = [(begin, choices[0])]
        for k, choice in enumerate(choices):
            if effort.left < LEAST_LEFT:
                break
            tried.append((self._within(effort, begin, choice, focus, 0.5 / (len(choices) - k + 1)), choice))
        best, choice = min(tried, key=lambda trial: trial[0].cost)
        again = self._within(effort, best, choice, focus, 1.0)
        return min((best, again), key=lambda trial: trial.cost)

    def quick(self, effort: ReplanEffort, start: Plan, free: Found, focus: Sequence[str]) -> Found:
        """A first plan within the budget: the most promising engineers, for a moment."""
        if self._within_budget(free.plan):
            return free
        begin = Judged.of(self.customers.problem(start), start)
        return self._within(effort, begin, self._choices(free.plan)[0], focus, 0.1)

    def _within_budget(self, plan: Plan) -> bool:
        return self.most is None or len(touched(self.ground, plan)) <= self.most

    def around(self, effort: ReplanEffort, start: Found, focus: Sequence[str], share: float) -> Found:
        """A search among the most promising engineers only: a small part of the day is searched far more deeply."""
        choice = dict.fromkeys([*self.forced, *touched(self.ground, start.plan), *self._promising(start.plan)[:NEAR]])
        begin = Judged.of(self.customers.problem(start.plan), start.plan)
        return self._within(effort, begin, tuple(choice), focus, share)

    def _within(
        self, effort: ReplanEffort, start: Judged, choice: Sequence[str], focus: Sequence[str], share: float
    ) -> Judged:
        """Search with the lists of these engineers only."""
        if not choice:
            return start
        problem = self.customers.problem(start.plan)
        part = part_of(problem, start.plan, choice)
        if not part.open_tickets:
            return start
        result = effort.search(part, start=start.plan, focus=focus, share=share)
        found = Judged.of(problem, result.plan)
        return found if found.report.feasible and found.cost <= start.cost else start

    def _choices(self, free: Plan) -> list[tuple[str, ...]]:
        """Engineers whose lists may change: those forced, and some of the most promising."""
        room = (self.most or 0) - len(self.forced)
        promising = self._promising(free)[: max(PROMISING, room)]
        if room >= len(promising):
            return [(*self.forced, *promising)]
        return [(*self.forced, *some) for some in combinations(promising, room)][:CHOICES]

    def _promising(self, free: Plan) -> list[str]:
        """Others, the most promising first: whose lists a free search changes, and who would take a ticket cheaply."""
        worth: Counter[str] = Counter()
        for engineer in touched(self.ground, free):
            worth[engineer] += 1_000
        case = RouteState.of(self.ground.problem, self.ground.compiled, self.ground.routes)
        for id in (self.ground.lost or self.ground.displaced)[:PROMISING]:
            ranked = self._ranked(case, self.ground.compiled.ticket_index[id])
            for rank, route in enumerate(ranked[:NEAR]):
                worth[route] += 400 // (rank + 1)
        order = {person.id: k for k, person in enumerate(self.ground.problem.engineers)}
        found = [id for id in worth if worth[id] and id not in self.forced]
        return sorted(found, key=lambda id: (-worth[id], order[id]))

    def _ranked(self, case: RouteState, i: int) -> list[str]:
        """Engineers for a ticket: who could take it as things are, cheapest first, then who passes nearest to it."""
        possible, full = [], []
        for candidate in candidates_of(case, i):
            if candidate.price is not None:
                possible.append(candidate.engineer)
            elif not candidate.forbidden:
                full.append((self._drive(self.ground.compiled.shift_index[candidate.shift], i), candidate.engineer))
        return [*possible, *(engineer for _, engineer in sorted(full))]

    def _drive(self, e: int, i: int) -> int:
        """[s] from the nearest stop of a route to a ticket."""
        day = self.ground.compiled.day
        stops = [int(day.start_place[e]), *(int(day.place[j]) for j in self.ground.routes[e])]
        return int(day.seconds[day.profile[e], stops, day.place[i]].min())


def touched(ground: ReplanBasis, plan: Plan) -> tuple[str, ...]:
    """Engineers whose list of open visits is another than published, in the problem's order."""
    before, after = lists(ground, ground.published), lists(ground, plan)
    return tuple(
        engineer.id
        for engineer in ground.problem.engineers
        if before.get(engineer.id, ()) != after.get(engineer.id, ())
    )


def lists(ground: ReplanBasis, plan: Plan) -> dict[str, tuple[str, ...]]:
    """Engineer id -> tickets in order, without what is fixed; a visit that was cancelled or given up counts."""
    fixed = ground.situation.fixed
    found: dict[str, tuple[str, ...]] = {}
    for route in plan.routes:
        mine = tuple(id for id in route.tickets if id not in fixed)
        if mine:
            found[route.engineer] = found.get(route.engineer, ()) + mine
    return found


def part_of(problem: Problem, base: Plan, engineers: Iterable[str]) -> Problem:
    """The problem of these engineers and the tickets that the others do not have; the routes of the others stand."""
    mine, routes = set(engineers), {route.shift: route for route in base.routes}
    others = [shift.id for engineer, shift in problem.shifts if engineer.id not in mine]
    stands = dict(problem.stands)
    for shift in others:
        if (route := routes.get(shift)) is not None and route.visits:
            before = problem.stands.get(shift)
            stands[shift] = standing(problem, route, known=before.known if before is not None else None)
    return problem.replace(decided=tuple(stands.values()), closed=problem.closed | set(others))

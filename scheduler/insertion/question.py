"""A question about one ticket of one plan: what every answer that plans again needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from models.errors import InputError, Trouble, nearest
from models.finding import Report
from models.judge import judge
from models.plan import Plan
from models.problem import Problem
from models.ticket import Ticket
from scheduler.compile import Compiled, assemble, routes_of
from scheduler.insertion.route_state import RouteState
from scheduler.insertion.warm_search import Routes, WarmSearch
from scheduler.planning.repair import mended
from scheduler.solvers.agreement import money_of

ROUNDS = 4
"""Most searches for what everything is compared with."""


@dataclass(frozen=True, eq=False)
class SearchAnswer:
    """A plan that was found, with the judge's report: under the rules it was made for, and at the original prices."""

    routes: Routes
    plan: Plan
    report: Report

    @property
    def pair(self) -> tuple[Plan, Report]:
        """Plan and report."""
        return self.plan, self.report


@dataclass(frozen=True, eq=False)
class PlanQuestion:
    """A ticket of a plan, and a searcher.

    Everything is compared with the given plan searched again until that saves nothing. What another search changes
    without any tie to the ticket is taken back; and when one finds a cheaper plan all the same that keeps every rule,
    the question is asked again :meth:`knowing` it. So mere improvement is nobody's merit.

    Parameters
    ----------
    known
        Routes to begin with instead of those of the plan, when cheaper ones are known.
    """

    problem: Problem
    compiled: Compiled
    plan: Plan
    ticket: str
    again: WarmSearch
    known: Routes | None = None

    def knowing(self, answer: SearchAnswer) -> PlanQuestion:
        """The same question, now that a cheaper plan is known."""
        return replace(self, known=answer.routes)

    @cached_property
    def i(self) -> int:
        """Index of the ticket."""
        return self.compiled.ticket_index[self.ticket]

    @property
    def it(self) -> Ticket:
        """The ticket itself."""
        return self.problem.ticket[self.ticket]

    @cached_property
    def given(self) -> Routes:
        """The plan's routes, as far as they are feasible."""
        return mended(self.compiled.day, routes_of(self.compiled, self.plan))

    @cached_property
    def base(self) -> Routes:
        """The routes searched again near the ticket until that saves nothing more; as they are if it never does.

        Where the given plan does not hold as things stand, also near the visits that had to go.
        """
        routes, near = self.known or self.given, self.near(self._own) + self.gone
        for round in range(ROUNDS):
            found = self.again.search(self.compiled.day, routes, near, seed=round)
            if found is None or self.cost(found) >= self.cost(routes):
                break
            routes = found
        return routes

    @cached_property
    def gone(self) -> list[int]:
        """Visits of the plan that are not feasible as things stand."""
        served = {i for route in self.given for i in route}
        return [i for route in routes_of(self.compiled, self.plan) for i in route if i not in served]

    @cached_property
    def reference(self) -> SearchAnswer:
        """What everything is compared with: the base, judged."""
        return self.judged(self.base)

    @cached_property
    def saved(self) -> int:
        """[thousandths] what searching again saves by itself: the given plan was dearer by so much than need be."""
        return self.cost(self.given) - self.reference.report.cost

    @cached_property
    def case(self) -> RouteState:
        """The base without the ticket."""
        return RouteState.of(self.problem, self.compiled, self.base).without(self.i)

    @cached_property
    def _own(self) -> tuple[int, ...]:
        """The shift that serves the ticket, if one does."""
        return tuple(e for e, route in enumerate(self.given) if self.i in route)

    def near(self, shifts: Iterable[int]) -> list[int]:
        """The ticket and what these shifts serve: where to search."""
        return [self.i, *(j for e in shifts for j in self.given[e])]

    def cost(self, routes: Sequence[Sequence[int]]) -> int:
        """[thousandths] of feasible routes; what the judge would say, but at once."""
        return sum(money_of(self.compiled, routes).values())

    def judged(self, routes: Sequence[Sequence[int]]) -> SearchAnswer:
        """The plan of these routes with the judge's report."""
        made = assemble(self.problem, self.compiled, routes)
        return SearchAnswer([list(route) for route in routes], made, judge(self.problem, made))

    def tied(self, routes: Routes, problem: Problem | None = None, compiled: Compiled | None = None) -> Routes:
        """The routes without what has nothing to do with the ticket, where limits of the whole plan allow it.

        Parameters
        ----------
        problem, compiled
            The changed day under which the routes are feasible; None = the question's own.
        """
        problem, compiled = problem or self.problem, compiled or self.compiled
        apart = together(self.base, routes, (self.i,))
        if not compiled.rows:
            return apart
        return apart if judge(problem, assemble(problem, compiled, apart)).feasible else routes

    def shifts_of(self, engineer: str) -> list[int]:
        """Indices of an engineer's shifts."""
        return [e for e, (id, _) in enumerate(self.compiled.shifts) if id == engineer]


def check_ticket(problem: Problem, compiled: Compiled, ticket: str) -> None:
    """Refuse a ticket that does not exist or has nothing left to plan.

    Raises
    ------
    InputError
        Likewise.
    """
    if ticket in compiled.closed:
        message = f"ticket {ticket} is {problem.ticket[ticket].status}; there is nothing left to plan"
        raise InputError(Trouble(message, field="ticket", value=ticket, rule="closed-ticket"))
    if ticket not in compiled.ticket_index:
        maybe = nearest(ticket, compiled.ticket_index)
        raise InputError(Trouble("there is no such ticket", "", None, "ticket", ticket, "unknown-ticket", maybe))


def together(before: Sequence[Sequence[int]], after: Sequence[Sequence[int]], tickets: Iterable[int]) -> Routes:
    """What a search changed that has nothing to do with the tickets is taken back.

    A search improves a plan here and there by chance. Changes among routes that share no moved ticket with those of
    the tickets in question could be made without them just as well: they are no effect of theirs, and only disturb. So
    it is ``after`` where routes are tied to one of these tickets by visits that moved between them, else ``before``.

    >>> together([[0], [1], [2], [3]], [[], [1, 0], [3], [2]], [0])
    [[], [1, 0], [2], [3]]
    """
    where, now = _where(before), _where(after)
    group = list(range(len(before)))

    def root(e: int) -> int:
        while group[e] != e:
            e = group[e]
        return e

    for i in where.keys() & now.keys():
        group[root(where[i])] = root(now[i])
    kept = {root(place[i]) for i in tickets for place in (where, now) if i in place}
    return [list(new if root(e) in kept else old) for e, (old, new) in enumerate(zip(before, after, strict=True))]


def _where(routes: Sequence[Sequence[int]]) -> dict[int, int]:
    return {i: e for e, route in enumerate(routes) for i in route}

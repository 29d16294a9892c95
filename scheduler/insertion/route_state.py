"""The case: a compiled problem and routes on it, with what many questions need computed once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from models.engineer import Engineer, Shift
from models.problem import Problem
from models.ticket import Ticket
from scheduler.compile import Compiled
from scheduler.engine import Schedule, Ties, evaluate, room
from scheduler.insertion.limits import Used
from scheduler.insertion.rule_index import RuleIndex

Route = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class RouteState:
    """A problem, its Day, and routes of ticket indices, one per shift.

    Raises
    ------
    ValueError
        There are not as many routes as shifts.
    """

    problem: Problem
    compiled: Compiled
    routes: tuple[Route, ...]
    book: RuleIndex = field(repr=False)

    @classmethod
    def of(cls, problem: Problem, compiled: Compiled, routes: Sequence[Sequence[int]]) -> RouteState:
        """The case of these routes."""
        if len(routes) != len(compiled.shifts):
            raise ValueError(f"{len(routes)} routes for {len(compiled.shifts)} shifts")
        return cls(problem, compiled, tuple(map(tuple, routes)), RuleIndex(problem))

    def without(self, ticket: int) -> RouteState:
        """The same routes without a ticket; the case itself when nobody serves it."""
        if not any(ticket in route for route in self.routes):
            return self
        routes = tuple(tuple(i for i in route if i != ticket) for route in self.routes)
        return RouteState(self.problem, self.compiled, routes, self.book)

    @cached_property
    def schedules(self) -> tuple[Schedule, ...]:
        """Times and money of every route as it is."""
        return tuple(self.timed(e, route) for e, route in enumerate(self.routes))

    @cached_property
    def used(self) -> Used:
        """What the routes use of the plan limits."""
        return Used.of(self.compiled, self.routes, self.schedules)

    def timed(self, e: int, route: Sequence[int]) -> Schedule:
        """Times and money of any route on shift ``e``, everything else as it is."""
        return evaluate(self.compiled.day, e, list(route), *self._rooms.get(e, ()))

    @cached_property
    def _rooms(self) -> dict[int, tuple[int, int]]:
        """What a person's other shifts leave, for each shift that has such."""
        day = self.compiled.day
        return {e: room(day, self.routes, e) for e in range(day.m) if Ties.of(day).person[e]}

    def shift(self, e: int) -> tuple[Engineer, Shift]:
        """Engineer and shift of an index."""
        return self.problem.shift[self.compiled.shifts[e][1]]

    def ticket(self, i: int) -> Ticket:
        """Ticket of an index."""
        return self.problem.ticket[self.compiled.tickets[i]]

"""The board: a plan at a moment, compiled once, so that many questions about it are answered in milliseconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from models.events import Situation
from models.finding import Finding
from models.plan import Plan, Route
from models.problem import Problem
from models.ticket import Ticket
from scheduler.compile import Compiled, assemble, compile, routes_of
from scheduler.dispatch.verdict import costs_of
from scheduler.engine import Schedule
from scheduler.insertion.route_state import RouteState
from scheduler.planning.repair import mended
from scheduler.travel.roads import roads


@dataclass(frozen=True, eq=False)
class Board:
    """What a dispatcher looks at: who serves what, as early as the order of visits allows.

    Make one with :meth:`of`; every question leaves it as it is.

    Parameters
    ----------
    problem
        The day, or what is left of it.
    compiled, case
        The same as arrays, with the routes.
    off
        Tickets that the plan serves but that no longer fit where they are; on the board they are unserved.
    situation
        The day in progress, if it is one.
    added
        Tickets that the day did not have: they came with :meth:`with_tickets`.
    """

    problem: Problem
    compiled: Compiled = field(repr=False)
    case: RouteState = field(repr=False)
    off: tuple[str, ...] = ()
    situation: Situation | None = field(default=None, repr=False)
    added: frozenset[str] = frozenset()

    @classmethod
    def of(cls, day: Problem | Situation | Board, plan: Plan | None = None, compiled: Compiled | None = None) -> Board:
        """The board of a plan.

        Parameters
        ----------
        day
            A problem, or a day in progress (:func:`models.events.situation`). A board stays what it is.
        plan
            Who serves what; visits that are over or under way are left out. None = the published plan.
        compiled
            The compiled problem, when there is one already.

        Raises
        ------
        InputError
            The plan does not fit the day, or the problem cannot be compiled.
        """
        if isinstance(day, Board):
            return day
        situation = day if isinstance(day, Situation) else None
        problem = day.problem if isinstance(day, Situation) else day
        compiled = compiled or compile(problem)
        known = plan or problem.published or Plan()
        kept, off = _kept(compiled, routes_of(compiled, known))
        return cls(problem, compiled, RouteState.of(problem, compiled, kept), off, situation)

    # What is on it ---------------------------------------------------------------------------------------------------

    @cached_property
    def plan(self) -> Plan:
        """The plan as it stands, every visit as early as possible."""
        return assemble(self.problem, self.compiled, self.case.routes)

    @cached_property
    def cost(self) -> int:
        """[thousandths] what the judge says it costs."""
        day, served = self.compiled.day, set(self.where)
        left = sum(int(day.unserved_cost[i]) for i in range(day.n) if i not in served)
        routes = sum(schedule.cost for schedule in self.schedules)
        return routes + left + sum(self.case.used.money().values()) + self.compiled.constant

    @cached_property
    def where(self) -> dict[int, tuple[int, int]]:
        """Ticket index -> (shift index, place in the route) of every served ticket."""
        return {i: (e, k) for e, route in enumerate(self.case.routes) for k, i in enumerate(route)}

    @property
    def schedules(self) -> tuple[Schedule, ...]:
        """Times and money of every route."""
        return self.case.schedules

    @cached_property
    def route(self) -> dict[str, Route]:
        """Shift id -> route of every shift that serves something."""
        return {route.shift: route for route in self.plan.routes}

    @cached_property
    def shifts_of(self) -> dict[str, tuple[int, ...]]:
        """Engineer id -> indices of the shifts."""
        found: dict[str, list[int]] = {}
        for e, (engineer, _) in enumerate(self.compiled.shifts):
            found.setdefault(engineer, []).append(e)
        return {engineer: tuple(shifts) for engineer, shifts in found.items()}

    def costs(self, shift: str) -> tuple[Finding, ...]:
        """What the judge says the present route of a shift costs, finding by finding."""
        return self._costs.get(shift, ())

    @cached_property
    def _costs(self) -> dict[str, tuple[Finding, ...]]:
        found: dict[str, list[Finding]] = {}
        for finding in costs_of(self.problem, self.plan.routes):
            found.setdefault(finding.shift, []).append(finding)
        return {shift: tuple(findings) for shift, findings in found.items()}

    @cached_property
    def paid(self) -> dict[tuple[str, str], int]:
        """(rule, ticket or shift) -> [thousandths] what that costs as the plan stands."""
        total: dict[tuple[str, str], int] = {}
        for finding in (finding for findings in self._costs.values() for finding in findings):
            key = finding.rule, finding.ticket or finding.shift
            total[key] = total.get(key, 0) + finding.cost
        return total

    # Other boards ----------------------------------------------------------------------------------------------------

    def with_tickets(self, tickets: Sequence[Ticket]) -> Board:
        """The board with some tickets added, unserved, or replaced by others of the same id.

        Like a ticket that arrives in the middle of a day, a new one was asked for now if it does not say when, and
        travel to new places is found.

        Raises
        ------
        InputError
            A ticket cannot be planned, or has a new place without coordinates.
        """
        if not tickets:
            return self
        new = {ticket.id: ticket for ticket in tickets}
        kept = tuple(new.get(ticket.id, ticket) for ticket in self.problem.tickets)
        added = tuple(
            ticket if ticket.created is not None else ticket.but(created=self.problem.now)
            for ticket in new.values()
            if ticket.id not in self.problem.ticket
        )
        problem = self.problem.replace(tickets=(*kept, *added))
        if any(ticket.place.key not in problem.travel.index for ticket in new.values()):
            problem = problem.replace(travel=roads(problem, ()))
        compiled = compile(problem)
        names = [[self.compiled.tickets[i] for i in route] for route in self.case.routes]
        routes = [[compiled.ticket_index[id] for id in route if id in compiled.ticket_index] for route in names]
        board = replace(self, problem=problem, added=self.added | {ticket.id for ticket in added})
        return board.with_routes(routes, compiled)

    def with_routes(self, routes: Sequence[Sequence[int]], compiled: Compiled | None = None) -> Board:
        """The board with other routes, perhaps on a Day changed by hand; what does not fit joins :attr:`off`."""
        compiled = compiled or self.compiled
        kept, off = _kept(compiled, routes)
        case = RouteState.of(self.problem, compiled, kept)
        return replace(self, compiled=compiled, case=case, off=tuple(dict.fromkeys((*self.off, *off))))


def _kept(compiled: Compiled, routes: Sequence[Sequence[int]]) -> tuple[list[list[int]], tuple[str, ...]]:
    """The routes as far as they are feasible, and the tickets that do not fit."""
    kept = mended(compiled.day, routes)
    off = [i for before, after in zip(routes, kept, strict=True) for i in before if i not in after]
    return kept, tuple(compiled.tickets[i] for i in off)


Asked = Board | Problem | Situation
"""What a question may be about; a problem or a situation becomes the board of its published plan."""

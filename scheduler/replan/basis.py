"""The ground a re-plan stands on: what is left to plan, and the published plan as far as it is still possible."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from models.events import Situation, VisitFinished
from models.events.state import News
from models.finding import Report
from models.judge import judge
from models.plan import Plan, Visit
from models.problem import Problem
from models.rules.change_budget import ChangeBudget
from scheduler.compile import Compiled, assemble, compile, routes_of
from scheduler.planning.repair import mended
from scheduler.replan.steady import steadied


@dataclass(frozen=True, eq=False)
class ReplanBasis:
    """What is left to plan.

    Parameters
    ----------
    situation
        The day at its moment.
    problem
        What is left, with pins, and without promises about visits that may change freely.
    compiled
        The same as arrays.
    lapsed
        Tickets whose pins by hand nobody can keep any more.
    notes
        What is to be said of pins of the day's own that cannot hold.
    """

    situation: Situation
    problem: Problem
    compiled: Compiled
    lapsed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, situation: Situation, problem: Problem | None = None) -> ReplanBasis:
        """The ground of a situation, or of a problem made from the situation's."""
        problem = problem or situation.problem
        return cls(situation, problem, compile(problem))

    @cached_property
    def published(self) -> Plan:
        """The plan people know; an empty one when there is none."""
        return self.situation.state.published or Plan()

    @cached_property
    def routes(self) -> list[list[int]]:
        """The published plan as far as it is still possible: ticket indices, one list per shift."""
        return mended(self.compiled.day, routes_of(self.compiled, self.published))

    @cached_property
    def plan(self) -> Plan:
        """The same with times."""
        return self._steadied[0]

    @cached_property
    def report(self) -> Report:
        """What the judge says of it."""
        plan, report = self._steadied
        return report or judge(self.problem, plan)

    @cached_property
    def _steadied(self) -> tuple[Plan, Report | None]:
        return steadied(self.problem, assemble(self.problem, self.compiled, self.routes))

    @cached_property
    def budget(self) -> ChangeBudget:
        """What a customer has to be told, and the policy's own limit on it."""
        return self.problem.policy.usual(ChangeBudget)[0]

    @cached_property
    def late(self) -> tuple[str, ...]:
        """Tickets whose visit is fixed and later than promised: their customers are told whatever is decided."""
        found = []
        for at in self.situation.stands.values():
            found += [visit.ticket for visit in at.fixed if self._late(visit)]
        return tuple(found)

    def _late(self, visit: Visit) -> bool:
        promised = self.situation.problem.promised.get(visit.ticket)
        upcoming = visit.start >= self.problem.now
        return upcoming and promised is not None and visit.start > self.budget.latest(promised[1])

    @cached_property
    def displaced(self) -> tuple[str, ...]:
        """Open tickets that nobody has on the list: new ones, and those that had to leave theirs."""
        return self.plan.unserved

    @cached_property
    def lost(self) -> tuple[str, ...]:
        """Tickets that were on somebody's list and cannot stay there, and new ones."""
        waiting = set(self.published.unserved)
        return tuple(id for id in self.displaced if id not in waiting)

    @cached_property
    def as_published(self) -> Plan:
        """What stands, and the rest of the published plan with the times people know, possible or not."""
        stands, routes = (
            self.problem.stands,
            {decided.shift: decided.route for decided in self.problem.decided if decided.route.visits},
        )
        for route in self.published.routes:
            decided = stands.get(route.shift)
            gone = decided.route.visits if decided is not None else ()
            ahead = tuple(visit for visit in route.visits if visit.ticket not in {missed.ticket for missed in gone})
            if not ahead:
                continue
            rest = route.rest if decided is None or decided.rest is None else decided.rest
            depart = decided.route.depart if decided is not None else max(self.problem.now, route.depart)
            routes[route.shift] = route.but(depart=depart, visits=(*gone, *ahead), rest=rest)
        made = tuple(routes[shift.id] for _, shift in self.problem.shifts if shift.id in routes)
        served = {id for route in made for id in route.tickets}
        unserved = tuple(ticket.id for ticket in self.problem.open_tickets if ticket.id not in served)
        return Plan(routes=made, unserved=unserved)

    @cached_property
    def disturbed(self) -> bool:
        """Has anything happened that the published plan does not know, or that it cannot be kept in?"""
        known = {*self.published.served(), *self.published.unserved}
        if not all(self._as_expected(event) for event in self.situation.state.news):
            return True
        if any(ticket.id not in known for ticket in self.problem.open_tickets):
            return True
        moved = any(self.published.served()[id][1].start != start for id, (_, start) in self.situation.fixed.items())
        return moved or not judge(self.problem, self.as_published).feasible

    def _as_expected(self, event: News) -> bool:
        """Does it say nothing that could be used? Who has finished early has time that nobody has planned."""
        if event.quiet:
            return True
        promised = self.published.served().get(event.ticket) if isinstance(event, VisitFinished) else None
        return promised is not None and event.when >= promised[1].finish

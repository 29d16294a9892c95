"""A question about one ticket of one plan: what every answer that plans again needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from models.finding import Report
from models.judge import judge
from models.plan import Plan
from models.problem import Problem
from models.ticket import Ticket
from scheduler.compile import Compiled, assemble, routes_of
from scheduler.explain.again import Again, Routes
from scheduler.explain.apart import together
from scheduler.explain.case import Case
from scheduler.planning.agreement import day_money
from scheduler.planning.mend import mended


@dataclass(frozen=True, eq=False)
class Answer:
    """A plan that was found, with the judge's report: under the rules it was made for, and at the original prices."""

    routes: Routes
    plan: Plan
    report: Report

    @property
    def pair(self) -> tuple[Plan, Report]:
        """Plan and report."""
        return self.plan, self.report


@dataclass(frozen=True, eq=False)
class Question:
    """A ticket of a plan, and a searcher.

    Alternatives are compared with the given plan searched again for as long. What a search changes without any tie to
    the ticket is taken back, and so is no merit of an alternative; see also :func:`scheduler.explain.force.fair`.
    """

    problem: Problem
    compiled: Compiled
    plan: Plan
    ticket: str
    again: Again

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
        """The given routes after one search near the ticket; the given ones where that saves nothing."""
        found = self.again.search(self.compiled.day, self.given, self.near(self._own))
        return found if found is not None and self.cost(found) < self.cost(self.given) else self.given

    @cached_property
    def reference(self) -> Answer:
        """What everything is compared with: the base, judged."""
        return self.judged(self.base)

    @cached_property
    def saved(self) -> int:
        """[thousandths] what searching again saves by itself: the given plan was dearer by so much than need be."""
        return self.cost(self.given) - self.reference.report.cost

    @cached_property
    def case(self) -> Case:
        """The base without the ticket."""
        return Case.of(self.problem, self.compiled, self.base).without(self.i)

    @cached_property
    def _own(self) -> tuple[int, ...]:
        """The shift that serves the ticket, if one does."""
        return tuple(e for e, route in enumerate(self.given) if self.i in route)

    def near(self, shifts: Iterable[int]) -> list[int]:
        """The ticket and what these shifts serve: where to search."""
        return [self.i, *(j for e in shifts for j in self.given[e])]

    def cost(self, routes: Sequence[Sequence[int]]) -> int:
        """[thousandths] of feasible routes; what the judge would say, but at once."""
        return sum(day_money(self.compiled.day, routes).values())

    def judged(self, routes: Sequence[Sequence[int]]) -> Answer:
        """The plan of these routes with the judge's report."""
        made = assemble(self.problem, self.compiled, routes)
        return Answer([list(route) for route in routes], made, judge(self.problem, made))

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

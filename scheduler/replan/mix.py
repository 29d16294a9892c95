"""Mixing two plans: some visits as one has them, all others as people know them; and what has to go together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from models.plan import Plan
from scheduler.compile import assemble
from scheduler.engine import schedules
from scheduler.insertion.faults import fault_of
from scheduler.insertion.obstacle import Obstacle
from scheduler.insertion.route_state import RouteState
from scheduler.replan.basis import ReplanBasis
from scheduler.replan.customers import Customers
from scheduler.replan.effort import Judged
from scheduler.replan.expected import held


@dataclass(frozen=True, eq=False)
class Mix:
    """The published plan, as far as it is still possible, with some visits as another plan has them.

    Parameters
    ----------
    other
        The other plan.
    chosen
        Tickets that are as there: in the same shift and behind the same visits, or in none.
    """

    ground: ReplanBasis
    other: Plan
    chosen: frozenset[str]

    @cached_property
    def routes(self) -> list[list[int]]:
        """Ticket indices, one list per shift."""
        compiled = self.ground.compiled
        chosen = {compiled.ticket_index[id] for id in self.chosen if id in compiled.ticket_index}
        routes = [[i for i in route if i not in chosen] for route in self.ground.routes]
        for route in self.other.routes:
            if route.shift not in compiled.shift_index:
                continue
            wanted = [compiled.ticket_index[id] for id in route.tickets if id in compiled.ticket_index]
            here = routes[compiled.shift_index[route.shift]]
            for k, i in enumerate(wanted):
                if i in chosen:
                    earlier = [here.index(j) for j in wanted[:k] if j in here]
                    here.insert(max(earlier, default=-1) + 1, i)
        return routes

    @cached_property
    def misfits(self) -> tuple[tuple[int, Obstacle], ...]:
        """Shifts whose route cannot be driven, and the rule that says so."""
        compiled, routes = self.ground.compiled, self.routes
        case = RouteState.of(self.ground.problem, compiled, routes)
        timed = enumerate(zip(routes, schedules(compiled.day, routes), strict=True))
        return tuple(
            (e, fault_of(case, e, route, schedule.fault))
            for e, (route, schedule) in timed
            if schedule.fault is not None
        )

    @cached_property
    def plan(self) -> Plan:
        """The plan of the whole day; nobody starts earlier than people know where that is possible.

        Raises
        ------
        ValueError
            There are misfits.
        """
        ground = self.ground
        for compiled in (held(ground, self.other, self.chosen), held(ground)):
            if all(schedule.feasible for schedule in schedules(compiled.day, self.routes)):
                return assemble(ground.problem, compiled, self.routes)
        return assemble(ground.problem, ground.compiled, self.routes)

    def judged(self, customers: Customers) -> Judged:
        """The plan with what the judge says of the whole day."""
        return Judged.of(customers.problem(self.plan), self.plan)

    def holds(self, customers: Customers) -> bool:
        """Can it be driven, and is no rule broken?"""
        return not self.misfits and self.judged(customers).report.feasible

    def breach(self, customers: Customers) -> tuple[str, str]:
        """Rule and message of the first thing that it breaks."""
        if self.misfits:
            e, behind = self.misfits[0]
            return behind.rule, f"{self.ground.compiled.shifts[e][0]}: {behind.message}"
        finding = self.judged(customers).report.broken[0]
        return finding.rule, str(finding.message)

    def with_more(self, tickets: Iterable[str]) -> Mix:
        """The same with more tickets as the other plan has them."""
        return Mix(self.ground, self.other, self.chosen | frozenset(tickets))

    def without(self, ticket: str) -> Mix:
        """The same with a ticket left as people know it."""
        return Mix(self.ground, self.other, self.chosen - {ticket})


def closure(mix: Mix, changes: Sequence[str], customers: Customers) -> Mix | None:
    """The least that goes together: the mix with as few more of ``changes`` as found that breaks no rule.

    None = even all together break one.
    """
    whole = mix
    while whole.misfits:
        people = {mix.ground.compiled.shifts[e][0] for e, _ in whole.misfits}
        more = [id for id in changes if id not in whole.chosen and people & _people(mix, id)]
        if not more:
            break
        whole = whole.with_more(more)
    if not whole.holds(customers):
        whole = mix.with_more(changes)
        if not whole.holds(customers):
            return None
    for ticket in sorted(whole.chosen - mix.chosen):
        if (less := whole.without(ticket)).holds(customers):
            whole = less
    return whole


def _people(mix: Mix, ticket: str) -> set[str]:
    """Who has the ticket now, and in the other plan."""
    places = (mix.ground.published.served().get(ticket), mix.other.served().get(ticket))
    return {place[0].engineer for place in places if place is not None}

"""Event ``plan-published``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from models.errors import Trouble, nearest
from models.events.detours import remembered
from models.events.event import Event
from models.events.overtaken import with_facts
from models.events.promises import told
from models.events.state import Position, State, VisitReport
from models.plan import Plan
from models.ticket import Pin

if TYPE_CHECKING:
    pass


class PlanPublished(Event):
    """A plan was accepted; from now on people know it; `spots` says where people are who are off their route."""

    kind: ClassVar[str] = "plan-published"
    label: ClassVar[tuple[str, str]] = ("plan published", "计划发布")
    example: ClassVar[dict[str, Any]] = {"plan": {}}
    decides: ClassVar[bool] = True

    plan: Plan
    spots: dict[str, Position] = Field(default_factory=dict, description="shift -> where somebody was, off the route")
    pins: dict[str, Pin | None] = Field(
        default_factory=dict, description="ticket -> what a re-plan is not to take back; none = a pin taken off"
    )
    undoes: int | None = Field(None, description="line of the decision in the log that is taken back")

    def refusal(self, state: State) -> Trouble | None:
        for route in self.plan.routes:
            if route.shift not in state.problem.shift:
                maybe = nearest(route.shift, state.problem.shift)
                return self.trouble(f"there is no shift {route.shift}", "shift", route.shift, "unknown-shift", maybe)
            for id in route.tickets:
                if id not in state.problem.ticket:
                    maybe = nearest(id, state.problem.ticket)
                    return self.trouble(f"there is no ticket {id}", "ticket", id, "unknown-ticket", maybe)
        return None

    def apply(self, state: State) -> State:
        """What people know, with what had begun by then where it began."""
        plan, overtaken = with_facts(state, self._of_this_day(state))
        # a failed visit that was planned anew starts with a clean sheet
        seen = {id: report for id, report in state.seen.items() if not self._again(plan, id, report)}
        more = tuple((self.id, ticket) for ticket in overtaken)
        pins = {id: pin for id, pin in {**state.pins, **self.pins}.items() if pin is not None}
        spots, promises = remembered(state, self.spots), told(state, plan)
        return state.but(published=plan, seen=seen, spots=spots, told=promises, pins=pins,
                         overtaken=(*state.overtaken, *more))  # fmt: skip

    def _of_this_day(self, state: State) -> Plan:
        """Without tickets whose arrival was taken back later."""
        known = state.problem.ticket
        if all(id in known for route in self.plan.routes for id in route.tickets):
            return self.plan
        routes = tuple(
            route.but(visits=tuple(visit for visit in route.visits if visit.ticket in known))
            for route in self.plan.routes
        )  # fmt: skip
        unserved = tuple(id for id in self.plan.unserved if id in known)
        return self.plan.but(routes=tuple(route for route in routes if route.visits), unserved=unserved)

    def _again(self, plan: Plan, ticket: str, seen: VisitReport) -> bool:
        over = seen.failed if seen.failed is not None else seen.declined
        found = plan.served().get(ticket) if over is not None else None
        return found is not None and over is not None and found[1].start >= over

"""Events about plans: what was decided and told."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from models.errors import Trouble, nearest
from models.events.detours import remembered
from models.events.event import Event
from models.events.promises import told
from models.events.state import Position, State
from models.plan import Plan
from models.ticket import Pin


class PlanPublished(Event):
    """A plan was accepted; from now on customers and engineers know it."""

    kind: ClassVar[str] = "plan-published"

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
        # a failed visit that was planned anew starts with a clean sheet
        seen = {
            id: report
            for id, report in state.seen.items()
            if report.failed is None or not self._again(id, report.failed)
        }
        spots = remembered(state, self.spots)
        pins = {id: pin for id, pin in {**state.pins, **self.pins}.items() if pin is not None}
        return state.but(published=self.plan, seen=seen, spots=spots, told=told(state, self.plan), pins=pins, news=())

    def _again(self, ticket: str, failed: int) -> bool:
        found = self.plan.served().get(ticket)
        return found is not None and found[1].start >= failed

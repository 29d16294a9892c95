"""Rule ``change-budget``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from models.clock import MINUTE
from models.rules import days
from models.shapes import PlanLimit, PlanRow, Promise

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts
    from models.plan import Plan, Route, Visit
    from models.ticket import Ticket


class ChangeBudget(PlanLimit, Promise):
    """In a re-plan, at most so many customers have to be told that something is different from what was promised.

    Why
    ---
    Every change is a telephone call. A dispatcher with ten minutes can make three of them. A customer counts who gets
    another engineer, another time, or no visit. One who gets another engineer *and* a later time would count twice, so
    the budget is never exceeded and at times not used up; who is named under ``told`` counts once whatever happens, and
    a re-plan names there those who have to be told anyway. Earlier than the free minutes nobody is visited under a
    budget. Without a published plan the rule does nothing.

    Example
    -------
    At most 1 customer, 15 min earlier or later are free. T1 and T2 were published with E2. A plan that gives T1 to E1
    is permitted; a plan that gives both to E1 is not.

    Fix
    ---
    Change less, or allow more changes; the message of an infeasible budget says the least that is possible.
    """

    id: ClassVar[str] = "change-budget"
    title: ClassVar[tuple[str, str]] = ("changes customers must be told", "变更通知上限")

    customers: int | None = Field(None, ge=0, description="most customers to be told; none = any number")
    free_minutes: int = Field(15, ge=0, description="[min] earlier or later than promised that nobody has to be told")
    told: tuple[str, ...] = Field((), description="tickets whose customers are told anyway: each counts once")

    def rows(self, facts: Facts) -> tuple[PlanRow, ...]:
        promised = {
            ticket.id: facts.promised[ticket.id] for ticket in facts.open_tickets if ticket.id in facts.promised
        }
        if self.customers is None or not promised:
            return ()
        asked = {id: visit for id, visit in promised.items() if id not in self.told}
        pair = {("*", id): 1 for id in promised} | {(route.engineer, id): 0 for id, (route, _) in asked.items()}
        late = {id: (self.latest(visit), 1) for id, (_, visit) in asked.items()}
        unserved = dict.fromkeys(promised, 1)
        return (PlanRow("changes to promises", self.customers, None, pair=pair, unserved=unserved, late=late),)

    def earliest(self, promised: Visit) -> int:
        return promised.start - self.free_minutes * MINUTE

    def latest(self, promised: Visit) -> int:
        return promised.start + self.free_minutes * MINUTE

    def customers_of(self, facts: Facts, plan: Plan) -> tuple[str, ...]:
        """Open tickets whose customers have to be told when ``plan`` comes true, each once, in the problem's order."""
        served = plan.served()
        return tuple(ticket.id for ticket in facts.open_tickets if ticket.id in facts.promised and self._differs(
            ticket, facts.promised[ticket.id], served.get(ticket.id)))  # fmt: skip

    def _differs(self, ticket: Ticket, promised: tuple[Route, Visit], now: tuple[Route, Visit] | None) -> bool:
        if now is None or now[0].engineer != promised[0].engineer:
            return True
        # who has asked for another time since, waits for no promise; to come late is to be said all the same
        agreed = ticket.agreed
        waits = agreed is None or any(u <= promised[1].start < v for u, v in agreed)
        return now[1].start > self.latest(promised[1]) or (waits and now[1].start < self.earliest(promised[1]))

    @classmethod
    def keeps(cls) -> Example:
        return cls._example({"E1": ["T1"], "E2": ["T2"]})

    @classmethod
    def breaks(cls) -> Example:
        return cls._example({"E1": ["T1", "T2"]})

    @classmethod
    def _example(cls, routes: dict[str, list[str]]) -> Example:
        rule, engineers = cls(customers=1, free_minutes=120), (days.engineer("E1"), days.engineer("E2"))
        tickets = (days.ticket("T1"), days.ticket("T2"))
        published = days.day(rule, engineers, tickets, routes={"E2": ["T1", "T2"]}).plan
        return days.day(rule, engineers, tickets, routes=routes, published=published)

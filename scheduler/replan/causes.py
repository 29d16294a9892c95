"""Why a visit changes: the event that made it impossible as published, or what changing it saves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from models.events import News
from models.plan import Plan
from models.text import Text
from models.ticket import Ticket
from scheduler.engine import timed
from scheduler.replan.basis import ReplanBasis
from scheduler.wording.reason import Reason, reason

OF_TICKET = {"ticket-arrived": "new-ticket", "ticket-cancelled": "cancelled", "ticket-changed": "ticket-changed",
             "no-show": "given-up", "part-missing": "given-up", "visit-declined": "given-up"}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Causes:
    """Finds the reasons for the changes that ``plan`` makes."""

    ground: ReplanBasis
    plan: Plan

    @cached_property
    def news(self) -> tuple[News, ...]:
        """What happened since the published plan."""
        return self.ground.situation.state.news

    def why(self, ticket: Ticket, kind: str) -> Reason:
        """The reason for what becomes of a ticket."""
        if (own := self._own_event(ticket)) is not None:
            return own
        if kind == "added":
            return self._reason("was-unserved", ticket=ticket.id)
        promised = self.ground.published.served().get(ticket.id)
        engineer = promised[0].engineer if promised is not None else ""
        if not self._still_possible(ticket.id):
            return self._event_of(engineer) or self._reason("no-longer-fits", engineer=engineer)
        return self._choice(ticket.id, engineer, kind)

    def _own_event(self, ticket: Ticket) -> Reason | None:
        """The last event about the ticket itself."""
        for k, event in reversed(list(enumerate(self.news))):
            code = OF_TICKET.get(event.kind)
            if code is not None and _ticket_of(event) == ticket.id:
                return self._caused(code, k, ticket=ticket.id)
        return None

    def _still_possible(self, id: str) -> bool:
        """Does the published plan, as far as it is still possible, keep this visit with no call to the customer?"""
        old, now = self.ground.situation.problem.promised.get(id), self.ground.plan.served().get(id)
        return old is not None and now is not None and now[1].start <= self.ground.budget.latest(old[1])

    def _event_of(self, engineer: str) -> Reason | None:
        """The event that disturbed somebody's day."""
        mine = {id for route in self.ground.published.routes if route.engineer == engineer for id in route.tickets}
        for k, event in reversed(list(enumerate(self.news))):
            if getattr(event, "engineer", None) == engineer:
                return self._caused("engineer-event", k, engineer=engineer)
            if (about := _ticket_of(event)) in mine:
                return self._caused("visit-event", k, other=about, engineer=engineer)
        roads = [k for k, event in enumerate(self.news) if event.kind == "road-closed"]
        return self._caused("road-closed", roads[-1]) if roads else None

    def _choice(self, id: str, engineer: str, kind: str) -> Reason:
        """A change that nothing forced: what it saves, or what it makes room for."""
        newcomers = tuple(ticket for ticket in self._newcomers(engineer) if ticket != id)
        if kind == "retimed":
            follows = {"engineer": engineer, "others": newcomers}
            return self._reason("follows", **follows) if newcomers else self._reason("together")
        saved = self._saved(id)
        if saved is not None and saved > 0:
            return self._reason("saves", saved=saved)
        if saved is None and newcomers:
            return self._reason("makes-room", engineer=engineer, others=newcomers)
        return self._reason("not-worth" if kind == "dropped" and saved is not None else "together")

    def _caused(self, code: str, k: int, **data: Any) -> Reason:
        """The reason that lies in the event at this position of what happened."""
        event = self.news[k]
        return self._reason(code, happened=k, kind=event.kind, event=Text(*event.label), at=event.at, **data)

    def _reason(self, code: str, **data: Any) -> Reason:
        return reason(self.ground.problem, code, data)

    def _newcomers(self, engineer: str) -> tuple[str, ...]:
        """Tickets that are new on somebody's list, or gone from it."""
        old = {id for route in self.ground.published.routes if route.engineer == engineer for id in route.tickets}
        new = [id for route in self.plan.routes if route.engineer == engineer for id in route.tickets]
        kept = set(new)
        gone = [id for route in self.ground.published.routes if route.engineer == engineer for id in route.tickets
                if id not in kept and id not in self.ground.situation.fixed]  # fmt: skip
        return (*(id for id in new if id not in old), *gone)

    def _saved(self, id: str) -> int | None:
        """[thousandths] what putting the visit back on its old list would cost; None where there is no room for it."""
        compiled = self.ground.compiled
        i = compiled.ticket_index[id]
        promised = self.ground.published.served()[id][0]
        home = compiled.shift_index[promised.shift]
        here = next((compiled.shift_index[route.shift] for route in self.plan.routes if id in route.tickets), None)
        with_it, back = self._routes[here] if here is not None else [], self._routes[home]
        without = [j for j in with_it if j != i]
        stay = [self._cost(home, [*back[:k], i, *back[k:]]) for k in range(len(back) + 1)]
        cheapest = min((cost for cost in stay if cost is not None), default=None)
        if cheapest is None:
            return None
        now = (self._cost(here, with_it) or 0) if here is not None else int(compiled.day.unserved_cost[i])
        then = (self._cost(here, without) or 0) if here is not None else 0
        return cheapest + then - now - (self._cost(home, back) or 0)

    @cached_property
    def _routes(self) -> list[list[int]]:
        from scheduler.compile import routes_of

        return routes_of(self.ground.compiled, self.plan)

    def _cost(self, e: int, route: Sequence[int]) -> int | None:
        if not route:
            return 0
        schedule = timed(self.ground.compiled.day, self._routes, e, route)
        return schedule.cost if schedule.feasible else None


def _ticket_of(event: News) -> str:
    """The ticket an event is about; empty when it is about none."""
    about = getattr(event, "ticket", "")
    return about.id if isinstance(about, Ticket) else str(about)

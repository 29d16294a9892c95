"""Event ``visit-declined``."""

from __future__ import annotations

import random
from typing import Any, ClassVar, Literal, get_args

from pydantic import Field

from models.errors import Trouble
from models.events.event import Event
from models.events.event_column import ENGINEER, TICKET, EventColumn
from models.events.made_up import DaySoFar, a_visit_under_way
from models.events.refusals import (
    given_up,
    not_published,
)
from models.events.state import State
from models.ticket import Named

Reason = Literal["skill", "tool", "access", "unsafe", "health", "other"]


class VisitDeclined(Event):
    """The engineer cannot do it (`skill`, `tool`, `access`, `unsafe`, `health`, `other`): the ticket is open again, for
    others."""

    kind: ClassVar[str] = "visit-declined"
    label: ClassVar[tuple[str, str]] = ("cannot do this", "无法完成")
    cells: ClassVar[tuple[EventColumn, ...]] = (
        TICKET,
        ENGINEER,
        EventColumn("reason", "无法完成原因", "choice", "why not", "tool", choices=get_args(Reason)),
    )
    example: ClassVar[dict[str, Any]] = {"ticket": "T-1042", "reason": "tool", "why": "no crane on site"}
    often: ClassVar[int] = 3

    ticket: str
    reason: Reason
    engineer: str | None = Field(None, description="who; none = whom the plan sends")

    def refusal(self, state: State) -> Trouble | None:
        return not_published(self, state, self.ticket, self.engineer) or given_up(self, state, self.ticket)

    def apply(self, state: State) -> State:
        found = state.visit(self.ticket)
        engineer = self.engineer or (found[0].engineer if found is not None else None)
        if engineer is not None:
            excluded = state.problem.ticket[self.ticket].excluded
            if all(named.engineer != engineer for named in excluded):
                state = state.with_ticket(self.ticket, excluded=(*excluded, Named(engineer=engineer)))
        if found is None or engineer != found[0].engineer:
            return state
        there = state.of(self.ticket).started is not None or found[1].arrive <= self.when
        return state.saw(self.ticket, **{"failed" if there else "declined": self.when})

    @classmethod
    def made_up(cls, dice: random.Random, situation: DaySoFar) -> Event | None:
        visit = a_visit_under_way(dice, situation)
        if visit is None:
            return None
        reasons: tuple[Reason, ...] = get_args(Reason)
        return cls(at=situation.problem.now, ticket=visit.ticket, reason=dice.choice(reasons))

"""Event ``rule-waived``."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import Field

from models.errors import Trouble, nearest
from models.events.event import Event
from models.events.event_column import ENGINEER, TICKET, EventColumn
from models.events.refusals import unknown_engineer, unknown_ticket
from models.events.state import State
from models.rules import RULES
from models.shapes import for_one_visit
from models.waive import with_waivers
from models.waiver import Waiver

WAIVABLE = next(rule.id for rule in RULES if for_one_visit(rule))
"""A rule that may be waived, for the example."""


class RuleWaived(Event):
    """A hard rule does not hold for this ticket and engineer; the policy says which may be waived, and by whom."""

    kind: ClassVar[str] = "rule-waived"
    label: ClassVar[tuple[str, str]] = ("rule waived", "豁免规则")
    cells: ClassVar[tuple[EventColumn, ...]] = (
        EventColumn("rule", "规则", "text", "the hard rule", WAIVABLE),
        TICKET,
        ENGINEER,
        EventColumn("role", "身份", "text", "in which role somebody decides", "dispatcher"),
    )
    example: ClassVar[dict[str, Any]] = {
        "rule": WAIVABLE, "ticket": "T-1042", "engineer": "E07", "who": "p-7", "why": "guided by E02 on the phone",
    }  # fmt: skip
    decides: ClassVar[bool] = True

    rule: str = Field(description="id of the hard rule")
    ticket: str
    engineer: str
    role: str = Field("", description="in which role somebody decides")

    def refusal(self, state: State) -> Trouble | None:
        policy = state.problem.policy
        rule = policy.rule(self.rule)
        if rule is None:
            maybe = nearest(self.rule, policy.may_waive)
            return self.trouble(f"the policy has no rule {self.rule}", "rule", self.rule, "unknown-rule", maybe)
        if not for_one_visit(type(rule)):
            message = f"{self.rule} is never waived for one visit"
            return self.trouble(message, "rule", self.rule, "never-waived", nearest(self.rule, policy.may_waive))
        if self.rule not in policy.may_waive:
            maybe = f"list it in the policy: may_waive: [{self.rule}]."
            return self.trouble(f"the policy does not let {self.rule} be waived", "rule", self.rule, "may-not", maybe)
        who = policy.may_waive[self.rule]
        if who and not {self.who, self.role} & set(who):
            message = f"{self.who or 'nobody'} may not waive {self.rule}"
            return self.trouble(message, "who", self.who, "may-not", f"these may: {', '.join(who)}.")
        if not self.why:
            return self.trouble("a waiver needs a reason", "why", "", "no-reason", "say why in a few words.")
        return unknown_ticket(self, state, self.ticket) or unknown_engineer(self, state, self.engineer)

    def apply(self, state: State) -> State:
        waiver = Waiver(rule=self.rule, ticket=self.ticket, engineer=self.engineer, by=self.who, role=self.role)
        problem = state.problem
        if any(known.pair == waiver.pair for known in problem.waived):
            return state
        if waiver.ticket not in problem.ticket or waiver.engineer not in problem.engineer:
            return state  # the ticket's arrival was taken back since
        return state.but(problem=with_waivers(problem, (*problem.waived, waiver)))

"""What customers were told: a change too small to be told does not move the promise."""

from __future__ import annotations

from models.clock import MINUTE
from models.events.state import State
from models.plan import Plan
from models.rules.change_budget import ChangeBudget
from models.rules.not_before_promised import NotBeforePromised


def told(state: State, plan: Plan) -> dict[str, int]:
    """Ticket id -> [s] start the customer knows, for visits of ``plan`` that differ from it without a call."""
    if state.promises is None:
        return {}
    policy = state.problem.policy
    budget: ChangeBudget = policy.rule("change-budget") or ChangeBudget()
    early: NotBeforePromised = policy.rule("not-before-promised") or NotBeforePromised()
    before, found = state.promises.served(), {}
    for id, (route, visit) in plan.served().items():
        if id not in before or before[id][0].engineer != route.engineer:
            continue
        promised = before[id][1]
        earliest = promised.start - early.tolerance_minutes * MINUTE
        if visit.start != promised.start and earliest <= visit.start <= budget.latest(promised):
            found[id] = promised.start
    return found

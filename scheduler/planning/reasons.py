"""Why tickets are unserved, for tables and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.plan import Plan
from models.problem import Problem

if TYPE_CHECKING:
    from scheduler.report import Reason


def unserved_reasons(problem: Problem, plan: Plan) -> dict[str, Reason]:
    """Ticket id -> reason, for every unserved ticket of the plan that the problem knows."""
    from scheduler.explain import explain
    from scheduler.report import Reason

    found = {}
    for ticket in plan.unserved:
        if ticket in problem.ticket:
            explanation = explain(problem, plan, ticket)
            found[ticket] = Reason(explanation.code, explanation.sentence, explanation.detail)
    return found

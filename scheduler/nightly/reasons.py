"""Why tickets are unserved, for tables and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.plan import Plan
from models.problem import Problem

if TYPE_CHECKING:
    from scheduler.report import Reason


def unserved_reasons(problem: Problem, plan: Plan) -> dict[str, Reason]:
    """Ticket id -> reason, for every open ticket that the plan does not serve."""
    from scheduler.explain import unserved_reasons as explained
    from scheduler.report import Reason

    return {
        ticket: Reason(why.code, why.sentence, why.detail, why.sentence_zh)
        for ticket, why in explained(problem, plan).items()
    }

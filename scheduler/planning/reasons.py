"""Why tickets are unserved, for tables and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.errors import InputError
from models.plan import Plan
from models.problem import Problem

if TYPE_CHECKING:
    from scheduler.report import Reason


def unserved_reasons(problem: Problem, plan: Plan) -> dict[str, Reason]:
    """Ticket id -> reason, for every unserved ticket of the plan.

    Empty for a plan that does not fit the day (unknown shifts, a ticket served twice): the judge's findings say what is
    wrong with it.
    """
    from scheduler.explain import unserved_reasons as why
    from scheduler.report import Reason

    try:
        found = why(problem, plan)
    except InputError:
        return {}
    return {id: Reason(one.code, one.sentence, one.detail, one.sentence_zh) for id, one in found.items()}

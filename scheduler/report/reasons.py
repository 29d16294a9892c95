"""Why a ticket stays unserved, in words."""

from __future__ import annotations

from collections.abc import Mapping

from models.finding import Report
from models.plan import Plan
from models.problem import Problem
from scheduler.wording.reason import Reason, reason

Reasons = Mapping[str, Reason]
"""Ticket id -> why it is unserved."""


def complete(problem: Problem, plan: Plan, report: Report, reasons: Reasons | None) -> dict[str, Reason]:
    """A reason for every unserved ticket that the problem knows, in the order of priority, then id.

    Where nobody gave one, the judge's own sentence about the ticket stands in.
    """
    judged: dict[str, str] = {}
    left = set(plan.unserved)
    for finding in report.findings:
        if finding.ticket in left:
            judged.setdefault(finding.ticket, finding.message)
    known = [problem.ticket[id] for id in dict.fromkeys(plan.unserved) if id in problem.ticket]
    return {
        ticket.id: (reasons or {}).get(ticket.id) or _unexplained(problem, ticket.id, judged.get(ticket.id))
        for ticket in sorted(known, key=lambda ticket: (ticket.priority, ticket.id))
    }


def _unexplained(problem: Problem, ticket: str, message: str | None) -> Reason:
    unknown = reason(problem, "not-explained", {"ticket": ticket})
    return unknown if message is None else Reason(unknown.code, message, data=unknown.data)

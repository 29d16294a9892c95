"""Why a ticket stays unserved, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.finding import Report
from models.plan import Plan
from models.problem import Problem
from models.text import Text, in_chinese


@dataclass(frozen=True)
class Reason:
    """One ticket's reason.

    Parameters
    ----------
    code
        Stable word for tables and counts, for instance ``nobody-may`` or ``too-dear``.
    sentence
        For people.
    detail
        More for people: the nearest engineers and what keeps each from it.
    sentence_zh
        The sentence in Chinese; empty = shown in English.
    """

    code: str
    sentence: str
    detail: str = ""
    sentence_zh: str = ""


Reasons = Mapping[str, Reason]
"""Ticket id -> why it is unserved."""

UNKNOWN = Reason(
    "not-explained",
    Text("No engineer was found for it at a lower price than leaving it.", "未找到费用低于不派的工程师。"),
)


def complete(problem: Problem, plan: Plan, report: Report, reasons: Reasons | None) -> dict[str, Reason]:
    """A reason for every unserved ticket that the problem knows, in the order of priority, then id.

    Where nobody gave one, the judge's own sentence about the ticket stands in.
    """
    given = dict(reasons or {})
    said: dict[str, str] = {}
    for finding in report.findings:
        if finding.ticket in plan.unserved:
            said.setdefault(finding.ticket, finding.message)
    missing = {
        id: Reason(UNKNOWN.code, text := said.get(id, UNKNOWN.sentence), sentence_zh=in_chinese(text))
        for id in plan.unserved
        if id not in given
    }
    known = [problem.ticket[id] for id in dict.fromkeys(plan.unserved) if id in problem.ticket]
    return {
        ticket.id: given.get(ticket.id) or missing[ticket.id]
        for ticket in sorted(known, key=lambda ticket: (ticket.priority, ticket.id))
    }

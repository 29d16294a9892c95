"""Conceding: the smallest change that lets a given visit be, as the rule that stands in the way has it."""

from __future__ import annotations

from models.concession import Concession
from models.problem import Problem
from models.waive import Scope, waived
from scheduler.explain.remedies.need import Obstructed, RemedyChange


def concede(stuck: Obstructed) -> RemedyChange | None:
    """The change with who and what it is about in its data; None where the rule cannot give way, or need not."""
    rule = stuck.problem.policy.rule(stuck.rule)
    if not rule.waivable:
        return None
    need = stuck.need
    given = rule.remedy(need)
    if given is None:
        return None
    changed = _changed(stuck, given)
    if changed is None:
        return None
    about = {"ticket": stuck.ticket, "engineer": need.engineer.id, "rule": stuck.rule}
    return RemedyChange(given.code, stuck.rule, changed, {**about, **given.data})


def _changed(stuck: Obstructed, given: Concession) -> Problem | None:
    """The day with the concession; None for a rule whose shape cannot be set aside."""
    problem, ticket, engineer = stuck.problem, given.ticket, given.engineer
    if ticket is None and engineer is None:
        try:
            return waived(problem, {stuck.rule: (Scope(stuck.need.engineer.id, stuck.ticket),)})
        except ValueError:
            return None
    if ticket is not None:
        problem = problem.replace(
            tickets=tuple(ticket if known.id == ticket.id else known for known in problem.tickets)
        )
    if engineer is not None:
        people = tuple(engineer if known.id == engineer.id else known for known in problem.engineers)
        problem = problem.replace(engineers=people)
    return problem

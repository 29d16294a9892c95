"""Late: what the rules about start and finish say of a visit."""

from __future__ import annotations

from models.problem import Problem
from models.shapes import FinishCost, StartCost
from models.ticket import Ticket


def late_rules(problem: Problem, ticket: Ticket, start: int, finish: int) -> tuple[str, ...]:
    """Ids of the rules that charge the visit for being late [s]; () = it is on time."""
    late = [rule.id for rule in problem.policy.of(StartCost) if any(t.due < start for t in rule.terms(ticket, problem))]
    late += [r.id for r in problem.policy.of(FinishCost) if any(t.due < finish for t in r.terms(ticket, problem))]
    return tuple(late)

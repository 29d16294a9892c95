"""Changes that somebody meant: their reason is the decision, not what a search would say."""

from __future__ import annotations

from collections.abc import Collection

from models.problem import Problem
from scheduler.replan.proposal import Proposal
from scheduler.wording.reason import reason


def meant(problem: Problem, proposal: Proposal, tickets: Collection[str], code: str) -> Proposal:
    """The proposal in which the changes of these tickets have this reason."""
    return proposal.but(changes=tuple(
        change.but(why=reason(problem, code, {"ticket": change.ticket}))
        if change.ticket in tickets and change.why is not None
        else change
        for change in proposal.changes
    ))  # fmt: skip

"""Publishing a move: from a question to the plan that people know."""

from __future__ import annotations

from models.errors import InputError, Trouble
from models.events import PlanPublished
from models.judge import judge
from scheduler.dispatch.move import Move


def published(move: Move, at: int | None = None, who: str = "", why: str = "") -> PlanPublished:
    """The event after which the plan with the move in it is what engineers and customers know.

    Parameters
    ----------
    at
        [s] now; None = the moment of the board.
    who, why
        For the log.

    Raises
    ------
    InputError
        The judge objects to the plan: with every broken hard rule.
    """
    problem = move.board.problem
    broken = judge(problem, move.plan).broken
    if broken:
        raise InputError(
            Trouble(finding.message, field="ticket", value=finding.ticket or move.ticket, rule=finding.rule)
            for finding in broken
        )
    return PlanPublished(at=problem.now if at is None else at, plan=move.plan, who=who, why=why)

"""Warnings: what a move costs that somebody should know of, though no rule forbids it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from models.finding import Finding
from models.shapes import FinishCost, PairCost, PlanLimit, ShiftCost, StartCost, UnservedCost
from models.text import Text
from scheduler.insertion.limits import Used

if TYPE_CHECKING:
    from scheduler.dispatch.board import Board


def warnings_of(board: Board, costs: Sequence[Finding], lost: Sequence[int], used: Used) -> tuple[Finding, ...]:
    """Lateness, overtime, preferences not kept, tickets left and priced limits: those that are new or dearer.

    Parameters
    ----------
    costs
        What the judge says the changed routes cost.
    lost
        Tickets that nobody serves any more.
    used
        What the plan then uses of the plan limits.
    """
    return (*_of_routes(board, costs), *_of_lost(board, lost), *_of_limits(board, used))


def _of_routes(board: Board, costs: Sequence[Finding]) -> Iterator[Finding]:
    spoken = _speaking(board)
    told = [finding for finding in costs if finding.rule in spoken]
    now: defaultdict[tuple[str, str], int] = defaultdict(int)
    for finding in told:
        now[_key(finding)] += finding.cost
    for finding in told:
        if now[_key(finding)] > board.paid.get(_key(finding), 0) and _matters(board, finding):
            yield finding


def _speaking(board: Board) -> set[str]:
    """Ids of rules that one may be warned of."""
    policy = board.problem.policy
    spoken = [rule for shape in (StartCost, FinishCost, ShiftCost) for rule in policy.of(shape)]
    return {rule.id for rule in spoken} | {rule.id for rule in policy.of(PairCost) if rule.warns}


def _matters(board: Board, finding: Finding) -> bool:
    """Of the costs of a whole shift only overtime is worth a warning."""
    rule = board.problem.policy.rule(finding.rule)
    if not isinstance(rule, ShiftCost):
        return True
    engineer, shift = board.problem.shift[finding.shift]
    return rule.price(engineer, shift, board.problem).overtime_hour > 0


def _key(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.ticket or finding.shift


def _of_lost(board: Board, lost: Sequence[int]) -> Iterator[Finding]:
    for ticket in (board.case.ticket(i) for i in lost):
        for rule in board.problem.policy.of(UnservedCost):
            if cost := rule.cost(ticket, board.problem):
                yield Finding(rule.id, False, rule.message(ticket, board.problem), ticket.id, cost=cost)


def _of_limits(board: Board, used: Used) -> Iterator[Finding]:
    before = board.case.used.money()
    titles = {rule.id: rule.title for rule in board.problem.policy.of(PlanLimit)}
    for rule, cost in used.money().items():
        if (more := cost - before.get(rule, 0)) > 0:
            english, chinese = titles[rule]
            yield Finding(rule, False, Text(f"{english}: more than planned for", f"{chinese}：超出计划"), cost=more)

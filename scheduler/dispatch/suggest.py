"""Suggestions: everybody who could serve a ticket, ranked, each checked and priced as a move by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from models.changes import changes
from models.money import amount
from models.plan import Plan
from scheduler.budget import Budget
from scheduler.dispatch.asking import ticket_index
from scheduler.dispatch.board import Asked, Board
from scheduler.dispatch.move import Move
from scheduler.dispatch.try_move import rank, try_move
from scheduler.dispatch.words import later
from scheduler.wording.language import Language
from scheduler.wording.words import signed

RESOLVED = 3
"""Suggestions that are planned around when nobody says how many."""


@dataclass(frozen=True, eq=False)
class Suggestion:
    """One engineer for a ticket.

    Parameters
    ----------
    move
        What it means with everything else left in its order.
    place
        1 = the best.
    current
        Is it who serves the ticket now?
    resolved
        [thousandths] price once the plan has been searched again around it, with what that search saves elsewhere (so
        compare it with that of other suggestions); None = not done.
    resolved_plan
        That plan.
    """

    move: Move
    place: int = 0
    current: bool = False
    resolved: int | None = None
    resolved_plan: Plan | None = field(default=None, repr=False)

    @property
    def engineer(self) -> str:
        """Id."""
        return self.move.engineer

    @property
    def allowed(self) -> bool:
        """Can it be done without breaking a rule, at once or planned around?"""
        return self.move.allowed or self.resolved is not None

    @property
    def price(self) -> int:
        """[thousandths] the best price known of a plan that breaks no rule; of the move where there is none."""
        if self.resolved is None:
            return self.move.price
        return min(self.resolved, self.move.price) if self.move.allowed else self.resolved

    @property
    def left(self) -> tuple[str, ...]:
        """Tickets that are served as the plan stands and no longer once it is planned around."""
        if self.resolved_plan is None:
            return ()
        found = changes(self.move.board.plan, self.resolved_plan)
        return tuple(change.ticket for change in found if change.kind == "dropped")

    def text(self, language: Language | str = "en") -> str:
        """In one line, in ``en`` or ``zh``; :meth:`Move.text` has the details."""
        language = Language(language)
        head = f"{self.place}. " + (language.of("now: ", "现任：") if self.current else "")
        parts = [self.move.reason.text(language), *later(self.move.shifted, language)]
        if self.resolved is not None:
            money = signed(self.resolved, self.move.board.problem.policy.currency, language)
            parts.append(language.of(f"planned around: {money}", f"重新优化后：{money}"))
        if self.left:
            left = ", ".join(self.left)
            parts.append(language.of(f"that leaves {left}", f"但不再服务 {left}"))
        return head + language.of("; ", "；").join(parts)

    def __str__(self) -> str:
        return self.text()

    def as_dict(self) -> dict[str, Any]:
        """Plain data: that of the move, and the rank."""
        resolved = None if self.resolved is None else amount(self.resolved)
        return {
            "place": self.place,
            "current": self.current,
            "resolved_price": resolved,
            "resolved_left": list(self.left),
            **self.move.as_dict(),
        }


def suggest(
    board: Asked,
    ticket: str,
    limit: int | None = None,
    *,
    resolve: int | bool = False,
    iterations: int = 2000,
    seed: int = 1,
) -> tuple[Suggestion, ...]:
    """Every engineer with a shift: first those whom no rule forbids, cheapest first; then by how few rules forbid them.

    Somebody who is forbidden is priced and timed as if the rule were not, so that one sees what it would cost.

    Parameters
    ----------
    board
        The board, or a problem or a situation: then the board of its published plan.
    ticket
        Id of an open ticket, served or not.
    limit
        How many to return; None = all.
    resolve
        How many of the best to plan around (True = 3): the ticket goes to the engineer, all else is searched again.
        Somebody whose route has no room as it stands may have some then.
    iterations, seed
        Of that search.

    Raises
    ------
    InputError
        There is no such ticket, or nothing is left to plan about it.
    """
    board = Board.of(board)
    i = ticket_index(board, ticket)
    moves = sorted((try_move(board, ticket, engineer) for engineer in board.shifts_of), key=rank)
    found = [Suggestion(move, current=move.engineer == move.was) for move in moves[:limit]]
    best = RESOLVED if resolve is True else int(resolve)
    found[:best] = sorted((_around(board, i, suggestion, iterations, seed) for suggestion in found[:best]), key=_best)
    return tuple(replace(suggestion, place=k) for k, suggestion in enumerate(found, 1))


def _best(suggestion: Suggestion) -> tuple[bool, int]:
    return not suggestion.allowed, suggestion.price


def _around(board: Board, i: int, suggestion: Suggestion, iterations: int, seed: int) -> Suggestion:
    """The suggestion with the rest of the plan searched again; where rules of the pair forbid it, it stays as it is."""
    from scheduler.planning.plan import plan
    from scheduler.planning.warm_start import WarmStart

    day = board.compiled.day
    if not day.allowed[list(board.shifts_of[suggestion.engineer]), i].any():
        return suggestion
    others = np.array([engineer != suggestion.engineer for engineer, _ in board.compiled.shifts])
    allowed = day.allowed.copy()
    allowed[others, i] = 0
    kept = replace(board.compiled, day=replace(day, allowed=allowed))
    result = plan(
        board.problem,
        Budget(iterations=iterations, seed=seed),
        warm=WarmStart(suggestion.move.plan, _near(board, suggestion)),
        proof=False,
        compiled=kept,
    )
    if suggestion.move.ticket in result.plan.unserved or not result.report.feasible:
        return suggestion  # leaving it is cheaper than sending this engineer, or a limit of the plan is in the way
    return replace(suggestion, resolved=result.cost - board.cost, resolved_plan=result.plan)


def _near(board: Board, suggestion: Suggestion) -> Sequence[str]:
    """The ticket and those of the routes that change."""
    return [
        suggestion.move.ticket,
        *(id for route in suggestion.move.routes for id in route.tickets if id != suggestion.move.ticket),
    ]

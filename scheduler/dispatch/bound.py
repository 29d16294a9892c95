"""What is proved of a board: no plan of it costs less."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Unpack

from scheduler.budget import Budget, BudgetOptions
from scheduler.dispatch.board import Board

if TYPE_CHECKING:
    from scheduler.planning.warm_start import Prices


def bound_of(
    board: Board, budget: Budget | None = None, *, prices: Prices | None = None, **options: Unpack[BudgetOptions]
) -> int | None:
    """[thousandths] a lower bound on the cost of every plan of the board's problem, its unserved tickets included.

    None when nothing above zero was proved in that time.

    Parameters
    ----------
    budget, options
        How long to work (:class:`scheduler.budget.Budget`, or its fields); with no word about it one round, which is
        worth something where ``prices`` are given.
    prices
        :attr:`Result.prices` of the night plan: the bound of a changed day after one round, about as good as the
        night's was, and about as long as a round of it takes.
    """
    from scheduler.planning.plan import plan
    from scheduler.planning.warm_start import WarmStart

    budget = Budget.of(budget, options)
    result = plan(
        board.problem,
        budget if budget.said else replace(budget, iterations=1),
        warm=WarmStart(board.plan, prices=prices),
        compiled=board.compiled,
    )
    return result.bound if result.bound else None

"""What is proved of a board: no plan of it costs less."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.dispatch.board import Board

if TYPE_CHECKING:
    from scheduler.planning.prices import Prices


def bound_of(
    board: Board,
    *,
    seconds: float | None = None,
    iterations: int | None = None,
    prices: Prices | None = None,
    seed: int = 1,
) -> int | None:
    """[thousandths] a lower bound on the cost of every plan of the board's problem, its unserved tickets included.

    None when nothing above zero was proved in that time.

    Parameters
    ----------
    seconds, iterations
        To work at most; with neither, one round, which is worth something where ``prices`` are given.
    prices
        :attr:`Result.prices` of the night plan: the bound of a changed day after one round, about as good as the
        night's was, and about as long as a round of it takes.
    """
    from scheduler.planning.plan import plan

    work = iterations if seconds is None and iterations is not None else 1 if seconds is None else None
    result = plan(
        board.problem,
        seconds=seconds,
        iterations=work,
        seed=seed,
        start=board.plan,
        prices=prices,
        compiled=board.compiled,
    )
    return result.bound if result.bound else None

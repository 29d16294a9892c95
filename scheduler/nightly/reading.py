"""Reading a day for a run: the problem, what is to be said about it, and the rows that were set aside."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.errors import Trouble
from models.problem import Problem
from scheduler.nightly.order import Order
from scheduler.planning.scope import within

if TYPE_CHECKING:
    from scheduler.loaders import Loaded


@dataclass(frozen=True)
class Read:
    """A day as read.

    Parameters
    ----------
    problem
        The part that was ordered: one territory, or everything.
    loaded
        The whole problem, the rows set aside, remarks and files.
    warnings
        What the reader remarks, and what the doctor finds suspicious in ``problem``.
    """

    problem: Problem
    loaded: Loaded
    warnings: tuple[Trouble, ...] = ()

    @property
    def rejected(self) -> dict[str, int]:
        """File -> number of rows set aside."""
        return dict(Counter(reject.file for reject in self.loaded.rejects))


def read(order: Order) -> Read:
    """Load and examine the day of an order.

    Raises
    ------
    models.errors.InputError
        With everything that is wrong.
    """
    from scheduler.loaders import load_with_rejects
    from scheduler.loaders.doctor import warnings

    loaded = load_with_rejects(
        order.source.day,
        policy=order.source.policy,
        mapping=order.source.mapping,
        date=order.source.date,
        travel=order.source.travel,
        reject_bad_rows=order.reject_bad_rows,
    )
    problem = within(loaded.problem, order.source.territory)
    return Read(problem, loaded, (*loaded.notes, *warnings(problem)))

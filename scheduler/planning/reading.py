"""Reading a day for a run: the problem, the warnings of the doctor, and the rows that were set aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from models.errors import Trouble
from models.problem import Problem
from scheduler.planning.order import Order


@dataclass(frozen=True)
class Read:
    """A day as read.

    Parameters
    ----------
    warnings
        What the doctor finds suspicious.
    rejects
        One trouble per row that was set aside.
    """

    problem: Problem
    warnings: tuple[Trouble, ...] = ()
    rejects: tuple[Any, ...] = ()

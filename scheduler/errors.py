"""How a run can end: errors without a plan, and the few words a night job says to the machine that started it."""

from __future__ import annotations

from enum import IntEnum

from models.errors import PaigongError


class Locked(PaigongError):
    """Somebody else plans this day and territory, or writes to this folder."""


class NoAcceptablePlan(PaigongError):
    """The judge objects; an earlier plan, if any, was kept."""


class Disagreement(Exception):
    """Solver and judge differ on the cost of a plan: a mistake of this program, not of its user."""


class Exit(IntEnum):
    """What a process of this product ends with; ``docs/exit-codes.md`` explains each."""

    DONE = 0
    """A plan stands (or stood already), or the answer was given."""
    INTERNAL = 1
    """An error of this program."""
    INPUT = 2
    """Usage, configuration or input is wrong; nothing was written."""
    NO_PLAN = 4
    """No acceptable plan; an earlier one was kept."""
    DEGRADED = 10
    """A plan stands, and something about it is less than was asked for."""
    LOCKED = 75
    """Another process plans this day and territory; try later."""

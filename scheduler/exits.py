"""Exit codes: the few words a night job says to the machine that started it."""

from __future__ import annotations

from enum import IntEnum


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

"""From the Day of arrays to the native core's copy of it, made once per Day."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

import scheduler.engine._core as _core
from scheduler.day import NEVER, Day

_known: WeakKeyDictionary[Day, _core.Day] = WeakKeyDictionary()


def native(day: Day) -> _core.Day:
    """The native copy of a day; the same object for the same Day.

    Raises
    ------
    ValueError
        An array is missing, has the wrong type or shape, or holds a value that cannot be computed with. The message
        names the field, the index and the value.
    """
    found = _known.get(day)
    if found is None:
        found = _known[day] = _core.Day(**day.arrays())
    return found


def evaluate(
    day: Day, shift: int, order: Sequence[int], not_before: int = -NEVER, not_after: int = NEVER
) -> _core.Schedule:
    """Exact times and money of one route: some tickets in this order on a shift.

    Parameters
    ----------
    not_before, not_after : when the person's earlier shifts leave off, and when it must have ended for later ones.

    Raises
    ------
    IndexError
        There is no such shift or ticket.
    """
    return _core.evaluate(native(day), shift, list(order), not_before, not_after)

"""From the Day of arrays to the native core's copy of it, made once per Day."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from scheduler.day import Day
from scheduler.engine import _core

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

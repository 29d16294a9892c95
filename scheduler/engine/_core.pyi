"""What the native core offers to Python."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

class Day:
    """Native, read-only copy of :class:`scheduler.day.Day`; made by :func:`scheduler.engine.native.native`."""

    def __init__(self, **arrays: NDArray[Any]) -> None: ...
    @property
    def n(self) -> int: ...
    @property
    def m(self) -> int: ...
    @property
    def rows(self) -> int: ...

class Stop:
    """A flag shared with running native calls: raise it and they return what they have."""

    def __init__(self) -> None: ...
    def set(self) -> None: ...
    @property
    def is_set(self) -> bool: ...

class Schedule:
    """Times and money of one shift serving its tickets in order (contract: ``scheduler/day.py``)."""

    @property
    def feasible(self) -> bool: ...
    @property
    def why(self) -> str:
        """The rule that an infeasible order breaks, and where; empty when feasible."""
    @property
    def cost(self) -> int: ...
    @property
    def travel(self) -> int: ...
    @property
    def pair(self) -> int: ...
    @property
    def late(self) -> int: ...
    @property
    def overtime(self) -> int: ...
    @property
    def work(self) -> int: ...
    @property
    def fixed(self) -> int: ...
    @property
    def depart(self) -> int: ...
    @property
    def arrivals(self) -> list[int]:
        """Arrival at each stop, after a break on the way."""
    @property
    def starts(self) -> list[int]: ...
    @property
    def finishes(self) -> list[int]: ...
    @property
    def break_leg(self) -> int:
        """Leg that carries the break: k = before stop k, number of stops = on the way to the end place, -1 = none."""
    @property
    def break_start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def driving(self) -> int:
        """Driving seconds."""
    @property
    def usage(self) -> list[int]:
        """Use of each plan limit."""

def evaluate(day: Day, shift: int, tickets: list[int]) -> Schedule:
    """Exact schedule of one route; ``IndexError`` for a shift or ticket that does not exist."""

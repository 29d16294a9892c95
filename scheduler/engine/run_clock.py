"""The clock of a run: the only thing inside the engine that knows the time, and it writes down what it said.

Everything the loop decides (how long a search burst is, whether another pricing round fits) follows from the readings
of this clock. So a run is repeated exactly by giving it the same readings, and a run whose clock counts work instead
of seconds is the same on every machine and with any number of threads.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Work:
    """The readings of a run's clock in milliseconds: small, serialisable, and enough to repeat the run."""

    seconds: float = 0.0
    """The budget that the readings are compared with; infinite when there was none."""
    readings: tuple[int, ...] = ()
    chains: int = 0


class RunClock(Protocol):
    """Seconds since the run began, by whatever measure."""

    def now(self) -> float: ...

    def spend(self, seconds: float) -> None:
        """Tell the clock that work worth this many seconds of the standard machine was done."""


class WallClock:
    """Seconds of the machine, rounded to what is written down."""

    def __init__(self) -> None:
        self._start = time.monotonic()

    def now(self) -> float:
        return int(1000 * (time.monotonic() - self._start)) / 1000

    def spend(self, seconds: float) -> None:
        pass


class WorkClock:
    """Counts work at fixed prices: machine, load and threads make no difference."""

    def __init__(self) -> None:
        self._spent = 0.0

    def now(self) -> float:
        return self._spent

    def spend(self, seconds: float) -> None:
        self._spent += seconds


class RecordedClock:
    """Says what an earlier clock said."""

    def __init__(self, readings: tuple[int, ...]) -> None:
        self._readings = iter(readings)

    def now(self) -> float:
        return next(self._readings, 1_000_000_000) / 1000

    def spend(self, seconds: float) -> None:
        pass


class Pace:
    """A clock, the time it may show at most, and the record of its readings."""

    def __init__(self, clock: RunClock, seconds: float) -> None:
        self._clock = clock
        self.seconds = seconds
        self._readings: list[int] = []

    def now(self) -> float:
        """Seconds since the run began; every reading is recorded."""
        reading = self._clock.now()
        self._readings.append(round(1000 * reading))
        return reading

    @property
    def measured(self) -> bool:
        """Whether the readings say something about the speed of the machine."""
        return not isinstance(self._clock, WorkClock)

    def left(self) -> float:
        """Seconds left, not negative."""
        return max(0.0, self.seconds - self.now())

    def after(self, share: float) -> float:
        """Second at which this share of what is left will be over; infinite where the time has no end."""
        now = self.now()
        return now + share * max(0.0, self.seconds - now)

    def spend(self, seconds: float) -> None:
        self._clock.spend(seconds)

    def work(self, chains: int) -> Work:
        return Work(self.seconds, tuple(self._readings), chains)
